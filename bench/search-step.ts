// Search in a process of its own, so that its memory is its own: `search-step.ts PROJECT INDEX`. Prints what was measured as JSON.
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { TextQuery } from '../src/core/query/text-query.ts';
import { TextSearch } from '../src/store/search/text-search.ts';
import { soughtWords } from './search-words.ts';

const [projectPath = '', indexPath = ''] = process.argv.slice(2);
const files = { projectPath, indexPath };
/** UTF-16 code units indexed at a time. */
const STEP = 1_048_576;
const ROUNDS = 5;
const READINGS = 3;

const alive = () => true;
const highest = () => process.resourceUsage().maxRSS / 1_024;
function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

let search = new TextSearch(files);
let longest = 0;
let indexing = 0;
for (let state = search.state(); state.indexedTexts < state.texts; ) {
  const step = milliseconds(() => {
    state = search.indexMore(STEP);
  });
  longest = Math.max(longest, step);
  indexing += step / 1_000;
}
const memoryIndexing = highest();
search.close();

const figures: Record<string, number[]> = {};
const found: Record<string, number> = {};
function keep(work: string, value: number): void {
  figures[work] ??= [];
  figures[work].push(value);
}

const { rare, middling, common } = soughtWords();
const query = (kind: TextQuery['kind'], text: string): TextQuery => ({
  kind,
  query: text,
  caseSensitive: false,
  wholeWord: false,
});
const asked: Readonly<Record<string, TextQuery>> = {
  'rare word': query('words', rare),
  'middling word': query('words', middling),
  'common word': query('words', common),
  'two words': query('words', `${common} ${middling}`),
  phrase: query('words', `"${common} ${middling}"`),
  'beginning of a word': query('words', `${middling.slice(0, -2)}*`),
};
for (let round = 0; round < ROUNDS; round += 1) {
  // A ranking is kept for its pages, so that each round begins anew; what opening takes is not of the first search.
  search = new TextSearch(files);
  search.find(query('words', 'project'), { order: 'text', after: null, limit: 1 }, alive);
  for (const [name, one] of Object.entries(asked)) {
    const options = { after: null, limit: 50 };
    keep(
      `first 50, ${name}`,
      milliseconds(() => search.find(one, { order: 'text', ...options }, alive)),
    );
    keep(
      `best 50, ${name}`,
      milliseconds(() => search.find(one, { order: 'relevance', ...options }, alive)),
    );
    keep(
      `count, ${name}`,
      milliseconds(() => {
        found[name] = search.count(one, {}, alive).passages;
      }),
    );
  }
  search.close();
}
const memorySearching = highest();

const read: Readonly<Record<string, TextQuery>> = {
  literal: query('text', rare),
  'literal in its letter case': { ...query('text', rare), caseSensitive: true },
  // Words with its longest word are everywhere, and the literal is nowhere: all is read.
  'literal of frequent letters': query('text', `${rare.slice(0, 4)} ${rare.slice(0, 4)}`),
  'regular expression': query('pattern', `${middling}\\w*\\s+\\w+ing?\\b`),
  'regular expression with alternatives': query('pattern', `(?:${rare}|${middling}) [a-e]`),
};
search = new TextSearch(files);
for (const [name, one] of Object.entries(read)) {
  for (let round = 0; round < READINGS; round += 1) {
    const work = () =>
      search.slices({}).reduce((sum, slice) => sum + search.scan(one, slice, 0, alive).counts.passages, 0);
    keep(
      `all texts, ${name}, one thread`,
      milliseconds(() => {
        found[name] = work();
      }),
    );
  }
}

/** Two threads, each of which is handed the next slice when it is done with one. */
async function readByTwo(threads: readonly Worker[], one: TextQuery): Promise<number> {
  const slices = [...search.slices({})];
  let sum = 0;
  const run = async (thread: Worker): Promise<void> => {
    for (let slice = slices.shift(); slice; slice = slices.shift()) {
      thread.postMessage({ query: one, slice });
      const [passages] = (await once(thread, 'message')) as [number];
      sum += passages;
    }
  };
  await Promise.all(threads.map(run));
  return sum;
}
const threads = [1, 2].map(
  () => new Worker(new URL('./search-thread.ts', import.meta.url), { workerData: files }),
);
await Promise.all(threads.map((thread) => once(thread, 'message')));
for (const [name, one] of Object.entries(read)) {
  for (let round = 0; round < READINGS; round += 1) {
    const start = performance.now();
    const sum = await readByTwo(threads, one);
    keep(`all texts, ${name}, two threads`, performance.now() - start);
    if (sum !== found[name]) throw new Error(`${name}: ${sum} and ${found[name]} passages`);
  }
}
for (const thread of threads) thread.postMessage(null);
search.close();
const { size: bytes } = statSync(indexPath);
console.log(JSON.stringify({ indexing, longest, bytes, memoryIndexing, memorySearching, figures, found }));
