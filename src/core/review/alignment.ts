import { type Annotation, hull } from '../annotation/annotation.ts';
import type { TextRange } from '../text/structure.ts';

/** What two annotations of different codes must have in common to be taken for two views of one passage. */
const SAME_PASSAGE = 0.5;

interface Pair {
  readonly a: Annotation;
  readonly b: Annotation;
  /** 0: same code and spans; 1: same code; 2: same spans; 3: much in common */
  readonly tier: number;
  /** shared part of what either covers, 0–1 */
  readonly overlap: number;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By place, then longest first, then by what is said and by whom; by id only where all is alike. */
function compareByContent(a: Annotation, b: Annotation): number {
  const left = hull(a.spans);
  const right = hull(b.spans);
  return (
    left.start - right.start ||
    right.end - left.end ||
    compareTexts(a.codeId, b.codeId) ||
    compareTexts(a.personId, b.personId) ||
    compareTexts(spansWord(a.spans), spansWord(b.spans)) ||
    compareTexts(a.id, b.id)
  );
}

function spansWord(spans: readonly TextRange[]): string {
  return spans.map(({ start, end }) => `${start}-${end}`).join();
}

/** Code units that both cover; spans are in text order and apart. */
function sharedLength(a: readonly TextRange[], b: readonly TextRange[]): number {
  let shared = 0;
  for (const one of a) {
    for (const other of b) {
      shared += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
    }
  }
  return shared;
}

function lengthOf(spans: readonly TextRange[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

function pairOf(a: Annotation, b: Annotation): Pair | null {
  const shared = sharedLength(a.spans, b.spans);
  const sameSpans = spansWord(a.spans) === spansWord(b.spans);
  if (shared === 0 && !sameSpans) return null;
  const overlap = sameSpans ? 1 : shared / (lengthOf(a.spans) + lengthOf(b.spans) - shared);
  if (a.codeId === b.codeId) return { a, b, tier: sameSpans ? 0 : 1, overlap };
  if (sameSpans) return { a, b, tier: 2, overlap };
  return overlap >= SAME_PASSAGE ? { a, b, tier: 3, overlap } : null;
}

/** Every pair of different people that may be of one passage; `sorted` by place. */
function pairsOf(sorted: readonly Annotation[]): Pair[] {
  const pairs: Pair[] = [];
  let open: Annotation[] = [];
  for (const annotation of sorted) {
    const { start } = hull(annotation.spans);
    open = open.filter((other) => {
      const range = hull(other.spans);
      return range.end > start || (range.start === start && range.end === start);
    });
    for (const other of open) {
      if (other.personId === annotation.personId) continue;
      const pair = pairOf(other, annotation);
      if (pair) pairs.push(pair);
    }
    open.push(annotation);
  }
  return pairs;
}

/**
 * Puts annotations of one document that are of the same passage into groups, each with at most one of a person: those with the
 * same code and spans first, then of one code by how much they share, then of other codes on the same spans, then on
 * much of the same. Each annotation is in one group; groups come by place.
 */
export function alignCodings(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  const sorted = annotations.toSorted(compareByContent);
  const place = new Map(sorted.map((annotation, at) => [annotation, at]));
  const placeOf = (annotation: Annotation) => place.get(annotation) ?? 0;
  const groups = new Map(sorted.map((annotation) => [annotation, [annotation]]));
  const pairs = pairsOf(sorted).sort(
    (x, y) =>
      x.tier - y.tier || y.overlap - x.overlap || placeOf(x.a) - placeOf(y.a) || placeOf(x.b) - placeOf(y.b),
  );
  for (const { a, b } of pairs) {
    const left = groups.get(a) ?? [];
    const right = groups.get(b) ?? [];
    if (left === right) continue;
    const people = new Set(left.map(({ personId }) => personId));
    if (right.some(({ personId }) => people.has(personId))) continue;
    left.push(...right);
    for (const annotation of right) groups.set(annotation, left);
  }
  return [...new Set(groups.values())]
    .map((group) => group.sort(compareByContent))
    .sort(([a], [b]) => (a && b ? compareByContent(a, b) : 0));
}
