/**
 * Who gave which unit which value, as distinct patterns: a pattern is one value for each coder, and counts how many
 * units show it. A million units of three coders are so a handful of patterns. Units of length (characters) count as
 * many as they are long.
 */
export interface RatingTable {
  readonly coders: number;
  /** number of categories; a value is 0 … categories - 1, -1 where the coder gave none */
  readonly categories: number;
  /** pattern p holds the values at [p × coders, (p + 1) × coders) */
  readonly patterns: Int32Array;
  /** how many units show the pattern */
  readonly counts: Float64Array;
  /** the number that each category stands for, where the level needs one: ascending; else its place */
  readonly numbers: Float64Array;
}

export const MISSING = -1;

function placesAsNumbers(categories: number): Float64Array {
  return Float64Array.from({ length: categories }, (_, place) => place);
}

/** Patterns up to this many are counted in an array by their number, which is quickest. */
const DIRECT_LIMIT = 1 << 22;

interface Distinct {
  readonly firsts: readonly number[];
  readonly counts: readonly number[];
}

/** A unit's values as one number, in the base of as many digits as there are values. */
function keyOf(values: Int32Array, from: number, coders: number, base: number): number {
  let key = 0;
  for (let at = from; at < from + coders; at += 1) key = key * base + (values[at] as number) + 1;
  return key;
}

function countedDirectly(
  values: Int32Array,
  coders: number,
  base: number,
  weights: Float64Array | undefined,
): Distinct {
  const size = base ** coders;
  const tally = new Float64Array(size);
  const first = new Int32Array(size);
  for (let from = 0, unit = 0; from < values.length; from += coders, unit += 1) {
    const key = keyOf(values, from, coders, base);
    if (tally[key] === 0) first[key] = unit;
    tally[key] = (tally[key] as number) + (weights ? (weights[unit] as number) : 1);
  }
  const firsts: number[] = [];
  const counts: number[] = [];
  for (let key = 0; key < size; key += 1) {
    if (tally[key] === 0) continue;
    firsts.push(first[key] as number);
    counts.push(tally[key] as number);
  }
  return { firsts, counts };
}

function countedByKey(
  values: Int32Array,
  coders: number,
  base: number,
  weights: Float64Array | undefined,
): Distinct {
  const places = new Map<number | string, number>();
  const firsts: number[] = [];
  const counts: number[] = [];
  const numeric = base ** coders <= Number.MAX_SAFE_INTEGER;
  for (let from = 0, unit = 0; from < values.length; from += coders, unit += 1) {
    const weight = weights ? (weights[unit] as number) : 1;
    if (weight === 0) continue;
    const key = numeric ? keyOf(values, from, coders, base) : values.subarray(from, from + coders).join();
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, firsts.length);
      firsts.push(unit);
      counts.push(weight);
    } else {
      counts[place] = (counts[place] as number) + weight;
    }
  }
  return { firsts, counts };
}

/**
 * The table of `values`, unit after unit, one value for each coder (-1: none). `weights` says for how many units each
 * stands; `numbers` what the categories measure.
 */
export function ratingTable(
  values: Int32Array,
  coders: number,
  categories: number,
  more: { readonly weights?: Float64Array; readonly numbers?: Float64Array } = {},
): RatingTable {
  const base = categories + 1;
  // An array as large as there could be patterns pays where there are many units.
  const counted =
    base ** coders <= Math.min(DIRECT_LIMIT, 4 * values.length) ? countedDirectly : countedByKey;
  const { firsts, counts } =
    coders === 0 ? { firsts: [], counts: [] } : counted(values, coders, base, more.weights);
  const patterns = new Int32Array(firsts.length * coders);
  for (const [at, unit] of firsts.entries()) {
    patterns.set(values.subarray(unit * coders, (unit + 1) * coders), at * coders);
  }
  return {
    coders,
    categories,
    patterns,
    counts: Float64Array.from(counts),
    numbers: more.numbers ?? placesAsNumbers(categories),
  };
}

/** The same units as only these coders rated them, in this order. */
export function ofCoders(table: RatingTable, chosen: readonly number[]): RatingTable {
  const values = new Int32Array(table.counts.length * chosen.length);
  for (let pattern = 0; pattern < table.counts.length; pattern += 1) {
    for (const [at, coder] of chosen.entries()) {
      values[pattern * chosen.length + at] = table.patterns[pattern * table.coders + coder] as number;
    }
  }
  return ratingTable(values, chosen.length, table.categories, {
    weights: table.counts,
    numbers: table.numbers,
  });
}

/** Only the units that every coder rated. */
export function ratedByAll(table: RatingTable): RatingTable {
  const { coders, patterns, counts } = table;
  const kept = Array.from(counts.keys()).filter(
    (at) => !patterns.subarray(at * coders, (at + 1) * coders).includes(MISSING),
  );
  if (kept.length === counts.length) return table;
  return {
    ...table,
    patterns: Int32Array.from(kept.flatMap((at) => [...patterns.subarray(at * coders, (at + 1) * coders)])),
    counts: Float64Array.from(kept, (at) => counts[at] as number),
  };
}

/**
 * Two coders' values against each other: row = the first's category, column = the second's; only units that both rated.
 * The number of units in each cell, row after row.
 */
export function contingency(table: RatingTable, first: number, second: number): Float64Array {
  const { categories, coders, patterns, counts } = table;
  const cells = new Float64Array(categories * categories);
  for (let pattern = 0; pattern < counts.length; pattern += 1) {
    const row = patterns[pattern * coders + first] as number;
    const column = patterns[pattern * coders + second] as number;
    if (row === MISSING || column === MISSING) continue;
    const cell = row * categories + column;
    cells[cell] = (cells[cell] as number) + (counts[pattern] as number);
  }
  return cells;
}

/** Calls `visit` with each pattern's counts by category (reused between calls), its number of values and of units. */
export function eachPattern(
  { categories, coders, patterns, counts }: RatingTable,
  visit: (byCategory: Float64Array, values: number, units: number, pattern: number) => void,
): void {
  const byCategory = new Float64Array(categories);
  for (let pattern = 0; pattern < counts.length; pattern += 1) {
    const units = counts[pattern] as number;
    if (units === 0) continue;
    let values = 0;
    const from = pattern * coders;
    for (let at = from; at < from + coders; at += 1) {
      const value = patterns[at] as number;
      if (value === MISSING) continue;
      byCategory[value] = (byCategory[value] as number) + 1;
      values += 1;
    }
    visit(byCategory, values, units, pattern);
    for (let at = from; at < from + coders; at += 1) {
      const value = patterns[at] as number;
      if (value !== MISSING) byCategory[value] = 0;
    }
  }
}
