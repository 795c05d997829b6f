import type { IntervalOrReason } from '../../core/agreement/bootstrap.ts';
import { type Continuum, continuaOf } from '../../core/agreement/continuum.ts';
import { CODERS_LIMIT, scaleTable } from '../../core/agreement/coverage.ts';
import { type Estimate, undefinedEstimate } from '../../core/agreement/estimate.ts';
import { scaleDistances } from '../../core/agreement/gamma/dissimilarity.ts';
import { type Gamma, type GammaOptions, gammaSteps } from '../../core/agreement/gamma/gamma.ts';
import type { RatingMeasure } from '../../core/agreement/measures.ts';
import {
  overallRating,
  type PairEstimate,
  type RatingResult,
  ratingSteps,
} from '../../core/agreement/rating-measures.ts';
import { ofCoders, type RatingTable } from '../../core/agreement/ratings.ts';
import { resampledWhole, type SpanMeasureOptions } from '../../core/agreement/resampling.ts';
import { PairCounts, spanF1Steps } from '../../core/agreement/span-f1-measure.ts';
import {
  alphaUSteps,
  coverageSteps,
  hindrance,
  ofCategory,
  sharedContinua,
} from '../../core/agreement/span-measures.ts';
import { GlossatorError } from '../../core/errors.ts';
import { highsSolver } from './highs-solver.ts';
import {
  documentInterval,
  gammaInterval,
  intervalsOf,
  NO_INTERVAL,
  type PartIntervals,
  spanPartIntervals,
  unitInterval,
} from './intervals.ts';
import type { AgreementSettings } from './settings.ts';
import { type Watch, walked } from './watch.ts';

/** A measure over ratings or spans: as a whole with its interval, by pair and by category. */
export interface Evaluation extends RatingResult {
  readonly interval: IntervalOrReason;
  /** by pair and by part; null where they were not asked for */
  readonly intervals: PartIntervals | null;
  /** what γ alone has to tell */
  readonly gamma: Gamma | null;
}

function pairCount(coders: number): number {
  return (coders * (coders - 1)) / 2;
}

/** Each category against all others. */
function againstOthers(table: RatingTable, category: number): RatingTable {
  return {
    ...table,
    categories: 2,
    patterns: table.patterns.map((value) => (value < 0 ? value : value === category ? 1 : 0)),
    numbers: Float64Array.of(0, 1),
  };
}

/** Tables of more categories than this are not taken apart by category. */
const CATEGORIES_APART = 200;

/** A measure of values given to units: one table. By category: each against all others, nominal. */
export async function evaluateUnits(
  table: RatingTable,
  measure: RatingMeasure,
  settings: AgreementSettings,
  watch: Watch = {},
): Promise<Evaluation> {
  const { overall, pairs } = await walked(ratingSteps([table], measure, settings), watch, (done) =>
    watch.onProgress?.(done, pairCount(table.coders), 'pairs'),
  );
  const nominal = { ...settings, level: 'nominal' as const, weights: undefined };
  const apart = Array.from(
    { length: table.categories <= CATEGORIES_APART ? table.categories : 0 },
    // The only category that there is has no others.
    (_, category) => (table.categories === 1 ? table : againstOthers(table, category)),
  );
  const parts = apart.map((each) => overallRating([each], measure, { level: 'nominal' }));
  return {
    overall,
    pairs,
    parts,
    interval: await unitInterval(overall, table, measure, settings, watch),
    intervals: settings.partIntervals
      ? {
          pairs: await intervalsOf(pairs, 'pair', watch, ({ first, second, estimate }, _, within) =>
            unitInterval(estimate, ofCoders(table, [first, second]), measure, settings, within),
          ),
          parts: await intervalsOf(parts, 'category', watch, (estimate, at, within) =>
            unitInterval(estimate, apart[at] as RatingTable, measure, nominal, within),
          ),
        }
      : null,
    gamma: null,
  };
}

/** What marks texts: continua, the categories of their spans, and what these measure where they are a scale. */
export interface Marked {
  readonly continua: readonly Continuum[];
  readonly categories: number;
  readonly numbers: Float64Array;
  /** of span F1: what has been counted in these texts, kept for who measures them again */
  readonly counts?: PairCounts;
}

/** Why nothing can be measured: of the whole, of each pair, and of each of so many parts. */
function hinderedResult(overall: Estimate, continua: readonly Continuum[], parts: number): RatingResult {
  return {
    overall,
    pairs: pairsOf(continua, () => overall),
    parts: Array.from({ length: parts }, () => overall),
  };
}

function pairsOf(
  continua: readonly Continuum[],
  estimate: (first: number, second: number) => Estimate,
): readonly PairEstimate[] {
  const everyone = [...(continua[0]?.coders.keys() ?? [])];
  return everyone.flatMap((first) =>
    everyone.slice(first + 1).map((second) => ({
      first,
      second,
      estimate: shares(continua, first, second)
        ? estimate(first, second)
        : undefinedEstimate('no-shared-document'),
    })),
  );
}

function shares(continua: readonly Continuum[], first: number, second: number): boolean {
  return continua.some(({ coders }) => coders[first] && coders[second]);
}

