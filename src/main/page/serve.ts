import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from '../../contract/shell-names.ts';
import { PAGE_HEADERS } from './headers.ts';
import { pageResource } from './resource.ts';

export const PAGE_ADDRESS = `${APP_ORIGIN}/index.html`;

/** Gives app:// the standing of a web origin. To be called before the application is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: PAGE_HEADERS });
}

async function answer(folder: string, request: Request): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  const resource = pageResource(folder, request.url);
  if (resource === null) return refusal(404);
  try {
    const body = new Uint8Array(await readFile(resource.file));
    return new Response(body, { headers: { ...PAGE_HEADERS, 'Content-Type': resource.mediaType } });
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) {
      return refusal(404);
    }
    throw error;
  }
}

/** Serves the built page, and nothing else, under app://. `folder`: absolute path of out/renderer. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, (request) => answer(folder, request));
}
