import { expect } from 'vitest';
import { krippendorffAlpha, krippendorffAlphaBy } from '../../../core/agreement/alpha.ts';
import { agreementWeights, byPlace, type WeightName } from '../../../core/agreement/differences.ts';
import { cohenKappa, cohenKappaError, hubertKappa, scottPi } from '../../../core/agreement/kappa.ts';
import { linearised, linearisedAlpha } from '../../../core/agreement/linearised.ts';
import { fleissKappa, gwetAc, percentAgreement, randolphKappa } from '../../../core/agreement/many-coders.ts';
import { overallRating } from '../../../core/agreement/rating-measures.ts';
import { type RatingTable, ratingTable } from '../../../core/agreement/ratings.ts';
import { near, type Value } from './reference.ts';

function tableOf(items: readonly (readonly Value[])[], among: readonly Value[] = []): RatingTable {
  const used = [...new Set([...among, ...items.flat()])].filter((value) => value !== null);
  const numeric = used.every((value) => typeof value === 'number');
  const categories = numeric ? used.toSorted((a, b) => Number(a) - Number(b)) : used.toSorted();
  return ratingTable(
    Int32Array.from(items.flat(), (value) => (value === null ? -1 : categories.indexOf(value))),
    items[0]?.length ?? 0,
    categories.length,
    numeric ? { numbers: Float64Array.from(categories, Number) } : {},
  );
}

function contingencyTable(cells: readonly (readonly number[])[], categories: readonly Value[]): RatingTable {
  const pairs = cells.flatMap((row, a) => row.map((count, b) => ({ a, b, count })));
  return ratingTable(Int32Array.from(pairs.flatMap(({ a, b }) => [a, b])), 2, cells.length, {
    weights: Float64Array.from(pairs, ({ count }) => count),
    ...(categories.every((each) => typeof each === 'number')
      ? { numbers: Float64Array.from(categories, Number) }
      : {}),
  });
}

/** Counts of categories as patterns of coders: who gave which is not told by them. */
function countedTable(counts: readonly (readonly number[])[]): RatingTable {
  const coders = counts[0]?.reduce((sum, count) => sum + count, 0) ?? 0;
  return ratingTable(
    Int32Array.from(
      counts.flatMap((row) => row.flatMap((count, at) => Array.from({ length: count }, () => at))),
    ),
    coders,
    counts[0]?.length ?? 0,
  );
}

export function tableIn(data: Record<string, never>): RatingTable {
  const { items, items_counted: counted, table, categories, counts } = data as Record<string, never[]>;
  if (items) return tableOf(items as never);
  if (counts) return countedTable(counts as never);
  if (counted) {
    return tableOf(
      (counted as unknown as [Value[], number][]).flatMap(([pair, count]) =>
        Array.from({ length: count }, () => pair),
      ),
    );
  }
  const cells = table as unknown as number[][];
  return contingencyTable(cells, categories ?? cells.map((_, at) => at));
}

export const weighted = (table: RatingTable, name: WeightName) => agreementWeights(name, table.numbers);
export const weightedAlpha = (table: RatingTable, name: WeightName) => {
  const weights = weighted(table, name);
  return krippendorffAlphaBy(table, (a, b) => 1 - (weights[a * table.categories + b] as number));
};

