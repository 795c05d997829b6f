import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Annotation, PLAIN_ANNOTATION } from '../annotation/annotation.ts';
import {
  acceptedByRule,
  type Ruling,
  reviewStateOf,
  rulingsOfAccepting,
  rulingsOfAmending,
  rulingsOfRejecting,
} from './decide.ts';
import { compareCodings } from './differences.ts';
import { sampled } from './sample.ts';
import { standingBy } from './standing.ts';
import { adjudicatedSet, type Verdict, verdictsInForce } from './verdict.ts';

const AT = '2024-05-01T10:00:00.000Z';
const LATER = '2024-05-02T10:00:00.000Z';

const coding = (personId: string, codeId: string): Annotation => ({
  id: `of-${personId}`,
  documentId: 'd',
  personId,
  codeId,
  spans: [{ start: 0, end: 5, quote: '', prefix: '', suffix: '' }],
  ...PLAIN_ANNOTATION,
  createdAt: AT,
  updatedAt: AT,
  deleted: false,
});

const verdict = (ruling: Ruling, more: Partial<Verdict> = {}): Verdict => ({
  id: `on-${ruling.annotationId}`,
  ...ruling,
  personId: 'R',
  reason: '',
  createdAt: LATER,
  updatedAt: LATER,
  deleted: false,
  ...more,
});

const three = [coding('A', 'claim'), coding('B', 'claim'), coding('C', 'actor')] as const;
const setOf = (rulings: readonly Ruling[]) =>
  [...adjudicatedSet(verdictsInForce(rulings.map((ruling) => verdict(ruling))).values())].map(
    ([id, verdicts]) => [id, verdicts.map(({ annotationId }) => annotationId)],
  );
const comparison = (...annotations: readonly Annotation[]) => {
  const [found] = compareCodings(['A', 'B', 'C'], annotations, [], () => true);
  if (!found) throw new Error('There is nothing to compare.');
  return found;
};

describe('a decision', () => {
  it('to accept one lets it stand for those who say the same, and rejects the others in its favour', () => {
    const rulings = rulingsOfAccepting(three, three[0]);
    expect(rulings.map(({ decision }) => decision)).toEqual(['accept', 'accept', 'reject']);
    expect(setOf(rulings)).toEqual([['of-A', ['of-A', 'of-B']]]);
  });

  it('to amend puts what was written in the place of all', () => {
    expect(setOf(rulingsOfAmending(three, 'new'))).toEqual([['new', ['new', 'of-A', 'of-B', 'of-C']]]);
  });

  it('to reject leaves nothing', () => {
    expect(setOf(rulingsOfRejecting(three))).toEqual([]);
  });

  it('of another reviewer holds where it is newer', () => {
    const accepted = verdict({ annotationId: 'of-A', decision: 'accept', resultId: 'of-A' });
    const rejected = verdict(
      { annotationId: 'of-A', decision: 'reject', resultId: null },
      { id: 'other', personId: 'S', updatedAt: '2024-05-03T10:00:00.000Z' },
    );
    for (const order of [
      [accepted, rejected],
      [rejected, accepted],
    ]) {
      expect(adjudicatedSet(verdictsInForce(order).values()).size).toBe(0);
    }
    const withdrawn = { ...rejected, deleted: true };
    expect(adjudicatedSet(verdictsInForce([accepted, withdrawn]).values()).size).toBe(1);
  });
});

describe('the state of a review', () => {
  const inForce = standingBy(
    rulingsOfRejecting(three).map((ruling) => verdict(ruling)),
    [],
  );
  it('is open until all is decided, and says where something was changed afterwards', () => {
    expect(reviewStateOf({ annotations: three, links: [] }, standingBy([], []))).toBe('open');
    expect(reviewStateOf({ annotations: three, links: [] }, inForce)).toBe('decided');
    expect(reviewStateOf({ annotations: [...three, coding('D', 'claim')], links: [] }, inForce)).toBe('open');
    const edited = { ...three[1], updatedAt: '2024-05-04T10:00:00.000Z' };
    expect(reviewStateOf({ annotations: [three[0], edited], links: [] }, inForce)).toBe('changed');
  });
});

describe('a bulk rule', () => {
  it('accepts where all agree', () => {
    const agreed = comparison(coding('A', 'claim'), coding('B', 'claim'), coding('C', 'claim'));
    expect(acceptedByRule(agreed, null)?.id).toBe('of-A');
    expect(acceptedByRule(comparison(...three), null)).toBeUndefined();
    expect(acceptedByRule(comparison(coding('A', 'claim'), coding('B', 'claim')), null)).toBeUndefined();
  });

  it('accepts where enough agree and no others are as many', () => {
    expect(acceptedByRule(comparison(...three), 2)?.id).toBe('of-A');
    expect(acceptedByRule(comparison(...three), 3)).toBeUndefined();
    expect(acceptedByRule(comparison(coding('A', 'claim'), coding('B', 'actor')), 1)).toBeUndefined();
  });
});

describe('a sample', () => {
  const items = Array.from({ length: 50 }, (_, at) => at);
  it('of every nth begins with the first', () => {
    expect(sampled(items, { kind: 'every', nth: 20 })).toEqual([0, 20, 40]);
  });

  it('at random is the same for the same seed, in order, without repetition', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(60), (seed, count) => {
        const drawn = sampled(items, { kind: 'random', count, seed });
        expect(sampled(items, { kind: 'random', count, seed })).toEqual(drawn);
        expect(drawn).toHaveLength(Math.min(50, count));
        expect(drawn).toEqual([...new Set(drawn)].toSorted((a, b) => a - b));
      }),
    );
    const other = sampled(items, { kind: 'random', count: 10, seed: 2 });
    expect(sampled(items, { kind: 'random', count: 10, seed: 1 })).not.toEqual(other);
  });
});
