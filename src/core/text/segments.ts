import { nextGrapheme, previousGrapheme } from './graphemes.ts';
import type { TextRange } from './structure.ts';

/**
 * Words and sentences within one block, for moving and selecting by keyboard. Segmentation is by Unicode Standard
 * Annex 29 as `Intl.Segmenter` does it (Chinese, Japanese and Thai words by dictionary). Callers pass one block at
 * a time: blocks are short, and segmenting a whole text is ruinous. Offsets are UTF-16, of the block.
 */

export type SegmentUnit = 'grapheme' | 'word' | 'sentence';

let words: Intl.Segmenter | undefined;
let sentences: Intl.Segmenter | undefined;

/** Segmenters are made on first use, as the first of all takes some 50 ms. */
function inWords(text: string): Intl.Segments {
  words ??= new Intl.Segmenter('und', { granularity: 'word' });
  return words.segment(text);
}

function inSentences(text: string): Intl.Segments {
  sentences ??= new Intl.Segmenter('und', { granularity: 'sentence' });
  return sentences.segment(text);
}

/** The words of a block in order, without the space and punctuation between them. */
export function* wordsOf(block: string): Generator<TextRange> {
  for (const { index, segment, isWordLike } of inWords(block)) {
    if (isWordLike) yield { start: index, end: index + segment.length };
  }
}

/** The sentences of a block in order, without white space at their ends. */
export function* sentencesOf(block: string): Generator<TextRange> {
  for (const { index, segment } of inSentences(block)) {
    const trimmed = segment.trimStart();
    const start = index + segment.length - trimmed.length;
    const end = start + trimmed.trimEnd().length;
    if (end > start) yield { start, end };
  }
}

/** The start of the sentence that covers the offset, white space after the one before left out of both. */
export function sentenceStart(text: string, offset: number): number {
  return offset >= text.length ? text.length : (inSentences(text).containing(offset)?.index ?? 0);
}

/** Steps from segment to segment; asking for single segments costs no walk over the block. */
class Steps {
  readonly #unit: 'word' | 'sentence';
  readonly #segments: Intl.Segments;
  readonly #length: number;

  constructor(block: string, unit: 'word' | 'sentence') {
    this.#unit = unit;
    this.#segments = unit === 'word' ? inWords(block) : inSentences(block);
    this.#length = block.length;
  }

  /** The word or sentence of the segment that covers the offset; null where that is space or punctuation. */
  at(offset: number): { readonly found: TextRange | null; readonly next: number; readonly start: number } {
    const segment = this.#segments.containing(offset);
    if (!segment) return { found: null, next: this.#length, start: this.#length };
    const { index, segment: text } = segment;
    const next = index + text.length;
    if (this.#unit === 'word')
      return { found: segment.isWordLike ? { start: index, end: next } : null, next, start: index };
    const start = next - text.trimStart().length;
    const end = start + text.trim().length;
    return { found: end > start ? { start, end } : null, next, start: index };
  }
}

/**
 * The word or sentence at the offset: the one that covers it, else the one that ends there, else null (an offset
 * among spaces or punctuation).
 */
export function segmentAt(block: string, offset: number, unit: 'word' | 'sentence'): TextRange | null {
  const steps = new Steps(block, unit);
  const covering = offset < block.length ? steps.at(offset).found : null;
  if (covering && covering.start <= offset && offset < covering.end) return covering;
  const before = offset > 0 ? steps.at(offset - 1).found : null;
  return before && before.end === offset ? before : null;
}

/** Where a step forward from the offset leads: the end of the next word or sentence; null past the last. */
export function nextStop(block: string, offset: number, unit: SegmentUnit): number | null {
  if (unit === 'grapheme') return offset < block.length ? nextGrapheme(block, offset) : null;
  const steps = new Steps(block, unit);
  for (let at = Math.max(0, offset); at < block.length; ) {
    const { found, next } = steps.at(at);
    if (found && found.end > offset) return found.end;
    at = next;
  }
  return null;
}

/** Where a step back from the offset leads: the start of the word or sentence before; null before the first. */
export function previousStop(block: string, offset: number, unit: SegmentUnit): number | null {
  if (unit === 'grapheme') return offset > 0 ? previousGrapheme(block, offset) : null;
  const steps = new Steps(block, unit);
  for (let at = Math.min(offset, block.length); at > 0; ) {
    const { found, start } = steps.at(at - 1);
    if (found && found.start < offset) return found.start;
    at = start;
  }
  return null;
}

/** Where a step forward to a beginning leads: the start of the next word or sentence; null past the last. */
export function nextStart(block: string, offset: number, unit: 'word' | 'sentence'): number | null {
  const steps = new Steps(block, unit);
  for (let at = Math.max(0, offset); at < block.length; ) {
    const { found, next } = steps.at(at);
    if (found && found.start > offset) return found.start;
    at = next;
  }
  return null;
}
