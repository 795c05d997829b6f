import { expect } from 'vitest';
import { unitizingAlpha } from '../../../core/agreement/alpha-unitizing.ts';
import { byCategory, type Continuum, type Spans, spansOf } from '../../../core/agreement/continuum.ts';
import type { Estimate } from '../../../core/agreement/estimate.ts';
import type { ChanceModel } from '../../../core/agreement/gamma/chance.ts';
import { gamma } from '../../../core/agreement/gamma/gamma.ts';
import { scored, spanCounts } from '../../../core/agreement/span-f1.ts';
import type { SpanMode } from '../../../core/agreement/span-match.ts';
import { highsSolver } from '../highs-solver.ts';
import { entry, type Numbers, near } from './reference.ts';

interface UnitizedData {
  readonly units: readonly (readonly [number, number, number, string])[];
  readonly continuum_begin: number;
  readonly continuum_length: number;
}

export function unitized(data: UnitizedData): ReadonlyMap<string, Estimate> {
  const { units, continuum_begin: begin, continuum_length: length } = data;
  const categories = [...new Set(units.map(([, , , category]) => category))];
  const coder = (rater: number): Spans =>
    spansOf(
      units
        .filter(([, , own]) => own === rater)
        .map(([start, extent, , category]) => [
          start - begin,
          start - begin + extent,
          categories.indexOf(category),
        ]),
    );
  const found = byCategory([{ length, coders: [coder(0), coder(1)] }], categories.length);
  return new Map(categories.map((category, at) => [category, unitizingAlpha(found[at] ?? [])]));
}

/** Spans in tags of the IOB2 scheme: that of the SemEval entries, whose tags are all well-formed. */
function tagSpans(tags: readonly string[], types: string[]): Spans {
  const spans: [number, number, number][] = [];
  for (const [at, tag] of tags.entries()) {
    const type = tag.slice(2);
    const last = spans.at(-1);
    if (tag.startsWith('I-') && last && last[1] === at && types[last[2]] === type) last[1] = at + 1;
    else if (tag !== 'O') {
      if (!types.includes(type)) types.push(type);
      spans.push([at, at + 1, types.indexOf(type)]);
    }
  }
  return spansOf(spans);
}

const SHORT = { correct: 'cor', incorrect: 'inc', partial: 'par', missed: 'mis', spurious: 'spu' } as const;
const MODE_NAMES: Readonly<Record<string, SpanMode>> = {
  strict: 'strict',
  exact: 'exact',
  partial: 'partial',
  ent_type: 'type',
};

export function checkSemEval(id: string): void {
  const { data, expected } = entry(id);
  const nested = Array.isArray((data.true as unknown as unknown[])[0]);
  const sentences = (tags: unknown) => (nested ? tags : [tags]) as string[][];
  const types: string[] = [];
  const gold = sentences(data.true).map((tags) => tagSpans(tags, types));
  const found = sentences(data.pred).map((tags) => tagSpans(tags, types));
  const { counts, f1 } = (nested ? expected : { counts: expected }) as {
    counts: Record<string, Record<string, number>>;
    f1?: Numbers;
  };
  for (const [name, wanted] of Object.entries(counts)) {
    const mode = MODE_NAMES[name] as SpanMode;
    const own = gold.map((spans, at) => spanCounts(spans, found[at] as Spans, mode));
    const sum = (of: keyof typeof SHORT) => own.reduce((all, each) => all + each[of], 0);
    const all = {
      correct: sum('correct'),
      incorrect: sum('incorrect'),
      partial: sum('partial'),
      missed: sum('missed'),
      spurious: sum('spurious'),
    };
    expect(
      Object.fromEntries(Object.entries(SHORT).map(([of, short]) => [short, all[of as keyof typeof SHORT]])),
    ).toEqual(wanted);
    const value = f1?.[name];
    if (value !== undefined) near(scored(all).f1.value, value, 1e-6, name);
  }
}

interface GammaRow {
  readonly annotator: string;
  readonly category: string;
  readonly start: number;
  readonly end: number;
}

function gammaRows(data: Record<string, never>): readonly GammaRow[] {
  if (data.continuum) return data.continuum;
  return (data.rows as unknown as [string, string, number, number][]).map(
    ([annotator, category, start, end]) => ({
      annotator,
      category,
      start,
      end,
    }),
  );
}

export async function gammaOf(id: string, chance: ChanceModel) {
  const { data, params } = entry(id);
  const rows = gammaRows(data);
  const coders = [...new Set(rows.map(({ annotator }) => annotator))];
  const categories = [...new Set(rows.map(({ category }) => category))];
  const continuum: Continuum = {
    length: 0,
    coders: coders.map((coder) =>
      spansOf(
        rows
          .filter(({ annotator }) => annotator === coder)
          .map(({ start, end, category }) => [start, end, categories.indexOf(category)]),
      ),
    ),
  };
  const weights = {
    alpha: Number(params.alpha),
    beta: Number(params.beta),
    empty: Number(params.delta_empty),
  };
  return gamma(
    [continuum],
    {
      weights,
      categories: categories.length,
      distances: undefined,
      chance,
      seed: 1,
      precision: 0.02,
      mostSamples: 300,
    },
    await highsSolver(),
  );
}
