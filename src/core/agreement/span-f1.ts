import { type Continuum, type Spans, type Units, unitsByCategory } from './continuum.ts';
import { type Estimate, undefinedEstimate } from './estimate.ts';
import { matchSteps, type SpanMode } from './span-match.ts';
import { finished } from './steps.ts';

/** How many spans are right, wrong, right in part, missing in the second, or found in the second alone. */
export interface SpanCounts {
  readonly correct: number;
  readonly incorrect: number;
  readonly partial: number;
  readonly missed: number;
  readonly spurious: number;
}

export const NO_COUNTS: SpanCounts = { correct: 0, incorrect: 0, partial: 0, missed: 0, spurious: 0 };

export interface PrecisionRecall {
  /** of what the second marked, how much the first did; null where the second marked nothing */
  readonly precision: number | null;
  /** of what the first marked, how much the second did; null where the first marked nothing */
  readonly recall: number | null;
  readonly f1: Estimate;
}

export function addCounts(a: SpanCounts, b: SpanCounts): SpanCounts {
  return {
    correct: a.correct + b.correct,
    incorrect: a.incorrect + b.incorrect,
    partial: a.partial + b.partial,
    missed: a.missed + b.missed,
    spurious: a.spurious + b.spurious,
  };
}

/**
 * The counts of SemEval-2013 task 9.1 of the second's spans against the first's, in one document. strict: ends and category;
 * exact: ends; partial: ends, or in part where they intersect; type: category, where they intersect.
 */
export function spanCounts(first: Spans, second: Spans, mode: SpanMode): SpanCounts {
  return finished(spanCountSteps(first, second, mode));
}

/** The same in steps, between which others can have their turn. */
export function* spanCountSteps(first: Spans, second: Spans, mode: SpanMode): Generator<void, SpanCounts> {
  let [correct, incorrect, partial, missed, spurious] = [0, 0, 0, 0, 0];
  for (const { first: a, second: b } of yield* matchSteps(first, second, mode)) {
    if (b < 0) missed += 1;
    else if (a < 0) spurious += 1;
    else {
      const same = first.starts[a] === second.starts[b] && first.ends[a] === second.ends[b];
      const alike = first.categories[a] === second.categories[b];
      if (mode === 'partial' && !same) partial += 1;
      else if (mode === 'strict' ? same && alike : mode === 'type' ? alike : same) correct += 1;
      else incorrect += 1;
    }
  }
  return { correct, incorrect, partial, missed, spurious };
}

/** Precision, recall and F1 from hits (a hit in part counts half), and how many spans each of the two has. */
export function precisionRecall(hits: number, ofFirst: number, ofSecond: number): PrecisionRecall {
  const all = ofFirst + ofSecond;
  const f1: Estimate =
    all === 0
      ? undefinedEstimate('no-spans')
      : { value: (2 * hits) / all, reason: null, disagreement: all - 2 * hits, chanceDisagreement: all };
  return {
    precision: ofSecond === 0 ? null : hits / ofSecond,
    recall: ofFirst === 0 ? null : hits / ofFirst,
    f1,
  };
}

export function scored({ correct, incorrect, partial, missed, spurious }: SpanCounts): PrecisionRecall {
  const both = correct + incorrect + partial;
  return precisionRecall(correct + 0.5 * partial, both + missed, both + spurious);
}

function total(units: Units): number {
  let sum = 0;
  for (let at = 0; at < units.length; at += 2) sum += (units[at + 1] as number) - (units[at] as number);
  return sum;
}

/** Length that units of both cover. */
export function sharedLength(first: Units, second: Units): number {
  let sum = 0;
  let b = 0;
  for (let a = 0; a < first.length; a += 2) {
    while (b < second.length && (second[b + 1] as number) <= (first[a] as number)) b += 2;
    for (let at = b; at < second.length && (second[at] as number) < (first[a + 1] as number); at += 2) {
      sum +=
        Math.min(first[a + 1] as number, second[at + 1] as number) -
        Math.max(first[a] as number, second[at] as number);
    }
  }
  return sum;
}

/** Of each category the positions (characters, or tokens) that both cover, that the first and that the second covers. */
export interface PositionCounts {
  readonly both: number;
  readonly first: number;
  readonly second: number;
}

export function positionCounts(first: Spans, second: Spans): PositionCounts {
  const [own, theirs] = [unitsByCategory(first), unitsByCategory(second)];
  let both = 0;
  for (const [category, units] of own)
    both += sharedLength(units, theirs.get(category) ?? new Float64Array(0));
  const sum = (units: ReadonlyMap<number, Units>) =>
    [...units.values()].reduce((all, each) => all + total(each), 0);
  return { both, first: sum(own), second: sum(theirs) };
}

/** The spans of two coders in the documents that both worked on. */
export function sharedSpans(
  continua: readonly Continuum[],
  first: number,
  second: number,
): readonly (readonly [Spans, Spans])[] {
  return continua.flatMap(({ coders }) => {
    const [a, b] = [coders[first], coders[second]];
    return a && b ? [[a, b] as const] : [];
  });
}

/**
 * How the second's spans agree with the first's over all documents that both worked on; F1 is the same either way round.
 * Undefined where they share no document, or neither marked a span in one.
 */
export function spanAgreement(
  continua: readonly Continuum[],
  first: number,
  second: number,
  mode: SpanMode | 'positions',
): PrecisionRecall {
  const shared = sharedSpans(continua, first, second);
  if (shared.length === 0) {
    return { precision: null, recall: null, f1: undefinedEstimate('no-shared-document') };
  }
  if (mode === 'positions') {
    const counts = shared.map(([a, b]) => positionCounts(a, b));
    const sum = (of: (each: PositionCounts) => number) => counts.reduce((all, each) => all + of(each), 0);
    return precisionRecall(
      sum(({ both }) => both),
      sum((each) => each.first),
      sum((each) => each.second),
    );
  }
  return scored(shared.map(([a, b]) => spanCounts(a, b, mode)).reduce(addCounts, NO_COUNTS));
}
