import type { SearchState } from '../../contract/procedures.ts';
import type { ErrorValue } from '../../core/errors.ts';
import type { IndexState } from '../../core/query/text-query.ts';

/** What is told of a growing index is told at most this often (milliseconds). */
const TOLD_EVERY = 250;

export interface IndexingWork {
  /** How the index stands; does nothing to it. Not asked while steps are under way. */
  look(): IndexState;
  /** Takes some more texts into it. */
  step(signal: AbortSignal): Promise<IndexState>;
  problemOf(thrown: unknown): ErrorValue;
  /** All texts are in it, or no more can be done. */
  ended(): void;
  tell(state: SearchState): void;
}

function isWhole({ texts, indexedTexts }: IndexState): boolean {
  return indexedTexts >= texts;
}

/** Makes an index in the background, step by step, and says how it stands. What goes wrong is kept, and hinders nothing else. */
export class Indexing {
  readonly #work: IndexingWork;
  /** as far as is known */
  #state: IndexState | null = null;
  #problem: ErrorValue | null = null;
  #indexing = false;
  /** texts may have come since it was looked last */
  #more = false;
  #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #telling: NodeJS.Timeout | undefined;

  constructor(work: IndexingWork) {
    this.#work = work;
  }

  state(): SearchState {
    if (!this.#state || !this.#indexing) this.#state = this.#work.look();
    return { state: this.#state, problem: this.#problem, indexing: this.#indexing };
  }

  /** Takes in what is not in it yet. */
  begin(): void {
    this.#more = true;
    if (this.#indexing) return;
    this.#stopping = new AbortController();
    this.#running = this.#run(this.#stopping.signal);
  }

  /** Resolves when nothing is done to it any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const before = this.#problem;
    try {
      while (this.#more && !signal.aborted) {
        this.#more = false;
        this.#state = this.#work.look();
        if (!isWhole(this.#state)) await this.#finish(this.#state, signal);
      }
      this.#problem = null;
    } catch (thrown) {
      if (!signal.aborted) this.#problem = this.#work.problemOf(thrown);
    }
    clearTimeout(this.#telling);
    const worked = this.#indexing;
    this.#indexing = false;
    if (worked) this.#work.ended();
    if (worked || before?.code !== this.#problem?.code) this.#tell();
  }

  async #finish(from: IndexState, signal: AbortSignal): Promise<void> {
    this.#indexing = true;
    this.#tell();
    for (let at = from; !isWhole(at); ) {
      const next = await this.#work.step(signal);
      if (next.indexedTexts === at.indexedTexts && next.indexedUnits === at.indexedUnits)
        throw new Error('A text could not be taken in.');
      at = next;
      this.#state = at;
      this.#telling ??= setTimeout(() => this.#tell(), TOLD_EVERY);
    }
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    if (this.#state)
      this.#work.tell({ state: this.#state, problem: this.#problem, indexing: this.#indexing });
  }
}
