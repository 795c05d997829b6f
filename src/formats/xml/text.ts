import iconv from 'iconv-lite';
import { GlossatorError } from '../../core/errors.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML 1.0 forbids are meant
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/**
 * XML as text: the encoding is that of the byte order mark, of the declaration, or UTF-8 (XML 1.0, appendix F). What is
 * malformed in it becomes U+FFFD; characters that XML forbids are left out.
 * @throws GlossatorError encoding-unknown
 */
export function xmlText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return permitted(iconv.decode(buffer, encodingOf(buffer)));
}

/** The text without characters that XML forbids, lone surrogates as U+FFFD. */
export function permitted(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '');
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  const head = bytes.subarray(0, 256).toString('latin1');
  const declared = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(
    head,
  )?.[1];
  // What could be read so far is in bytes of ASCII, whatever it calls itself.
  if (declared === undefined || /^(?:utf-?16|ucs-?2)/i.test(declared)) return 'utf-8';
  if (iconv.encodingExists(declared)) return declared;
  throw new GlossatorError(
    'encoding-unknown',
    `The XML says that it is “${declared}”, which is no known encoding.`,
  );
}
