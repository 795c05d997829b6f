import type { Id } from '../../core/ids.ts';
import type { TextRange } from '../../core/text/structure.ts';

/** A place that was read. UTF-16 offsets. */
export interface Place {
  readonly documentId: Id;
  /** the annotation that was selected */
  readonly annotationId: Id | null;
  readonly range: TextRange;
}

const MOST = 200;

/** Places left by a jump, to go back to, as a browser keeps its pages. */
export class PlaceHistory {
  #back: readonly Place[] = [];
  #forward: readonly Place[] = [];

  get canGoBack(): boolean {
    return this.#back.length > 0;
  }

  get canGoForward(): boolean {
    return this.#forward.length > 0;
  }

  /** A jump leads away from here: what lay ahead is forgotten. */
  leave(here: Place): void {
    this.#back = [...this.#back, here].slice(-MOST);
    this.#forward = [];
  }

  /** The place before, `here` being kept to go forward to; null where there is none. */
  back(here: Place | null): Place | null {
    const to = this.#back.at(-1) ?? null;
    if (!to) return null;
    this.#back = this.#back.slice(0, -1);
    if (here) this.#forward = [...this.#forward, here];
    return to;
  }

  forward(here: Place | null): Place | null {
    const to = this.#forward.at(-1) ?? null;
    if (!to) return null;
    this.#forward = this.#forward.slice(0, -1);
    if (here) this.#back = [...this.#back, here];
    return to;
  }
}
