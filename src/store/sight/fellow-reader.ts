import type { StoreReader } from '../types.ts';
import { Eye } from './eye.ts';
import type { Moment } from './moment.ts';

/**
 * Reads in a thread of its own what a snapshot reads in another. It is opened before the snapshot is taken, which must stay open, and
 * keep the log in its place, for as long as this one.
 */
export class FellowReader {
  readonly #eye: Eye;

  /** Raises what opening the file raises. */
  constructor(path: string) {
    this.#eye = new Eye(path);
  }

  /** Once. Null where something has been written since: then it would show what the snapshot does not. */
  at({ sight, lastAction }: Moment): StoreReader | null {
    const read = this.#eye.through(sight);
    this.#eye.hold();
    return this.#eye.lastAction() === lastAction ? read : null;
  }

  close(): void {
    this.#eye.close();
  }
}
