import { alphaUFamily } from './alpha-unitizing-2016.ts';
import { type Continuum, continuaOf } from './continuum.ts';
import { scaleTable } from './coverage.ts';
import { type Estimate, undefinedEstimate } from './estimate.ts';
import type { Measure } from './measures.ts';
import { overallRating, type RatingOptions } from './rating-measures.ts';
import { type F1Mode, PairCounts } from './span-f1-measure.ts';
import {
  type AlphaUVariant,
  alphaU,
  coverageRating,
  hindrance,
  ofCategory,
  sharedContinua,
} from './span-measures.ts';

/** What a measure of spans depends on, γ apart, whose documents are measured once and drawn again. */
export interface SpanMeasureOptions extends RatingOptions {
  readonly measure: Exclude<Measure, 'gamma'>;
  readonly variant: AlphaUVariant;
  readonly mode: F1Mode;
  /** what the categories measure where they are a scale */
  readonly numbers: Float64Array;
  /** of span F1: what has been counted already */
  readonly counts?: PairCounts;
}

/** Documents that can be drawn again, with the measure of what was drawn. */
export interface Resampled {
  /** each with two coders or more */
  readonly documents: readonly Continuum[];
  readonly measure: (drawn: readonly Continuum[]) => Estimate;
  /** what is to be found before, once, so that no drawing takes long */
  readonly preparation?: () => Generator<unknown, void>;
}

/** The whole of a measure over spans. What each document contributes is found once where that can be done. */
function measureOf(
  options: SpanMeasureOptions & { readonly measure: Exclude<Measure, 'gamma' | 'span-f1'> },
  categories: number,
): Resampled['measure'] {
  const { measure, level, variant, numbers } = options;
  if (measure === 'alpha-u') return (drawn) => alphaU(drawn, categories, variant);
  if (level === 'nominal') return coverageRating(measure, options, categories);
  return (drawn) => overallRating([scaleTable(drawn, categories, numbers)], measure, options);
}

/** The whole. */
export function resampledWhole(
  continua: readonly Continuum[],
  categories: number,
  options: SpanMeasureOptions,
): Resampled {
  const documents = sharedContinua(continua);
  const { measure } = options;
  if (measure !== 'span-f1') return { documents, measure: measureOf({ ...options, measure }, categories) };
  const counts = options.counts ?? new PairCounts(options.mode);
  return {
    documents,
    measure: (drawn) => counts.mean(drawn),
    preparation: () => counts.steps(documents),
  };
}

/** A pair of coders: of their own documents, those that both worked on, as many are drawn again. */
export function resampledPair(
  continua: readonly Continuum[],
  categories: number,
  options: SpanMeasureOptions,
  [first, second]: readonly [first: number, second: number],
): Resampled {
  return resampledWhole(continuaOf(continua, [first, second]), categories, options);
}

/** A category by itself. At a level above nominal there is none: the categories are steps of one scale. */
export function resampledCategory(
  continua: readonly Continuum[],
  categories: number,
  options: SpanMeasureOptions,
  category: number,
): Resampled {
  // Of the family of 2016, (k)uα tells the category from all others, which are there too therefore.
  if (options.measure === 'alpha-u' && options.variant === '2016') {
    return {
      documents: sharedContinua(continua),
      measure: (drawn) =>
        hindrance(drawn) ??
        alphaUFamily(drawn, categories).byCategory[category] ??
        undefinedEstimate('no-spans'),
    };
  }
  return resampledWhole(ofCategory(continua, category, 0), 1, options);
}
