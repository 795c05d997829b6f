import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Annotation, hull } from '../../../core/annotation/annotation.ts';
import { inDocumentOrder } from '../../../core/annotation/lanes.ts';
import { annotationOf } from '../testing/annotations.ts';
import { AnnotationWindow, type ChunkPlace } from './annotation-window.ts';

const CHUNK = 100;
const CHUNKS = 6;

const annotations = fc
  .array(fc.tuple(fc.nat(CHUNK * CHUNKS - 1), fc.integer({ min: 1, max: 250 })), { maxLength: 40 })
  .map((all) =>
    all
      .map(([start, length], at) => annotationOf(`a${at}`, [[start, start + length]]))
      .sort((a, b) => inDocumentOrder({ id: a.id, ...hull(a.spans) }, { id: b.id, ...hull(b.spans) })),
  );

function chunkAt(seq: number): ChunkPlace {
  return { seq, start: seq * CHUNK, end: (seq + 1) * CHUNK };
}

function inChunk(all: readonly Annotation[], seq: number): Annotation[] {
  return all.filter(({ spans }) => hull(spans).start < (seq + 1) * CHUNK && hull(spans).end > seq * CHUNK);
}

test('finds what a search through all would, in document order, in whatever order chunks came', () => {
  const order = fc.shuffledSubarray([...Array(CHUNKS).keys()], { minLength: 1 });
  fc.assert(
    fc.property(annotations, order, fc.nat(CHUNK * CHUNKS), fc.nat(80), (all, seqs, start, length) => {
      const window = new AnnotationWindow();
      for (const seq of seqs) {
        window.set(chunkAt(seq), inChunk(all, seq));
        window.overlapping({ start: 0, end: 1 });
      }
      const known = all.filter((annotation) => seqs.some((seq) => inChunk(all, seq).includes(annotation)));
      const expected = known.filter(
        ({ spans }) => hull(spans).start < start + length && hull(spans).end > start,
      );
      const found = window.overlapping({ start, end: start + length });
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    }),
  );
});

test('a place between two chunks finds what goes on over it', () => {
  const window = new AnnotationWindow();
  const over = [annotationOf('over', [[172, 228]])];
  window.set(chunkAt(1), over);
  window.set(chunkAt(2), over);
  expect(window.overlapping({ start: 200, end: 200 }).map(({ id }) => id)).toEqual(['over']);
});

test('an annotation keeps its lane, and its very object, while chunks around it come and go', () => {
  fc.assert(
    fc.property(annotations, (all) => {
      const window = new AnnotationWindow();
      window.set(chunkAt(2), inChunk(all, 2));
      const before = window.overlapping({ start: 200, end: 300 });
      for (const seq of [1, 3, 0]) window.set(chunkAt(seq), inChunk(all, seq));
      window.drop(3);
      expect(window.overlapping({ start: 200, end: 300 }).filter((each) => before.includes(each))).toEqual(
        before,
      );
    }),
  );
});

test('the shortest of a stack comes first, and only spans count, not the gap between them', () => {
  const window = new AnnotationWindow();
  window.set(chunkAt(0), [
    annotationOf('whole', [[0, 50]]),
    annotationOf('parts', [
      [2, 6],
      [20, 24],
    ]),
    annotationOf('word', [[4, 8]]),
  ]);
  expect(window.at(5).map(({ id }) => id)).toEqual(['word', 'parts', 'whole']);
  expect(window.at(10).map(({ id }) => id)).toEqual(['whole']);
  expect(window.at(8).map(({ id }) => id)).toEqual(['whole']);
});

test('an annotation whose ends grew into another moves out of its lane', () => {
  const window = new AnnotationWindow();
  const a = annotationOf('a', [[0, 10]]);
  window.set(chunkAt(0), [a, annotationOf('b', [[10, 20]])]);
  expect([window.get('a')?.lane, window.get('b')?.lane]).toEqual([0, 0]);
  window.set(chunkAt(0), [annotationOf('a', [[0, 15]]), annotationOf('b', [[10, 20]])]);
  expect(window.get('b')?.lane).not.toBe(window.get('a')?.lane);
});

test('an annotation that comes back moves where another took its lane meanwhile', () => {
  const window = new AnnotationWindow();
  const [left, right] = [annotationOf('left', [[90, 110]]), annotationOf('right', [[100, 120]])];
  window.set(chunkAt(1), [right]);
  expect(window.get('right')?.lane).toBe(0);
  window.drop(1);
  window.set(chunkAt(0), [left]);
  expect(window.get('left')?.lane).toBe(0);
  window.set(chunkAt(1), [left, right]);
  expect([window.get('left')?.lane, window.get('right')?.lane]).toEqual([0, 1]);
});

test('annotations that overlap never share a lane, in whatever order chunks come and however ends are moved', () => {
  const change = fc.record({
    at: fc.nat(CHUNKS - 1),
    changed: fc.nat(39),
    by: fc.integer({ min: -120, max: 120 }),
    dropped: fc.option(fc.nat(CHUNKS - 1), { nil: null }),
  });
  fc.assert(
    fc.property(annotations, fc.array(change, { maxLength: 12 }), (all, changes) => {
      const window = new AnnotationWindow();
      const known = new Set<number>();
      let now = [...all];
      for (const { at, changed, by, dropped } of changes) {
        known.add(at);
        if (dropped !== null && known.delete(dropped)) window.drop(dropped);
        const old = now[changed];
        if (old) {
          const { start, end } = hull(old.spans);
          const moved = annotationOf(old.id, [[start, Math.max(start + 1, end + by)]]);
          now = now
            .map((each) => (each === old ? moved : each))
            .sort((a, b) => inDocumentOrder({ id: a.id, ...hull(a.spans) }, { id: b.id, ...hull(b.spans) }));
        }
        for (const seq of known) window.set(chunkAt(seq), inChunk(now, seq));
        const placed = window.overlapping({ start: 0, end: CHUNK * CHUNKS + 300 });
        const there = now.filter((each) => [...known].some((seq) => inChunk(now, seq).includes(each)));
        expect(placed.map(({ annotation }) => annotation)).toEqual(there);
        for (const [index, a] of placed.entries())
          for (const b of placed.slice(index + 1))
            if (b.start < a.end && b.end > a.start) expect(b.lane).not.toBe(a.lane);
      }
    }),
    { numRuns: 200 },
  );
});
