import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Counted, type CountedChange, Density } from './density.ts';

const LENGTH = 1_000;
const NOTHING = { codeIds: [], triples: new Uint32Array() };

const counted = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(LENGTH - 1), fc.nat(120)).map(
  ([codeId, start, length]): Counted => ({
    codeId,
    hull: { start, end: Math.min(LENGTH, start + length) },
  }),
);

function totals({ counts }: Density): Record<string, number[]> {
  const some = [...counts].filter(([, bins]) => bins.some((count) => count > 0));
  return Object.fromEntries(some.map(([codeId, bins]) => [codeId, [...bins]]));
}

test('single changes count as counting anew does', () => {
  fc.assert(
    fc.property(
      fc.array(counted),
      fc.array(counted),
      fc.integer({ min: 1, max: 300 }),
      (kept, gone, bins) => {
        const changes: CountedChange[] = [
          ...gone.map((after) => ({ before: null, after })),
          // Each that goes becomes one that is kept, as far as there are any.
          ...gone.map((before, at) => ({ before, after: kept[at] ?? null })),
          ...kept.slice(gone.length).map((after) => ({ before: null, after })),
        ];
        const changed = new Density(NOTHING, bins, LENGTH);
        for (const change of changes) changed.change(change);
        const anew = new Density(NOTHING, bins, LENGTH);
        for (const after of kept) anew.change({ before: null, after });
        expect(totals(changed)).toEqual(totals(anew));
      },
    ),
  );
});

test('goes on from what was fetched', () => {
  const fetched = { codeIds: ['a', 'b'], triples: Uint32Array.of(0, 0, 2, 0, 1, 1, 3, 0, 5) };
  const density = new Density(fetched, 4, LENGTH);
  density.change({
    before: { codeId: 'a', hull: { start: 0, end: 10 } },
    after: { codeId: 'b', hull: { start: 240, end: 251 } },
  });
  expect(totals(density)).toEqual({ a: [1, 0, 0, 5], b: [2, 1, 0, 0] });
});

test('an empty span at the very end stands in the last bin', () => {
  const density = new Density(NOTHING, 4, LENGTH);
  density.change({ before: null, after: { codeId: 'a', hull: { start: LENGTH, end: LENGTH } } });
  expect(totals(density)).toEqual({ a: [0, 0, 0, 1] });
});
