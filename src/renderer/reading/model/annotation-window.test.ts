import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Annotation, hull } from '../../../core/annotation/annotation.ts';
import { inDocumentOrder } from '../../../core/annotation/lanes.ts';
import { annotationOf } from '../testing/annotations.ts';
import { AnnotationWindow } from './annotation-window.ts';

const CHUNK = 100;
const CHUNKS = 6;

const annotations = fc
  .array(fc.tuple(fc.nat(CHUNK * CHUNKS - 1), fc.integer({ min: 1, max: 250 })), { maxLength: 40 })
  .map((all) =>
    all
      .map(([start, length], at) => annotationOf(`a${at}`, [[start, start + length]]))
      .sort((a, b) => inDocumentOrder({ id: a.id, ...hull(a.spans) }, { id: b.id, ...hull(b.spans) })),
  );

function inChunk(all: readonly Annotation[], seq: number): Annotation[] {
  return all.filter(({ spans }) => hull(spans).start < (seq + 1) * CHUNK && hull(spans).end > seq * CHUNK);
}

test('finds what a search through all would, in document order, in whatever order chunks came', () => {
  const order = fc.shuffledSubarray([...Array(CHUNKS).keys()], { minLength: 1 });
  fc.assert(
    fc.property(annotations, order, fc.nat(CHUNK * CHUNKS), fc.nat(80), (all, seqs, start, length) => {
      const window = new AnnotationWindow();
      for (const seq of seqs) {
        window.set(seq, inChunk(all, seq));
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

test('an annotation keeps its lane, and its very object, while chunks around it come and go', () => {
  fc.assert(
    fc.property(annotations, (all) => {
      const window = new AnnotationWindow();
      window.set(2, inChunk(all, 2));
      const before = window.overlapping({ start: 200, end: 300 });
      for (const seq of [1, 3, 0]) window.set(seq, inChunk(all, seq));
      window.set(3, undefined);
      expect(window.overlapping({ start: 200, end: 300 }).filter((each) => before.includes(each))).toEqual(
        before,
      );
    }),
  );
});

test('the shortest of a stack comes first, and only spans count, not the gap between them', () => {
  const window = new AnnotationWindow();
  window.set(0, [
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
  window.set(0, [a, annotationOf('b', [[10, 20]])]);
  expect([window.get('a')?.lane, window.get('b')?.lane]).toEqual([0, 0]);
  window.set(0, [annotationOf('a', [[0, 15]]), annotationOf('b', [[10, 20]])]);
  expect(window.get('b')?.lane).not.toBe(window.get('a')?.lane);
});
