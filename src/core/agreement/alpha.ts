import type { Level } from './differences.ts';
import { corrected, type Estimate, undefinedEstimate } from './estimate.ts';
import { eachPattern, MISSING, type RatingTable } from './ratings.ts';

/** The difference δ² between two categories, given by their places. */
export type Difference = (first: number, second: number) => number;

interface Pairable {
  /** how often each category stands among values that can be paired */
  readonly frequencies: Float64Array;
  readonly values: number;
}

function pairable(table: RatingTable): Pairable {
  const frequencies = new Float64Array(table.categories);
  let values = 0;
  eachPattern(table, (byCategory, given, count) => {
    if (given < 2) return;
    values += given * count;
    for (let at = 0; at < byCategory.length; at += 1) {
      const own = byCategory[at] as number;
      if (own > 0) frequencies[at] = (frequencies[at] as number) + own * count;
    }
  });
  return { frequencies, values };
}

/** Sum of δ² over the pairs of values within units, each unit's divided by its number of values less one. */
function observedDifferences(table: RatingTable, difference: Difference): number {
  const { coders, patterns, counts } = table;
  let sum = 0;
  for (let pattern = 0; pattern < counts.length; pattern += 1) {
    const units = counts[pattern] as number;
    if (units === 0) continue;
    const from = pattern * coders;
    let given = 0;
    let within = 0;
    for (let a = from; a < from + coders; a += 1) {
      const first = patterns[a] as number;
      if (first === MISSING) continue;
      given += 1;
      for (let b = from; b < a; b += 1) {
        const second = patterns[b] as number;
        if (second !== MISSING && second !== first) within += difference(first, second);
      }
    }
    if (given > 1) sum += ((2 * within) / (given - 1)) * units;
  }
  return sum;
}

/** Where each category's middle stands when all pairable values are put in a row: the ordinal metric is its distance. */
function middleRanks(frequencies: Float64Array): Float64Array {
  const ranks = new Float64Array(frequencies.length);
  let before = 0;
  for (let at = 0; at < frequencies.length; at += 1) {
    const own = frequencies[at] as number;
    ranks[at] = before + own / 2;
    before += own;
  }
  return ranks;
}

/** Σ over all pairs of values of (x - y)², from the first two moments about the mean. */
function squaredDistances(frequencies: Float64Array, numbers: Float64Array, values: number): number {
  let mean = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    mean += ((numbers[at] as number) * (frequencies[at] as number)) / values;
  }
  let sum = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    sum += (frequencies[at] as number) * ((numbers[at] as number) - mean) ** 2;
  }
  return 2 * values * sum;
}

function allDifferences(frequencies: Float64Array, difference: Difference): number {
  let sum = 0;
  for (let a = 1; a < frequencies.length; a += 1) {
    const own = frequencies[a] as number;
    if (own === 0) continue;
    for (let b = 0; b < a; b += 1) sum += 2 * own * (frequencies[b] as number) * difference(a, b);
  }
  return sum;
}

function alphaOf({ values }: Pairable, within: number, between: number): Estimate {
  return corrected(within / values, between / (values * (values - 1)));
}

/** Krippendorff's alpha with a difference of one's own between categories, zero for the same (sets, weights, cycles). */
export function krippendorffAlphaBy(table: RatingTable, difference: Difference): Estimate {
  const found = pairable(table);
  if (found.values === 0) return undefinedEstimate('no-pairable-values');
  return alphaOf(
    found,
    observedDifferences(table, difference),
    allDifferences(found.frequencies, difference),
  );
}

/**
 * Krippendorff's alpha (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability) for any number of coders and missing
 * values. Units with fewer than two values are left out before anything is counted. Ordinal ranks by `numbers`' order; interval and
 * ratio take `numbers` themselves. Undefined where nothing can be paired, where all pairable values are one, and at
 * the ratio level where a value lies below its zero.
 */
export function krippendorffAlpha(table: RatingTable, level: Level): Estimate {
  const found = pairable(table);
  const { frequencies, values } = found;
  if (values === 0) return undefinedEstimate('no-pairable-values');
  if (level === 'nominal') {
    const same = frequencies.reduce((sum, own) => sum + own * own, 0);
    return alphaOf(
      found,
      observedDifferences(table, () => 1),
      values * values - same,
    );
  }
  if (level === 'ratio') {
    const { numbers } = table;
    if (numbers.some((number, at) => number < 0 && (frequencies[at] as number) > 0)) {
      return undefinedEstimate('negative-ratio-values');
    }
    return krippendorffAlphaBy(table, (a, b) => {
      const [first, second] = [numbers[a] as number, numbers[b] as number];
      return ((first - second) / (first + second)) ** 2;
    });
  }
  const places = level === 'ordinal' ? middleRanks(frequencies) : table.numbers;
  const within = observedDifferences(table, (a, b) => ((places[a] as number) - (places[b] as number)) ** 2);
  const used = frequencies.reduce((count, own) => count + (own > 0 ? 1 : 0), 0);
  return used < 2
    ? undefinedEstimate('one-category')
    : alphaOf(found, within, squaredDistances(frequencies, places, values));
}
