import { expect, test } from 'vitest';
import type { Block, ChunkOutline } from '../../../core/text/structure.ts';
import { HeightModel } from '../model/height-model.ts';
import { unitsOf } from '../model/units.ts';
import { planWindow } from './window-plan.ts';

const CHUNKS = 10;
const UNITS = 20;
const HEIGHT = 50;

const outline: ChunkOutline[] = Array.from({ length: CHUNKS }, (_, seq) => ({
  seq,
  start: seq * UNITS * 2,
  end: (seq + 1) * UNITS * 2,
  firstBlock: seq * UNITS,
  blockCount: UNITS,
  lineEstimate: UNITS,
}));

const units = outline.map(({ seq, start, end }) => {
  const blocks: Block[] = Array.from({ length: UNITS }, (_, at) => ({
    kind: 'paragraph',
    start: start + at * 2,
    end: start + at * 2 + 1,
  }));
  return unitsOf({ seq, start, end, firstBlock: seq * UNITS, text: 'a\n'.repeat(UNITS), blocks, marks: [] });
});

function plan(top: number, known: readonly number[], direction: 1 | -1 = 1) {
  const model = new HeightModel(outline, { lineHeight: 33.334, charactersPerLine: 80 });
  for (const seq of outline.keys()) model.refine(seq, new Array<number>(UNITS).fill(HEIGHT));
  return planWindow({
    model,
    unitsOf: (seq) => (known.includes(seq) ? units[seq] : undefined),
    top,
    bottom: top + 500,
    overscan: 200,
    direction,
  });
}

const all = [...outline.keys()];

test('what is in view and beyond it on either side, in order and without gaps, across chunks', () => {
  const { units: shown, missing } = plan(1_900, all);
  expect(missing).toEqual([]);
  expect(shown.map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, at) => at + 33));
});

test('where a chunk in view is missing it is asked for first and nothing is shown', () => {
  const { units: shown, missing, wanted } = plan(900, [0]);
  expect(shown).toEqual([]);
  expect(missing).toEqual([1]);
  expect(wanted[0]).toBe(1);
});

test('a missing chunk beyond the view only shortens what is shown there', () => {
  const { units: shown, missing } = plan(1_000, [1]);
  expect(missing).toEqual([]);
  expect(shown[0]?.index).toBe(UNITS);
});

test('chunks ahead are wanted before those behind', () => {
  expect(plan(4_100, all, 1).wanted).toEqual([4, 5, 3, 6, 7]);
  expect(plan(4_100, all, -1).wanted).toEqual([4, 3, 5, 2, 1]);
});
