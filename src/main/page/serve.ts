import { readFile } from 'node:fs/promises';
import { type ProtocolRequest, type ProtocolResponse, protocol, type Session } from 'electron';
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

function refusal(statusCode: number): ProtocolResponse {
  return { statusCode, headers: PAGE_HEADERS, data: Buffer.alloc(0) };
}

async function answer(folder: string, request: ProtocolRequest): Promise<ProtocolResponse> {
  if (request.method !== 'GET') return refusal(405);
  const resource = pageResource(folder, request.url);
  if (resource === null) return refusal(404);
  try {
    const data = await readFile(resource.file);
    return {
      data,
      mimeType: resource.mediaType,
      headers: { ...PAGE_HEADERS, 'Content-Type': resource.mediaType },
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) {
      return refusal(404);
    }
    throw error;
  }
}

/**
 * Serves the built page, and nothing else, under app://. `folder`: absolute path of out/renderer. Not by `protocol.handle`: its
 * `Response` brings all of Node's HTTP client with it, on the way to the first page.
 */
export function servePage(session: Session, folder: string): void {
  session.protocol.registerBufferProtocol(APP_SCHEME, (request, give) => {
    void answer(folder, request).then(give, () => give(refusal(500)));
  });
}
