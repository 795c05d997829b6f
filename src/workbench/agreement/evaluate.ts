import { bootstrapDocuments, bootstrapUnits, type IntervalOrReason } from '../../core/agreement/bootstrap.ts';
import { type Continuum, continuaOf } from '../../core/agreement/continuum.ts';
import { CODERS_LIMIT, scaleTable } from '../../core/agreement/coverage.ts';
import { type Estimate, undefinedEstimate } from '../../core/agreement/estimate.ts';
import { scaleDistances } from '../../core/agreement/gamma/dissimilarity.ts';
import {
  type Gamma,
  type GammaDocument,
  type GammaOptions,
  gammaSteps,
} from '../../core/agreement/gamma/gamma.ts';
import { isRatingMeasure, type RatingMeasure } from '../../core/agreement/measures.ts';
import {
  measureRatings,
  overallRating,
  type PairEstimate,
  type RatingResult,
} from '../../core/agreement/rating-measures.ts';
import type { RatingTable } from '../../core/agreement/ratings.ts';
import {
  alphaU,
  coverageRating,
  hindrance,
  measureAlphaU,
  measureCoverage,
  measureSpanF1,
  ofCategory,
  sharedContinua,
  spanF1,
  withoutShared,
} from '../../core/agreement/span-measures.ts';
import { GlossatorError } from '../../core/errors.ts';
import { highsSolver } from './highs-solver.ts';
import type { AgreementSettings } from './settings.ts';

/** Told how far a long computation is; may stop it. */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, what: string) => void;
}

/** A measure over ratings or spans: as a whole with its interval, by pair and by category. */
export interface Evaluation extends RatingResult {
  readonly interval: IntervalOrReason;
  /** what γ alone has to tell */
  readonly gamma: Gamma | null;
}

const NO_INTERVAL: IntervalOrReason = { interval: null, reason: 'nothing-to-resample' };

function bootstrapOf({ resamples, seed, confidence }: AgreementSettings) {
  return { resamples, seed, level: confidence };
}

/** How long others wait while something is computed, in milliseconds. */
const TURN = 25;

/** Runs the steps, tells of them now and then, and lets others have a turn: who wishes to stop is heard. */
async function walked<Step, Result>(
  steps: Generator<Step, Result>,
  { signal }: Watch,
  tell: (step: Step) => void,
): Promise<Result> {
  let since = performance.now();
  let step = steps.next();
  while (!step.done) {
    if (performance.now() - since > TURN) {
      tell(step.value);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) throw new GlossatorError('cancelled', 'The computation was stopped.');
      since = performance.now();
    }
    step = steps.next();
  }
  return step.value;
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
export function evaluateUnits(
  table: RatingTable,
  measure: RatingMeasure,
  settings: AgreementSettings,
): Evaluation {
  const result = measureRatings([table], measure, settings);
  const apart = table.categories <= CATEGORIES_APART ? table.categories : 0;
  const nominal = { level: 'nominal' as const };
  return {
    ...result,
    parts: Array.from({ length: apart }, (_, category) =>
      overallRating([againstOthers(table, category)], measure, nominal),
    ),
    interval:
      result.overall.value === null
        ? NO_INTERVAL
        : bootstrapUnits(
            table,
            (drawn) => overallRating([drawn], measure, settings).value,
            bootstrapOf(settings),
          ),
    gamma: null,
  };
}

/** What marks texts: continua, the categories of their spans, and what these measure where they are a scale. */
export interface Marked {
  readonly continua: readonly Continuum[];
  readonly categories: number;
  readonly numbers: Float64Array;
}

/** Resampled documents are measured from their spans: so many spans at most over all resamples. */
const SPANS_LIMIT = 20_000_000;

function affordable(settings: AgreementSettings, continua: readonly Continuum[]): AgreementSettings {
  const spans = continua.reduce(
    (sum, { coders }) => sum + coders.reduce((all, each) => all + (each ? each.starts.length : 0), 0),
    0,
  );
  const most = Math.max(100, Math.floor(SPANS_LIMIT / Math.max(1, spans)));
  return { ...settings, resamples: Math.min(settings.resamples, most) };
}

async function resampled(
  overall: Estimate,
  continua: readonly Continuum[],
  settings: AgreementSettings,
  watch: Watch,
  measure: (continua: readonly Continuum[]) => Estimate,
): Promise<IntervalOrReason> {
  if (overall.value === null) return NO_INTERVAL;
  const { resamples, seed, confidence } = affordable(settings, continua);
  const steps = bootstrapDocuments(sharedContinua(continua), (drawn) => measure(drawn).value, {
    resamples,
    seed,
    level: confidence,
  });
  return walked(steps, watch, (done) => watch.onProgress?.(done, resamples, 'documents drawn again'));
}

