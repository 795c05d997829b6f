import { krippendorffAlphaBy } from './alpha.ts';
import { agreed, fleissKappa, gwetAc } from './many-coders.ts';
import { eachPattern, type RatingTable } from './ratings.ts';
import { studentQuantile } from './student.ts';

/** A value with its standard error over units, and the interval that follows, cut at 1. */
export interface Linearised {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

interface Share {
  /** how much the unit adds to the coefficient, in the mean over all units */
  readonly value: number;
  readonly units: number;
}

function settled(value: number, centre: number, shares: readonly Share[], level: number): Linearised | null {
  const units = shares.reduce((sum, share) => sum + share.units, 0);
  if (units < 2) return null;
  const squares = shares.reduce((sum, share) => sum + share.units * (share.value - centre) ** 2, 0);
  const standardError = Math.sqrt(squares / (units * (units - 1)));
  const reach = standardError * studentQuantile(1 - (1 - level) / 2, units - 1);
  return { value, standardError, low: value - reach, high: Math.min(1, value + reach) };
}

const identity = (size: number): Float64Array =>
  Float64Array.from({ length: size * size }, (_, cell) => (Math.floor(cell / size) === cell % size ? 1 : 0));

/** Σ over categories of a unit's counts × the agreement of each with all of the unit's other values. */
function agreements(byCategory: Float64Array, weights: Float64Array): number {
  const size = byCategory.length;
  let sum = 0;
  for (let row = 0; row < size; row += 1) {
    const own = byCategory[row] as number;
    if (own === 0) continue;
    let alike = 0;
    for (let column = 0; column < size; column += 1) {
      alike += (weights[row * size + column] as number) * (byCategory[column] as number);
    }
    sum += own * (alike - 1);
  }
  return sum;
}

/** For each category the mean agreement with what was used, `shares`; weights need not be symmetric. */
function towards(shares: Float64Array, weights: Float64Array): Float64Array {
  const size = shares.length;
  return shares.map((_, at) =>
    shares.reduce(
      (sum, share, other) =>
        sum + (share * ((weights[at * size + other] as number) + (weights[other * size + at] as number))) / 2,
      0,
    ),
  );
}

const dot = (first: Float64Array, second: Float64Array): number =>
  first.reduce((sum, each, at) => sum + each * (second[at] as number), 0);

/**
 * Fleiss' kappa and Gwet's AC1 or AC2 with the standard error by linearisation over units (Gwet 2008; Gwet, Handbook of
 * Inter-Rater Reliability, 4th ed. 2014, ch. 5), any number of missing values, and the interval by Student's t. Null where the
 * value is undefined or there is one unit.
 */
export function linearised(
  table: RatingTable,
  measure: 'fleiss-kappa' | 'gwet-ac',
  weights: Float64Array = identity(table.categories),
  level = 0.95,
): Linearised | null {
  const found = agreed(table, weights);
  const { value } = measure === 'gwet-ac' ? gwetAc(table, weights) : fleissKappa(table, weights);
  if (!found || value === null) return null;
  const size = table.categories;
  const { shares, units, pairableUnits } = found;
  const perCategory =
    measure === 'fleiss-kappa'
      ? towards(shares, weights)
      : shares.map(
          (share) => ((1 - share) * weights.reduce((sum, weight) => sum + weight, 0)) / (size * (size - 1)),
        );
  const chance = dot(shares, perCategory);
  const parts: Share[] = [];
  eachPattern(table, (byCategory, values, count) => {
    if (values === 0) return;
    const agreement = values < 2 ? 0 : agreements(byCategory, weights) / (values * (values - 1));
    const ownChance = dot(byCategory, perCategory) / values;
    // Units with a single value say nothing of agreement; those that do stand for them.
    const coefficient = values < 2 ? 0 : ((units / pairableUnits) * (agreement - chance)) / (1 - chance);
    parts.push({
      value: coefficient - (2 * (1 - value) * (ownChance - chance)) / (1 - chance),
      units: count,
    });
  });
  return settled(value, value, parts, level);
}

/** Krippendorff's alpha with the standard error by linearisation over units that have two values or more (Gwet 2014). */
export function linearisedAlpha(
  table: RatingTable,
  weights: Float64Array = identity(table.categories),
  level = 0.95,
): Linearised | null {
  const size = table.categories;
  const { value } = krippendorffAlphaBy(table, (a, b) => 1 - (weights[a * size + b] as number));
  if (value === null) return null;
  let units = 0;
  let values = 0;
  const sums = new Float64Array(size);
  eachPattern(table, (byCategory, given, count) => {
    if (given < 2) return;
    units += count;
    values += given * count;
    for (let at = 0; at < size; at += 1) sums[at] = (sums[at] as number) + (byCategory[at] as number) * count;
  });
  const mean = values / units;
  const shares = sums.map((sum) => sum / values);
  const perCategory = towards(shares, weights);
  const chance = dot(shares, perCategory);
  let observed = 0;
  const raw: {
    readonly agreement: number;
    readonly chance: number;
    readonly given: number;
    readonly units: number;
  }[] = [];
  eachPattern(table, (byCategory, given, count) => {
    if (given < 2) return;
    const agreement = agreements(byCategory, weights) / (mean * (given - 1));
    observed += (agreement * count) / units;
    raw.push({ agreement, chance: dot(byCategory, perCategory) / mean, given, units: count });
  });
  // The value without the correction for small samples: what the units' parts lie around.
  const uncorrected = (observed - chance) / (1 - chance);
  const parts = raw.map(({ agreement, chance: own, given, units: count }): Share => {
    const beside = (given - mean) / mean;
    const coefficient = (agreement - observed * beside - chance) / (1 - chance);
    const ownChance = own - chance * beside;
    return {
      value: coefficient - (2 * (1 - uncorrected) * (ownChance - chance)) / (1 - chance),
      units: count,
    };
  });
  return settled(value, uncorrected, parts, level);
}
