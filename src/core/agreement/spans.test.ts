import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitizingAlpha, unitizingDifference } from './alpha-unitizing.ts';
import { alphaUFamily } from './alpha-unitizing-2016.ts';
import { byCategory, type Continuum, NO_SPANS, type Spans, spansOf, unitsByCategory } from './continuum.ts';
import { coverageTable, scaleTable } from './coverage.ts';
import { cohenKappa } from './kappa.ts';
import { spanAgreement, spanCounts } from './span-f1.ts';
import { measureSpanF1 } from './span-f1-measure.ts';
import { SPAN_MODES } from './span-match.ts';
import { alphaU, alphaUSteps, coverageSteps, coverageTables, hindrance } from './span-measures.ts';
import { finished } from './steps.ts';

const LENGTH = 60;

/** Spans over [0, LENGTH) of the categories 0 … 2, overlapping as they will. */
const spans = fc
  .array(
    fc
      .tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 20 }), fc.nat(2))
      .map(([start, length, category]): [number, number, number] => [
        start,
        Math.min(LENGTH, start + length),
        category,
      ]),
    { maxLength: 8 },
  )
  .map(spansOf);

const continuum = fc
  .array(fc.option(spans, { nil: null, freq: 6 }), { minLength: 3, maxLength: 3 })
  .map((coders): Continuum => ({ length: LENGTH, coders }));

function joined(first: Spans, second: Spans): Spans {
  return {
    starts: Float64Array.from([...first.starts, ...second.starts]),
    ends: Float64Array.from([...first.ends, ...second.ends]),
    categories: Int32Array.from([...first.categories, ...second.categories]),
  };
}

describe('unitizing alpha', () => {
  it('gives the value of Krippendorff (2004), p. 254', () => {
    const first = spansOf([
      [75, 145, 0],
      [220, 250, 0],
      [30, 90, 1],
      [150, 200, 1],
    ]);
    const second = spansOf([
      [70, 150, 0],
      [205, 225, 0],
      [250, 270, 0],
      [30, 90, 1],
      [150, 200, 1],
    ]);
    const continua = [{ length: 300, coders: [first, second] }];
    expect(alphaU(continua, 2, '1995').value).toBeCloseTo(0.859, 3);
    const [c, k] = byCategory(continua, 2).map(unitizingAlpha);
    expect(c?.value).toBeCloseTo(0.7286, 4);
    expect(k?.value).toBe(1);
  });

  it('counts differences as the sum over all pairs of sections does', () => {
    const units = (own: Spans) => unitsByCategory({ ...own, categories: own.categories.map(() => 0) }).get(0);
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const [first, second] = [units(a) ?? new Float64Array(0), units(b) ?? new Float64Array(0)];
        const pairs = (of: Float64Array) =>
          Array.from(
            { length: of.length / 2 },
            (_, at) => [of[2 * at] as number, of[2 * at + 1] as number] as const,
          );
        const lonely = (own: Float64Array, other: Float64Array) =>
          pairs(own)
            .filter(([s, e]) => !pairs(other).some(([os, oe]) => os < e && s < oe))
            .reduce((sum, [s, e]) => sum + (e - s) ** 2, 0);
        const meeting = pairs(first).flatMap(([s, e]) =>
          pairs(second)
            .filter(([os, oe]) => os < e && s < oe)
            .map(([os, oe]) => (s - os) ** 2 + (e - oe) ** 2),
        );
        const wanted =
          lonely(first, second) + lonely(second, first) + meeting.reduce((sum, each) => sum + each, 0);
        expect(unitizingDifference(first, second)).toBeCloseTo(wanted, 9);
        expect(unitizingDifference(second, first)).toBeCloseTo(wanted, 9);
      }),
    );
  });

  it('is 1 for the same units, whatever they are', () => {
    fc.assert(
      fc.property(spans, (own) => {
        const continua = [{ length: LENGTH, coders: [own, own, own] }];
        const { value, reason } = alphaU(continua, 3, '1995');
        if (own.starts.length === 0) expect(reason).toBe('no-spans');
        else expect(value).toBe(1);
        const { u } = alphaUFamily(continua, 3);
        if (u.value !== null) expect(u.value).toBeCloseTo(1, 12);
      }),
    );
  });

  it('falls apart by categories of 2016 as by hand', () => {
    // Two coders, [0, 4) and [0, 2) of ten: ℓ_∅∅ = 12, ℓ_11 = 4, ℓ_1∅ = 2; Σ own = 16 + 4 + 6 + 8.
    const continua = [{ length: 10, coders: [spansOf([[0, 4, 0]]), spansOf([[0, 2, 0]])] }];
    const { u, binary } = alphaUFamily(continua, 1);
    const byChance = (20 / (400 - 34)) * 2 * 6 * 14;
    expect(u.value).toBeCloseTo(1 - 4 / byChance, 12);
    expect(binary.value).toBeCloseTo(1 - 2 / (byChance / 2), 12);
  });
});

