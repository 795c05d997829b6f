import type { UndefinedReason } from './estimate.ts';
import { type Random, seededRandom } from './random.ts';
import type { RatingTable } from './ratings.ts';

/** Between which values a measure lies with the confidence `level`, and how that was found. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** 0.95: 19 of 20 */
  readonly level: number;
  readonly method: 'bootstrap-units' | 'bootstrap-documents' | 'bootstrap-paragraphs';
  readonly resamples: number;
  /** resamples in which the measure was undefined; they are left out */
  readonly undefinedResamples: number;
  readonly seed: number;
}

export interface BootstrapOptions {
  readonly resamples: number;
  readonly seed: number;
  readonly level: number;
}

export const BOOTSTRAP: BootstrapOptions = { resamples: 1_000, seed: 1, level: 0.95 };

export type IntervalOrReason =
  | { readonly interval: Interval; readonly reason: null }
  | { readonly interval: null; readonly reason: UndefinedReason };

/** The value at `share` of the sorted values, between neighbours in proportion (Hyndman & Fan 1996, type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

/**
 * A percentile bootstrap (Efron 1979): `draw` gives the measure of one resample, null where it is undefined. Yields the number
 * of resamples done.
 */
function* bootstrapSteps(
  draw: (random: Random) => number | null,
  options: BootstrapOptions,
  method: Interval['method'],
): Generator<number, IntervalOrReason> {
  const random = seededRandom(options.seed);
  const values: number[] = [];
  for (let resample = 0; resample < options.resamples; resample += 1) {
    const value = draw(random);
    if (value !== null) values.push(value);
    yield resample + 1;
  }
  if (values.length === 0) return { interval: null, reason: 'nothing-to-resample' };
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - options.level) / 2;
  return {
    interval: {
      low: quantile(sorted, tail),
      high: quantile(sorted, 1 - tail),
      level: options.level,
      method,
      resamples: options.resamples,
      undefinedResamples: options.resamples - values.length,
      seed: options.seed,
    },
    reason: null,
  };
}

/** How often each of `counts` is drawn when as many as all together are drawn with replacement. */
function redrawn(counts: Float64Array, random: Random): Float64Array {
  let rest = counts.reduce((sum, count) => sum + count, 0);
  let draws = rest;
  return counts.map((count) => {
    const drawn = random.binomial(draws, rest <= 0 ? 0 : Math.min(1, count / rest));
    draws -= drawn;
    rest -= count;
    return drawn;
  });
}

/** So many patterns may be looked at over all resamples; beyond, fewer resamples are taken (their number is told). */
const WORK_LIMIT = 40_000_000;

/** The interval of a measure over units drawn again; null with the reason where there is but one unit. */
export function* bootstrapUnits(
  table: RatingTable,
  measure: (table: RatingTable) => number | null,
  options: BootstrapOptions,
): Generator<number, IntervalOrReason> {
  const units = table.counts.reduce((sum, count) => sum + count, 0);
  if (units < 2 || options.resamples < 1) return { interval: null, reason: 'nothing-to-resample' };
  const affordable = Math.max(100, Math.floor(WORK_LIMIT / (table.counts.length * table.coders)));
  return yield* bootstrapSteps(
    (random) => measure({ ...table, counts: redrawn(table.counts, random) }),
    { ...options, resamples: Math.min(options.resamples, affordable) },
    'bootstrap-units',
  );
}

/** So many paragraphs at least: of fewer, drawing them again says next to nothing. */
const PARAGRAPHS_LEAST = 10;

/** The interval of a measure of one document over its paragraphs drawn again. */
export function* bootstrapParagraphs<Piece>(
  pieces: readonly Piece[],
  measure: (pieces: readonly Piece[]) => number | null,
  options: BootstrapOptions,
): Generator<number, IntervalOrReason> {
  if (pieces.length < PARAGRAPHS_LEAST) return { interval: null, reason: 'too-few-paragraphs' };
  if (options.resamples < 1) return { interval: null, reason: 'nothing-to-resample' };
  return yield* bootstrapSteps(
    (random) => measure(pieces.map(() => pieces[random.below(pieces.length)] as Piece)),
    options,
    'bootstrap-paragraphs',
  );
}

/** The interval of a measure over documents drawn again: passages of one document hang together, documents do not. */
export function* bootstrapDocuments<Document>(
  documents: readonly Document[],
  measure: (documents: readonly Document[]) => number | null,
  options: BootstrapOptions,
): Generator<number, IntervalOrReason> {
  if (documents.length < 2) return { interval: null, reason: 'fewer-than-two-documents' };
  if (options.resamples < 1) return { interval: null, reason: 'nothing-to-resample' };
  return yield* bootstrapSteps(
    (random) => measure(documents.map(() => documents[random.below(documents.length)] as Document)),
    options,
    'bootstrap-documents',
  );
}
