import { constants } from 'node:buffer';
import { deflateSync, inflateSync } from 'node:zlib';
import type { SqlValue } from '../connection.ts';
import { damagedContent } from '../rows/stored-json.ts';

/** Fewer characters than this are not worth compressing: one tag is some 500. */
const COMPRESSED_FROM = 1_024;
/** The fastest: the journal of a large import is written about as quickly as without, and takes a third of the room. */
const LEVEL = 1;
/** What is no string cannot be lines: a file of foul play may not fill the memory. */
const LIMIT = { maxOutputLength: constants.MAX_STRING_LENGTH };

/**
 * Lines of the journal as a column of type ANY keeps them: few as text, many as the zlib stream (RFC 1950) of their
 * UTF-8, whose checksum keeps recovery from making records of garbled lines.
 */
export function packLines(lines: string): string | Uint8Array {
  return lines.length < COMPRESSED_FROM ? lines : deflateSync(lines, { level: LEVEL });
}

/** Raises `project-damaged` where they cannot be what was written. */
export function unpackLines(value: SqlValue): string {
  if (typeof value === 'string') return value;
  if (!(value instanceof Uint8Array)) throw damagedContent('a part of the journal is missing');
  try {
    return inflateSync(value, LIMIT).toString('utf8');
  } catch (thrown) {
    throw damagedContent('a part of the journal is garbled', thrown);
  }
}
