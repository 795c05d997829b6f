import { expect, test } from 'vitest';
import { HeightModel } from '../model/height-model.ts';
import type { DisplayUnit } from '../model/units.ts';
import { GatheredChange, reachOf, withEntering, withoutLeaving } from './window-step.ts';

const UNITS = 30;
const HEIGHT = 50;

/** Three chunks of ten units, 50 pixels each. */
const units = Array.from({ length: UNITS }, (_, index): DisplayUnit => {
  const place = { seq: Math.floor(index / 10), place: index % 10, start: index * 2, end: index * 2 + 1 };
  return { index, ...place, blocks: [], text: 'a', marks: [], columns: null, gapAfter: false };
});

function model(): HeightModel {
  const outline = [0, 1, 2].map((seq) => {
    const place = { start: seq * 20, end: seq * 20 + 20, firstBlock: seq * 10 };
    return { seq, ...place, blockCount: 10, lineEstimate: 10 };
  });
  const made = new HeightModel(outline, { lineHeight: 30, charactersPerLine: 80 });
  for (const seq of [0, 1, 2]) made.refine(seq, new Array<number>(10).fill(HEIGHT));
  return made;
}

function reach(first: number, last: number, top: number, bottom: number, atHand = [0, 1, 2]) {
  const shown = units.slice(first, last + 1).map((unit) => ({ unit }));
  return reachOf({ model: model(), shown, isAtHand: (seq) => atHand.includes(seq), top, bottom });
}

const heightOf = () => HEIGHT;
const indices = (found: readonly DisplayUnit[]) => found.map(({ index }) => index);

test('what is shown reaches beyond the viewport by so many pixels, and without end where nothing could follow', () => {
  expect(reach(5, 20, 400, 700)).toEqual({ above: 150, below: 350 });
  expect(reach(0, 20, 100, 700)).toEqual({ above: Number.POSITIVE_INFINITY, below: 350 });
  expect(reach(10, 19, 600, 700, [1])).toEqual({
    above: Number.POSITIVE_INFINITY,
    below: Number.POSITIVE_INFINITY,
  });
  expect(reach(10, 19, 600, 700, [1, 2])).toEqual({ above: Number.POSITIVE_INFINITY, below: 300 });
});

test('where nothing shown is in view, nothing reaches anywhere', () => {
  expect(reach(5, 10, 900, 1_200).below).toBe(Number.NEGATIVE_INFINITY);
  expect(reach(0, 2, 900, 1_200).above).toBe(Number.NEGATIVE_INFINITY);
  expect(reach(3, 2, 0, 300).above).toBe(Number.NEGATIVE_INFINITY);
});

test('units enter on the side that is moved to, next to those shown, no more than fit', () => {
  const shown = units.slice(10, 15);
  const planned = units.slice(6, 20);
  const entering = (direction: 1 | -1, most: number) =>
    indices(withEntering({ planned, shown, direction, heightOf, most }));
  expect(entering(1, 100)).toEqual([10, 11, 12, 13, 14, 15, 16]);
  expect(entering(-1, 120)).toEqual([8, 9, 10, 11, 12, 13, 14]);
  expect(entering(1, Number.POSITIVE_INFINITY)).toEqual(indices(units.slice(10, 20)));
});

test('one unit enters however high it is, and from the other side where none is missing ahead', () => {
  const shown = units.slice(10, 15);
  const one = { shown, direction: 1 as const, heightOf, most: 10 };
  expect(indices(withEntering({ ...one, planned: units.slice(8, 20) }))).toEqual([10, 11, 12, 13, 14, 15]);
  expect(indices(withEntering({ ...one, planned: units.slice(8, 15) }))).toEqual([9, 10, 11, 12, 13, 14]);
  expect(indices(withEntering({ ...one, planned: units.slice(10, 15) }))).toEqual([10, 11, 12, 13, 14]);
});

test('what is not planned any more leaves, and nothing enters with it', () => {
  expect(indices(withoutLeaving(units.slice(12, 20), units.slice(8, 16)))).toEqual([12, 13, 14, 15]);
  expect(withoutLeaving([], units.slice(8, 16))).toEqual([]);
});

test('steps are gathered: what left again before it was taken never came', () => {
  const changes = new GatheredChange<string>();
  changes.add({ entered: ['a', 'b'], left: ['c'] });
  expect(changes.takeUnread()).toEqual(['a', 'b']);
  expect(changes.takeUnread()).toEqual([]);
  changes.add({ entered: [], left: ['a'] });
  expect(changes.isEmpty).toBe(false);
  expect(changes.take()).toEqual({ entered: ['b'], left: ['c'] });
  expect(changes.isEmpty).toBe(true);
});

test('what left before it was read is not read', () => {
  const changes = new GatheredChange<string>();
  changes.add({ entered: ['a'], left: [] });
  changes.add({ entered: [], left: ['a'] });
  expect(changes.takeUnread()).toEqual([]);
  expect(changes.isEmpty).toBe(true);
});
