import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { krippendorffAlpha, krippendorffAlphaBy } from './alpha.ts';
import { agreementWeights, byPlace, LEVELS } from './differences.ts';
import { pooled } from './estimate.ts';
import { cohenKappa, cohenKappaError, hubertKappa, scottPi } from './kappa.ts';
import { linearised, linearisedAlpha } from './linearised.ts';
import { fleissKappa, gwetAc, percentAgreement, randolphKappa } from './many-coders.ts';
import { overallRating, ratingSteps } from './rating-measures.ts';
import { ofCoders, type RatingTable, ratingTable } from './ratings.ts';
import { masiDistance } from './set-distance.ts';
import { finished } from './steps.ts';

/** Rows of one value for each coder; null is missing. */
function table(rows: readonly (readonly (number | null)[])[], categories: number): RatingTable {
  return ratingTable(
    Int32Array.from(rows.flat(), (value) => value ?? -1),
    rows[0]?.length ?? 0,
    categories,
  );
}

/** The four observers and twelve units of Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C. */
const FOUR_BY_TWELVE = ratingTable(
  Int32Array.from([
    ...[0, 0, -1, 0, 1, 1, 2, 1, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 0, 1, 2, 3],
    ...[3, 3, 3, 3, 0, 0, 1, 0, 1, 1, 1, 1, -1, 4, 4, 4, -1, -1, 0, 0, -1, -1, 2, -1],
  ]),
  4,
  5,
  { numbers: Float64Array.of(1, 2, 3, 4, 5) },
);

describe('published values', () => {
  it.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
    ['ratio', 0.797],
  ] as const)('gives Krippendorff’s alpha (2011) at the %s level', (level, value) => {
    expect(krippendorffAlpha(FOUR_BY_TWELVE, level).value).toBeCloseTo(value, 3);
  });

  it('gives Cohen’s kappa of Cohen (1960), p. 45', () => {
    const cells = [88, 14, 18, 10, 40, 10, 2, 6, 12];
    const counted = ratingTable(
      Int32Array.from(cells.flatMap((_, cell) => [Math.floor(cell / 3), cell % 3])),
      2,
      3,
      { weights: Float64Array.from(cells) },
    );
    expect(cohenKappa(counted, 0, 1).value).toBeCloseTo(0.492, 3);
    expect(percentAgreement(counted).value).toBeCloseTo(0.7, 12);
    expect(gwetAc(counted).value).toBeCloseTo(0.576, 3);
  });

  it('gives Fleiss’ and Randolph’s kappa of Randolph (2005), p. 17', () => {
    const rated = table(
      [
        [0, 0, 0],
        [0, 0, 1],
        [0, 0, 1],
        [0, 0, 0],
      ],
      2,
    );
    expect(fleissKappa(rated).value).toBeCloseTo(-0.2, 12);
    expect(randolphKappa(rated).value).toBeCloseTo(1 / 3, 12);
  });

  it('gives MASI as Passonneau (2006) defines it', () => {
    expect(masiDistance(new Set([1, 2, 3, 4]), new Set([3, 4, 5]))).toBeCloseTo(1 - 0.4 / 3, 12);
    expect(masiDistance(new Set(), new Set())).toBe(0);
  });
});

describe('what has no value', () => {
  it('says that one category alone was used', () => {
    const same = table(
      [
        [0, 0],
        [0, 0],
      ],
      1,
    );
    for (const estimate of [
      cohenKappa(same, 0, 1),
      scottPi(same, 0, 1),
      fleissKappa(same),
      hubertKappa(same),
      randolphKappa(same),
      gwetAc(same),
      ...LEVELS.map((level) => krippendorffAlpha(same, level)),
    ]) {
      expect(estimate).toMatchObject({ value: null, reason: 'one-category' });
    }
    expect(percentAgreement(same).value).toBe(1);
    expect(cohenKappaError(same, 0, 1)).toBeNull();
    expect(linearised(same, 'gwet-ac')).toBeNull();
    expect(linearisedAlpha(same)).toBeNull();
  });

  it('says that no unit has two values', () => {
    const apart = table(
      [
        [0, null],
        [null, 1],
      ],
      2,
    );
    for (const estimate of [
      cohenKappa(apart, 0, 1),
      scottPi(apart, 0, 1),
      fleissKappa(apart),
      percentAgreement(apart),
      gwetAc(apart),
      ...LEVELS.map((level) => krippendorffAlpha(apart, level)),
    ]) {
      expect(estimate).toMatchObject({ value: null, reason: 'no-pairable-values' });
    }
  });

  it('refuses values below zero at the ratio level', () => {
    const below = ratingTable(Int32Array.of(0, 1, 1, 1), 2, 2, { numbers: Float64Array.of(-1, 2) });
    expect(krippendorffAlpha(below, 'ratio')).toMatchObject({ value: null, reason: 'negative-ratio-values' });
    expect(krippendorffAlpha(below, 'interval').value).toBeTypeOf('number');
  });

  it('takes the mean of those pairs that have a value', () => {
    const rows = table(
      [
        [0, 0, null],
        [1, 1, null],
        [null, 0, null],
      ],
      2,
    );
    expect(overallRating([rows], 'cohen-kappa', { level: 'nominal' }).value).toBe(1);
    expect(overallRating([ofCoders(rows, [0])], 'cohen-kappa', { level: 'nominal' })).toMatchObject({
      value: null,
      reason: 'one-person',
    });
  });
});

