import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { toErrorValue } from '../../core/errors.ts';
import type { FoundPassage } from '../../core/query/text-query.ts';
import { TextSearch } from '../../store/search/text-search.ts';
import { giveWay, NICENESS } from './give-way.ts';
import { indexPathIn, makeIndexFolder, type OpenSearch, openToSearch } from './index-place.ts';
import {
  type AnswerTo,
  type SearchTask,
  SIGNS,
  type TaskOf,
  type ThreadAnswer,
  type ThreadBeginning,
} from './protocol.ts';

/** A thread in which texts are searched and indexed, by connections of its own: what is asked of it blocks it until it is done. */

const { projectPath, indexFolder, signs } = workerData as ThreadBeginning;
const seen = new Int32Array(signs);
const indexPath = indexPathIn(indexFolder);

let open: OpenSearch | null = null;

giveWay(NICENESS.searches);

function alive(): boolean {
  Atomics.add(seen, SIGNS.pulse, 1);
  return Atomics.load(seen, SIGNS.stop) === 0;
}

/** Once there is an index, with it. */
function toSearch(): TextSearch {
  if (open && (open.indexed || !existsSync(indexPath))) return open.search;
  open?.search.close();
  open = openToSearch(projectPath, indexFolder);
  return open.search;
}

function toIndex(): TextSearch {
  if (open?.indexed) return open.search;
  open?.search.close();
  open = null;
  makeIndexFolder(indexFolder, projectPath);
  open = { search: new TextSearch({ projectPath, indexPath }), indexed: true };
  return open.search;
}

function slices({ kind, documentIds }: TaskOf<'slices'>): AnswerTo<'slices'> {
  const search = toSearch();
  const lookedUp = kind === 'words' && open?.indexed && search.state().indexedTexts > 0;
  return lookedUp ? [] : search.slices({ documentIds });
}

/** Part by part, since a scan reads a slice to its end: what is found everywhere is found in the first part. */
function listed({ query, slice: { parts }, limit }: TaskOf<'list'>): readonly FoundPassage[] {
  const search = toSearch();
  const found: FoundPassage[] = [];
  for (const part of parts) {
    if (found.length >= limit) break;
    found.push(...search.scan(query, { parts: [part] }, limit - found.length, alive).passages);
  }
  return found;
}

function answerTo(task: SearchTask): unknown {
  switch (task.task) {
    case 'find':
      return toSearch().find(task.query, task.options, alive);
    case 'count':
      return toSearch().count(task.query, task.options, alive);
    case 'slices':
      return slices(task);
    case 'list':
      return listed(task);
    case 'tally':
      return toSearch().scan(task.query, task.slice, 0, alive).counts;
    case 'index':
      giveWay(NICENESS.indexes);
      return toIndex().indexMore(task.units);
  }
}

parentPort?.on('message', (task: SearchTask) => {
  let answer: ThreadAnswer;
  try {
    answer = { ok: true, value: answerTo(task) };
  } catch (thrown) {
    answer = { ok: false, error: toErrorValue(thrown) };
  }
  parentPort?.postMessage(answer);
});
