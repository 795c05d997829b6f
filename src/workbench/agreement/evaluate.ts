import { bootstrapDocuments, bootstrapUnits, type IntervalOrReason } from '../../core/agreement/bootstrap.ts';
import { type Continuum, continuaOf, participants } from '../../core/agreement/continuum.ts';
import { CODERS_LIMIT, scaleTable } from '../../core/agreement/coverage.ts';
import { type Estimate, undefinedEstimate } from '../../core/agreement/estimate.ts';
import { scaleDistances } from '../../core/agreement/gamma/dissimilarity.ts';
import { type Gamma, type GammaOptions, gamma } from '../../core/agreement/gamma/gamma.ts';
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

function stopIfAsked({ signal }: Watch): void {
  if (signal?.aborted) throw new GlossatorError('cancelled', 'The computation was stopped.');
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

function resampled(
  overall: Estimate,
  continua: readonly Continuum[],
  settings: AgreementSettings,
  watch: Watch,
  measure: (continua: readonly Continuum[]) => Estimate,
): IntervalOrReason {
  if (overall.value === null) return NO_INTERVAL;
  const { resamples, seed, confidence } = affordable(settings, continua);
  let done = 0;
  return bootstrapDocuments(
    sharedContinua(continua),
    (drawn) => {
      stopIfAsked(watch);
      done += 1;
      if (done % 50 === 0) watch.onProgress?.(done, resamples, 'resamples');
      return measure(drawn).value;
    },
    { resamples, seed, level: confidence },
  );
}

/** Values of a scale over characters: a scale's steps are not pooled, they are one variable. */
function evaluateScale(
  { continua, categories, numbers }: Marked,
  settings: AgreementSettings,
  watch: Watch,
): Evaluation {
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
    interval: resampled(result.overall, continua, settings, watch, (drawn) =>
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
  const compute = (of: readonly Continuum[], what: string): Gamma => {
    const found = gamma(of, options, solver, (done, wanted) => {
      watch.onProgress?.(done, wanted, what);
      return !watch.signal?.aborted;
    });
    stopIfAsked(watch);
    return found;
  };
  // Only people who took part somewhere are aligned: one who did not would be an empty coder everywhere.
  const overall = compute(continua, 'samples');
  const coders = continua[0]?.coders.length ?? 0;
  const pairs: PairEstimate[] = [];
  for (let first = 0; first < coders; first += 1) {
    for (let second = first + 1; second < coders; second += 1) {
      const estimate =
        coders === 2
          ? overall
          : shares(continua, first, second)
            ? compute(continuaOf(continua, [first, second]), 'samples of pairs')
            : undefinedEstimate('no-shared-document');
      pairs.push({ first, second, estimate });
    }
  }
  const parts = Array.from({ length: categories }, (_, category) =>
    categories === 1 ? overall : compute(ofCategory(continua, category), 'samples of codes'),
  );
  return { overall, pairs, parts, interval: gammaInterval(overall, continua, settings), gamma: overall };
}

/** Documents drawn again, from each one's disorder and disorder by chance. */
function gammaInterval(
  found: Gamma,
  continua: readonly Continuum[],
  settings: AgreementSettings,
): IntervalOrReason {
  if (found.value === null) return NO_INTERVAL;
  const { documents } = found;
  if (documents.length !== continua.filter(({ coders }) => participants(coders) > 1).length)
    return NO_INTERVAL;
  return bootstrapDocuments(
    documents,
    (drawn) => {
      let [disorder, units, chance, chanceUnits] = [0, 0, 0, 0];
      for (const each of drawn) {
        disorder += each.disorder;
        units += each.meanUnits;
        chance += each.chanceDisorder;
        chanceUnits += each.chanceMeanUnits;
      }
      if (units === 0 || chance === 0) return null;
      return 1 - disorder / units / (chance / chanceUnits);
    },
    bootstrapOf(settings),
  );
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
  return { ...result, interval: resampled(result.overall, continua, settings, watch, again), gamma: null };
}
