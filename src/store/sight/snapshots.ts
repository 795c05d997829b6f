import type { Snapshot } from '../types.ts';
import { Eye } from './eye.ts';
import type { Sight } from './sight.ts';

/** The snapshots of one project that are open, each a read transaction on a connection of its own. */
export class Snapshots {
  readonly #path: string;
  readonly #keepLog: () => () => void;
  readonly #open = new Set<() => void>();

  /** `keepLog`: nothing is moved out of the log until what it gives is called. */
  constructor(path: string, keepLog: () => () => void) {
    this.#path = path;
    this.#keepLog = keepLog;
  }

  take(sight?: Sight): Snapshot {
    const eye = new Eye(this.#path);
    const release = this.#keepLog();
    const close = () => {
      if (!this.#open.delete(close)) return;
      eye.close();
      release();
    };
    this.#open.add(close);
    try {
      const read = eye.through(sight);
      eye.hold();
      return { read, moment: { sight, lastAction: eye.lastAction() }, close };
    } catch (thrown) {
      close();
      throw thrown;
    }
  }

  close(): void {
    for (const close of [...this.#open]) close();
  }
}
