import { type Continuum, groupsByCoders, type Spans } from './continuum.ts';
import { corrected, type Estimate, pooled, undefinedEstimate } from './estimate.ts';
import { finished } from './steps.ts';

/** The four coefficients of Krippendorff, Mathet, Bouvry & Widlöcher (2016). */
export interface AlphaUFamily {
  /** uα: boundaries and values together, gaps being a value */
  readonly u: Estimate;
  /** |uα: what was marked against what was not, whatever its value */
  readonly binary: Estimate;
  /** cuα: the values where both marked something */
  readonly cu: Estimate;
  /** (k)uα: each value by itself where both marked something, by number of the category */
  readonly byCategory: readonly Estimate[];
}

/** A continuum cut into segments: segment s is [edges[s], edges[s + 1]) and has values[s]; 0 is a gap. */
interface Segments {
  readonly edges: Float64Array;
  readonly values: Int32Array;
}

/** Numbers for values, single categories first, then each set of categories that stand on one another. */
class Values {
  readonly categories: number;
  readonly #stacks = new Map<string, number>();

  constructor(categories: number) {
    this.categories = categories;
  }

  get size(): number {
    return 1 + this.categories + this.#stacks.size;
  }

  of(active: ReadonlyMap<number, number>): number {
    if (active.size === 0) return 0;
    const [only] = active.keys();
    if (active.size === 1 && only !== undefined) return only + 1;
    const key = [...active.keys()].sort((a, b) => a - b).join();
    const known = this.#stacks.get(key);
    if (known !== undefined) return known;
    const number = this.size;
    this.#stacks.set(key, number);
    return number;
  }
}

function segmentsOf({ starts, ends, categories }: Spans, length: number, values: Values): Segments {
  const spans = Array.from(starts.keys()).filter((at) => (ends[at] as number) > (starts[at] as number));
  const edges = Float64Array.from(
    new Set([
      0,
      length,
      ...spans.map((at) => starts[at] as number),
      ...spans.map((at) => ends[at] as number),
    ]),
  ).sort();
  const opening = spans.toSorted((a, b) => (starts[a] as number) - (starts[b] as number));
  const closing = spans.toSorted((a, b) => (ends[a] as number) - (ends[b] as number));
  const active = new Map<number, number>();
  const found = new Int32Array(Math.max(0, edges.length - 1));
  let opened = 0;
  let closed = 0;
  for (let segment = 0; segment < found.length; segment += 1) {
    const edge = edges[segment] as number;
    while (closed < closing.length && (ends[closing[closed] as number] as number) <= edge) {
      const category = categories[closing[closed] as number] as number;
      const rest = (active.get(category) ?? 0) - 1;
      if (rest > 0) active.set(category, rest);
      else active.delete(category);
      closed += 1;
    }
    while (opened < opening.length && (starts[opening[opened] as number] as number) <= edge) {
      const category = categories[opening[opened] as number] as number;
      active.set(category, (active.get(category) ?? 0) + 1);
      opened += 1;
    }
    found[segment] = values.of(active);
  }
  return { edges, values: found };
}

/** What coincides in continua that the same coders unitized. */
interface Coincidences {
  readonly size: number;
  /** ℓ: lengths of intersections by the two coders' values, row after row */
  readonly observed: Float64Array;
  /** Σ length² of a value's units, Σ length of gaps: what would pair with itself */
  readonly own: Float64Array;
  /** Σ over units and other coders of (length met by valued units)², by value */
  readonly met: Float64Array;
  readonly coders: number;
}

function meet(first: Segments, second: Segments, size: number, into: Coincidences): void {
  let h = 0;
  for (let g = 0; g < first.values.length; g += 1) {
    const start = first.edges[g] as number;
    const end = first.edges[g + 1] as number;
    const value = first.values[g] as number;
    while (h < second.values.length && (second.edges[h + 1] as number) <= start) h += 1;
    let met = 0;
    for (let at = h; at < second.values.length && (second.edges[at] as number) < end; at += 1) {
      const other = second.values[at] as number;
      const shared =
        Math.min(end, second.edges[at + 1] as number) - Math.max(start, second.edges[at] as number);
      const cell = value * size + other;
      into.observed[cell] = (into.observed[cell] as number) + shared / (into.coders - 1);
      if (other !== 0) met += shared;
    }
    if (value !== 0) into.met[value] = (into.met[value] as number) + met * met;
  }
}

