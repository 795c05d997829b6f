/**
 * Glossator JSONL, version 1: see docs/formats/jsonl.md, which is the specification. This file holds what the writer and
 * the reader must agree on.
 */

export const FORMAT_NAME = 'glossator-jsonl';
export const FORMAT_VERSION = 1;

/** Said in the header, so that a file explains its own numbers. */
export const UNITS = {
  start: 'UTF-16 code units from the beginning of the document text, half-open',
  codePointStart: 'Unicode code points from the beginning of the document text, half-open',
} as const;

/** Bytes of an original in one line; in base64 a third more. A multiple of 3, so that only the last line is padded. */
export const ORIGINAL_LINE_BYTES = 49_152;

/** Bytes that a writer hands out at a time: as many as are written at once, so that nobody need lay them together. */
export const PIECE_LENGTH = 1_048_576;

/** A line longer than this (bytes) is refused without being held. */
export const MAX_LINE_BYTES = 33_554_432;

/** A document text longer than this (UTF-16 code units) is refused. */
export const MAX_TEXT_LENGTH = 268_435_456;

/** Problems of one file that are told one by one; further ones are counted. */
export const MAX_PROBLEMS = 1_000;
