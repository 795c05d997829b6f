import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/raised.ts';
import { joinRanges, withoutFragment } from './fragments.ts';

const arbitraryRanges = fc.array(
  fc.tuple(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 8 })).map(([start, length]) => ({
    start,
    end: start + length,
  })),
  { maxLength: 12 },
);

function covered(ranges: readonly { start: number; end: number }[]): readonly number[] {
  return [
    ...new Set(ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i))),
  ].sort((a, b) => a - b);
}

describe('fragments', () => {
  it('cover what the ranges cover, in order, apart from one another', () => {
    fc.assert(
      fc.property(arbitraryRanges, (ranges) => {
        const joined = joinRanges(ranges);
        expect(covered(joined)).toEqual(covered(ranges));
        for (const [i, range] of joined.entries()) {
          expect(range.start).toBeGreaterThan(joined[i - 1]?.end ?? -1);
        }
        expect(joinRanges(joined)).toEqual(joined);
        expect(joinRanges([...ranges].reverse())).toEqual(joined);
      }),
    );
  });

  it('are taken away one by one, but for the last', () => {
    const span = (start: number) => ({ start, end: start + 1, quote: 'x', prefix: '', suffix: '' });
    const annotation = { id: 'a', spans: [span(0), span(5)] };
    expect(withoutFragment(annotation, 0)).toEqual([span(5)]);
    expect(errorOf(() => withoutFragment(annotation, 2)).code).toBe('not-found');
    expect(errorOf(() => withoutFragment({ id: 'a', spans: [span(0)] }, 0)).code).toBe('fragment-last');
  });
});
