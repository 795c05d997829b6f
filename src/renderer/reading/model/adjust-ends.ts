import { nextStart, wordsOf } from '../../../core/text/segments.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { AdjustStep } from '../types.ts';
import { stepFrom, type TextReader } from './caret-motion.ts';

/**
 * Where an end of a span comes to by one step. The start stops at the beginnings of words, the end at their ends. The
 * span keeps at least one grapheme cluster and does not run into its neighbours.
 *
 * @returns null where the text that the step leads into is not at hand; the range itself where the step leads nowhere
 */
export function adjustedRange(
  text: TextReader,
  spans: readonly TextRange[],
  spanIndex: number,
  step: AdjustStep,
): TextRange | null {
  const range = spans[spanIndex];
  if (!range) return null;
  const from = step.end === 'start' ? range.start : range.end;
  const to = target(text, from, step);
  if (to === null) return null;
  const moved = step.end === 'start' ? { start: to, end: range.end } : { start: range.start, end: to };
  return isFree(spans, spanIndex, moved) ? moved : range;
}

/** Is the range not empty, and clear of the annotation's other spans? */
export function isFree(spans: readonly TextRange[], spanIndex: number, range: TextRange): boolean {
  const before = spans[spanIndex - 1];
  const after = spans[spanIndex + 1];
  return (
    range.start < range.end &&
    range.start >= (before?.end ?? 0) &&
    range.end <= (after?.start ?? Number.POSITIVE_INFINITY)
  );
}

function target(text: TextReader, from: number, { end, by, direction }: AdjustStep): number | null {
  const forward = direction === 'forward';
  if (by === 'word' && end === 'start' && forward) return nextWordStart(text, from);
  if (by === 'word' && end === 'end' && !forward) return previousWordEnd(text, from);
  return stepFrom(text, from, by === 'word' ? 'word' : 'grapheme', forward);
}

function nextWordStart(text: TextReader, from: number): number | null {
  const block = text.blockAt(from);
  if (!block) return null;
  const start = nextStart(block.text, from - block.start, 'word');
  if (start !== null) return block.start + start;
  const next = text.blockAfter(from);
  return next ? next.start : next === null ? null : from;
}

function previousWordEnd(text: TextReader, from: number): number | null {
  const block = text.blockAt(from);
  if (!block) return null;
  let found: number | null = null;
  for (const word of wordsOf(block.text)) {
    if (block.start + word.end >= from) break;
    found = block.start + word.end;
  }
  if (found !== null) return found;
  const before = text.blockBefore(block.start);
  return before ? before.end : before === null ? null : from;
}