const cell = fc.option(fc.integer({ min: 0, max: 3 }), { freq: 4, nil: null });
const ratings = fc
  .integer({ min: 2, max: 4 })
  .chain((coders) =>
    fc.array(fc.array(cell, { minLength: coders, maxLength: coders }), { minLength: 1, maxLength: 30 }),
  );

/** Krippendorff's alpha by its definition: every pair of values within units against every pair of all. */
function alphaByDefinition(
  rows: readonly (readonly (number | null)[])[],
  difference: (a: number, b: number) => number,
) {
  const units = rows.map((row) => row.filter((value) => value !== null)).filter((row) => row.length > 1);
  const all = units.flat();
  const sum = (values: readonly number[]) =>
    values.reduce((total, a) => total + values.reduce((own, b) => own + difference(a, b), 0), 0);
  const observed = units.reduce((total, row) => total + sum(row) / (row.length - 1), 0) / all.length;
  const expected = sum(all) / (all.length * (all.length - 1));
  return expected > 0 ? 1 - observed / expected : null;
}

describe('whatever the ratings', () => {
  it('gives the alpha of the definition', () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        const found = table(rows, 4);
        const interval = alphaByDefinition(rows, (a, b) => (a - b) ** 2);
        const nominal = alphaByDefinition(rows, (a, b) => (a === b ? 0 : 1));
        for (const [wanted, { value }] of [
          [interval, krippendorffAlpha(found, 'interval')],
          [nominal, krippendorffAlpha(found, 'nominal')],
          [nominal, krippendorffAlphaBy(found, () => 1)],
        ] as const) {
          if (wanted === null) expect(value).toBeNull();
          else expect(value).toBeCloseTo(wanted, 9);
        }
      }),
    );
  });

  it('never gives what is no number, nor more than 1', () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        const found = table(rows, 4);
        const weights = agreementWeights('quadratic', found.numbers);
        for (const { value, reason } of [
          percentAgreement(found),
          fleissKappa(found),
          fleissKappa(found, weights),
          hubertKappa(found),
          randolphKappa(found),
          gwetAc(found),
          gwetAc(found, weights),
          cohenKappa(found, 0, 1, weights),
          scottPi(found, 0, 1),
          ...LEVELS.map((level) => krippendorffAlpha(found, level)),
        ]) {
          if (value === null) expect(reason).not.toBeNull();
          else {
            expect(Number.isFinite(value)).toBe(true);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
      }),
    );
  });

  it('does not depend on the order of units or coders', () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        const found = table(rows, 4);
        const turned = table(
          rows.toReversed().map((row) => row.toReversed()),
          4,
        );
        for (const measure of [
          'percent',
          'fleiss-kappa',
          'gwet-ac1',
          'krippendorff-alpha',
          'cohen-kappa',
        ] as const) {
          const [one, other] = [found, turned].map(
            (each) => overallRating([each], measure, { level: 'nominal' }).value,
          );
          if (one === null || one === undefined) expect(other).toBeNull();
          else expect(other).toBeCloseTo(one, 9);
        }
      }),
    );
  });

  it('makes weighted kappa without weights Cohen’s kappa', () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        const found = table(rows, 4);
        const weights = agreementWeights('identity', byPlace(found).numbers);
        expect(cohenKappa(found, 0, 1, weights).value).toEqual(cohenKappa(found, 0, 1).value);
      }),
    );
  });

  it('never lowers the pooled value by a code on which all agree', () => {
    fc.assert(
      fc.property(ratings, fc.integer({ min: 1, max: 20 }), (rows, agreedUnits) => {
        const coders = rows[0]?.length ?? 2;
        const yesNo = table(
          rows.map((row) => row.map((value) => (value === null ? null : value % 2))),
          2,
        );
        const same = table(
          Array.from({ length: agreedUnits }, (_, unit) => Array.from({ length: coders }, () => unit % 2)),
          2,
        );
        for (const measure of [
          'percent',
          'cohen-kappa',
          'fleiss-kappa',
          'gwet-ac1',
          'krippendorff-alpha',
        ] as const) {
          const [before, after] = [[yesNo], [yesNo, same]].map(
            (tables) => finished(ratingSteps(tables, measure, { level: 'nominal' })).overall.value,
          );
          if (before !== null && before !== undefined) {
            expect(after).toBeGreaterThanOrEqual(before - 1e-12);
          }
        }
      }),
    );
  });

  it('gives nothing where no code has a value', () => {
    expect(pooled([])).toMatchObject({ value: null, reason: 'no-pairable-values' });
  });
});