/** What the names of expected values mean. */
const MEASURED: Readonly<Record<string, (table: RatingTable) => number | null>> = {
  alpha: (table) => krippendorffAlpha(table, 'nominal').value,
  alpha_nominal: (table) => krippendorffAlpha(table, 'nominal').value,
  Do: (table) => krippendorffAlpha(table, 'nominal').disagreement,
  De: (table) => krippendorffAlpha(table, 'nominal').chanceDisagreement,
  po: (table) => percentAgreement(table).value,
  percent_agreement: (table) => percentAgreement(table).value,
  S: (table) => randolphKappa(table).value,
  pi: (table) => scottPi(table, 0, 1).value,
  kappa: (table) => cohenKappa(table, 0, 1).value,
  ac1: (table) => gwetAc(table).value,
  AC1: (table) => gwetAc(table).value,
  AC1_unweighted: (table) => gwetAc(table).value,
  AC2_quadratic: (table) => gwetAc(table, weighted(table, 'quadratic')).value,
  fleiss: (table) => fleissKappa(table).value,
  randolph: (table) => randolphKappa(table).value,
  hubert: (table) => hubertKappa(table).value,
  light_mean_pairwise_cohen: (table) => overallRating([table], 'cohen-kappa', { level: 'nominal' }).value,
  none: (table) => cohenKappa(table, 0, 1).value,
  linear: (table) => cohenKappa(table, 0, 1, weighted(table, 'linear')).value,
  quadratic: (table) => cohenKappa(table, 0, 1, weighted(table, 'quadratic')).value,
  unweighted: (table) => cohenKappa(table, 0, 1).value,
  equal: (table) => cohenKappa(table, 0, 1, weighted(byPlace(table), 'linear')).value,
  squared: (table) => cohenKappa(table, 0, 1, weighted(byPlace(table), 'quadratic')).value,
  weighted_kappa_nominal: (table) => cohenKappa(table, 0, 1).value,
  weighted_kappa_interval: (table) => cohenKappa(table, 0, 1, weighted(table, 'quadratic')).value,
  ase: (table) => cohenKappaError(table, 0, 1)?.standardError ?? null,
  ase_h0: (table) => cohenKappaError(table, 0, 1)?.standardErrorOfChance ?? null,
  z: (table) => cohenKappaError(table, 0, 1)?.z ?? null,
  z_unweighted: (table) => cohenKappaError(table, 0, 1)?.z ?? null,
  ci_low: (table) => normalInterval(table, -1),
  ci_high: (table) => normalInterval(table, 1),
  p_two_sided: (table) => twoSided(cohenKappaError(table, 0, 1)?.z ?? 0),
  p_unweighted: (table) => twoSided(cohenKappaError(table, 0, 1)?.z ?? 0),
  alpha_se: (table) => linearisedAlpha(table)?.standardError ?? null,
  ac1_se: (table) => linearised(table, 'gwet-ac')?.standardError ?? null,
  Ao: (table) => 1 - fleissKappa(table).disagreement,
  Ae: (table) => 1 - fleissKappa(table).chanceDisagreement,
};

/** Probability of a standard normal to lie as far from 0 (Abramowitz & Stegun 7.1.26, to 1.5e-7). */
function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const terms = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  return terms.reduceRight((sum, term) => (sum + term) * t, 0) * Math.exp(-x * x);
}

function normalInterval(table: RatingTable, side: number): number {
  const error = cohenKappaError(table, 0, 1)?.standardError ?? Number.NaN;
  return (cohenKappa(table, 0, 1).value ?? Number.NaN) + side * 1.959963985 * error;
}

/** Checks every expected value that MEASURED knows; gives the names of the others. */
export function checkMeasured(
  table: RatingTable,
  wanted: Readonly<Record<string, number | null>>,
  tolerance: number,
): string[] {
  return Object.entries(wanted).flatMap(([name, value]) => {
    const measure = MEASURED[name];
    if (!measure) return [name];
    if (value === null) expect(measure(table), name).toBeNull();
    else near(measure(table), value, tolerance, name);
    return [];
  });
}

export function setTable(items: readonly (readonly string[][])[]): {
  table: RatingTable;
  sets: ReadonlySet<string>[];
} {
  const keys = [...new Set(items.flat().map((labels) => labels.join()))];
  const table = ratingTable(
    Int32Array.from(items.flat(), (labels) => keys.indexOf(labels.join())),
    2,
    keys.length,
  );
  return { table, sets: keys.map((key) => new Set(key === '' ? [] : key.split(','))) };
}
