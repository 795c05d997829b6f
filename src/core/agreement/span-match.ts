import type { Spans } from './continuum.ts';
import { finished, sortedSteps } from './steps.ts';

/** How spans are held against each other: SemEval-2013 task 9.1 (Segura-Bedmar, Martínez & Herrero-Zazo 2013). */
export const SPAN_MODES = ['strict', 'exact', 'partial', 'type'] as const;
export type SpanMode = (typeof SPAN_MODES)[number];

/** Two spans that were held against each other, by their places; -1: the other has none. */
export interface SpanPair {
  readonly first: number;
  readonly second: number;
}

/** Pairs of spans that may be held against each other: those that intersect, or that are the very same. */
interface Candidate extends SpanPair {
  /** the lower, the rather */
  readonly rank: number;
  readonly shared: number;
}

function rankOf(mode: SpanMode, same: boolean, alike: boolean): number {
  switch (mode) {
    case 'strict':
      return same && alike ? 0 : same ? 1 : alike ? 2 : 3;
    case 'exact':
    case 'partial':
      return same ? (alike ? 0 : 1) : alike ? 2 : 3;
    case 'type':
      return alike ? (same ? 0 : 1) : same ? 2 : 3;
  }
}

/** So many spans, or pairs of spans, are looked at in one step. */
const LOOKED_AT_A_STEP = 4_096;

function* candidateSteps(first: Spans, second: Spans, mode: SpanMode): Generator<void, Candidate[]> {
  const order = yield* sortedSteps(
    [...second.starts.keys()],
    (a, b) => (second.starts[a] as number) - (second.starts[b] as number),
  );
  const starts = Float64Array.from(order, (at) => second.starts[at] as number);
  // The furthest end among all that start no later: leftwards of where it stops short nothing can reach.
  const reach = new Float64Array(order.length);
  let furthest = Number.NEGATIVE_INFINITY;
  for (const [place, at] of order.entries()) {
    furthest = Math.max(furthest, second.ends[at] as number);
    reach[place] = furthest;
  }
  const found: Candidate[] = [];
  let looked = 0;
  for (let a = 0; a < first.starts.length; a += 1) {
    if (++looked % LOOKED_AT_A_STEP === 0) yield;
    const start = first.starts[a] as number;
    const end = first.ends[a] as number;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) < end || (starts[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    for (let place = low - 1; place >= 0 && (reach[place] as number) >= start; place -= 1) {
      if (++looked % LOOKED_AT_A_STEP === 0) yield;
      const b = order[place] as number;
      const same = second.starts[b] === start && second.ends[b] === end;
      const shared = Math.min(end, second.ends[b] as number) - Math.max(start, second.starts[b] as number);
      if (!same && shared <= 0) continue;
      const alike = second.categories[b] === first.categories[a];
      found.push({ first: a, second: b, rank: rankOf(mode, same, alike), shared });
    }
  }
  return yield* sortedSteps(
    found,
    (a, b) => a.rank - b.rank || b.shared - a.shared || a.first - b.first || a.second - b.second,
  );
}

/**
 * Holds one coder's spans against another's, each against one at most: in the order of what the mode looks for, then of the
 * length that they share. Spans without counterpart are told with -1.
 */
export function matchSpans(first: Spans, second: Spans, mode: SpanMode): SpanPair[] {
  return finished(matchSteps(first, second, mode));
}

/** The same in steps, between which others can have their turn. */
export function* matchSteps(first: Spans, second: Spans, mode: SpanMode): Generator<void, SpanPair[]> {
  const takenFirst = new Uint8Array(first.starts.length);
  const takenSecond = new Uint8Array(second.starts.length);
  const pairs: SpanPair[] = [];
  let looked = 0;
  for (const { first: a, second: b } of yield* candidateSteps(first, second, mode)) {
    if (++looked % LOOKED_AT_A_STEP === 0) yield;
    if (takenFirst[a] || takenSecond[b]) continue;
    takenFirst[a] = 1;
    takenSecond[b] = 1;
    pairs.push({ first: a, second: b });
  }
  for (let a = 0; a < takenFirst.length; a += 1) if (!takenFirst[a]) pairs.push({ first: a, second: -1 });
  for (let b = 0; b < takenSecond.length; b += 1) if (!takenSecond[b]) pairs.push({ first: -1, second: b });
  return pairs;
}