/** Yields after each coder of a document, and after each two. */
function* coincidenceSteps(group: readonly Continuum[], categories: number): Generator<void, Coincidences> {
  const values = new Values(categories);
  const cut: Segments[][] = [];
  for (const { length, coders } of group) {
    const segments: Segments[] = [];
    for (const spans of coders) {
      if (spans === null) continue;
      segments.push(segmentsOf(spans, length, values));
      yield;
    }
    cut.push(segments);
  }
  const { size } = values;
  const found: Coincidences = {
    size,
    observed: new Float64Array(size * size),
    own: new Float64Array(size),
    met: new Float64Array(size),
    coders: cut[0]?.length ?? 0,
  };
  for (const coders of cut) {
    for (const [at, segments] of coders.entries()) {
      for (const [segment, value] of segments.values.entries()) {
        const length = (segments.edges[segment + 1] as number) - (segments.edges[segment] as number);
        found.own[value] = (found.own[value] as number) + (value === 0 ? length : length * length);
      }
      for (const [other, theirs] of coders.entries()) {
        if (other === at) continue;
        meet(segments, theirs, size, found);
        yield;
      }
    }
  }
  return found;
}

function marginsOf(observed: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, row) =>
    observed.subarray(row * size, (row + 1) * size).reduce((sum, each) => sum + each, 0),
  );
}

const sumOf = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0);

/** uα and |uα: equations for expected coincidences leave out what a unit would have with itself. */
function withGaps({ size, observed, own }: Coincidences): Pick<AlphaUFamily, 'u' | 'binary'> {
  const margins = marginsOf(observed, size);
  const all = sumOf(margins);
  const scale = all / (all * all - sumOf(own));
  let same = 0;
  let sameByChance = 0;
  for (let at = 0; at < size; at += 1) {
    same += observed[at * size + at] as number;
    sameByChance += scale * ((margins[at] as number) ** 2 - (own[at] as number));
  }
  const gaps = margins[0] as number;
  const gapsByChance = scale * gaps * (all - gaps);
  return {
    u: corrected(all - same, all - sameByChance),
    binary: corrected(gaps - (observed[0] as number), gapsByChance),
  };
}

/** cuα and (k)uα: intersections of units only. */
function withoutGaps(found: Coincidences, categories: number): Pick<AlphaUFamily, 'cu' | 'byCategory'> {
  const { size, observed, met, coders } = found;
  const margins = marginsOf(observed, size).map((sum, at) =>
    at === 0 ? 0 : sum - (observed[at * size] as number),
  );
  const all = sumOf(margins);
  if (!(all > 0)) {
    const none = undefinedEstimate('no-pairable-values');
    return { cu: none, byCategory: Array.from({ length: categories }, () => none) };
  }
  const scale = 1 / (all - sumOf(met) / (all * (coders - 1)));
  const sameByChance = margins.map((own, at) => scale * (own * own - (met[at] as number) / (coders - 1)));
  const expected = margins.map(
    (own, at) => (sameByChance[at] as number) + (all - own > 0 ? scale * own * (all - own) : 0),
  );
  let same = 0;
  for (let at = 1; at < size; at += 1) same += observed[at * size + at] as number;
  const byCategory = Array.from({ length: categories }, (_, category) => {
    const at = category + 1;
    const own = margins[at] as number;
    if (!(own > 0)) return undefinedEstimate('no-pairable-values');
    const differing = (own - (observed[at * size + at] as number)) / own;
    const byChance = scale * own * (all - own);
    return corrected(differing, byChance / (expected[at] as number));
  });
  const differByChance = margins.reduce((sum, own) => sum + scale * own * (all - own), 0);
  return {
    cu: corrected(all - same, differByChance > 0 ? sumOf(expected) - sumOf(sameByChance) : 0),
    byCategory,
  };
}

/**
 * The family of Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the Reliability of Unitizing Textual Continua: Further
 * Developments. The publication asks that a coder's units do not overlap: where they do, the stretch under several
 * categories counts as a unit of a value of its own. Documents with differing coders are found apart and added up.
 */
export function alphaUFamily(continua: readonly Continuum[], categories: number): AlphaUFamily {
  return finished(alphaUFamilySteps(continua, categories));
}

/** The same, in steps between which others can have their turn. */
export function* alphaUFamilySteps(
  continua: readonly Continuum[],
  categories: number,
): Generator<void, AlphaUFamily> {
  const groups = groupsByCoders(continua).filter((group) => group.some(({ length }) => length > 0));
  if (groups.length === 0) {
    const none = undefinedEstimate('no-shared-document');
    return { u: none, binary: none, cu: none, byCategory: Array.from({ length: categories }, () => none) };
  }
  const found: Coincidences[] = [];
  for (const group of groups) found.push(yield* coincidenceSteps(group, categories));
  const gaps = found.map(withGaps);
  const valued = found.map((each) => withoutGaps(each, categories));
  return {
    u: pooled(gaps.map(({ u }) => u)),
    binary: pooled(gaps.map(({ binary }) => binary)),
    cu: pooled(valued.map(({ cu }) => cu)),
    byCategory: Array.from({ length: categories }, (_, category) =>
      pooled(valued.map(({ byCategory }) => byCategory[category] ?? undefinedEstimate('no-pairable-values'))),
    ),
  };
}
