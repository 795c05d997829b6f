import { krippendorffAlpha } from './alpha.ts';
import { agreementWeights, byPlace, LEVEL_WEIGHTS, type Level, type WeightName } from './differences.ts';
import { type Estimate, pooled, undefinedEstimate } from './estimate.ts';
import { cohenKappa, scottPi } from './kappa.ts';
import { fleissKappa, gwetAc, percentAgreement, randolphKappa } from './many-coders.ts';
import { PAIR_MEASURES, type RatingMeasure } from './measures.ts';
import { ofCoders, type RatingTable, ratedByAll } from './ratings.ts';
import { finished } from './steps.ts';

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

/** A pair by each table; null where the table says nothing of the two. */
interface PairByTable {
  readonly first: number;
  readonly second: number;
  readonly byTable: readonly (Estimate | null)[];
}

function together(own: readonly (Estimate | null)[]): Estimate {
  const said = own.filter((each) => each !== null);
  return said.length === 1 ? (said[0] as Estimate) : pooled(said);
}

function ofPair(
  table: RatingTable,
  pair: readonly [number, number],
  measure: RatingMeasure,
  options: RatingOptions,
): Estimate | null {
  const all = ofCoders(table, pair);
  const own = options.shared ? ratedByAll(all) : all;
  return options.says && !options.says(own) ? null : estimateOf(own, measure, options);
}

/** Yields how many pairs are measured. */
function* pairSteps(
  tables: readonly RatingTable[],
  measure: RatingMeasure,
  options: RatingOptions,
): Generator<number, readonly PairByTable[]> {
  const coders = tables[0]?.coders ?? 0;
  const pairs: PairByTable[] = [];
  for (let first = 0; first < coders; first += 1) {
    for (let second = first + 1; second < coders; second += 1) {
      const byTable: (Estimate | null)[] = [];
      for (const table of tables) {
        byTable.push(ofPair(table, [first, second], measure, options));
        yield pairs.length;
      }
      pairs.push({ first, second, byTable });
    }
  }
  return pairs;
}

/** Measures of two coders are of more the mean of all pairs. */
function isMeanOfPairs(measure: RatingMeasure, coders: number): boolean {
  return PAIR_MEASURES.includes(measure) && coders > 2;
}

/** The measure of several tables as one, without pairs and parts: what a bootstrap repeats. */
export function overallRating(
  tables: readonly RatingTable[],
  measure: RatingMeasure,
  options: RatingOptions,
): Estimate {
  const coders = tables[0]?.coders ?? 0;
  if (coders < 2) return undefinedEstimate('one-person');
  if (isMeanOfPairs(measure, coders)) {
    return meanOf(finished(pairSteps(tables, measure, options)).map(({ byTable }) => together(byTable)));
  }
  return together(tables.map((table) => estimateOf(table, measure, options)));
}

/**
 * A measure over one table, or over a table for each code whose values are pooled (see `pooled`), in steps between which others can
 * have their turn. Yields how many pairs are measured.
 */
export function* ratingSteps(
  tables: readonly RatingTable[],
  measure: RatingMeasure,
  options: RatingOptions,
): Generator<number, RatingResult> {
  const found = yield* pairSteps(tables, measure, options);
  const pairs = found.map(({ first, second, byTable }) => ({ first, second, estimate: together(byTable) }));
  if (isMeanOfPairs(measure, tables[0]?.coders ?? 0)) {
    return {
      overall: meanOf(pairs.map(({ estimate }) => estimate)),
      pairs,
      parts: tables.map((_, at) => meanOf(found.map(({ byTable }) => together([byTable[at] ?? null])))),
    };
  }
  const parts: Estimate[] = [];
  for (const table of tables) {
    parts.push(estimateOf(table, measure, options));
    yield found.length;
  }
  return { overall: tables.length === 0 ? undefinedEstimate('one-person') : together(parts), pairs, parts };
}
