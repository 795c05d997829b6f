import type { PackedSpan } from '../../core/annotation/packed.ts';
import type { TextRange } from '../../core/text/structure.ts';

const QUOTATION_MARK = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** The parts of a span as `spansColumn` writes it, between which its values stand. */
const BEGINNING = Buffer.from('[{"end":');
const PREFIX = Buffer.from(',"prefix":');
const QUOTE = Buffer.from(',"quote":');
const START = Buffer.from(',"start":');
const SUFFIX = Buffer.from(',"suffix":');
const END = Buffer.from('}]');

/** Where these bytes end, if they stand at `at`; else −1, as where `at` is −1. */
function past(bytes: Uint8Array, at: number, expected: Uint8Array): number {
  if (at < 0) return -1;
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return -1;
  return at + expected.length;
}

/** The same of a whole number, not negative. */
function pastNumber(bytes: Uint8Array, at: number, expected: number): number {
  if (at < 0) return -1;
  let end = at + 1;
  for (let rest = expected; rest >= 10; rest = Math.floor(rest / 10)) end += 1;
  for (let rest = expected, i = end - 1; i >= at; i--, rest = Math.floor(rest / 10)) {
    if (bytes[i] !== 0x30 + (rest % 10)) return -1;
  }
  return end;
}

/** Where a JSON string ends that begins at `at`; else −1. What follows a backslash is only taken for granted. */
function pastString(bytes: Uint8Array, at: number, to: number): number {
  if (at < 0 || bytes[at] !== QUOTATION_MARK) return -1;
  for (let i = at + 1; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte === QUOTATION_MARK) return i + 1;
    if (byte === BACKSLASH) i += 1;
    else if (byte < SPACE) return -1;
  }
  return -1;
}

/** The parts of the only span, of these offsets, in spans that `spansColumn` has written; null where it is something else. */
export function packedSpanIn(
  bytes: Uint8Array,
  from: number,
  to: number,
  range: TextRange,
): PackedSpan | null {
  const prefix = past(bytes, pastNumber(bytes, past(bytes, from, BEGINNING), range.end), PREFIX);
  const prefixEnd = pastString(bytes, prefix, to);
  const quote = past(bytes, prefixEnd, QUOTE);
  const quoteEnd = pastString(bytes, quote, to);
  const suffix = past(bytes, pastNumber(bytes, past(bytes, quoteEnd, START), range.start), SUFFIX);
  const suffixEnd = pastString(bytes, suffix, to);
  if (past(bytes, suffixEnd, END) !== to) return null;
  return { bytes, quote, quoteEnd, prefix, prefixEnd, suffix, suffixEnd };
}
