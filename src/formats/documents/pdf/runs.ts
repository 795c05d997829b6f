import type { Glyphs } from './engine.ts';

/** Text set on one line without a wide gap: part of a line of prose, or what stands in a cell of a table. */
export interface Run {
  readonly text: string;
  /** written from right to left */
  readonly leftwards: boolean;
  readonly left: number;
  readonly right: number;
  /** of the baseline, downwards */
  readonly y: number;
  readonly size: number;
}

/** In widths of an em: from here on a gap is a space, and from here on no longer one. */
const SPACE = 0.16;
const NO_WIDTH = 0.05;
const GAP = 1.4;
/** How far a baseline may lie off and still be of the same line: raised and lowered signs. */
const SHIFT = 0.45;

interface Open {
  text: string;
  leftwards: boolean;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** Pieces in the order in which they are set as runs: what goes on where the piece before ended belongs to it. */
export function runsOf(glyphs: readonly Glyphs[]): Run[] {
  const runs: Run[] = [];
  let open: Open | null = null;
  /** a space has been set since the last piece: one of no width is not to be seen, a wide one is a gap like any */
  let space = false;
  for (const piece of glyphs) {
    if (piece.text.trim() === '') {
      space = true;
      continue;
    }
    if (open && goesOn(open, piece)) append(open, piece, space);
    else {
      if (open) close(open, runs);
      open = opened(piece);
    }
    space = false;
  }
  if (open) close(open, runs);
  return runs;
}

function opened({ text, leftwards, x, y, width, size }: Glyphs): Open {
  return { text, leftwards, left: x, right: x + width, y, size };
}

function close(open: Open, runs: Run[]): void {
  const text = open.text.replace(/\s+/gu, ' ').trim();
  if (text !== '') runs.push({ ...open, text });
}

function append(open: Open, { text, x, y, width, size }: Glyphs, space: boolean): void {
  const gap = Math.max(x - open.right, open.leftwards ? open.left - x - width : Number.NEGATIVE_INFINITY);
  const least = (space ? NO_WIDTH : SPACE) * Math.min(size, open.size);
  // Of a line from right to left the pieces are set in either order.
  const isBefore = open.leftwards && x + width / 2 > (open.left + open.right) / 2;
  const [before, after] = isBefore ? [text, open.text] : [open.text, text];
  const spaced = gap > least && !before.endsWith(' ') && !after.startsWith(' ');
  open.text = before + (spaced ? ' ' : '') + after;
  open.left = Math.min(open.left, x);
  open.right = Math.max(open.right, x + width);
  if (size > open.size) {
    open.size = size;
    open.y = y;
  }
}

function goesOn(open: Open, { x, y, width, size, leftwards }: Glyphs): boolean {
  if (open.leftwards !== leftwards) return false;
  const em = Math.max(open.size, size);
  if (Math.abs(y - open.y) >= SHIFT * em) return false;
  if (leftwards) return Math.max(x - open.right, open.left - x - width) < GAP * em;
  const gap = x - open.right;
  return gap < GAP * em && gap > -0.6 * em;
}
