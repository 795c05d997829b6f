import { unitizingAlpha } from './alpha-unitizing.ts';
import { alphaUFamilySteps } from './alpha-unitizing-2016.ts';
import { byCategorySteps, type Continuum, continuaOf, participants } from './continuum.ts';
import { coverageTable } from './coverage.ts';
import { type Estimate, pooled, undefinedEstimate } from './estimate.ts';
import type { RatingMeasure } from './measures.ts';
import {
  overallRating,
  type PairEstimate,
  type RatingOptions,
  type RatingResult,
  ratingSteps,
} from './rating-measures.ts';
import { type RatingTable, ratingTable } from './ratings.ts';
import { finished } from './steps.ts';

/** Which of the unitizing alphas: of 1995, summed over categories, or uα of 2016. */
export const ALPHA_U_VARIANTS = ['1995', '2016'] as const;
export type AlphaUVariant = (typeof ALPHA_U_VARIANTS)[number];

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

export function pairsOf(
  coders: number,
  estimate: (first: number, second: number) => Estimate,
): PairEstimate[] {
  const pairs: PairEstimate[] = [];
  for (let first = 0; first < coders; first += 1) {
    for (let second = first + 1; second < coders; second += 1) {
      pairs.push({ first, second, estimate: estimate(first, second) });
    }
  }
  return pairs;
}

/** Yields after each coder of a document and each category. */
function* unitizingSteps(
  continua: readonly Continuum[],
  categories: number,
): Generator<void, readonly Estimate[]> {
  const parts: Estimate[] = [];
  for (const units of yield* byCategorySteps(continua, categories)) {
    parts.push(unitizingAlpha(units));
    yield;
  }
  return parts;
}

function pooledUnitizing(parts: readonly Estimate[]): Estimate {
  return parts.length === 0 ? undefinedEstimate('no-spans') : pooled(parts);
}

function* wholeAlphaUSteps(
  continua: readonly Continuum[],
  categories: number,
  variant: AlphaUVariant,
): Generator<void, Estimate> {
  const hindered = hindrance(continua);
  if (hindered) return hindered;
  if (variant === '2016') return (yield* alphaUFamilySteps(continua, categories)).u;
  return pooledUnitizing(yield* unitizingSteps(continua, categories));
}

export function alphaU(continua: readonly Continuum[], categories: number, variant: AlphaUVariant): Estimate {
  return finished(wholeAlphaUSteps(continua, categories, variant));
}

/**
 * Unitizing alpha as a whole, by pair and by category, in steps between which others can have their turn. Yields how many pairs are
 * measured.
 */
export function* alphaUSteps(
  continua: readonly Continuum[],
  categories: number,
  variant: AlphaUVariant,
): Generator<number, RatingResult> {
  const hindered = hindrance(continua);
  let overall: Estimate;
  let parts: readonly Estimate[];
  if (hindered || variant === '1995') {
    parts = yield* counted(0, unitizingSteps(continua, categories));
    overall = hindered ?? pooledUnitizing(parts);
  } else {
    const family = yield* counted(0, alphaUFamilySteps(continua, categories));
    overall = family.u;
    parts = family.byCategory;
  }
  const pairs: PairEstimate[] = [];
  const coders = continua[0]?.coders.length ?? 0;
  for (let first = 0; first < coders; first += 1) {
    for (let second = first + 1; second < coders; second += 1) {
      const own = continuaOf(continua, [first, second]);
      const estimate = yield* counted(pairs.length, wholeAlphaUSteps(own, categories, variant));
      pairs.push({ first, second, estimate });
    }
  }
  return { overall, pairs, parts };
}

/** The same steps, each yielding so much. */
function* counted<Result>(done: number, steps: Generator<void, Result>): Generator<number, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield done;
  }
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
      const isOwn = (_: number, at: number) => spans.categories[at] === category;
      const starts = spans.starts.filter(isOwn);
      return {
        starts,
        ends: spans.ends.filter(isOwn),
        categories: new Int32Array(starts.length).fill(as),
      };
    }),
  }));
}

/** Yields after each coder of a document and each category. */
function* coverageTableSteps(
  continua: readonly Continuum[],
  categories: number,
): Generator<void, readonly RatingTable[]> {
  const tables: RatingTable[] = [];
  for (const units of yield* byCategorySteps(sharedContinua(continua), categories)) {
    tables.push(coverageTable(units));
    yield;
  }
  return tables;
}

/** Characters as units, a table for each category: see `coverageTable`. */
export function coverageTables(continua: readonly Continuum[], categories: number): readonly RatingTable[] {
  return finished(coverageTableSteps(continua, categories));
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

/**
 * A measure of values with characters as units: as a whole (codes pooled), by pair, by category, in steps between which others can
 * have their turn. Yields how many pairs are measured.
 */
export function* coverageSteps(
  continua: readonly Continuum[],
  categories: number,
  measure: RatingMeasure,
  options: RatingOptions,
): Generator<number, RatingResult> {
  const tables = yield* counted(0, coverageTableSteps(continua, categories));
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
  const result = yield* ratingSteps(used, measure, { ...options, says: isUsed, shared: true });
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
