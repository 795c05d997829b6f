import { corrected, type Estimate, undefinedEstimate } from './estimate.ts';
import { eachPattern, type RatingTable } from './ratings.ts';

/** What the measures of Fleiss, Randolph and Gwet share: how much is agreed on, and how often categories are used. */
export interface Agreed {
  /** mean agreement of the pairs of values within a unit, over units with two values or more */
  readonly observed: number;
  /** each category's mean share of a unit's values, over units with one value or more */
  readonly shares: Float64Array;
  readonly pairableUnits: number;
  readonly units: number;
}

/** Null where no unit has two values. `weights`: agreement between categories, row after row; exact equality if left out. */
export function agreed(table: RatingTable, weights?: Float64Array): Agreed | null {
  const { categories } = table;
  const shares = new Float64Array(categories);
  let units = 0;
  let pairableUnits = 0;
  let sum = 0;
  eachPattern(table, (byCategory, values, count) => {
    if (values === 0) return;
    units += count;
    let same = 0;
    for (let at = 0; at < categories; at += 1) {
      const own = byCategory[at] as number;
      if (own === 0) continue;
      shares[at] = (shares[at] as number) + (own / values) * count;
      let alike = own;
      if (weights) {
        alike = 0;
        for (let other = 0; other < categories; other += 1) {
          alike += (weights[at * categories + other] as number) * (byCategory[other] as number);
        }
      }
      same += own * (alike - 1);
    }
    if (values < 2) return;
    pairableUnits += count;
    sum += (same / (values * (values - 1))) * count;
  });
  if (pairableUnits === 0) return null;
  return {
    observed: sum / pairableUnits,
    shares: shares.map((share) => share / units),
    pairableUnits,
    units,
  };
}

/**
 * Fleiss' kappa (Fleiss 1971). Where units have differing numbers of values, as Gwet (2014) generalises it: agreement over
 * units with two values or more, chance from all values. Undefined where one category alone was used.
 */
export function fleissKappa(table: RatingTable, weights?: Float64Array): Estimate {
  const found = agreed(table, weights);
  if (!found) return undefinedEstimate('no-pairable-values');
  const { observed, shares } = found;
  let chance = 0;
  for (let row = 0; row < shares.length; row += 1) {
    for (let column = 0; column < shares.length; column += 1) {
      const difference = weights
        ? 1 - (weights[row * shares.length + column] as number)
        : row === column
          ? 0
          : 1;
      chance += difference * (shares[row] as number) * (shares[column] as number);
    }
  }
  return corrected(1 - observed, chance);
}

/** Fleiss' kappa of one category against all others (Fleiss 1971, each category by itself). */
export function fleissKappaOf(table: RatingTable, category: number): Estimate {
  const patterns = table.patterns.map((value) => (value < 0 ? value : value === category ? 1 : 0));
  return fleissKappa({ ...table, patterns, categories: 2, numbers: Float64Array.of(0, 1) });
}

/**
 * Randolph's free-marginal kappa (Randolph 2005; for two coders Bennett, Alpert & Goldstein's S, 1954): chance is one in
 * the number of categories that could be used, used or not. Undefined for a single category.
 */
export function randolphKappa(table: RatingTable): Estimate {
  const found = agreed(table);
  if (!found) return undefinedEstimate('no-pairable-values');
  return corrected(1 - found.observed, table.categories < 2 ? 0 : 1 - 1 / table.categories);
}

/**
 * Gwet's AC1 (Gwet 2008), with agreement weights AC2 (Gwet 2014). Categories that could be used count, used or not.
 * Undefined for a single category.
 */
export function gwetAc(table: RatingTable, weights?: Float64Array): Estimate {
  const found = agreed(table, weights);
  if (!found) return undefinedEstimate('no-pairable-values');
  const { categories } = table;
  if (categories < 2) return undefinedEstimate('one-category');
  const spread = found.shares.reduce((sum, share) => sum + share * (1 - share), 0);
  const all = weights ? weights.reduce((sum, weight) => sum + weight, 0) : categories;
  const chance = (all * spread) / (categories * (categories - 1));
  return corrected(1 - found.observed, 1 - chance);
}

/**
 * Percent agreement: of all pairs of values given to the same unit, the part that is alike; a unit weighs by its number of
 * values, as in Krippendorff's observed agreement. With two coders it is the share of units on which they agree.
 */
export function percentAgreement(table: RatingTable): Estimate {
  let values = 0;
  let disagreement = 0;
  eachPattern(table, (byCategory, given, count) => {
    if (given < 2) return;
    const same = byCategory.reduce((sum, own) => sum + own * (own - 1), 0);
    values += given * count;
    disagreement += (given - same / (given - 1)) * count;
  });
  if (values === 0) return undefinedEstimate('no-pairable-values');
  const share = disagreement / values;
  return { value: 1 - share, reason: null, disagreement: share, chanceDisagreement: 1 };
}
