import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { NICENESS } from './give-way.ts';
import type { SearchTask } from './protocol.ts';
import { SearchThreads } from './threads.ts';

let scratch: Scratch;
let threads: SearchThreads<SearchTask>;
beforeEach(() => {
  scratch = openScratch();
  scratch.addDocument('One', ['A text.']);
  const place = { projectPath: scratch.store.path, indexFolder: join(scratch.folder, 'search') };
  const limits = { givesWay: 500, comesAlong: 60_000, idle: 60_000 };
  threads = new SearchThreads(2, new URL('./worker.ts', import.meta.url), place, limits);
});
afterEach(async () => {
  await threads.end();
  scratch.remove();
});

const ask = (task: SearchTask, waitedFor: boolean) =>
  threads.ask(task, { signal: new AbortController().signal, waitedFor });
const searching = { task: 'slices', kind: 'text' } as const;
const indexing = { task: 'index', units: 1 } as const;

/** The niceness of each thread of this process, as Linux tells it. */
function niceness(): readonly number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    // The 19th value. The second is the name of the thread, in which spaces may stand, in parentheses.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}

/** Tests that are run with less priority than others give way further already. */
const tells = process.platform === 'linux' && getPriority() === 0;

describe.runIf(tells)('threads that search', () => {
  it('let those of the window go first, and none else is changed', async () => {
    await ask(searching, true);
    expect(niceness().filter((nice) => nice !== 0)).toEqual([NICENESS.searches]);
    await ask(indexing, false);
    expect(
      niceness()
        .filter((nice) => nice !== 0)
        .sort(),
    ).toEqual([NICENESS.indexes, NICENESS.searches]);
  });

  it('that once have indexed do not do what somebody waits for, where another is free', async () => {
    await ask(indexing, false);
    expect(threads.running).toBe(1);
    await ask(searching, true);
    expect(threads.running).toBe(2);
    expect(niceness()).toContain(NICENESS.searches);
  });
});
