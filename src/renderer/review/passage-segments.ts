import { wordsOf } from '../../core/text/segments.ts';
import type { TextRange } from '../../core/text/structure.ts';

/** A stretch of a block that begins and ends where something begins or ends. */
export interface Segment extends TextRange {
  readonly text: string;
  /** how many of the passage's annotations cover it */
  readonly marked: number;
  readonly drafted: boolean;
}

/**
 * A block's text cut at every end of these ranges, so that each end has an element of the page. UTF-16 offsets, half-open, the document's;
 * `start` is that of `content`.
 */
export function segmentsOf(
  block: TextRange,
  start: number,
  content: string,
  cuts: readonly TextRange[],
  marks: readonly (readonly TextRange[])[],
  draft: readonly TextRange[],
): readonly Segment[] {
  const within = (offset: number) => offset > block.start && offset < block.end;
  const offsets = new Set([block.start, block.end]);
  for (const range of [...cuts, ...marks.flat(), ...draft]) {
    if (within(range.start)) offsets.add(range.start);
    if (within(range.end)) offsets.add(range.end);
  }
  const sorted = [...offsets].sort((a, b) => a - b);
  const covers = (ranges: readonly TextRange[], at: TextRange) =>
    ranges.some((range) => range.start <= at.start && at.end <= range.end);
  return sorted.slice(1).map((end, at) => {
    const range = { start: sorted[at] ?? block.start, end };
    return {
      ...range,
      text: content.slice(range.start - start, end - start),
      marked: marks.filter((ranges) => covers(ranges, range)).length,
      drafted: covers(draft, range),
    };
  });
}

/** The end of a passage moved by a word; where there is none further, as it was. Offsets of the content. */
export function movedByWord(
  content: string,
  range: TextRange,
  end: 'start' | 'end',
  direction: 'back' | 'on',
): TextRange {
  const stops = [...wordsOf(content)].map((word) => word[end]);
  const at = range[end];
  const next = direction === 'on' ? stops.find((stop) => stop > at) : stops.findLast((stop) => stop < at);
  if (next === undefined) return range;
  const moved = { ...range, [end]: next };
  return moved.start < moved.end ? moved : range;
}
