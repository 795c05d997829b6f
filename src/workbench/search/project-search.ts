import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { SearchState } from '../../contract/procedures.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { FoundPassages, IndexState, PassageCounts, TextQuery } from '../../core/query/text-query.ts';
import { backupFolderOf } from '../../store/backup/backup-files.ts';
import type { ScanSlice } from '../../store/search/scan.ts';
import type { FindOptions } from '../../store/search/text-search.ts';
import { pageOf, sumOf } from './divided.ts';
import { openToSearch, sweepIndexes } from './index-place.ts';
import { indexProblem } from './index-problem.ts';
import { Indexing } from './indexing.ts';
import type { AnswerTo, SearchTask, TaskName, TaskOf } from './protocol.ts';
import { searchCancelled, type ThreadLimits } from './thread.ts';
import { SearchThreads, type TaskWishes } from './threads.ts';

/**
 * UTF-16 code units that are indexed in one step: a tenth of a second or two, and a second for the last of a shard. Where there is one
 * thread only, a search may have to wait for it.
 */
const INDEX_STEP = 1_048_576;
/** More would be quicker where there are more cores, and hold more memory. */
const THREADS_AT_MOST = 2;
const LIMITS: ThreadLimits = { givesWay: 1_000, comesAlong: 10_000, idle: 20_000 };

export interface ProjectSearchOptions {
  /** told a few times a second while the index is made */
  readonly tell?: (state: SearchState) => void;
  readonly limits?: ThreadLimits;
  readonly threads?: number;
  /** UTF-16 code units that are indexed in one step */
  readonly indexStep?: number;
}

/** Beside this module in the source; an entry of its own in the build, whose modules all stand one folder below `out/`. */
function workerProgram(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker.ts' : '../search/index.js', here);
}

function patternTooSlow(): GlossatorError {
  return new GlossatorError('pattern-too-slow', 'This pattern takes too long on one of the passages.', {
    place: { field: 'query' },
    remedy: 'Make it more exact: one repetition within another, such as (a+)+, may be tried without end.',
  });
}

/**
 * Search over the texts of one project, in threads of its own: whoever asks is never blocked. The threads begin when something is
 * asked and end when nothing has been for a while.
 */
export class ProjectSearch {
  readonly #projectPath: string;
  readonly #searchFolder: string;
  readonly #indexFolder: string;
  readonly #threads: SearchThreads<SearchTask>;
  readonly #indexing: Indexing;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();
  #rebuilding: Promise<void> | null = null;
  #swept: Promise<void> | null = null;

  /**
   * @param projectPath absolute
   * @param searchFolder where the indexes of all projects lie
   */
  constructor(projectPath: string, searchFolder: string, options: ProjectSearchOptions = {}) {
    const { tell = () => undefined, limits = LIMITS, indexStep = INDEX_STEP } = options;
    const { threads = Math.min(THREADS_AT_MOST, availableParallelism()) } = options;
    this.#projectPath = projectPath;
    this.#searchFolder = searchFolder;
    this.#indexFolder = backupFolderOf(searchFolder, projectPath);
    const place = { projectPath, indexFolder: this.#indexFolder };
    this.#threads = new SearchThreads(threads, workerProgram(), place, limits);
    this.#indexing = new Indexing({
      look: () => this.#look(),
      step: (signal) => this.#ask({ task: 'index', units: indexStep }, signal, { waitedFor: false }),
      problemOf: (thrown) => indexProblem(thrown, this.#indexFolder),
      ended: () => this.#threads.endIdle(),
      tell,
    });
  }

  /** Threads that there are at the moment. */
  get threads(): number {
    return this.#threads.running;
  }

