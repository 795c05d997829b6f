import { APP_ORIGIN } from '../../contract/shell-names.ts';

/**
 * Whether a request may go on: only what the program serves itself, under its own origin, and Chromium's own
 * developer tools where they are allowed. `address` is a full URL.
 */
export function isOwnRequest(address: string, developerTools: boolean): boolean {
  return (
    address.startsWith(`${APP_ORIGIN}/`) || (developerTools && address.startsWith('devtools://devtools/'))
  );
}

/** What of a refused address may stand in the log: scheme and host, never path or query. */
export function refusedName(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url ? `${url.protocol}//${url.host}` : 'malformed';
}
