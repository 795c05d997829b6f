import type { Block, Mark, MarkKind, TextRange } from '../../../core/text/structure.ts';

/** A stretch of a block's text that is set in one way. UTF-16 offsets of the whole text. */
export interface InlineRun extends TextRange {
  readonly marks: ReadonlySet<MarkKind>;
  /** the link's address, where it is part of one */
  readonly href: string | null;
}

/** Divides a block at the ends of its marks; the runs cover it without gaps. Marks outside of it are ignored. */
export function inlineRuns(block: Block, marks: readonly Mark[]): InlineRun[] {
  if (block.start >= block.end) return [];
  const inside = marks.filter((mark) => mark.start < block.end && mark.end > block.start);
  const cuts = new Set([block.start, block.end]);
  for (const mark of inside) {
    cuts.add(Math.max(mark.start, block.start));
    cuts.add(Math.min(mark.end, block.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1] ?? block.end;
    const here = inside.filter((mark) => mark.start <= start && mark.end >= end);
    return {
      start,
      end,
      marks: new Set(here.map((mark) => mark.kind)),
      href: here.find((mark) => mark.kind === 'link')?.href ?? null,
    };
  });
}
