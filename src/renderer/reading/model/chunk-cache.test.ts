import { expect, test } from 'vitest';
import type { TextChunk } from '../../../core/text/structure.ts';
import { ChunkCache, type FetchChunks } from './chunk-cache.ts';

interface Request {
  readonly seqs: readonly number[];
  readonly signal: AbortSignal;
  answer(): Promise<void>;
  fail(): Promise<void>;
}

function chunk(seq: number): TextChunk {
  return {
    seq,
    start: seq * 10,
    end: seq * 10 + 10,
    firstBlock: seq,
    text: 'x'.repeat(10),
    blocks: [],
    marks: [],
  };
}

/** A cache whose requests are answered when the test says so. */
function cacheOf(capacity: number) {
  const requests: Request[] = [];
  const events = { loaded: [] as number[], dropped: [] as number[], failed: 0 };
  const settled = async (settle: () => void) => {
    settle();
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  };
  const fetch: FetchChunks = (seqs, signal) =>
    new Promise((resolve, reject) => {
      requests.push({
        seqs,
        signal,
        answer: () => settled(() => resolve(seqs.map((seq) => ({ chunk: chunk(seq), annotations: [] })))),
        fail: () => settled(() => reject(new Error('gone'))),
      });
    });
  const cache = new ChunkCache(fetch, capacity, {
    loaded: (chunks) => events.loaded.push(...chunks.map((each) => each.chunk.seq)),
    dropped: (seqs) => events.dropped.push(...seqs),
    failed: () => {
      events.failed += 1;
    },
  });
  return { cache, requests, events };
}

test('neighbours come in one request, the most urgent first, and nothing is asked for twice', () => {
  const { cache, requests } = cacheOf(10);
  cache.want([5, 6, 4, 20]);
  cache.want([5, 6, 4, 20]);
  expect(requests.map(({ seqs }) => seqs)).toEqual([[4, 5, 6], [20]]);
});

test('while the thumb is dragged only the newest wish follows the requests under way', async () => {
  const { cache, requests, events } = cacheOf(10);
  for (const seq of [10, 20, 30, 40, 50]) cache.want([seq]);
  expect(requests.map(({ seqs }) => seqs)).toEqual([[10], [20]]);
  await requests[0]?.answer();
  expect(requests.map(({ seqs }) => seqs)).toEqual([[10], [20], [50]]);
  expect(events.loaded).toEqual([10]);
});

test('what was not wanted for longest is dropped, what is wanted never', async () => {
  const { cache, requests, events } = cacheOf(2);
  for (const seq of [1, 5, 9]) {
    cache.want([seq]);
    await requests.at(-1)?.answer();
  }
  expect(events.dropped).toEqual([1]);
  cache.want([5]);
  cache.want([13]);
  await requests.at(-1)?.answer();
  expect(events.dropped).toEqual([1, 9]);
  cache.want([20, 25, 30]);
  for (let at = 4; at < 7; at += 1) await requests[at]?.answer();
  expect([20, 25, 30].every((seq) => cache.get(seq))).toBe(true);
});

test('a request that failed is told and not repeated until it is wanted again', async () => {
  const { cache, requests, events } = cacheOf(10);
  cache.want([3]);
  await requests[0]?.fail();
  expect([events.failed, requests.length]).toEqual([1, 1]);
  cache.want([3]);
  expect(requests).toHaveLength(2);
});

test('nothing arrives after the end', async () => {
  const { cache, requests, events } = cacheOf(10);
  cache.want([3]);
  cache.close();
  expect(requests[0]?.signal.aborted).toBe(true);
  await requests[0]?.answer();
  expect(events.loaded).toEqual([]);
});

test('what is missed on the screen comes before what may be wanted next', async () => {
  const { cache, requests, events } = cacheOf(10);
  cache.want([5, 4, 6, 7], 1);
  expect(requests.map(({ seqs }) => seqs)).toEqual([[5]]);
  await requests[0]?.answer();
  expect(events.loaded).toEqual([5]);
  expect(requests.map(({ seqs }) => seqs)).toEqual([[5], [4], [6, 7]]);
});

test('what is missed elsewhere does not wait for what was missed before', () => {
  const { cache, requests } = cacheOf(10);
  cache.want([5, 6], 1);
  cache.want([20, 21], 1);
  expect(requests.map(({ seqs }) => seqs)).toEqual([[5], [20]]);
});
