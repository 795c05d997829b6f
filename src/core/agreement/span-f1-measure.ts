import type { Continuum, Spans } from './continuum.ts';
import { type Estimate, undefinedEstimate } from './estimate.ts';
import { meanOf, type RatingResult } from './rating-measures.ts';
import {
  addCounts,
  NO_COUNTS,
  type PositionCounts,
  type PrecisionRecall,
  positionCounts,
  precisionRecall,
  type SpanCounts,
  scored,
  spanCountSteps,
} from './span-f1.ts';
import type { SpanMode } from './span-match.ts';
import { hindrance, ofCategory, pairsOf } from './span-measures.ts';
import { finished } from './steps.ts';

/** Spans held against each other whole, or position by position. */
export type F1Mode = SpanMode | 'positions';

type Counted = SpanCounts | PositionCounts;

function isOfPositions(counted: Counted): counted is PositionCounts {
  return 'both' in counted;
}

const NO_POSITIONS: PositionCounts = { both: 0, first: 0, second: 0 };

/**
 * What two people agree on in a document, counted once however often documents are drawn again, pairs taken by themselves, and
 * the whole asked for.
 */
export class PairCounts {
  readonly mode: F1Mode;
  readonly #known = new WeakMap<Spans, WeakMap<Spans, Counted>>();

  constructor(mode: F1Mode) {
    this.mode = mode;
  }

  /** Counts what is not known yet of all pairs in these documents; yields how many of the pairs are done. */
  *steps(continua: readonly Continuum[]): Generator<number, void> {
    let done = 0;
    for (const { coders } of continua) {
      for (const [at, first] of coders.entries()) {
        for (const second of coders.slice(at + 1)) {
          done += 1;
          if (!first || !second || this.#known.get(first)?.has(second)) continue;
          const steps = this.#countSteps(first, second);
          while (!steps.next().done) yield done;
          yield done;
        }
      }
    }
  }

  agreement(continua: readonly Continuum[], first: number, second: number): PrecisionRecall {
    const shared = continua.flatMap(({ coders }) => {
      const [a, b] = [coders[first], coders[second]];
      return a && b ? [this.#of(a, b)] : [];
    });
    if (shared.length === 0) {
      return { precision: null, recall: null, f1: undefinedEstimate('no-shared-document') };
    }
    let spans = NO_COUNTS;
    let positions = NO_POSITIONS;
    for (const counted of shared) {
      if (!isOfPositions(counted)) spans = addCounts(spans, counted);
      else {
        positions = {
          both: positions.both + counted.both,
          first: positions.first + counted.first,
          second: positions.second + counted.second,
        };
      }
    }
    return this.mode === 'positions'
      ? precisionRecall(positions.both, positions.first, positions.second)
      : scored(spans);
  }

  /** F1 of all pairs as their mean. */
  mean(continua: readonly Continuum[]): Estimate {
    const hindered = hindrance(continua);
    if (hindered) return hindered;
    return meanOf(this.pairs(continua).map(({ estimate }) => estimate));
  }

  pairs(continua: readonly Continuum[]) {
    const coders = continua[0]?.coders.length ?? 0;
    return pairsOf(coders, (first, second) => this.agreement(continua, first, second).f1);
  }

  #of(first: Spans, second: Spans): Counted {
    return this.#known.get(first)?.get(second) ?? finished(this.#countSteps(first, second));
  }

  *#countSteps(first: Spans, second: Spans): Generator<void, Counted> {
    const counted =
      this.mode === 'positions'
        ? positionCounts(first, second)
        : yield* spanCountSteps(first, second, this.mode);
    const own = this.#known.get(first) ?? new WeakMap<Spans, Counted>();
    this.#known.set(first, own.set(second, counted));
    return counted;
  }
}

/** How far a measure of span F1 is: pairs in documents that are counted, of all there are. */
export interface SpanF1Step {
  readonly done: number;
  readonly total: number;
}

/** Span F1 as a whole, by pair and by category, in steps of a few milliseconds. */
export function* spanF1Steps(
  continua: readonly Continuum[],
  categories: number,
  counts: PairCounts,
): Generator<SpanF1Step, RatingResult> {
  const each = continua.reduce((sum, { coders }) => sum + (coders.length * (coders.length - 1)) / 2, 0);
  const total = each * (1 + categories);
  for (const done of counts.steps(continua)) yield { done, total };
  const parts: Estimate[] = [];
  for (let category = 0; category < categories; category += 1) {
    const own = ofCategory(continua, category);
    for (const done of counts.steps(own)) yield { done: each * (1 + category) + done, total };
    parts.push(counts.mean(own));
    yield { done: each * (2 + category), total };
  }
  return { overall: counts.mean(continua), pairs: counts.pairs(continua), parts };
}

/** The same at once. */
export function measureSpanF1(
  continua: readonly Continuum[],
  categories: number,
  mode: F1Mode,
): RatingResult {
  return finished(spanF1Steps(continua, categories, new PairCounts(mode)));
}
