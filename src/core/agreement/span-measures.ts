import { unitizingAlpha } from './alpha-unitizing.ts';
import { alphaUFamily } from './alpha-unitizing-2016.ts';
import { byCategory, type Continuum, continuaOf, participants } from './continuum.ts';
import { coverageTable } from './coverage.ts';
import { type Estimate, pooled, undefinedEstimate } from './estimate.ts';
import type { RatingMeasure } from './measures.ts';
import {
  meanOf,
  measureRatings,
  overallRating,
  type PairEstimate,
  type RatingOptions,
  type RatingResult,
} from './rating-measures.ts';
import { type RatingTable, ratingTable } from './ratings.ts';
import {
  addCounts,
  NO_COUNTS,
  type PrecisionRecall,
  positionCounts,
  precisionRecall,
  type SpanCounts,
  scored,
  spanCounts,
} from './span-f1.ts';
import type { SpanMode } from './span-match.ts';

/** Which of the unitizing alphas: of 1995, summed over categories, or uα of 2016. */
export const ALPHA_U_VARIANTS = ['1995', '2016'] as const;
export type AlphaUVariant = (typeof ALPHA_U_VARIANTS)[number];

/** Spans held against each other whole, or position by position. */
export type F1Mode = SpanMode | 'positions';

export function sharedContinua(continua: readonly Continuum[]): readonly Continuum[] {
  return continua.filter(({ coders }) => participants(coders) > 1);
}

/** Why nothing can be measured at all; null where it can. */
export function hindrance(continua: readonly Continuum[]): Estimate | null {
  const coders = Math.max(0, ...continua.map((each) => each.coders.length));
  const present = new Set(
    continua.flatMap((each) => each.coders.flatMap((spans, at) => (spans ? [at] : []))),
  );
  if (coders < 2 || present.size < 2) return undefinedEstimate('one-person');
  return sharedContinua(continua).length === 0 ? undefinedEstimate('no-shared-document') : null;
}

function pairsOf(coders: number, estimate: (first: number, second: number) => Estimate): PairEstimate[] {
  const pairs: PairEstimate[] = [];
  for (let first = 0; first < coders; first += 1) {
    for (let second = first + 1; second < coders; second += 1) {
      pairs.push({ first, second, estimate: estimate(first, second) });
    }
  }
  return pairs;
}

export function alphaU(continua: readonly Continuum[], categories: number, variant: AlphaUVariant): Estimate {
  const hindered = hindrance(continua);
  if (hindered) return hindered;
  if (variant === '2016') return alphaUFamily(continua, categories).u;
  return pooledUnitizing(byCategory(continua, categories).map(unitizingAlpha));
}

function pooledUnitizing(parts: readonly Estimate[]): Estimate {
  return parts.length === 0 ? undefinedEstimate('no-spans') : pooled(parts);
}

/** Unitizing alpha as a whole, by pair and by category. */
export function measureAlphaU(
  continua: readonly Continuum[],
  categories: number,
  variant: AlphaUVariant,
): RatingResult {
  const coders = continua[0]?.coders.length ?? 0;
  const units = byCategory(continua, categories);
  return {
    overall: alphaU(continua, categories, variant),
    pairs: pairsOf(coders, (first, second) =>
      alphaU(continuaOf(continua, [first, second]), categories, variant),
    ),
    parts:
      hindrance(continua) || variant === '1995'
        ? units.map(unitizingAlpha)
        : alphaUFamily(continua, categories).byCategory,
  };
}

interface PositionSum {
  readonly both: number;
  readonly first: number;
  readonly second: number;
}

/** What two people agree on, counted once for each document so that documents can be drawn again. */
class PairCounts {
  readonly #mode: F1Mode;
  readonly #spans = new Map<Continuum, Map<number, SpanCounts>>();
  readonly #positions = new Map<Continuum, Map<number, PositionSum>>();

  constructor(mode: F1Mode) {
    this.#mode = mode;
  }

  agreement(continua: readonly Continuum[], first: number, second: number): PrecisionRecall {
    const shared = continua.filter(({ coders }) => coders[first] && coders[second]);
    if (shared.length === 0) {
      return { precision: null, recall: null, f1: undefinedEstimate('no-shared-document') };
    }
    if (this.#mode === 'positions') {
      let sum: PositionSum = { both: 0, first: 0, second: 0 };
      for (const each of shared) {
        const own = this.#positionsOf(each, first, second);
        sum = { both: sum.both + own.both, first: sum.first + own.first, second: sum.second + own.second };
      }
      return precisionRecall(sum.both, sum.first, sum.second);
    }
    return scored(this.counts(shared, first, second));
  }

