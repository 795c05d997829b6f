import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChunkOutline } from '../../../core/text/structure.ts';
import { HeightModel } from './height-model.ts';

const METRICS = { lineHeight: 20, charactersPerLine: 80 };

function outlineOf(counts: readonly number[]): ChunkOutline[] {
  let start = 0;
  let firstBlock = 0;
  return counts.map((blockCount, seq) => {
    const chunk = {
      seq,
      start,
      end: start + blockCount * 100,
      firstBlock,
      blockCount,
      lineEstimate: blockCount * 2,
    };
    start = chunk.end;
    firstBlock += blockCount;
    return chunk;
  });
}

/** Chunks by the number of their units, and which of them become known with what heights. */
const texts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }).chain((counts) =>
  fc.record({
    counts: fc.constant(counts),
    known: fc.array(fc.nat(counts.length - 1), { maxLength: 12 }),
    heights: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 60, maxLength: 60 }),
  }),
);

function build(counts: readonly number[], known: readonly number[], heights: readonly number[]): HeightModel {
  const model = new HeightModel(outlineOf(counts), METRICS);
  let next = 0;
  for (const seq of known)
    model.refine(
      seq,
      Array.from({ length: counts[seq] ?? 0 }, () => heights[next++ % heights.length] ?? 1),
    );
  return model;
}

test('tops are the sums of the heights before, of chunks and of units', () => {
  fc.assert(
    fc.property(texts, ({ counts, known, heights }) => {
      const model = build(counts, known, heights);
      let top = 0;
      for (const seq of counts.keys()) {
        expect(model.chunkTop(seq)).toBe(top);
        let unitTop = top;
        for (let unit = 0; unit < model.unitCount(seq); unit += 1) {
          expect(model.unitTop(seq, unit)).toBe(unitTop);
          unitTop += model.unitHeight(seq, unit);
        }
        top += model.chunkHeight(seq);
      }
      expect(model.total).toBe(top);
    }),
  );
});

test('a place is found again at the same y', () => {
  fc.assert(
    fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), ({ counts, known, heights }, share) => {
      const model = build(counts, known, heights);
      const y = share * model.total;
      expect(model.yOf(model.anchorAt(y))).toBeCloseTo(y, 6);
    }),
  );
});

test('what is measured above a place moves it by exactly the difference; what is measured below does not', () => {
  fc.assert(
    fc.property(
      texts,
      fc.nat(7),
      fc.nat(5),
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ counts, known, heights }, chunk, place, measured, share) => {
        const all = [...counts.keys()];
        const model = build(counts, [...known, ...all], heights);
        const seq = chunk % counts.length;
        const unit = place % (counts[seq] ?? 1);
        const y = share * model.total;
        const anchor = model.anchorAt(y);
        const top = model.unitTop(seq, unit);
        const before = model.unitHeight(seq, unit);
        // The very end of the text is a place in its last unit.
        const isWithin = 'unit' in anchor && anchor.seq === seq && anchor.unit === unit;
        if (y < model.total) expect(isWithin).toBe(y >= top && y < top + before);
        model.measure(seq, unit, measured);
        if (y >= top && !isWithin) expect(model.yOf(anchor)).toBeCloseTo(y + measured - before, 6);
        else if (y < top) expect(model.yOf(anchor)).toBeCloseTo(y, 6);
        else expect(model.yOf(anchor)).toBeCloseTo(Math.min(y, top + measured), 6);
      },
    ),
  );
});

test('a place in a chunk that becomes known keeps its share of the chunk', () => {
  const model = new HeightModel(outlineOf([4, 4]), METRICS);
  const anchor = model.anchorAt(model.chunkTop(1) + model.chunkHeight(1) / 4);
  model.refine(1, [100, 100, 100, 100]);
  expect(model.yOf(anchor)).toBeCloseTo(model.chunkTop(1) + 100, 6);
});

test('units of no height are passed over, and y outside of the text is at its ends', () => {
  const model = new HeightModel(outlineOf([3]), METRICS);
  model.refine(0, [0, 0, 10]);
  expect(model.anchorAt(0)).toEqual({ seq: 0, unit: 2, below: 0 });
  expect(model.anchorAt(-50)).toEqual({ seq: 0, unit: 2, below: 0 });
  expect(model.yOf(model.anchorAt(99))).toBe(10);
});

test('an empty text has no height', () => {
  expect(new HeightModel([], METRICS).total).toBe(0);
});
