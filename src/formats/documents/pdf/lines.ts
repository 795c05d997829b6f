import type { Run } from './runs.ts';

/**
 * A line of an area. Points, y downwards. A line written from right to left is as in a mirror, its sides below zero, so that for all
 * lines `left` is where they begin.
 */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** which page, from 0 */
  readonly page: number;
  /** what holds the line: lines of two areas are never one paragraph */
  readonly area: number;
  /** a line of a table: its parts are divided by tabs */
  readonly parted: boolean;
}

/** Gaps wider than this many ems part a line. */
const PART = 2;

/** The lines of an area from top to bottom, each from left to right. */
export function linesOf(runs: readonly Run[], page: number, area: number): Line[] {
  const rows: Run[][] = [];
  for (const run of runs.toSorted((one, other) => one.y - other.y || one.left - other.left)) {
    const row = rows.at(-1);
    const above = row?.reduce((widest, other) => (other.size > widest.size ? other : widest));
    if (row && above && Math.abs(run.y - above.y) < 0.4 * Math.max(run.size, above.size)) row.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => lineOf(row, page, area));
}

function lineOf(row: readonly Run[], page: number, area: number): Line {
  const leftwards = row.filter((run) => run.leftwards).length * 2 > row.length;
  const runs = row.toSorted((one, other) => (leftwards ? other.right - one.right : one.left - other.left));
  const largest = runs.reduce((widest, run) => (run.text.length > widest.text.length ? run : widest));
  let text = '';
  let before: Run | undefined;
  let parted = false;
  for (const run of runs) {
    const gap = before ? Math.max(run.left - before.right, before.left - run.right) : 0;
    const wide = gap > PART * largest.size;
    if (text !== '') text += wide ? '\t' : ' ';
    parted ||= wide;
    text += run.text;
    before = run;
  }
  const right = Math.max(...runs.map((run) => run.right));
  const left = Math.min(...runs.map((run) => run.left));
  const sides = leftwards ? { left: -right, right: -left } : { left, right };
  return { text, ...sides, y: largest.y, size: largest.size, page, area, parted };
}
