import type { Block, TextRange } from '../text/structure.ts';

/** A passage is no longer than this (UTF-16 code units), but where a single block is: whoever reads it through holds it in memory. */
export const PASSAGE_MAX_LENGTH = 65_536;

export interface PassagesInBlocks {
  /** what the blocks go on with of the passage before them; null where they begin with a passage of their own */
  readonly rest: TextRange | null;
  /** those that begin in the blocks; the last may go on in the blocks that follow */
  readonly passages: readonly TextRange[];
  /** the passage that blocks after these may go on with */
  readonly open: TextRange | null;
}

/**
 * The passages of some blocks that stand one after the other: each a block with those that continue it. Blocks without text are no
 * passages.
 * @param before the passage that the blocks before these ended with (`open`), null at the beginning of a text
 */
export function passagesIn(blocks: readonly Block[], before: TextRange | null): PassagesInBlocks {
  const passages: TextRange[] = [];
  let open = before;
  let rest = null as TextRange | null;
  for (const { start, end, continues } of blocks) {
    if (continues && open && end - open.start <= PASSAGE_MAX_LENGTH) {
      open = { start: open.start, end };
      if (passages.length > 0) passages[passages.length - 1] = open;
      else rest = { start: rest?.start ?? start, end };
    } else if (end > start) {
      open = { start, end };
      passages.push(open);
    } else open = null;
  }
  return { rest, passages, open };
}
