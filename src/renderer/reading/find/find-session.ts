import type { WorkbenchClient } from '../../../contract/client.ts';
import { FIND_LIMIT } from '../../../contract/vocabulary.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';

export interface FindState {
  readonly open: boolean;
  readonly query: string;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  /** how many hits there are; null while that is not known */
  readonly total: number | null;
  /** how many of them can be walked */
  readonly walkable: number;
  /** which hit is the current one, from 0; -1: none */
  readonly current: number;
  readonly error: string | null;
}

const CLOSED: FindState = {
  open: false,
  query: '',
  caseSensitive: false,
  wholeWord: false,
  total: null,
  walkable: 0,
  current: -1,
  error: null,
};

export interface FindParts {
  readonly client: WorkbenchClient;
  readonly textId: Id;
  /** where the search begins: the caret, or what is in view */
  origin(): number;
  /** the hits changed, or which of them is the current one */
  shown(hits: Uint32Array, current: TextRange | null): void;
  /** brings a hit into view */
  reveal(hit: TextRange): void;
}

/** Finding in one document. Hits are offsets of the document, so they need not be shown to be counted and walked. */
export class FindSession {
  readonly #parts: FindParts;
  readonly #listeners = new Set<() => void>();
  #state = CLOSED;
  /** UTF-16 offsets in pairs, ascending */
  #hits: Uint32Array = new Uint32Array(0);
  #origin = 0;
  #asking: AbortController | null = null;
  #answered: Promise<void> = Promise.resolve();
  /** steps walked while the hits were still being looked for */
  #stepsAhead = 0;

  constructor(parts: FindParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): FindState => this.#state;

  /** Resolves when what is being looked for is found or not. */
  get answered(): Promise<void> {
    return this.#answered;
  }

  get hit(): TextRange | null {
    return this.#hitAt(this.#state.current);
  }

  /** Opens the bar, looking for the text where some is given. */
  open(text: string | null): void {
    this.#origin = this.#parts.origin();
    this.#set({ open: true });
    if (text) this.search({ query: text });
    else if (this.#state.query !== '') this.search({});
  }

  close(): void {
    this.#leave();
    this.#hits = new Uint32Array(0);
    this.#set({ open: false, total: null, walkable: 0, current: -1, error: null });
    this.#parts.shown(this.#hits, null);
  }

  search(change: Partial<Pick<FindState, 'query' | 'caseSensitive' | 'wholeWord'>>): void {
    this.#leave();
    this.#set({ ...change, error: null });
    const { query, caseSensitive, wholeWord } = this.#state;
    if (query === '') {
      this.#take(new Uint32Array(0), null);
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    this.#answered = this.#parts.client
      .call(
        'documents.find',
        { textId: this.#parts.textId, query, caseSensitive, wholeWord },
        { signal: asking.signal },
      )
      .then(
        ({ ranges, total }) => {
          if (asking.signal.aborted) return;
          this.#asking = null;
          this.#take(ranges, total);
        },
        (error: unknown) => {
          if (asking.signal.aborted) return;
          this.#asking = null;
          this.#take(new Uint32Array(0), null);
          this.#set({ error: error instanceof Error ? error.message : String(error) });
        },
      );
  }

  /** Goes to the hit after the current one, or before it; from the last on to the first. */
  walk(step: 1 | -1): void {
    const { walkable, current, open } = this.#state;
    if (!open) this.open(null);
    else if (this.#asking) this.#stepsAhead += step;
    else if (walkable > 0) this.#goTo((current + step + walkable) % walkable);
  }

  /** The ranges of the hits that touch a stretch of text. */
  hitsIn({ start, end }: TextRange): TextRange[] {
    const found: TextRange[] = [];
    for (let at = this.#firstEndingAfter(start); at < this.#hits.length / 2; at += 1) {
      const hit = this.#hitAt(at);
      if (!hit || hit.start >= end) break;
      found.push(hit);
    }
    return found;
  }

  #leave(): void {
    this.#asking?.abort();
    this.#asking = null;
    this.#stepsAhead = 0;
  }

  #take(hits: Uint32Array, total: number | null): void {
    this.#hits = hits;
    const walkable = Math.min(hits.length / 2, FIND_LIMIT);
    this.#set({ total, walkable, current: -1 });
    if (walkable === 0) {
      this.#parts.shown(hits, null);
      return;
    }
    const next = this.#firstEndingAfter(this.#origin);
    const first = (next < walkable ? next : 0) + this.#stepsAhead;
    this.#goTo(((first % walkable) + walkable) % walkable);
  }

  #goTo(current: number): void {
    this.#set({ current });
    const hit = this.#hitAt(current);
    if (!hit) return;
    this.#origin = hit.start;
    this.#parts.shown(this.#hits, hit);
    this.#parts.reveal(hit);
  }

  #hitAt(at: number): TextRange | null {
    const start = this.#hits[at * 2];
    const end = this.#hits[at * 2 + 1];
    return at < 0 || start === undefined || end === undefined ? null : { start, end };
  }

  #firstEndingAfter(offset: number): number {
    let low = 0;
    let high = this.#hits.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#hits[middle * 2 + 1] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #set(change: Partial<FindState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
