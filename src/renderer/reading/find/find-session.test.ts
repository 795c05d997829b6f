import { expect, test } from 'vitest';
import type { WorkbenchClient } from '../../../contract/client.ts';
import { FindSession } from './find-session.ts';

interface Asked {
  readonly query: string;
  answer(ranges: readonly number[], total?: number): Promise<void>;
}

function sessionAt(origin: number) {
  const asked: Asked[] = [];
  const seen = { current: [] as (readonly number[] | null)[], revealed: [] as number[] };
  const call = (_name: string, input: { query: string }) =>
    new Promise((resolve) => {
      asked.push({
        query: input.query,
        answer: async (ranges, total = ranges.length / 2) => {
          resolve({ ranges: Uint32Array.from(ranges), total });
          for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
        },
      });
    });
  const session = new FindSession({
    client: { call } as unknown as WorkbenchClient,
    textId: 't',
    origin: () => origin,
    shown: (_hits, current) => seen.current.push(current && [current.start, current.end]),
    reveal: ({ start }) => seen.revealed.push(start),
  });
  return { session, asked, seen };
}

const HITS = [10, 13, 50, 53, 90, 93];

test('the first hit is the next one from where the reader is, after the last the first', async () => {
  const { session, asked, seen } = sessionAt(40);
  session.open('the');
  await asked[0]?.answer(HITS);
  expect([session.state().current, session.state().total, seen.revealed]).toEqual([1, 3, [50]]);
  session.walk(1);
  session.walk(1);
  session.walk(-1);
  expect(seen.revealed).toEqual([50, 90, 10, 90]);
  const late = sessionAt(95);
  late.session.open('the');
  await late.asked[0]?.answer(HITS);
  expect(late.session.state().current).toBe(0);
});

test('an answer to what is no longer asked is not shown', async () => {
  const { session, asked, seen } = sessionAt(0);
  session.open(null);
  session.search({ query: 't' });
  session.search({ query: 'th' });
  await asked[0]?.answer([1, 2]);
  expect(seen.revealed).toEqual([]);
  await asked[1]?.answer([5, 7]);
  expect(seen.revealed).toEqual([5]);
});

test('hits that touch a stretch of text are found, also those that begin before it', async () => {
  const { session, asked } = sessionAt(0);
  session.open('x');
  await asked[0]?.answer(HITS);
  expect(session.hitsIn({ start: 12, end: 51 }).map(({ start }) => start)).toEqual([10, 50]);
  expect(session.hitsIn({ start: 13, end: 50 })).toEqual([]);
});

test('a total beyond what can be walked is told', async () => {
  const { session, asked } = sessionAt(0);
  session.open('x');
  await asked[0]?.answer(HITS, 70_000);
  expect([session.state().total, session.state().walkable]).toEqual([70_000, 3]);
});

test('an empty query and closing take all hits away', async () => {
  const { session, asked, seen } = sessionAt(0);
  session.open('x');
  await asked[0]?.answer(HITS);
  session.search({ query: '' });
  expect([session.hit, session.state().total]).toEqual([null, null]);
  session.close();
  expect(seen.current.at(-1)).toBeNull();
});

test('steps walked before the answer are walked from the first hit; what is typed next forgets them', async () => {
  const { session, asked, seen } = sessionAt(40);
  session.open(null);
  session.search({ query: 'the' });
  session.walk(1);
  session.walk(1);
  let answered = false;
  void session.answered.then(() => {
    answered = true;
  });
  await Promise.resolve();
  expect([answered, seen.revealed]).toEqual([false, []]);
  await asked[0]?.answer(HITS);
  expect([answered, seen.revealed]).toEqual([true, [10]]);
  session.search({ query: 'then' });
  session.walk(-1);
  session.search({ query: 'then,' });
  await asked[2]?.answer([50, 53, 90, 93]);
  expect(seen.revealed).toEqual([10, 50]);
});
