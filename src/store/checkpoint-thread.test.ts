import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckpointThread } from './checkpoint-thread.ts';
import { plainText, Scratch } from './testing/scratch.ts';

const MEGABYTES = 6;

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

const sizeOf = (ending: string): number =>
  statSync(scratch.path + ending, { throwIfNoEntry: false })?.size ?? 0;

/** So many texts with originals of a megabyte each. */
function addTexts(count: number): void {
  for (let i = 0; i < count; i++) {
    const source = { mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' };
    scratch.act((tx) => {
      const text = tx.putText({
        structured: plainText(`Text ${i}`),
        source: { ...source, bytes: randomBytes(1_048_576) },
      });
      expect(text.length).toBeGreaterThan(0);
      tx.putPerson({ id: scratch.me.id, name: `Reader ${i}`, colour: 0 });
    });
  }
}

describe('moving the log in a thread', () => {
  it('brings what is committed into the file while the project is open, and leaves the log to whoever writes', async () => {
    const thread = new CheckpointThread(scratch.path);
    addTexts(MEGABYTES);
    const [file, log] = [sizeOf(''), sizeOf('-wal')];
    expect(log).toBeGreaterThan(MEGABYTES * 1_048_576);
    thread.begin();
    addTexts(1);
    thread.wait();
    expect(thread.isBusy).toBe(false);
    expect(sizeOf('')).toBeGreaterThan(file + (MEGABYTES - 1) * 1_048_576);
    expect(sizeOf('-wal')).toBeGreaterThan(log);
    addTexts(2);
    thread.end();
    expect((await scratch.store.check()).problems).toEqual([]);
    scratch.store.close();
    expect(sizeOf('-wal')).toBe(0);
    expect(scratch.reopen().read.counts().actions).toBeGreaterThan(MEGABYTES);
  });

  it('is not waited for where the file is gone', () => {
    const thread = new CheckpointThread(`${scratch.path}-elsewhere`);
    thread.begin();
    thread.wait();
    expect(thread.isBusy).toBe(false);
    thread.end();
  });

  it('lets an import that never pauses write more than the log may hold', async () => {
    addTexts(230);
    expect(sizeOf('-wal')).toBeLessThan(230 * 1_048_576);
    expect((await scratch.store.check()).problems).toEqual([]);
  });
});
