import { krippendorffAlpha } from './alpha.ts';
import { agreementWeights, byPlace, LEVEL_WEIGHTS, type Level, type WeightName } from './differences.ts';
import { type Estimate, pooled, undefinedEstimate } from './estimate.ts';
import { cohenKappa, scottPi } from './kappa.ts';
import { fleissKappa, gwetAc, percentAgreement, randolphKappa } from './many-coders.ts';
import { PAIR_MEASURES, type RatingMeasure } from './measures.ts';
import { ofCoders, type RatingTable, ratedByAll } from './ratings.ts';

export interface RatingOptions {
  readonly level: Level;
  /** for weighted kappa and AC2, instead of those that the level asks for */
  readonly weights?: WeightName | undefined;
  /** which tables say something of two coders; those that do not are left out of what is pooled */
  readonly says?: (table: RatingTable) => boolean;
  /** of pairs only units that both rated count: units are parts of documents, and one who did not work on the document said nothing of it */
  readonly shared?: boolean;
}

export interface PairEstimate {
  readonly first: number;
  readonly second: number;
  readonly estimate: Estimate;
}

/** What a measure came to over one table or several (one for each code): as a whole, for each pair, for each table. */
export interface RatingResult {
  readonly overall: Estimate;
  readonly pairs: readonly PairEstimate[];
  readonly parts: readonly Estimate[];
}

/** The mean of those that are defined. */
export function meanOf(estimates: readonly Estimate[]): Estimate {
  const defined = estimates.filter(({ value }) => value !== null);
  if (defined.length === 0) return undefinedEstimate(estimates[0]?.reason ?? 'one-person');
  const mean = (of: (each: Estimate) => number) =>
    defined.reduce((sum, each) => sum + of(each), 0) / defined.length;
  return {
    value: mean(({ value }) => value ?? 0),
    reason: null,
    disagreement: mean(({ disagreement }) => disagreement),
    chanceDisagreement: mean(({ chanceDisagreement }) => chanceDisagreement),
  };
}

/** The agreement weights that a measure takes; undefined where all disagreements are alike. */
function weightsFor(table: RatingTable, { level, weights }: RatingOptions): Float64Array | undefined {
  const name = weights ?? LEVEL_WEIGHTS[level];
  if (name === 'identity') return undefined;
  return agreementWeights(name, (level === 'ordinal' ? byPlace(table) : table).numbers);
}

function belowZero({ numbers, patterns }: RatingTable): boolean {
  return patterns.some((value) => value >= 0 && (numbers[value] as number) < 0);
}

type Single = (table: RatingTable, weights: Float64Array | undefined) => Estimate;

function single(measure: RatingMeasure, { level }: RatingOptions): Single {
  switch (measure) {
    case 'percent':
      return percentAgreement;
    case 'cohen-kappa':
      return (table) => cohenKappa(table, 0, 1);
    case 'weighted-kappa':
      return (table, weights) => cohenKappa(table, 0, 1, weights);
    case 'scott-pi':
      return (table) => scottPi(table, 0, 1);
    case 'fleiss-kappa':
      return (table) => fleissKappa(table);
    case 'randolph-kappa':
      return randolphKappa;
    case 'gwet-ac1':
      return (table) => gwetAc(table);
    case 'gwet-ac2':
      return gwetAc;
    case 'krippendorff-alpha':
      return (table) => krippendorffAlpha(table, level);
  }
}

function estimateOf(table: RatingTable, measure: RatingMeasure, options: RatingOptions): Estimate {
  if (table.coders < 2) return undefinedEstimate('one-person');
  const weighted = measure === 'weighted-kappa' || measure === 'gwet-ac2';
  const ratio = weighted && (options.weights ?? LEVEL_WEIGHTS[options.level]) === 'ratio';
  if (ratio && options.level !== 'ordinal' && belowZero(table)) {
    return undefinedEstimate('negative-ratio-values');
  }
  return single(measure, options)(table, weighted ? weightsFor(table, options) : undefined);
}

function allPairs(
  tables: readonly RatingTable[],
  measure: RatingMeasure,
  options: RatingOptions,
): PairEstimate[] {
  const coders = tables[0]?.coders ?? 0;
  const pairs: PairEstimate[] = [];
  for (let first = 0; first < coders; first += 1) {
    for (let second = first + 1; second < coders; second += 1) {
      const both = tables.map((table) => {
        const own = ofCoders(table, [first, second]);
        return options.shared ? ratedByAll(own) : own;
      });
      const own = (options.says ? both.filter(options.says) : both).map((table) =>
        estimateOf(table, measure, options),
      );
      pairs.push({ first, second, estimate: own.length === 1 ? (own[0] as Estimate) : pooled(own) });
    }
  }
  return pairs;
}

/** The measure of several tables as one, without pairs and parts: what a bootstrap repeats. */
export function overallRating(
  tables: readonly RatingTable[],
  measure: RatingMeasure,
  options: RatingOptions,
): Estimate {
  const coders = tables[0]?.coders ?? 0;
  if (coders < 2) return undefinedEstimate('one-person');
  if (PAIR_MEASURES.includes(measure) && coders > 2) {
    return meanOf(allPairs(tables, measure, options).map(({ estimate }) => estimate));
  }
  const own = tables.map((table) => estimateOf(table, measure, options));
  return own.length === 1 ? (own[0] as Estimate) : pooled(own);
}

/** A measure over one table, or over a table for each code whose values are pooled (see `pooled`). */
export function measureRatings(
  tables: readonly RatingTable[],
  measure: RatingMeasure,
  options: RatingOptions,
): RatingResult {
  return {
    overall: overallRating(tables, measure, options),
    pairs: allPairs(tables, measure, options),
    parts: tables.map((table) => overallRating([table], measure, options)),
  };
}
