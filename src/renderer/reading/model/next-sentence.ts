import { sentencesOf } from '../../../core/text/segments.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { TextReader } from './caret-motion.ts';

/** Blocks without a sentence (rules, pictures) that are passed over in one go. */
const EMPTY_BLOCKS = 200;

/**
 * The first sentence that starts at or after the offset; with `covering` the one around the offset counts too.
 * UTF-16 offsets.
 *
 * @returns undefined past the last sentence; an offset where the text to look on from is not at hand
 */
export function sentenceFrom(
  text: TextReader,
  offset: number,
  covering: boolean,
): TextRange | undefined | number {
  let block = text.blockAt(offset);
  let at = offset;
  for (let passed = 0; passed < EMPTY_BLOCKS; passed += 1) {
    if (!block) return at;
    for (const { start, end } of sentencesOf(block.text)) {
      const found = { start: block.start + start, end: block.start + end };
      if (found.start >= offset || (covering && found.end > offset)) return found;
    }
    at = Math.max(offset, block.end);
    const next = text.blockAfter(at);
    if (next === undefined) return undefined;
    // What comes after is not at hand: the reader brings it and asks again from here.
    if (next === null) return at;
    block = next;
  }
  return undefined;
}
