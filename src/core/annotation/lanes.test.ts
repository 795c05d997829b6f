import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignLanes, inDocumentOrder, type LaneInterval } from './lanes.ts';

const intervals = fc
  .array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 40 })), { maxLength: 60 })
  .map((pairs) =>
    pairs
      .map(([start, length], place): LaneInterval => ({ id: `a${place}`, start, end: start + length }))
      .sort(inDocumentOrder),
  );

function overlapping(a: LaneInterval, b: LaneInterval): boolean {
  return a.start < b.end && b.start < a.end;
}

function clashes(all: readonly LaneInterval[], lanes: ReadonlyMap<string, number>): number {
  return all.flatMap((a, place) =>
    all.slice(place + 1).filter((b) => overlapping(a, b) && lanes.get(a.id) === lanes.get(b.id)),
  ).length;
}

test('no two overlapping annotations share a lane, and no more lanes are used than overlap at one place', () => {
  fc.assert(
    fc.property(intervals, (all) => {
      const lanes = new Map<string, number>();
      assignLanes(all, lanes);
      expect(clashes(all, lanes)).toBe(0);
      const deepest = Math.max(
        0,
        ...all.map((a) => all.filter((b) => b.start <= a.start && a.start < b.end).length),
      );
      expect(new Set(lanes.values()).size).toBe(deepest);
    }),
  );
});

test('annotations that become known later take free lanes and move none of the earlier ones', () => {
  fc.assert(
    fc.property(intervals, fc.func(fc.boolean()), (all, known) => {
      const lanes = new Map<string, number>();
      assignLanes(
        all.filter((interval) => known(interval.id)),
        lanes,
      );
      const before = new Map(lanes);
      assignLanes(all, lanes);
      for (const [id, lane] of before) expect(lanes.get(id)).toBe(lane);
      expect(lanes.size).toBe(all.length);
      expect(clashes(all, lanes)).toBe(0);
    }),
  );
});

test('what encloses comes before what it encloses', () => {
  const lanes = new Map<string, number>();
  const all = [
    { id: 'inner', start: 0, end: 5 },
    { id: 'outer', start: 0, end: 9 },
    { id: 'after', start: 9, end: 12 },
  ].sort(inDocumentOrder);
  assignLanes(all, lanes);
  expect(Object.fromEntries(lanes)).toEqual({ outer: 0, inner: 1, after: 0 });
});
