/**
 * The page may run and show only what came with the program: no inline script or style, no eval, no connection of
 * any kind, no frame around or inside it. Highlights are painted through constructed style sheets, which need no exception.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "worker-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Headers of every answer under app://. No opener policy: a page of ours opens no window and is opened by none (lockdown/contents.ts),
 * so it would keep nothing apart; but Chromium would put the process away that it has ready for the page, and start another.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};
