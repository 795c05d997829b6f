import { pushBlock, WHITE_SPACE } from '../../../core/text/blocks.ts';
import type { Block, StructuredText } from '../../../core/text/structure.ts';

/** JSON and XML files are held whole while they are read; larger ones are refused. */
export const WHOLE_FILE_LIMIT = 256 * 1024 * 1024;

export interface CanonicalText {
  /** line ends are `\n`, lone surrogates U+FFFD, nothing else is changed */
  readonly text: string;
  /** UTF-16 offset in the text as it came → in the canonical one; one inside `\r\n` is that of the line end */
  readonly toCanonical: (offset: number) => number;
}

/** A foreign text as the model keeps it, with the way from its offsets to ours. */
export function canonicalText(raw: string): CanonicalText {
  const well = raw.toWellFormed();
  if (!well.includes('\r')) return { text: well, toCanonical: (offset) => offset };
  // Each CR before a LF is taken away; positions of the LFs, ascending.
  const dropped: number[] = [];
  for (let at = well.indexOf('\r\n'); at >= 0; at = well.indexOf('\r\n', at + 2)) dropped.push(at + 1);
  return {
    text: well.replace(/\r\n?/g, '\n'),
    toCanonical: (offset) => {
      let low = 0;
      let high = dropped.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((dropped[middle] as number) <= offset) low = middle + 1;
        else high = middle;
      }
      return offset - low;
    },
  };
}

/** A text whose lines that are not blank are its blocks, as those of plain text are. */
export function structuredText(text: string): StructuredText {
  const blocks: Block[] = [];
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (!WHITE_SPACE.test(line)) pushBlock(blocks, { kind: 'paragraph' }, start, line);
    start = end + 1;
  }
  return { text, blocks, marks: [] };
}

/** Offsets of code points → UTF-16, for ascending and other offsets alike; one past the end stays past the end. */
export function codePointOffsets(text: string): (codePoints: number) => number {
  const pairs: number[] = [];
  for (const { index } of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs.push(index - pairs.length);
  if (pairs.length === 0) return (offset) => offset;
  return (offset) => {
    // pairs[i] is the code point offset of the i-th pair: each that begins before the offset adds one unit.
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  };
}
