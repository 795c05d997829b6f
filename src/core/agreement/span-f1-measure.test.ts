import { describe, expect, it } from 'vitest';
import { type Continuum, continuaOf, spansOf } from './continuum.ts';
import { seededRandom } from './random.ts';
import { measureSpanF1, PairCounts, type SpanF1Step, spanF1Steps } from './span-f1-measure.ts';
import { matchSpans, matchSteps } from './span-match.ts';
import { sortedSteps } from './steps.ts';

const CATEGORIES = 3;

function continua(documents: number, coders: number, spans: number): readonly Continuum[] {
  const random = seededRandom(5);
  const length = spans * 8;
  return Array.from({ length: documents }, () => ({
    length,
    coders: Array.from({ length: coders }, () =>
      spansOf(
        Array.from({ length: spans }, () => {
          const start = random.below(length - 9);
          return [start, start + 1 + random.below(8), random.below(CATEGORIES)] as const;
        }),
      ),
    ),
  }));
}

/** All steps, and what they come to. */
function taken<Step, Result>(steps: Generator<Step, Result>): { steps: Step[]; result: Result } {
  const all: Step[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { steps: all, result: step.value };
    all.push(step.value);
  }
}

describe('span F1 in steps', () => {
  it('counts one pair in one document at a time at most, and tells how far it is', () => {
    const documents = continua(3, 4, 20);
    const { steps, result } = taken(spanF1Steps(documents, CATEGORIES, new PairCounts('strict')));
    const pairs = 3 * 6;
    expect(steps.length).toBeGreaterThanOrEqual(pairs * (1 + CATEGORIES));
    expect(steps.at(-1)).toEqual({ done: pairs * (1 + CATEGORIES), total: pairs * (1 + CATEGORIES) });
    const far = steps.map(({ done }: SpanF1Step) => done);
    expect(far).toEqual(far.toSorted((a, b) => a - b));
    expect(result).toEqual(measureSpanF1(documents, CATEGORIES, 'strict'));
  });

  it('gives way within a long document too', () => {
    const [document] = continua(1, 2, 5_000);
    const [first, second] = document?.coders ?? [];
    if (!first || !second) throw new Error('there should be two');
    const { steps, result } = taken(matchSteps(first, second, 'partial'));
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(result).toEqual(matchSpans(first, second, 'partial'));
  });

  it('gives way while passages that all overlap are held against each other, and put in order', () => {
    const random = seededRandom(9);
    const coder = () => spansOf(Array.from({ length: 300 }, () => [random.below(50), 60, 0] as const));
    const [first, second] = [coder(), coder()];
    const { steps, result } = taken(matchSteps(first, second, 'strict'));
    // 90,000 pairs: looked for, put in order, and chosen from.
    expect(steps.length).toBeGreaterThanOrEqual((3 * 90_000) / 4_096);
    expect(result).toHaveLength(300);
  });

  it('puts in order as sorting at once does, equals in the order in which they came', () => {
    const random = seededRandom(2);
    const items = Array.from({ length: 20_000 }, (_, place) => ({ key: random.below(900), place }));
    const { steps, result } = taken(sortedSteps(items, (a, b) => a.key - b.key));
    expect(result).toEqual(items.toSorted((a, b) => a.key - b.key));
    expect(steps.length).toBeGreaterThanOrEqual(10);
    expect(taken(sortedSteps([], () => 0)).result).toEqual([]);
  });

  it('counts a pair in a document once, whoever else is looked at', () => {
    const documents = continua(2, 3, 20);
    const counts = new PairCounts('type');
    taken(counts.steps(documents));
    expect(taken(counts.steps(documents)).steps).toEqual([]);
    const two = continuaOf(documents, [0, 2]);
    expect(taken(counts.steps(two)).steps).toEqual([]);
    expect(counts.mean(two)).toEqual(new PairCounts('type').mean(two));
  });
});
