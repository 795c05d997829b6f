import { setImmediate } from 'node:timers/promises';
import { GlossatorError } from '../../core/errors.ts';

/** Longest stretch of work, in milliseconds, between two turns of the event loop. */
const STRETCH_MS = 12;

export interface PaceOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Lets long work give way to others, tell how far it is, and be cancelled. */
export class Pace {
  readonly #options: PaceOptions;
  readonly #total: number;
  #done = 0;
  #since = performance.now();

  constructor(total: number, options: PaceOptions) {
    this.#total = total;
    this.#options = options;
  }

  /** One more unit of the total is done. Raises `cancelled`. */
  async step(): Promise<void> {
    this.#done++;
    if (performance.now() - this.#since < STRETCH_MS) return;
    this.#options.onProgress?.(Math.min(this.#done, this.#total), this.#total);
    await setImmediate();
    if (this.#options.signal?.aborted) throw new GlossatorError('cancelled', 'The check was cancelled.');
    this.#since = performance.now();
  }
}
