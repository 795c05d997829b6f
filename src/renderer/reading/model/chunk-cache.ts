import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { TextChunk } from '../../../core/text/structure.ts';
import { type DisplayUnit, unitsOf } from './units.ts';

/** A chunk at hand, with the annotations that touch it. */
export interface LoadedChunk {
  readonly chunk: TextChunk;
  readonly units: readonly DisplayUnit[];
  /** touching the chunk, in document order */
  readonly annotations: readonly Annotation[];
}

/** Brings a run of neighbouring chunks; may bring more than these. */
export type FetchChunks = (
  seqs: readonly number[],
  signal: AbortSignal,
) => Promise<readonly { readonly chunk: TextChunk; readonly annotations: readonly Annotation[] }[]>;

export interface ChunkListener {
  loaded(chunks: readonly LoadedChunk[]): void;
  dropped(seqs: readonly number[]): void;
  failed(error: unknown): void;
}

/** More requests than this are never under way: while a thumb is dragged only the newest wish counts. */
const REQUESTS_AT_ONCE = 2;
/** Chunks in one request. */
const CHUNKS_AT_ONCE = 4;

/** The chunks near the viewport, least recently wanted dropped first; what is wanted now is fetched before what may be. */
export class ChunkCache {
  readonly #fetch: FetchChunks;
  readonly #capacity: number;
  readonly #listener: ChunkListener;
  /** by last use, oldest first */
  readonly #loaded = new Map<number, LoadedChunk>();
  readonly #underWay = new Set<number>();
  readonly #ending = new AbortController();
  #requests = 0;
  #wanted: readonly number[] = [];
  /** so many of the wanted, from the first, are missed on the screen */
  #urgent = 0;

  constructor(fetch: FetchChunks, capacity: number, listener: ChunkListener) {
    this.#fetch = fetch;
    this.#capacity = capacity;
    this.#listener = listener;
  }

  get(seq: number): LoadedChunk | undefined {
    return this.#loaded.get(seq);
  }

  all(): IterableIterator<LoadedChunk> {
    return this.#loaded.values();
  }

  /**
   * Replaces all earlier wishes.
   * @param seqs most urgent first
   * @param urgent so many of them, from the first, are brought before any of the others is asked for
   */
  want(seqs: readonly number[], urgent = 0): void {
    this.#wanted = seqs;
    this.#urgent = urgent;
    for (const seq of [...seqs].reverse()) this.#touch(seq);
    this.#request();
  }

  /** Puts annotations in the place of those that a chunk had. */
  replaceAnnotations(seq: number, annotations: readonly Annotation[]): void {
    const loaded = this.#loaded.get(seq);
    if (loaded) this.#loaded.set(seq, { ...loaded, annotations });
  }

  /** Forgets chunks, so that they are fetched anew when they are wanted. */
  drop(seqs: readonly number[]): void {
    const gone = seqs.filter((seq) => this.#loaded.delete(seq));
    if (gone.length > 0) this.#listener.dropped(gone);
  }

  close(): void {
    this.#ending.abort();
    this.#wanted = [];
  }

  #touch(seq: number): void {
    const loaded = this.#loaded.get(seq);
    if (!loaded) return;
    this.#loaded.delete(seq);
    this.#loaded.set(seq, loaded);
  }

  #request(): void {
    while (this.#requests < REQUESTS_AT_ONCE) {
      const missing = this.#wanted.filter((seq) => !this.#loaded.has(seq) && !this.#underWay.has(seq));
      const urgent = this.#wanted.slice(0, this.#urgent).filter((seq) => !this.#loaded.has(seq));
      const asked = missing.filter((seq) => urgent.includes(seq));
      if (asked.length === 0 && urgent.length > 0) return;
      const run = neighbours(urgent.length > 0 ? asked : missing, CHUNKS_AT_ONCE);
      if (run.length === 0) return;
      this.#send(run);
    }
  }

  #send(seqs: readonly number[]): void {
    this.#requests += 1;
    for (const seq of seqs) this.#underWay.add(seq);
    const settle = () => {
      this.#requests -= 1;
      for (const seq of seqs) this.#underWay.delete(seq);
    };
    this.#fetch(seqs, this.#ending.signal).then(
      (fetched) => {
        settle();
        if (!this.#ending.signal.aborted) this.#take(fetched);
      },
      (error: unknown) => {
        settle();
        if (this.#ending.signal.aborted) return;
        // Not asked again by itself: the next movement does.
        this.#wanted = this.#wanted.filter((seq) => !seqs.includes(seq));
        this.#listener.failed(error);
      },
    );
  }

  #take(fetched: Awaited<ReturnType<FetchChunks>>): void {
    const arrived = fetched.map((each) => ({ ...each, units: unitsOf(each.chunk) }));
    for (const loaded of arrived) this.#loaded.set(loaded.chunk.seq, loaded);
    const dropped: number[] = [];
    for (const seq of this.#loaded.keys()) {
      if (this.#loaded.size - dropped.length <= this.#capacity) break;
      if (!this.#wanted.includes(seq)) dropped.push(seq);
    }
    for (const seq of dropped) this.#loaded.delete(seq);
    if (dropped.length > 0) this.#listener.dropped(dropped);
    this.#listener.loaded(arrived);
    this.#request();
  }
}

/** The first number with those after it that follow it or lie right before it, ascending. */
function neighbours(seqs: readonly number[], limit: number): number[] {
  const first = seqs[0];
  if (first === undefined) return [];
  const wanted = new Set(seqs);
  const run = [first];
  while (run.length < limit) {
    const next = (run[run.length - 1] ?? first) + 1;
    const previous = (run[0] ?? first) - 1;
    if (wanted.has(next)) run.push(next);
    else if (wanted.has(previous)) run.unshift(previous);
    else break;
  }
  return run;
}
