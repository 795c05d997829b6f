import path from 'node:path';
import { APP_HOST, APP_SCHEME } from '../../contract/shell-names.ts';

/** The only kinds of file that a page of ours is made of. Anything else is not served. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface PageResource {
  /** absolute path inside the folder of the page */
  readonly file: string;
  readonly mediaType: string;
}

/**
 * The file that an address of the page names, or null where there can be none: another scheme or host, a name that
 * leads outside the folder however it is escaped, a kind of file that pages have not.
 */
export function pageResource(folder: string, address: string): PageResource | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null;
  const name = decoded(url.pathname);
  if (name === null) return null;
  const parts = name.split('/').slice(1);
  if (!parts.every(isPlainName)) return null;
  const file = path.join(folder, ...parts);
  if (!file.startsWith(folder + path.sep)) return null;
  const mediaType = MEDIA_TYPES[path.extname(file).toLowerCase()];
  return mediaType === undefined ? null : { file, mediaType };
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Not empty, hidden or a way up, and without what Windows or the file system could read otherwise. */
function isPlainName(part: string): boolean {
  return /^[\p{L}\p{N}_-][\p{L}\p{N}_.-]*$/u.test(part);
}
