import { nextStop, previousStop, type SegmentUnit } from '../../../core/text/segments.ts';
import type { TextBlock } from './loaded-text.ts';

export interface TextReader {
  blockAt(offset: number): TextBlock | null;
  blockAfter(offset: number): TextBlock | null | undefined;
  blockBefore(offset: number): TextBlock | null | undefined;
}

/**
 * Where a step from an offset leads. Blocks follow one another without the white space between them: one step leads
 * from the end of a block to the beginning of the next. UTF-16 offsets.
 *
 * @returns null where the text that the step leads into is not at hand; the offset itself at an end of the text
 */
export function stepFrom(
  text: TextReader,
  offset: number,
  unit: SegmentUnit,
  forward: boolean,
): number | null {
  const block = text.blockAt(offset);
  if (!block) return null;
  const within = Math.min(offset, block.end) - block.start;
  if (forward) {
    const stop = nextStop(block.text, within, unit);
    if (stop !== null) return block.start + stop;
    // Past the last word there may still be a full stop.
    if (within < block.text.length) return block.end;
    const next = text.blockAfter(offset);
    if (!next) return next === null ? null : offset;
    return unit === 'grapheme' ? next.start : next.start + (nextStop(next.text, 0, unit) ?? next.text.length);
  }
  const stop = previousStop(block.text, within, unit);
  if (stop !== null) return block.start + stop;
  if (within > 0) return block.start;
  const before = text.blockBefore(block.start);
  if (!before) return before === null ? null : offset;
  const end = before.text.length;
  return before.start + (unit === 'grapheme' ? end : (previousStop(before.text, end, unit) ?? 0));
}

/** The beginning of the block around the offset or of the one before it; of the next one. */
export function paragraphFrom(text: TextReader, offset: number, forward: boolean): number | null {
  const block = text.blockAt(offset);
  if (!block) return null;
  if (!forward && offset > block.start) return block.start;
  const other = forward ? text.blockAfter(offset) : text.blockBefore(block.start);
  if (other) return other.start;
  return other === null ? null : forward ? block.end : block.start;
}
