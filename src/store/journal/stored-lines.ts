import { constants, transcode } from 'node:buffer';
import { deflateSync, inflateSync } from 'node:zlib';
import type { SqlValue } from '../connection.ts';
import { damagedContent } from '../rows/stored-json.ts';

/** Fewer characters than this are not worth compressing: one tag is some 500. */
const COMPRESSED_FROM = 1_024;
/** The fastest: the journal of a large import is written about as quickly as without, and takes a tenth of the room. */
export const PACKING = { level: 1, chunkSize: 65_536 };
/** What is no string cannot be lines: a file of foul play may not fill the memory. Most rows come out in one piece. */
const OPENED = { maxOutputLength: constants.MAX_STRING_LENGTH, chunkSize: 131_072 };

/**
 * UTF-8 of a well-formed text. Three times as quick as Buffer.from for scripts beyond Latin-1, whose strings V8 converts
 * one unit after another.
 */
export function utf8Of(text: string): Uint8Array {
  return text.length < COMPRESSED_FROM
    ? Buffer.from(text)
    : transcode(Buffer.from(text, 'utf16le'), 'utf16le', 'utf8');
}

/** Whether lines are kept compressed. */
export function isPacked(lines: string): boolean {
  return lines.length >= COMPRESSED_FROM;
}

/**
 * Lines of the journal as a column of type ANY keeps them: few as text, many as the zlib stream (RFC 1950) of their
 * UTF-8, whose checksum keeps recovery from making records of garbled lines.
 */
export function packLines(lines: string | Uint8Array, utf8: Uint8Array): string | Uint8Array {
  return typeof lines !== 'string' || isPacked(lines) ? deflateSync(utf8, PACKING) : lines;
}

/** Raises `project-damaged` where they cannot be what was written. */
export function unpackLines(value: SqlValue): string {
  return typeof value === 'string' ? value : unpackedUtf8(value).toString('utf8');
}

/** As `unpackLines`, in UTF-8: what is only hashed need not become a string. */
export function unpackedUtf8(value: SqlValue): Buffer {
  if (typeof value === 'string') return Buffer.from(value);
  if (!(value instanceof Uint8Array)) throw damagedContent('a part of the journal is missing');
  try {
    return inflateSync(value, OPENED);
  } catch (thrown) {
    throw damagedContent('a part of the journal is garbled', thrown);
  }
}