/** Values of a scale over characters: a scale's steps are not pooled, they are one variable. */
async function evaluateScale(
  { continua, categories, numbers }: Marked,
  settings: AgreementSettings,
  watch: Watch,
): Promise<Evaluation> {
  const { measure } = settings;
  if (!isRatingMeasure(measure)) throw new GlossatorError('invalid-input', `${measure} takes no scale.`);
  const hindered = hindrance(continua);
  if (hindered) return { overall: hindered, pairs: [], parts: [], interval: NO_INTERVAL, gamma: null };
  const of = (drawn: readonly Continuum[]) => [scaleTable(drawn, categories, numbers)];
  const result = measureRatings(of(continua), measure, settings);
  return {
    ...result,
    pairs: withoutShared(result.pairs, continua),
    parts: [],
    interval: await resampled(result.overall, continua, settings, watch, (drawn) =>
      overallRating(of(drawn), measure, settings),
    ),
    gamma: null,
  };
}

function shares(continua: readonly Continuum[], first: number, second: number): boolean {
  return continua.some(({ coders }) => coders[first] && coders[second]);
}

async function evaluateGamma(marked: Marked, settings: AgreementSettings, watch: Watch): Promise<Evaluation> {
  const { continua, categories, numbers } = marked;
  const hindered = hindrance(continua);
  if (hindered) return { overall: hindered, pairs: [], parts: [], interval: NO_INTERVAL, gamma: null };
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
  const overall = await compute(continua, 'continua of chance');
  const coders = continua[0]?.coders.length ?? 0;
  const pairs: PairEstimate[] = [];
  for (let first = 0; first < coders; first += 1) {
    for (let second = first + 1; second < coders; second += 1) {
      const estimate =
        coders === 2
          ? overall
          : shares(continua, first, second)
            ? await compute(continuaOf(continua, [first, second]), 'continua of chance, by pair')
            : undefinedEstimate('no-shared-document');
      pairs.push({ first, second, estimate });
    }
  }
  const parts: Estimate[] = [];
  for (let category = 0; category < categories; category += 1) {
    parts.push(
      categories === 1
        ? overall
        : await compute(ofCategory(continua, category), 'continua of chance, by code'),
    );
  }
  return { overall, pairs, parts, interval: await gammaInterval(overall, settings, watch), gamma: overall };
}

/** Documents drawn again, from each one's disorder and disorder by chance. */
async function gammaInterval(
  found: Gamma,
  settings: AgreementSettings,
  watch: Watch,
): Promise<IntervalOrReason> {
  if (found.value === null) return NO_INTERVAL;
  const steps = bootstrapDocuments(found.documents, gammaOfDocuments, bootstrapOf(settings));
  return walked(steps, watch, () => undefined);
}

/** γ of some of the documents that a γ was computed from; null where they have no units. */
export function gammaOfDocuments(documents: readonly GammaDocument[]): number | null {
  let [disorder, units, chance, chanceUnits] = [0, 0, 0, 0];
  for (const each of documents) {
    disorder += each.disorder;
    units += each.meanUnits;
    chance += each.chanceDisorder;
    chanceUnits += each.chanceMeanUnits;
  }
  return units === 0 || chance === 0 ? null : 1 - disorder / units / (chance / chanceUnits);
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
  const { continua, categories } = marked;
  const { measure } = settings;
  if ((continua[0]?.coders.length ?? 0) > CODERS_LIMIT) {
    throw new GlossatorError('invalid-input', `There are more than ${CODERS_LIMIT} people.`, {
      remedy: 'Choose some of them.',
    });
  }
  if (measure === 'gamma') return evaluateGamma(marked, settings, watch);
  if (isRatingMeasure(measure) && settings.level !== 'nominal') return evaluateScale(marked, settings, watch);
  const again = isRatingMeasure(measure)
    ? coverageRating(measure, settings, categories)
    : measure === 'alpha-u'
      ? (drawn: readonly Continuum[]) => alphaU(drawn, categories, settings.variant)
      : spanF1(settings.mode);
  const result = isRatingMeasure(measure)
    ? measureCoverage(continua, categories, measure, settings)
    : measure === 'alpha-u'
      ? measureAlphaU(continua, categories, settings.variant)
      : measureSpanF1(continua, categories, settings.mode);
  const interval = await resampled(result.overall, continua, settings, watch, again);
  return { ...result, interval, gamma: null };
}
