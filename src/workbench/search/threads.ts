import type { GlossatorError } from '../../core/errors.ts';
import { type SearchPlace, SearchThread, searchCancelled, type ThreadLimits } from './thread.ts';

export interface TaskWishes {
  readonly signal: AbortSignal;
  /** Somebody waits for the answer. What nobody waits for is not begun meanwhile. */
  readonly waitedFor: boolean;
  /** what is raised where the thread does not come along; without it, it may take its time */
  readonly stuck?: () => GlossatorError;
}

interface Queued<Task> {
  readonly waitedFor: boolean;
  readonly begin: (thread: SearchThread<Task>) => void;
}

function isFree(thread: { readonly isFree: boolean }): boolean {
  return thread.isFree;
}

/** A few threads that share tasks: first those for which somebody waits, else in their order. While nothing is asked there is none. */
export class SearchThreads<Task> {
  readonly #threads: readonly SearchThread<Task>[];
  readonly #queue: Queued<Task>[] = [];
  /** tasks under way for which somebody waits */
  #waitedFor = 0;

  constructor(count: number, program: URL, place: SearchPlace, limits: ThreadLimits) {
    this.#threads = Array.from({ length: count }, () => new SearchThread<Task>(program, place, limits));
  }

  get count(): number {
    return this.#threads.length;
  }

  /** How many there are at the moment. */
  get running(): number {
    return this.#threads.filter(({ runs }) => runs).length;
  }

  /** @throws GlossatorError what SearchThread.ask throws */
  ask(task: Task, { signal, waitedFor, stuck }: TaskWishes): Promise<unknown> {
    if (signal.aborted) return Promise.reject(searchCancelled());
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const share = waitedFor ? 1 : 0;
    const leave = (): void => {
      this.#queue.splice(this.#queue.indexOf(queued), 1);
      reject(searchCancelled());
    };
    const freed = (): void => {
      this.#waitedFor -= share;
      this.#serve();
    };
    const queued: Queued<Task> = {
      waitedFor,
      begin: (thread) => {
        signal.removeEventListener('abort', leave);
        this.#waitedFor += share;
        thread.ask(task, signal, freed, stuck).then(resolve, reject);
      },
    };
    signal.addEventListener('abort', leave);
    this.#queue.push(queued);
    this.#serve();
    return promise;
  }

  /** Ends all threads, whatever they are doing. Whoever still waits has to be told to stop before. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  /** Ends those that have nothing to do. */
  endIdle(): void {
    for (const thread of this.#threads) if (thread.isFree) void thread.end();
  }

  #serve(): void {
    for (let next = this.#next(); next; next = this.#next()) {
      const [thread, at] = next;
      this.#queue.splice(at, 1)[0]?.begin(thread);
    }
  }

  /**
   * A free thread, and the place in the queue of what it is to do. What nobody waits for is the last one's, and what somebody waits for
   * goes to the first that is free: a thread that once gave way to all others goes on doing so.
   */
  #next(): readonly [SearchThread<Task>, number] | null {
    const urgent = this.#queue.findIndex(({ waitedFor }) => waitedFor);
    const thread = urgent === -1 ? this.#threads.slice(-1).find(isFree) : this.#threads.find(isFree);
    const at = urgent === -1 && this.#waitedFor === 0 && this.#queue.length > 0 ? 0 : urgent;
    return thread && at !== -1 ? [thread, at] : null;
  }
}
