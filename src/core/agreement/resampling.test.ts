import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapDocuments } from './bootstrap.ts';
import { type Continuum, spansOf } from './continuum.ts';
import { isRatingMeasure, MEASURES } from './measures.ts';
import { comesApart, cutApart } from './pieces.ts';
import type { RatingResult } from './rating-measures.ts';
import {
  type Resampled,
  resampledCategory,
  resampledPair,
  resampledWhole,
  type SpanMeasureOptions,
} from './resampling.ts';
import { measureSpanF1 } from './span-f1-measure.ts';
import { alphaUSteps, coverageSteps } from './span-measures.ts';
import { finished } from './steps.ts';

const LENGTH = 40;
const CATEGORIES = 3;

const spans = fc
  .array(
    fc
      .tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 12 }), fc.nat(CATEGORIES - 1))
      .map(([start, length, category]): [number, number, number] => [
        start,
        Math.min(LENGTH, start + length),
        category,
      ]),
    { maxLength: 6 },
  )
  .map(spansOf);

const continua = fc.array(
  fc
    .array(fc.option(spans, { nil: null, freq: 4 }), { minLength: 3, maxLength: 3 })
    .map((coders): Continuum => ({ length: LENGTH, coders })),
  { minLength: 1, maxLength: 4 },
);

const settings = fc.oneof(
  fc.constantFrom(...MEASURES.filter(isRatingMeasure)).map((measure) => ({ measure })),
  fc
    .constantFrom('1995' as const, '2016' as const)
    .map((variant) => ({ measure: 'alpha-u' as const, variant })),
  fc
    .constantFrom('strict' as const, 'partial' as const, 'positions' as const)
    .map((mode) => ({ measure: 'span-f1' as const, mode })),
);

const optionsOf = (wishes: Pick<SpanMeasureOptions, 'measure'> & Partial<SpanMeasureOptions>) => ({
  level: 'nominal' as const,
  variant: '1995' as const,
  mode: 'strict' as const,
  numbers: Float64Array.from({ length: CATEGORIES }, (_, at) => at),
  ...wishes,
});

function resultOf(documents: readonly Continuum[], options: SpanMeasureOptions): RatingResult {
  const { measure, variant, mode } = options;
  if (measure === 'alpha-u') return finished(alphaUSteps(documents, CATEGORIES, variant));
  if (measure === 'span-f1') return measureSpanF1(documents, CATEGORIES, mode);
  return finished(coverageSteps(documents, CATEGORIES, measure, options));
}

const drawnOnceEach = ({ documents, measure }: Resampled) => measure(documents).value;

describe('what is drawn again', () => {
  it('comes, each document drawn once, to the very figure that the interval is for', () => {
    fc.assert(
      fc.property(continua, settings, (documents, wishes) => {
        const options = optionsOf(wishes);
        const { overall, pairs, parts } = resultOf(documents, options);
        const alike = (found: number | null, figure: number | null) => {
          if (figure === null || found === null) expect(found).toBe(figure);
          else expect(found).toBeCloseTo(figure, 9);
        };
        alike(drawnOnceEach(resampledWhole(documents, CATEGORIES, options)), overall.value);
        for (const { first, second, estimate } of pairs) {
          const pair = resampledPair(documents, CATEGORIES, options, [first, second]);
          alike(drawnOnceEach(pair), estimate.value);
          expect(pair.documents.length).toBe(
            documents.filter(({ coders }) => coders[first] && coders[second]).length,
          );
        }
        for (const [category, estimate] of parts.entries()) {
          alike(drawnOnceEach(resampledCategory(documents, CATEGORIES, options, category)), estimate.value);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of a document comes, each piece drawn once, to the figure of the document', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: LENGTH - 1 }), { maxLength: 12 });
    fc.assert(
      fc.property(continua, settings, cuts, ([document], wishes, at) => {
        const options = optionsOf(wishes);
        if (!document || !comesApart(options)) return;
        const sorted = at.toSorted((a, b) => a - b);
        const pieces = cutApart(document, sorted);
        expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBe(LENGTH);
        const figure = resultOf([document], options).overall.value;
        const found = drawnOnceEach(resampledWhole(pieces, CATEGORIES, options));
        if (figure === null || found === null) expect(found).toBe(figure);
        else expect(found).toBeCloseTo(figure, 9);
      }),
      { numRuns: 40 },
    );
  });

  it('of a pair is what both worked on: with one document there is no interval', () => {
    const one = spansOf([[0, 5, 0]]);
    const other = spansOf([[0, 4, 0]]);
    const documents: Continuum[] = [
      { length: LENGTH, coders: [one, other, null] },
      { length: LENGTH, coders: [one, other, one] },
      { length: LENGTH, coders: [one, other, null] },
    ];
    const intervalOf = (pair: readonly [number, number]) => {
      const drawn = resampledPair(documents, 1, optionsOf({ measure: 'krippendorff-alpha' }), pair);
      const steps = bootstrapDocuments(drawn.documents, (each) => drawn.measure(each).value, {
        resamples: 50,
        seed: 1,
        level: 0.95,
      });
      let step = steps.next();
      while (!step.done) step = steps.next();
      return step.value;
    };
    expect(intervalOf([0, 2])).toEqual({ interval: null, reason: 'fewer-than-two-documents' });
    // All documents that these two share are alike, so that every draw is.
    const { interval } = intervalOf([0, 1]);
    expect(interval?.low).toBeCloseTo(interval?.high ?? 0, 12);
    expect(interval).toMatchObject({ method: 'bootstrap-documents', undefinedResamples: 0 });
  });
});
