import type { SqlValue } from '../connection.ts';
import { damagedContent } from './stored-json.ts';

/**
 * Strings in columns of type ANY. SQLite's TEXT is UTF-8, which has no lone surrogates, and its functions stop at
 * NUL; JavaScript strings have both. So a string that holds either is stored as a BLOB of UTF-16LE, and every other
 * as TEXT, which is half the size for most scripts and readable by any tool.
 */
export function packText(text: string): string | Uint8Array {
  return text.isWellFormed() && !text.includes('\0') ? text : Buffer.from(text, 'utf16le');
}

export function unpackText(value: SqlValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf16le');
  }
  throw damagedContent('a text is missing');
}