async function evaluateGamma(marked: Marked, settings: AgreementSettings, watch: Watch): Promise<Evaluation> {
  const { continua, categories, numbers } = marked;
  const hindered = hindrance(continua);
  if (hindered) {
    const result = hinderedResult(hindered, continua, categories);
    return { ...result, interval: NO_INTERVAL, intervals: null, gamma: null };
  }
  const solver = await highsSolver();
  const options: GammaOptions = {
    weights: settings.gamma,
    categories,
    distances:
      settings.level === 'nominal'
        ? undefined
        : scaleDistances(settings.level === 'ordinal' ? numbers.map((_, place) => place) : numbers),
    chance: settings.chance,
    seed: settings.seed,
    precision: settings.precision,
    mostSamples: settings.mostSamples,
  };
  const compute = (of: readonly Continuum[], what: string): Promise<Gamma> =>
    walked(gammaSteps(of, options, solver), watch, ({ done, wanted }) =>
      watch.onProgress?.(done, wanted, what),
    );
  // What was measured of each document is there already, so that drawing documents again costs next to nothing.
  const intervalOf = (found: Gamma | null): Promise<IntervalOrReason> =>
    found ? gammaInterval(found, settings, watch) : Promise.resolve(NO_INTERVAL);
  const overall = await compute(continua, 'continua of chance');
  const coders = continua[0]?.coders.length ?? 0;
  const pairs: PairEstimate[] = [];
  const ofPairs: IntervalOrReason[] = [];
  for (let first = 0; first < coders; first += 1) {
    for (let second = first + 1; second < coders; second += 1) {
      const found =
        coders === 2
          ? overall
          : shares(continua, first, second)
            ? await compute(continuaOf(continua, [first, second]), 'continua of chance, by pair')
            : null;
      pairs.push({ first, second, estimate: found ?? undefinedEstimate('no-shared-document') });
      ofPairs.push(await intervalOf(found));
    }
  }
  const parts: Estimate[] = [];
  const ofParts: IntervalOrReason[] = [];
  for (let category = 0; category < categories; category += 1) {
    const found =
      categories === 1
        ? overall
        : await compute(ofCategory(continua, category), 'continua of chance, by code');
    parts.push(found);
    ofParts.push(await intervalOf(found));
  }
  return {
    overall,
    pairs,
    parts,
    interval: await intervalOf(overall),
    intervals: settings.partIntervals ? { pairs: ofPairs, parts: ofParts } : null,
    gamma: overall,
  };
}

/** The figures of a measure over spans. The steps of a scale are not pooled, they are one variable, and have no figures of their own. */
function spanResult(
  { continua, categories, numbers }: Marked,
  settings: SpanMeasureOptions,
  watch: Watch,
): RatingResult | Promise<RatingResult> {
  const { measure, level, variant, mode, counts = new PairCounts(mode) } = settings;
  if (measure === 'span-f1') {
    return walked(spanF1Steps(continua, categories, counts), watch, ({ done, total }) =>
      watch.onProgress?.(done, total, 'pairs in documents'),
    );
  }
  if (measure === 'alpha-u' || level === 'nominal') {
    const steps =
      measure === 'alpha-u'
        ? alphaUSteps(continua, categories, variant)
        : coverageSteps(continua, categories, measure, settings);
    return walked(steps, watch, (done) =>
      watch.onProgress?.(done, pairCount(continua[0]?.coders.length ?? 0), 'pairs'),
    );
  }
  const hindered = hindrance(continua);
  if (hindered) return hinderedResult(hindered, continua, 0);
  const of = (coders: readonly number[]) => {
    const own = sharedContinua(continuaOf(continua, coders));
    return overallRating([scaleTable(own, categories, numbers)], measure, settings);
  };
  return {
    overall: of([...(continua[0]?.coders.keys() ?? [])]),
    pairs: pairsOf(continua, (first, second) => of([first, second])),
    parts: [],
  };
}

/**
 * A measure of spans in texts. Measures of values (kappas, alpha, percent) take characters as units, each category by itself,
 * and pool the categories; at a level above nominal the categories are steps of one scale. Coders are those of the continua.
 */
export async function evaluateMarked(
  marked: Marked,
  settings: AgreementSettings,
  watch: Watch = {},
): Promise<Evaluation> {
  const { continua, categories, numbers } = marked;
  const { measure } = settings;
  if ((continua[0]?.coders.length ?? 0) > CODERS_LIMIT) {
    throw new GlossatorError('invalid-input', `There are more than ${CODERS_LIMIT} people.`, {
      remedy: 'Choose some of them.',
    });
  }
  if (measure === 'gamma') return evaluateGamma(marked, settings, watch);
  const options = { ...settings, measure, numbers, counts: marked.counts ?? new PairCounts(settings.mode) };
  const result = await spanResult(marked, options, watch);
  const whole = resampledWhole(continua, categories, options);
  return {
    ...result,
    interval: await documentInterval(result.overall, whole, settings, watch),
    intervals: settings.partIntervals
      ? await spanPartIntervals(result, continua, categories, options, watch)
      : null,
    gamma: null,
  };
}
