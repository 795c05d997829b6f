import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LabelWish, layoutLabels } from './label-layout.ts';

const SPACE = { pitch: 20, reach: 200 };

const wishes = fc
  .array(fc.record({ y: fc.nat(2_000), certain: fc.boolean() }), { maxLength: 80 })
  .map((all) =>
    all.sort((a, b) => a.y - b.y).map((wish, place): LabelWish => ({ ...wish, id: `a${place}` })),
  );

function collisions(ys: readonly number[]): number {
  const sorted = [...ys].sort((a, b) => a - b);
  return sorted.filter((y, at) => at > 0 && y - (sorted[at - 1] ?? 0) < SPACE.pitch).length;
}

test('labels never collide, stand at their bracket or below it within reach, and none is lost', () => {
  fc.assert(
    fc.property(wishes, (all) => {
      const { placed, gathered } = layoutLabels(all, new Map(), SPACE);
      expect(collisions([...placed.values(), ...gathered.map(({ y }) => y)])).toBe(0);
      for (const { id, y, certain } of all) {
        const at = placed.get(id);
        if (certain) expect(at).toBeDefined();
        if (at === undefined) continue;
        expect(at).toBeGreaterThanOrEqual(y);
        if (!certain) expect(at - y).toBeLessThanOrEqual(SPACE.reach);
      }
      const found = [...placed.keys(), ...gathered.flatMap(({ ids }) => ids)];
      expect(found.sort()).toEqual(all.map(({ id }) => id).sort());
    }),
  );
});

test('labels stay where they are when others come and go', () => {
  fc.assert(
    fc.property(wishes, fc.func(fc.boolean()), (all, known) => {
      const some = all.filter(({ id }) => known(id));
      const before = layoutLabels(some, new Map(), SPACE).placed;
      const after = layoutLabels(all, before, SPACE);
      for (const [id, y] of before) expect(after.placed.get(id)).toBe(y);
      expect(collisions([...after.placed.values(), ...after.gathered.map(({ y }) => y)])).toBe(0);
    }),
  );
});

test('eight annotations of one line are all beside it', () => {
  const stack = Array.from({ length: 8 }, (_, at): LabelWish => ({ id: `a${at}`, y: 100, certain: false }));
  const { placed, gathered } = layoutLabels(stack, new Map(), SPACE);
  expect([...placed.values()]).toEqual([100, 120, 140, 160, 180, 200, 220, 240]);
  expect(gathered).toEqual([]);
});

test('of forty annotations of one line those that do not fit are gathered', () => {
  const stack = Array.from(
    { length: 40 },
    (_, at): LabelWish => ({ id: `a${at}`, y: 0, certain: at === 39 }),
  );
  const { placed, gathered } = layoutLabels(stack, new Map(), SPACE);
  expect(placed.size).toBe(12);
  expect(placed.has('a39')).toBe(true);
  expect(gathered).toEqual([{ y: 220, ids: Array.from({ length: 28 }, (_, at) => `a${at + 11}`) }]);
});