  /** Raises what `TextSearch.find` raises; `pattern-too-slow`; `cancelled`, at once. */
  passages(query: TextQuery, options: FindOptions, signal: AbortSignal): Promise<FoundPassages> {
    return this.#during(signal, async (stop) => {
      const ask = this.#asking(query, stop);
      const { after, order, limit } = options;
      const slices = after === null && order === 'text' ? await this.#slices(query, options, stop) : [];
      if (slices.length < 2) return ask({ task: 'find', query, options });
      const found = slices.map((slice) => ask({ task: 'list', query, slice, limit: limit + 1 }));
      // Those that are not needed any more are ended unheard.
      for (const each of found) each.catch(() => undefined);
      return pageOf(query, options, slices, found);
    });
  }

  /** Raises as `passages` does. */
  count(
    query: TextQuery,
    options: { readonly documentIds?: readonly Id[] | undefined },
    signal: AbortSignal,
  ): Promise<PassageCounts> {
    return this.#during(signal, async (stop) => {
      const ask = this.#asking(query, stop);
      const slices = await this.#slices(query, options, stop);
      if (slices.length < 2) return ask({ task: 'count', query, options });
      return sumOf(await Promise.all(slices.map((slice) => ask({ task: 'tally', query, slice }))));
    });
  }

  state(): SearchState {
    return this.#indexing.state();
  }

  /** Takes into the index what is not in it, in the background. */
  async index(): Promise<void> {
    this.#swept ??= sweepIndexes(this.#searchFolder);
    await this.#swept;
    if (!this.#closing.signal.aborted && !this.#rebuilding) this.#indexing.begin();
  }

  /** Takes the index away and begins it anew. Raises why it cannot be taken away. */
  async rebuild(): Promise<SearchState> {
    this.#rebuilding ??= this.#removeIndex().finally(() => {
      this.#rebuilding = null;
    });
    await this.#rebuilding;
    await this.index();
    return this.state();
  }

  /** Cancels what is asked, and resolves when nothing of it runs any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#indexing.stop();
    await Promise.allSettled([...this.#underWay, this.#rebuilding, this.#swept]);
    await this.#threads.end();
  }

  /** A regular expression may be tried without end; whatever else is sought comes to an end. */
  #asking(query: TextQuery, signal: AbortSignal) {
    const wishes =
      query.kind === 'pattern' ? { waitedFor: true, stuck: patternTooSlow } : { waitedFor: true };
    return <N extends TaskName>(task: TaskOf<N>) => this.#ask(task, signal, wishes);
  }

  async #ask<N extends TaskName>(
    task: TaskOf<N>,
    signal: AbortSignal,
    wishes: Omit<TaskWishes, 'signal'>,
  ): Promise<AnswerTo<N>> {
    return (await this.#threads.ask(task as SearchTask, { signal, ...wishes })) as AnswerTo<N>;
  }

  /** What several threads can read through at once; none where one does all. */
  async #slices(
    { kind }: TextQuery,
    { documentIds }: Pick<FindOptions, 'documentIds'>,
    signal: AbortSignal,
  ): Promise<readonly ScanSlice[]> {
    if (this.#threads.count < 2) return [];
    return this.#ask({ task: 'slices', kind, documentIds }, signal, { waitedFor: true });
  }

  /** Work for someone who asked. When it is done, or has failed, nothing that was begun for it goes on. */
  async #during<T>(signal: AbortSignal, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    await this.#rebuilding;
    const ended = new AbortController();
    const stop = AbortSignal.any([signal, this.#closing.signal, ended.signal]);
    if (stop.aborted) throw searchCancelled();
    const working = work(stop).finally(() => ended.abort());
    this.#underWay.add(working);
    try {
      return await working;
    } finally {
      this.#underWay.delete(working);
    }
  }

  async #removeIndex(): Promise<void> {
    await this.#indexing.stop();
    await Promise.allSettled(this.#underWay);
    await this.#threads.end();
    try {
      await rm(this.#indexFolder, { recursive: true, force: true });
    } catch (thrown) {
      if (existsSync(this.#indexFolder))
        throw GlossatorError.fromValue(indexProblem(thrown, this.#indexFolder));
      // There is nothing to remove, not even a folder that it could be in: making it will tell.
    }
  }

  #look(): IndexState {
    const { search } = openToSearch(this.#projectPath, this.#indexFolder);
    try {
      return search.state();
    } finally {
      search.close();
    }
  }
}
