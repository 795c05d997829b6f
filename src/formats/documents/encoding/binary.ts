import { byteOrderMark, utf16WithoutMark } from './detect.ts';

/** Beginnings of files that are no text, and what they are. */
const SIGNATURES: readonly (readonly [signature: string, what: string])[] = [
  ['%PDF-', 'a PDF file'],
  ['PK\u0003\u0004', 'a zip archive or an office document'],
  ['PK\u0005\u0006', 'an empty zip archive'],
  ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'an old office document'],
  ['SQLite format 3\u0000', 'a database'],
  ['\u001f\u008b', 'a compressed file'],
  ['BZh', 'a compressed file'],
  ['\u00fd7zXZ\u0000', 'a compressed file'],
  ['7z\u00bc\u00af\u0027\u001c', 'a compressed archive'],
  ['Rar!\u001a\u0007', 'a compressed archive'],
  ['\u0089PNG\r\n\u001a\n', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
  ['GIF87a', 'a picture'],
  ['GIF89a', 'a picture'],
  ['\u007fELF', 'a program'],
  ['ID3', 'a sound recording'],
  ['OggS', 'a sound or video recording'],
];

/** What a file is that is no text, by its beginning; null where it may well be text. */
export function binaryKind(head: Uint8Array): string | null {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 32)).toString('latin1');
  for (const [signature, what] of SIGNATURES) {
    // “BZh”, “ID3” and the like could begin a text: then nothing but text follows.
    if (start.startsWith(signature) && (signature.length > 5 || hasControls(head))) return what;
  }
  if (start.startsWith('%PDF-')) return 'a PDF file';
  return hasControls(head) ? 'binary data' : null;
}

/** Control characters that texts do without; ESC belongs to ISO 2022, 0x1A ended files under DOS. */
function isControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b && byte !== 0x1a;
}

/** 1 for each byte that is a control character but NUL. A table, since every byte of every file's beginning is asked for. */
const CONTROLS = Uint8Array.from({ length: 256 }, (_, byte) => (byte > 0 && isControl(byte) ? 1 : 0));

/** One NUL in so many bytes is an accident; more are no text. */
const NULS_SHARE = 1 / 1_000;
const CONTROLS_SHARE = 1 / 50;

function hasControls(head: Uint8Array): boolean {
  const encoding = byteOrderMark(head)?.encoding ?? utf16WithoutMark(head)?.encoding ?? 'utf-8';
  if (encoding !== 'utf-8') return false;
  let nuls = 0;
  let controls = 0;
  // By index: iterating over bytes is twenty times slower.
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at] ?? 0;
    if (byte === 0) nuls += 1;
    controls += CONTROLS[byte] ?? 0;
  }
  return nuls > head.length * NULS_SHARE || controls > head.length * CONTROLS_SHARE;
}
