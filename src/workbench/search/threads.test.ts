import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { until } from '../../core/testing/until.ts';
import { SearchThreads } from './threads.ts';

const program = new URL('./testing/slow-worker.ts', import.meta.url);
const place = { projectPath: '', indexFolder: '' };
const limits = { givesWay: 100, comesAlong: 200, idle: 60_000 };
const stuck = () => new GlossatorError('pattern-too-slow', 'stuck');

let threads: SearchThreads<string>;
let closing: AbortController;
const begin = (count: number, more = {}) => {
  threads = new SearchThreads(count, program, place, { ...limits, ...more });
};
const ask = (task: string, signal = closing.signal, more = {}) =>
  threads.ask(task, { signal, waitedFor: true, ...more });

beforeEach(() => {
  closing = new AbortController();
});
afterEach(async () => {
  closing.abort();
  await threads.end();
});

describe('threads that search', () => {
  it('begin with the first task, and end when they have been idle for long', async () => {
    begin(2, { idle: 20 });
    expect(threads.running).toBe(0);
    expect(await ask('a')).toBe('a');
    expect(threads.running).toBe(1);
    await until(() => threads.running === 0);
    expect(await ask('b')).toBe('b');
  });

  it('are no more than are needed and allowed', async () => {
    begin(2);
    for (const task of ['a', 'b', 'c']) await ask(task);
    expect(threads.running).toBe(1);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((task) => ask(task)))).toEqual(['a', 'b', 'c', 'd']);
    expect(threads.running).toBe(2);
  });

  it.each(['goes on until it is stopped', 'backtracks without end'])(
    'leave a task that %s at once when it is cancelled, and take the next',
    async (task) => {
      begin(1);
      const stop = new AbortController();
      const asked = ask(task, stop.signal);
      const waiting = ask('never begun', stop.signal);
      const next = ask('next');
      stop.abort();
      await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
      await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
      await expect(ask('too late', stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
      expect(await next).toBe('next');
    },
  );

  it('end one that does not come along, where that is not to be waited for', async () => {
    begin(1);
    await expect(ask('backtracks without end', closing.signal, { stuck })).rejects.toMatchObject({
      code: 'pattern-too-slow',
    });
    expect(await ask('next')).toBe('next');
  });

  it('may take as long as they like while they come along', async () => {
    begin(1, { comesAlong: 100 });
    await ask('the first, for which the thread has to begin');
    const stop = new AbortController();
    const asked = ask('goes on until it is stopped', stop.signal, { stuck });
    const enough = performance.now() + 300;
    const end = vi.waitUntil(() => performance.now() > enough, { interval: 5 });
    expect(await Promise.race([asked.catch((thrown: unknown) => thrown), end])).toBe(true);
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['ends', 'ended before its work did'],
    ['throws later', 'later'],
  ])('say so where one %s, and the next task gets another', async (task, message) => {
    begin(1);
    await expect(ask(task)).rejects.toThrow(message);
    expect(await ask('next')).toBe('next');
  });

  it('do what nobody waits for when nobody waits for anything', async () => {
    begin(2);
    const stop = new AbortController();
    const first = ask('goes on until it is stopped', stop.signal);
    const order: string[] = [];
    const note = (task: string) => () => order.push(task);
    const unwaited = threads
      .ask('unwaited', { signal: closing.signal, waitedFor: false })
      .then(note('unwaited'));
    await ask('waited').then(note('waited'));
    stop.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await unwaited;
    expect(order).toEqual(['waited', 'unwaited']);
  });
});
