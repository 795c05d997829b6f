import type { Run } from './runs.ts';

/** In widths of an em: the least gutter between columns, and the least width of a column of prose. */
const GUTTER = 0.9;
const COLUMN = 8;
/** The least number of lines in a column. */
const LINES = 4;
const MAX_DEPTH = 40;

/**
 * Divides a page into the areas in which it is read, in order: recursively, first by gutters between columns of prose, else by the
 * widest gap between lines that lets columns be found below or above it (the XY cut of Nagy and Seth, 1984). What no gutter divides is one
 * area. Tables are no columns: their cells are short, and they are read along their rows.
 */
export function areasOf(runs: readonly Run[]): Run[][] {
  return divided(runs, 0);
}

function divided(runs: readonly Run[], depth: number): Run[][] {
  if (runs.length < 2 * LINES || depth > MAX_DEPTH) return runs.length > 0 ? [[...runs]] : [];
  const gutter = gutterOf(runs);
  if (gutter !== null) {
    const left = runs.filter(({ right }) => right <= gutter);
    const rest = runs.filter(({ right }) => right > gutter);
    return [...divided(left, depth + 1), ...divided(rest, depth + 1)];
  }
  for (const y of gapsOf(runs)) {
    const above = runs.filter((run) => run.y < y);
    const below = runs.filter((run) => run.y >= y);
    if (hasGutter(above) || hasGutter(below))
      return [...divided(above, depth + 1), ...divided(below, depth + 1)];
  }
  return [[...runs]];
}

function hasGutter(runs: readonly Run[]): boolean {
  return gutterOf(runs) !== null;
}

function emOf(runs: readonly Run[]): number {
  const sizes = runs.map(({ size }) => size).sort((one, other) => one - other);
  return sizes[sizes.length >> 1] ?? 10;
}

/** The middle of the widest empty strip that has a column of prose on either side, or null. */
function gutterOf(runs: readonly Run[]): number | null {
  const em = emOf(runs);
  let best: { readonly at: number; readonly width: number } | null = null;
  let reach = Number.NEGATIVE_INFINITY;
  for (const run of runs.toSorted((one, other) => one.left - other.left)) {
    const width = run.left - reach;
    if (Number.isFinite(reach) && width > GUTTER * em && width > (best?.width ?? 0)) {
      const at = reach + width / 2;
      if (
        isProse(
          runs.filter(({ right }) => right <= at),
          em,
        ) &&
        isProse(
          runs.filter(({ left }) => left >= at),
          em,
        )
      ) {
        best = { at, width };
      }
    }
    reach = Math.max(reach, run.right);
  }
  return best?.at ?? null;
}

/** Whether these are lines of prose: several, most of which fill their column. */
function isProse(runs: readonly Run[], em: number): boolean {
  if (runs.length < LINES) return false;
  const left = Math.min(...runs.map((run) => run.left));
  const right = Math.max(...runs.map((run) => run.right));
  if (right - left < COLUMN * em) return false;
  const full = runs.filter((run) => run.right - run.left > (right - left) * 0.6).length;
  return full >= runs.length * 0.4;
}

/** Heights at which nothing stands, the widest gap first; only gaps that are wider than between lines of a paragraph. */
function gapsOf(runs: readonly Run[]): number[] {
  const gaps: { readonly at: number; readonly width: number }[] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const { y, size } of runs.toSorted((one, other) => one.y - other.y)) {
    const top = y - size * 0.8;
    if (Number.isFinite(reach) && top > reach) gaps.push({ at: (reach + top) / 2, width: top - reach });
    reach = Math.max(reach, y + size * 0.2);
  }
  return gaps
    .sort((one, other) => other.width - one.width)
    .slice(0, 24)
    .map(({ at }) => at);
}
