import type { TextRange } from './structure.ts';

/** Stands between pieces; no quotation holds it (it is no character). */
const DIVIDER = '\uffff';

/** Some ranges of a text, searched as if they were one. */
export class TextPieces {
  readonly #text: string;
  /** where each piece begins in the joined text, and in the text itself */
  readonly #starts: number[] = [];
  readonly #origins: number[] = [];

  /** @param ranges in order and apart */
  constructor(text: string, ranges: readonly TextRange[]) {
    const pieces: string[] = [];
    let length = 0;
    for (const { start, end } of ranges) {
      this.#starts.push(length);
      this.#origins.push(start);
      pieces.push(text.slice(start, end));
      length += end - start + DIVIDER.length;
    }
    this.#text = pieces.join(DIVIDER);
  }

  /** Every place of the text in whose piece the words stand whole, ascending, at most `limit`. */
  *occurrences(words: string, limit: number): Generator<number> {
    let at = this.#text.indexOf(words);
    for (let count = 0; at >= 0 && count < limit; count++) {
      yield this.#origin(at);
      at = this.#text.indexOf(words, at + 1);
    }
  }

  #origin(at: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] as number) <= at) low = middle + 1;
      else high = middle;
    }
    return (this.#origins[low - 1] as number) + at - (this.#starts[low - 1] as number);
  }
}
