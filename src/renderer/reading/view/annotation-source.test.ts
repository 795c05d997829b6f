import { expect, test } from 'vitest';
import type { WorkbenchClient } from '../../../contract/client.ts';
import type { TextChunk } from '../../../core/text/structure.ts';
import { annotationOf } from '../testing/annotations.ts';
import { chunkFetcher, keepingSame, withAnnotation } from './annotation-source.ts';

const a = annotationOf('a', [[0, 10]]);
const b = annotationOf('b', [[5, 8]]);
const c = annotationOf('c', [[20, 30]]);
const chunk = { start: 0, end: 40 };

test('a changed annotation takes its place in document order', () => {
  const moved = annotationOf('b', [[15, 18]]);
  expect(withAnnotation([a, b, c], 'b', moved, chunk).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  const later = annotationOf('a', [[25, 28]]);
  expect(withAnnotation([a, b, c], 'a', later, chunk).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});

test('one that is deleted, gone, or no longer reaches the chunk leaves it', () => {
  for (const now of [null, { ...b, deleted: true }, annotationOf('b', [[40, 44]])])
    expect(withAnnotation([a, b, c], 'b', now, chunk)).toEqual([a, c]);
});

test('a list that has nothing to do with the annotation stays the very same', () => {
  const list = [a, c];
  expect(withAnnotation(list, 'b', null, chunk)).toBe(list);
});

test('what is fetched again and unchanged stays the very same', () => {
  const list = [a, b, c];
  expect(keepingSame(list, [structuredClone(a), structuredClone(b), structuredClone(c)])).toBe(list);
  const changed = { ...structuredClone(b), codeId: 'other' };
  const now = keepingSame(list, [structuredClone(a), changed]);
  expect(now[0]).toBe(a);
  expect(now[1]).toBe(changed);
});

test('what was brought before is taken once, where it is of this text and holds all that is wanted', async () => {
  const chunkOf = (seq: number, start: number, end: number): TextChunk => {
    return { seq, start, end, firstBlock: seq, text: 'x'.repeat(end - start), blocks: [], marks: [] };
  };
  const asked: string[] = [];
  const client = {
    call: async (name: string) => {
      asked.push(name);
      return name === 'documents.chunks' ? [chunkOf(0, 0, 15)] : [a];
    },
  } as unknown as WorkbenchClient;
  const passage = { textId: 't', chunks: [chunkOf(0, 0, 15), chunkOf(1, 15, 40)], annotations: [a, b, c] };
  const { signal } = new AbortController();
  const rangeOf = () => ({ start: 0, end: 15 });
  const brought = chunkFetcher(client, 'd', 't', rangeOf, Promise.resolve(passage));
  expect((await brought([0], signal)).map(({ annotations }) => annotations)).toEqual([[a, b], [c]]);
  expect(asked).toEqual([]);
  expect(await brought([0], signal)).toHaveLength(1);
  expect(asked).toEqual(['documents.chunks', 'annotations.inRange']);
  for (const other of [{ ...passage, textId: 'older' }, { ...passage, chunks: [chunkOf(1, 15, 40)] }, null])
    expect(await chunkFetcher(client, 'd', 't', rangeOf, Promise.resolve(other))([0], signal)).toHaveLength(
      1,
    );
});
