import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkbenchClient } from '../../contract/client.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { FoundPassage } from '../../core/query/text-query.ts';
import { USUAL_HABITS } from './question.ts';
import { SearchSession } from './search-session.ts';

interface Sent {
  readonly name: string;
  readonly input: { readonly query: string; readonly after?: string | null; readonly limit?: number };
  readonly signal: AbortSignal;
  answer(output: unknown): Promise<void>;
  refuse(error: unknown): Promise<void>;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const turns = () => vi.advanceTimersByTimeAsync(0);

/** A session whose workbench answers when the test says so. */
function begin() {
  const sent: Sent[] = [];
  const errors: unknown[] = [];
  const call = (name: string, input: Sent['input'], { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      const then = (settle: (value: unknown) => void) => (value: unknown) => {
        settle(value);
        return turns().then(() => undefined);
      };
      sent.push({ name, input, signal, answer: then(resolve), refuse: then(reject) });
    });
  const session = new SearchSession({
    client: { call } as unknown as WorkbenchClient,
    habits: USUAL_HABITS,
    keep: () => undefined,
    onError: (error) => errors.push(error),
  });
  return { session, sent, errors };
}

const passage = (documentId: string, start: number): FoundPassage => ({
  documentId,
  start,
  end: start + 10,
  ranges: [start, start + 3],
  snippet: { start, text: 'the market' },
});
const page = (from: number, length: number, next: string | null) => ({
  passages: Array.from({ length }, (_, i) => passage('d', (from + i) * 10)),
  next,
});

test('what is typed is asked once it rests, and only the newest answer is shown', async () => {
  const { session, sent } = begin();
  session.write('m');
  await vi.advanceTimersByTimeAsync(100);
  session.write('ma');
  await vi.advanceTimersByTimeAsync(100);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(sent.map(({ input }) => input.query)).toEqual(['ma']);
  session.ask({ query: 'market' });
  expect(sent[0]?.signal.aborted).toBe(true);
  await sent[0]?.answer(page(0, 3, null));
  expect(session.state.get().phase).toBe('asking');
  await sent[1]?.answer(page(0, 2, null));
  expect(session.state.get()).toMatchObject({ phase: 'found', counts: { passages: 2 } });
});

test('a query that cannot be read is found fault with when writing has stopped, or at once on Enter', async () => {
  const { session, sent } = begin();
  const fault = new GlossatorError('invalid-input', 'A * can only stand at the end.', {
    place: { field: 'query', offset: 1 },
  });
  session.write('t*he');
  await vi.advanceTimersByTimeAsync(200);
  await sent[0]?.refuse(fault);
  expect(session.state.get().phase).toBe('asking');
  await vi.advanceTimersByTimeAsync(800);
  expect(session.state.get()).toMatchObject({ phase: 'failed', error: fault, passages: [] });
  session.ask();
  await sent[1]?.refuse(fault);
  expect(session.state.get().phase).toBe('failed');
});

test('more comes page by page, once each, and is counted meanwhile', async () => {
  const { session, sent } = begin();
  session.ask({ query: 'the' });
  await sent[0]?.answer(page(0, 50, 'on'));
  expect(sent[1]).toMatchObject({ name: 'search.count', input: { query: 'the' } });
  void session.fetchMore();
  void session.fetchMore();
  expect(sent).toHaveLength(3);
  expect(sent[2]?.input).toMatchObject({ after: 'on', limit: 200 });
  await sent[2]?.answer(page(50, 200, null));
  expect(session.state.get()).toMatchObject({ hasMore: false, counts: null });
  await sent[1]?.answer({ passages: 250, documents: [{ documentId: 'd', passages: 250 }] });
  expect(session.state.get().counts?.passages).toBe(250);
  expect(await session.passageAt(249)).toMatchObject({ start: 2_490 });
  expect(await session.passageAt(250)).toBeUndefined();
});

test('the same passage stays the current one when documents changed and the list is made anew', async () => {
  const { session, sent } = begin();
  session.ask({ query: 'the' });
  await sent[0]?.answer(page(0, 4, null));
  session.goTo(2);
  session.documentsChanged();
  const stop = session.watch();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toHaveLength(2);
  expect(session.state.get().phase).toBe('found');
  await sent[1]?.answer({ passages: [passage('new', 5), ...page(0, 4, null).passages], next: null });
  expect(session.state.get()).toMatchObject({ current: 3, list: 1, counts: { passages: 5 } });
  stop();
  session.documentsChanged();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toHaveLength(2);
  const settled = session.settled();
  await turns();
  await sent[2]?.answer(page(1, 3, null));
  await settled;
  expect(session.state.get().current).toBe(1);
});

test('a search is stopped, and nothing of it comes after', async () => {
  const { session, sent } = begin();
  session.ask({ query: 'a.*b', kind: 'pattern' });
  session.stop();
  expect(sent[0]?.signal.aborted).toBe(true);
  await sent[0]?.answer(page(0, 1, null));
  expect(session.state.get()).toMatchObject({ phase: 'stopped', passages: [] });
});

test('what cannot be counted or fetched is told, and what was found stays', async () => {
  const { session, sent, errors } = begin();
  session.ask({ query: 'the' });
  await sent[0]?.answer(page(0, 50, 'on'));
  const slow = new GlossatorError('pattern-too-slow', 'Too slow.');
  await sent[1]?.refuse(slow);
  void session.fetchMore();
  await sent[2]?.refuse(slow);
  expect(errors).toEqual([slow, slow]);
  expect(session.state.get()).toMatchObject({ phase: 'found', hasMore: false });
  expect(session.state.get().passages).toHaveLength(50);
});

test('all that was found is chosen, what is not at hand too, and up to so many', async () => {
  const { session, sent } = begin();
  session.ask({ query: 'the' });
  await sent[0]?.answer(page(0, 50, 'on'));
  session.toggle(3);
  session.toggle(4);
  session.toggle(3);
  expect([...session.state.get().chosen]).toEqual(['d 40']);
  const choosing = session.chooseAll(240);
  await sent[2]?.answer(page(50, 200, 'further'));
  await choosing;
  expect(session.state.get().chosen.size).toBe(240);
  session.chooseNone();
  session.chooseSpan(7, 5);
  expect([...session.state.get().chosen]).toEqual(['d 50', 'd 60', 'd 70']);
  session.ask({ query: 'them' });
  await sent[3]?.answer(page(0, 9, null));
  expect(session.state.get().chosen.size).toBe(0);
});