describe('characters as units', () => {
  it('counts each character once for each category', () => {
    fc.assert(
      fc.property(fc.array(continuum, { minLength: 1, maxLength: 3 }), (continua) => {
        const shared = continua.filter(({ coders }) => coders.filter((each) => each !== null).length > 1);
        for (const table of byCategory(continua, 3).map(coverageTable)) {
          expect(table.counts.reduce((sum, count) => sum + count, 0)).toBe(shared.length * LENGTH);
        }
      }),
    );
  });

  it('gives the kappa that counting character by character gives', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const covered = (own: Spans, at: number) =>
          Array.from(own.starts.keys()).some(
            (span) =>
              own.categories[span] === 1 &&
              (own.starts[span] as number) <= at &&
              at < (own.ends[span] as number),
          );
        let [both, first, second] = [0, 0, 0];
        for (let at = 0; at < LENGTH; at += 1) {
          const [inFirst, inSecond] = [covered(a, at), covered(b, at)];
          both += inFirst === inSecond ? 1 : 0;
          first += inFirst ? 1 : 0;
          second += inSecond ? 1 : 0;
        }
        const chance = (first * second + (LENGTH - first) * (LENGTH - second)) / LENGTH ** 2;
        const table = coverageTables([{ length: LENGTH, coders: [a, b] }], 3)[1];
        const { value } = table ? cohenKappa(table, 0, 1) : { value: null };
        if (chance === 1) expect(value).toBeNull();
        else expect(value).toBeCloseTo((both / LENGTH - chance) / (1 - chance), 9);
      }),
    );
  });

  it('takes the one step of a scale that stands on a character, and none where two do', () => {
    const coders = [
      spansOf([
        [0, 4, 0],
        [2, 6, 1],
      ]),
      spansOf([[0, 6, 1]]),
      null,
    ];
    const table = scaleTable([{ length: 8, coders }], 2, Float64Array.of(1, 2));
    const rows = Array.from(table.counts, (count, row) => [
      ...table.patterns.subarray(3 * row, 3 * row + 3),
      count,
    ]);
    expect(rows.toSorted()).toEqual([
      [-1, -1, -1, 2],
      [-1, 1, -1, 2],
      [0, 1, -1, 2],
      [1, 1, -1, 2],
    ]);
  });
});

describe('F1 of spans', () => {
  it('holds as many spans against each other as there are', () => {
    fc.assert(
      fc.property(spans, spans, fc.constantFrom(...SPAN_MODES), (a, b, mode) => {
        const { correct, incorrect, partial, missed, spurious } = spanCounts(a, b, mode);
        expect(correct + incorrect + partial + missed).toBe(a.starts.length);
        expect(correct + incorrect + partial + spurious).toBe(b.starts.length);
        const turned = spanCounts(b, a, mode);
        expect(turned.correct + turned.partial).toBe(correct + partial);
      }),
    );
  });

  it('is 1 of the same spans, 0 where one marked nothing, undefined where both did', () => {
    const own = spansOf([
      [0, 5, 0],
      [0, 5, 1],
      [3, 9, 0],
    ]);
    const of = (first: Spans | null, second: Spans | null) => [{ length: 10, coders: [first, second] }];
    for (const mode of [...SPAN_MODES, 'positions'] as const) {
      expect(spanAgreement(of(own, own), 0, 1, mode).f1.value).toBe(1);
      expect(spanAgreement(of(own, NO_SPANS), 0, 1, mode)).toMatchObject({
        precision: null,
        recall: 0,
        f1: { value: 0 },
      });
      expect(spanAgreement(of(NO_SPANS, NO_SPANS), 0, 1, mode).f1).toMatchObject({
        value: null,
        reason: 'no-spans',
      });
      expect(spanAgreement(of(own, null), 0, 1, mode).f1).toMatchObject({
        value: null,
        reason: 'no-shared-document',
      });
    }
  });
});

describe('what makes agreement wrong elsewhere', () => {
  it('is undefined for two people who share no document', () => {
    const own = spansOf([[0, 5, 0]]);
    const continua: Continuum[] = [
      { length: 10, coders: [own, null] },
      { length: 10, coders: [null, own] },
    ];
    expect(hindrance(continua)).toMatchObject({ value: null, reason: 'no-shared-document' });
    expect(alphaU(continua, 1, '1995').reason).toBe('no-shared-document');
    expect(measureSpanF1(continua, 1, 'strict').overall.reason).toBe('no-shared-document');
    expect(hindrance([{ length: 10, coders: [own, null] }])).toMatchObject({ reason: 'one-person' });
  });

  it('does not fall when all add the same label over what they marked', () => {
    fc.assert(
      fc.property(spans, spans, spans, (a, b, same) => {
        const added: Spans = { ...same, categories: same.categories.map(() => 3) };
        const before = [{ length: LENGTH, coders: [a, b] }];
        const after = [{ length: LENGTH, coders: [joined(a, added), joined(b, added)] }];
        const values = (continua: readonly Continuum[]) => [
          finished(alphaUSteps(continua, 4, '1995')).overall.value,
          ...(['percent', 'cohen-kappa', 'gwet-ac1', 'krippendorff-alpha'] as const).map(
            (measure) => finished(coverageSteps(continua, 4, measure, { level: 'nominal' })).overall.value,
          ),
          measureSpanF1(continua, 4, 'strict').overall.value,
        ];
        const [old, now] = [values(before), values(after)];
        for (const [at, value] of old.entries()) {
          if (value !== null) expect(now[at]).toBeGreaterThanOrEqual(value - 1e-9);
        }
      }),
    );
  });
});
