import type { OutputOf } from '../../../contract/procedures.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';

/** What an annotation is to the overview: a code on the bins of its hull. */
export interface Counted {
  readonly codeId: Id;
  /** first start to last end, UTF-16 offsets */
  readonly hull: TextRange;
}

/** An annotation came (`before` null), went (`after` null) or changed. */
export interface CountedChange {
  readonly before: Counted | null;
  readonly after: Counted | null;
}

/**
 * How many annotations of each code stand in each bin of the text. Fetched once; single changes are counted here, since
 * counting anew takes the store the longer the more annotations the document has.
 */
export class Density {
  readonly bins: number;
  readonly #length: number;
  /** by code, in the order in which they are drawn */
  readonly #counts = new Map<Id, Uint32Array>();

  /** @param length of the text, UTF-16 code units */
  constructor({ codeIds, triples }: OutputOf<'annotations.density'>, bins: number, length: number) {
    this.bins = bins;
    this.#length = Math.max(1, length);
    for (let at = 0; at < triples.length; at += 3) {
      const counts = this.#countsOf(codeIds[triples[at + 1] ?? 0] ?? '');
      counts[triples[at] ?? 0] = triples[at + 2] ?? 0;
    }
  }

  get counts(): ReadonlyMap<Id, Uint32Array> {
    return this.#counts;
  }

  change({ before, after }: CountedChange): void {
    if (before) this.#count(before, -1);
    if (after) this.#count(after, 1);
  }

  #countsOf(codeId: Id): Uint32Array {
    let counts = this.#counts.get(codeId);
    if (!counts) {
      counts = new Uint32Array(this.bins);
      this.#counts.set(codeId, counts);
    }
    return counts;
  }

  /** The bins are those that the store's own count gives an annotation (see the store's `DENSITY`). */
  #count({ codeId, hull: { start, end } }: Counted, by: 1 | -1): void {
    const binOf = (offset: number) =>
      Math.min(this.bins - 1, Math.floor((offset * this.bins) / this.#length));
    const counts = this.#countsOf(codeId);
    const last = binOf(Math.max(start, end - 1));
    for (let bin = binOf(start); bin <= last; bin++) counts[bin] = Math.max(0, (counts[bin] ?? 0) + by);
  }
}