  counts(shared: readonly Continuum[], first: number, second: number): SpanCounts {
    const mode = this.#mode === 'positions' ? 'strict' : this.#mode;
    return shared
      .map((each) => remembered(this.#spans, each, first, second, (a, b) => spanCounts(a, b, mode)))
      .reduce(addCounts, NO_COUNTS);
  }

  #positionsOf(continuum: Continuum, first: number, second: number): PositionSum {
    return remembered(this.#positions, continuum, first, second, positionCounts);
  }
}

type SpansOfCoder = NonNullable<Continuum['coders'][number]>;

function remembered<Counted>(
  known: Map<Continuum, Map<number, Counted>>,
  continuum: Continuum,
  first: number,
  second: number,
  count: (first: SpansOfCoder, second: SpansOfCoder) => Counted,
): Counted {
  const own = known.get(continuum) ?? new Map<number, Counted>();
  known.set(continuum, own);
  const key = first * continuum.coders.length + second;
  const before = own.get(key);
  if (before !== undefined) return before;
  const [a, b] = [continuum.coders[first], continuum.coders[second]] as [SpansOfCoder, SpansOfCoder];
  const counted = count(a, b);
  own.set(key, counted);
  return counted;
}

/** F1 of all pairs as their mean, to be asked again and again over documents of the same continua. */
export function spanF1(mode: F1Mode): (continua: readonly Continuum[]) => Estimate {
  const counts = new PairCounts(mode);
  return (continua) => {
    const hindered = hindrance(continua);
    if (hindered) return hindered;
    const coders = continua[0]?.coders.length ?? 0;
    return meanOf(
      pairsOf(coders, (first, second) => counts.agreement(continua, first, second).f1).map(
        ({ estimate }) => estimate,
      ),
    );
  };
}

/** Only the spans of one category, which is then number `as`. */
export function ofCategory(
  continua: readonly Continuum[],
  category: number,
  as = category,
): readonly Continuum[] {
  return continua.map(({ length, coders }) => ({
    length,
    coders: coders.map((spans) => {
      if (spans === null) return null;
      const own = Array.from(spans.categories.keys()).filter((at) => spans.categories[at] === category);
      return {
        starts: Float64Array.from(own, (at) => spans.starts[at] as number),
        ends: Float64Array.from(own, (at) => spans.ends[at] as number),
        categories: new Int32Array(own.length).fill(as),
      };
    }),
  }));
}

export function measureSpanF1(
  continua: readonly Continuum[],
  categories: number,
  mode: F1Mode,
): RatingResult {
  const coders = continua[0]?.coders.length ?? 0;
  const counts = new PairCounts(mode);
  return {
    overall: spanF1(mode)(continua),
    pairs: pairsOf(coders, (first, second) => counts.agreement(continua, first, second).f1),
    parts: Array.from({ length: categories }, (_, category) => spanF1(mode)(ofCategory(continua, category))),
  };
}

/** Characters as units, a table for each category: see `coverageTable`. */
export function coverageTables(continua: readonly Continuum[], categories: number): readonly RatingTable[] {
  return byCategory(sharedContinua(continua), categories).map(coverageTable);
}

function added(tables: readonly RatingTable[]): RatingTable {
  const coders = tables[0]?.coders ?? 0;
  const all = tables.flatMap(({ patterns }) => Array.from(patterns));
  const weights = tables.flatMap(({ counts }) => Array.from(counts));
  return ratingTable(Int32Array.from(all), coders, 2, { weights: Float64Array.from(weights) });
}

/** Whether anybody used the category: one that nobody used would add nothing but agreement on its absence. */
function isUsed({ patterns, counts, coders }: RatingTable): boolean {
  return patterns.some((value, at) => value === 1 && (counts[Math.floor(at / coders)] as number) > 0);
}

/** A measure of values over characters, to be asked again and again over documents of the same continua. */
export function coverageRating(
  measure: RatingMeasure,
  options: RatingOptions,
  categories: number,
): (continua: readonly Continuum[]) => Estimate {
  const known = new Map<Continuum, readonly RatingTable[]>();
  return (continua) => {
    const hindered = hindrance(continua);
    if (hindered) return hindered;
    const tables = sharedContinua(continua).map((each) => {
      const own = known.get(each) ?? coverageTables([each], categories);
      known.set(each, own);
      return own;
    });
    const perCategory = Array.from({ length: categories }, (_, category) =>
      added(tables.map((own) => own[category] as RatingTable)),
    ).filter(isUsed);
    return perCategory.length === 0
      ? undefinedEstimate('no-spans')
      : overallRating(perCategory, measure, { ...options, says: isUsed, shared: true });
  };
}

/** A measure of values with characters as units: as a whole (codes pooled), by pair, by category. */
export function measureCoverage(
  continua: readonly Continuum[],
  categories: number,
  measure: RatingMeasure,
  options: RatingOptions,
): RatingResult {
  const tables = coverageTables(continua, categories);
  const used = tables.filter(isUsed);
  const hindered = hindrance(continua) ?? (used.length === 0 ? undefinedEstimate('no-spans') : null);
  const coders = continua[0]?.coders.length ?? 0;
  if (hindered) {
    const reason = hindered.reason ?? 'no-spans';
    return {
      overall: hindered,
      pairs: withoutShared(
        pairsOf(coders, () => undefinedEstimate(reason)),
        continua,
      ),
      parts: tables.map(() => hindered),
    };
  }
  const result = measureRatings(used, measure, { ...options, says: isUsed, shared: true });
  const byTable = new Map(used.map((table, at) => [table, result.parts[at] as Estimate]));
  return {
    overall: result.overall,
    pairs: withoutShared(result.pairs, continua),
    parts: tables.map((table) => byTable.get(table) ?? undefinedEstimate('no-spans')),
  };
}

/** Pairs of people who share no document have no value, whatever the formula makes of nothing. */
function withoutShared(
  pairs: readonly PairEstimate[],
  continua: readonly Continuum[],
): readonly PairEstimate[] {
  return pairs.map((pair) =>
    continua.some(({ coders }) => coders[pair.first] && coders[pair.second])
      ? pair
      : { ...pair, estimate: undefinedEstimate('no-shared-document') },
  );
}
