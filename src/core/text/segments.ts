import { nextGrapheme, previousGrapheme } from './graphemes.ts';
import type { TextRange } from './structure.ts';

/**
 * Words and sentences within one block, for moving and selecting by keyboard. Segmentation is by Unicode Standard
 * Annex 29 as `Intl.Segmenter` does it (Chinese, Japanese and Thai words by dictionary). Callers pass one block at
 * a time: blocks are short, and segmenting a whole text is ruinous. Offsets are UTF-16, of the block.
 */

export type SegmentUnit = 'grapheme' | 'word' | 'sentence';

const words = new Intl.Segmenter('und', { granularity: 'word' });
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });

/** The words of a block in order, without the space and punctuation between them. */
export function* wordsOf(block: string): Generator<TextRange> {
  for (const { index, segment, isWordLike } of words.segment(block)) {
    if (isWordLike) yield { start: index, end: index + segment.length };
  }
}

/** The sentences of a block in order, without white space at their ends. */
export function* sentencesOf(block: string): Generator<TextRange> {
  for (const { index, segment } of sentences.segment(block)) {
    const trimmed = segment.trimStart();
    const start = index + segment.length - trimmed.length;
    const end = start + trimmed.trimEnd().length;
    if (end > start) yield { start, end };
  }
}

function rangesOf(block: string, unit: 'word' | 'sentence'): Generator<TextRange> {
  return unit === 'word' ? wordsOf(block) : sentencesOf(block);
}

/**
 * The word or sentence at the offset: the one that covers it, else the one that ends there, else null (an offset
 * among spaces or punctuation).
 */
export function segmentAt(block: string, offset: number, unit: 'word' | 'sentence'): TextRange | null {
  let endingHere: TextRange | null = null;
  for (const range of rangesOf(block, unit)) {
    if (range.start > offset) break;
    if (offset < range.end) return range;
    if (offset === range.end) endingHere = range;
  }
  return endingHere;
}

/** Where a step forward from the offset leads: the end of the next word or sentence; null past the last. */
export function nextStop(block: string, offset: number, unit: SegmentUnit): number | null {
  if (unit === 'grapheme') return offset < block.length ? nextGrapheme(block, offset) : null;
  for (const range of rangesOf(block, unit)) if (range.end > offset) return range.end;
  return null;
}

/** Where a step back from the offset leads: the start of the word or sentence before; null before the first. */
export function previousStop(block: string, offset: number, unit: SegmentUnit): number | null {
  if (unit === 'grapheme') return offset > 0 ? previousGrapheme(block, offset) : null;
  let found: number | null = null;
  for (const range of rangesOf(block, unit)) {
    if (range.start >= offset) break;
    found = range.start;
  }
  return found;
}

/** Where a step forward to a beginning leads: the start of the next word or sentence; null past the last. */
export function nextStart(block: string, offset: number, unit: 'word' | 'sentence'): number | null {
  for (const range of rangesOf(block, unit)) if (range.start > offset) return range.start;
  return null;
}
