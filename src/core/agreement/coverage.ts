import type { Continuum, Spans, Unitized } from './continuum.ts';
import { unitsByCategory } from './continuum.ts';
import { type RatingTable, ratingTable } from './ratings.ts';

/** More coders than this cannot be told apart in one number of base three. */
export const CODERS_LIMIT = 33;

interface Edge {
  readonly at: number;
  /** what the pattern's number changes by */
  readonly change: number;
}

/** Patterns by their number, one ternary digit a coder (0 none, 1 no, 2 yes), as a table of two categories. */
function tableOf(weights: ReadonlyMap<number, number>, coders: number): RatingTable {
  const found = [...weights].filter(([, weight]) => weight > 0);
  const values = new Int32Array(found.length * coders);
  for (const [row, [pattern]] of found.entries()) {
    let rest = pattern;
    for (let coder = 0; coder < coders; coder += 1) {
      values[row * coders + coder] = (rest % 3) - 1;
      rest = Math.floor(rest / 3);
    }
  }
  return ratingTable(values, coders, 2, { weights: Float64Array.from(found, ([, weight]) => weight) });
}

/**
 * Characters as units: each character of each document that two coders or more worked on is a unit, and a coder's value is 1
 * where a unit of the category covers it, 0 where none does. A coder who did not work on the document gave no value.
 */
export function coverageTable(continua: readonly Unitized[]): RatingTable {
  const coders = continua[0]?.coders.length ?? 0;
  const weights = new Map<number, number>();
  const add = (pattern: number, weight: number) => weights.set(pattern, (weights.get(pattern) ?? 0) + weight);
  for (const { length, coders: own } of continua) {
    let pattern = 0;
    let digit = 1;
    const edges: Edge[] = [];
    for (const units of own) {
      if (units !== null) {
        pattern += digit;
        for (let at = 0; at < units.length; at += 2) {
          edges.push({ at: units[at] as number, change: digit });
          edges.push({ at: units[at + 1] as number, change: -digit });
        }
      }
      digit *= 3;
    }
    if (own.filter((units) => units !== null).length < 2) continue;
    edges.sort((a, b) => a.at - b.at);
    let position = 0;
    for (const { at, change } of edges) {
      if (at > position) add(pattern, at - position);
      position = at;
      pattern += change;
    }
    if (length > position) add(pattern, length - position);
  }
  return tableOf(weights, coders);
}

/** A coder's values along one document: the category that stands alone on a stretch, -1 where none or several do. */
function soleCategories(spans: Spans): { readonly edges: number[]; readonly values: number[] } {
  const changes = [...unitsByCategory(spans)].flatMap(([category, units]) =>
    Array.from(units, (at, place) => ({ at, category, by: place % 2 === 0 ? 1 : -1 })),
  );
  changes.sort((a, b) => a.at - b.at);
  const edges: number[] = [];
  const values: number[] = [];
  let active = 0;
  let sum = 0;
  for (const [place, { at, category, by }] of changes.entries()) {
    active += by;
    sum += by * category;
    if (changes[place + 1]?.at === at) continue;
    edges.push(at);
    values.push(active === 1 ? sum : -1);
  }
  return { edges, values };
}

/**
 * Characters as units whose value is the one category that stands on them: for categories that are steps of a scale. Where a
 * coder put none or several on a character, the value is missing. `numbers`: what the categories measure.
 */
export function scaleTable(
  continua: readonly Continuum[],
  categories: number,
  numbers: Float64Array,
): RatingTable {
  const coders = continua[0]?.coders.length ?? 0;
  const rows: number[] = [];
  const weights: number[] = [];
  for (const { length, coders: own } of continua) {
    const stretches = own.map((spans) =>
      spans === null ? { edges: [], values: [] } : soleCategories(spans),
    );
    const edges = [...new Set([...stretches.flatMap((each) => each.edges), length])].sort((a, b) => a - b);
    const next = stretches.map(() => 0);
    const current = stretches.map(() => -1);
    let position = 0;
    for (const edge of edges) {
      if (edge > position) {
        rows.push(...current);
        weights.push(edge - position);
        position = edge;
      }
      for (const [coder, { edges: theirs, values }] of stretches.entries()) {
        const at = next[coder] ?? 0;
        if (theirs[at] !== edge) continue;
        current[coder] = values[at] ?? -1;
        next[coder] = at + 1;
      }
    }
  }
  return ratingTable(Int32Array.from(rows), coders, categories, {
    weights: Float64Array.from(weights),
    numbers,
  });
}
