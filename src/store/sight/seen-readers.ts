import type { StoreReader } from '../types.ts';
import { Eye } from './eye.ts';
import { type Sight, seesAll } from './sight.ts';

/** Readers of one project through sights, each over a connection of its own that only reads. They see what has been committed. */
export class SeenReaders {
  readonly #path: string;
  readonly #whole: StoreReader;
  /** one for what I may see, and one for what layers show of it */
  readonly #eyes = new Map<'blind' | 'layers', Eye>();

  constructor(path: string, whole: StoreReader) {
    this.#path = path;
    this.#whole = whole;
  }

  through(sight: Sight): StoreReader {
    if (seesAll(sight)) return this.#whole;
    const isLayered = sight.hidden.length > 0 || !sight.adjudicated;
    return this.#eye(isLayered ? 'layers' : 'blind').through(sight);
  }

  #eye(name: 'blind' | 'layers'): Eye {
    const known = this.#eyes.get(name);
    if (known) return known;
    const eye = new Eye(this.#path);
    this.#eyes.set(name, eye);
    return eye;
  }

  close(): void {
    for (const eye of this.#eyes.values()) eye.close();
    this.#eyes.clear();
  }
}
