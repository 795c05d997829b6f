import type { Continuum } from '../continuum.ts';

/** How much position, category and a missing counterpart count: Mathet, Widlöcher & Métivier (2015), section 4. */
export interface GammaWeights {
  /** α: weight of the positional dissimilarity */
  readonly alpha: number;
  /** β: weight of the categorical dissimilarity */
  readonly beta: number;
  /** Δ∅: what it costs that a coder has no counterpart */
  readonly empty: number;
}

export const GAMMA_WEIGHTS: GammaWeights = { alpha: 1, beta: 1, empty: 1 };

/** Between categories, from 0 (the same) to 1, row after row; all differences are 1 where it is left out. */
export type CategoryDistances = Float64Array | undefined;

/** A coder's units in a continuum, sorted by start. */
export interface AlignUnits {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly categories: Int32Array;
}

/** Positional dissimilarity of two units: the squared share of what their ends are apart in their mean length, × Δ∅. */
export function positionalDissimilarity(
  start: number,
  end: number,
  otherStart: number,
  otherEnd: number,
  empty: number,
): number {
  const apart = Math.abs(start - otherStart) + Math.abs(end - otherEnd);
  if (apart === 0) return 0;
  const lengths = end - start + (otherEnd - otherStart);
  return lengths === 0 ? Number.POSITIVE_INFINITY : (apart / lengths) ** 2 * empty;
}

export function categoricalDissimilarity(
  first: number,
  second: number,
  categories: number,
  distances: CategoryDistances,
  empty: number,
): number {
  if (first === second) return 0;
  return (distances ? (distances[first * categories + second] as number) : 1) * empty;
}

/** Each coder's units, sorted by start, then end; only coders who took part. */
export function unitsToAlign({ coders }: Continuum): readonly AlignUnits[] {
  return coders.flatMap((spans) => {
    if (spans === null) return [];
    const order = Array.from(spans.starts.keys()).sort(
      (a, b) =>
        (spans.starts[a] as number) - (spans.starts[b] as number) ||
        (spans.ends[a] as number) - (spans.ends[b] as number) ||
        (spans.categories[a] as number) - (spans.categories[b] as number),
    );
    return [
      {
        starts: Float64Array.from(order, (at) => spans.starts[at] as number),
        ends: Float64Array.from(order, (at) => spans.ends[at] as number),
        categories: Int32Array.from(order, (at) => spans.categories[at] as number),
      },
    ];
  });
}

/** Distances between the places of `categories` steps of a scale, 1 between the outermost. */
export function scaleDistances(numbers: Float64Array): Float64Array {
  const size = numbers.length;
  const range = Math.max(1e-300, (numbers[size - 1] ?? 0) - (numbers[0] ?? 0));
  return Float64Array.from(
    { length: size * size },
    (_, cell) =>
      Math.abs((numbers[Math.floor(cell / size)] as number) - (numbers[cell % size] as number)) / range,
  );
}
