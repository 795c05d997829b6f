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

/** The columns of a string as bytes, for `unpackBytes`. */
export function byteColumns(column: string): string {
  return `CAST(${column} AS BLOB) AS bytes, typeof(${column}) = 'text' AS utf8`;
}

export interface StoredBytes {
  readonly bytes: Uint8Array | null;
  readonly utf8: 0 | 1;
}

/** As `unpackText`, in a third of the time: Node decodes quicker than the binding does. Worth it for much text only. */
export function unpackBytes({ bytes, utf8 }: StoredBytes): string {
  if (!(bytes instanceof Uint8Array)) throw damagedContent('a text is missing');
  const { buffer, byteOffset, byteLength } = bytes;
  return Buffer.from(buffer, byteOffset, byteLength).toString(utf8 ? 'utf8' : 'utf16le');
}
