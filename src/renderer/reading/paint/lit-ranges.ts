import type { TextRange } from '../../../core/text/structure.ts';
import type { BlockWindow, WindowChange } from '../lexical/block-window.ts';
import { RangeLayer } from './range-layer.ts';

/** Milliseconds that a place stays lit after it was gone to. */
const FLASH = 1_200;

/** What is lit for a while: the hits of a search, and the place that was gone to. */
export class LitRanges {
  readonly #blocks: BlockWindow;
  readonly #flash = new RangeLayer('flash');
  readonly #hits = new RangeLayer('find');
  readonly #hit = new RangeLayer('find-current');
  #timer = 0;

  constructor(blocks: BlockWindow) {
    this.#blocks = blocks;
  }

  flash(range: TextRange): void {
    this.#flash.set(() => [range], this.#blocks.shown);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#flash.clear(), FLASH);
  }

  showHits(hitsIn: (range: TextRange) => readonly TextRange[], current: TextRange | null): void {
    this.#hits.set(hitsIn, this.#blocks.shown);
    this.#hit.set(() => (current ? [current] : []), this.#blocks.shown);
  }

  unitsChanged({ entered, left }: WindowChange): void {
    for (const layer of [this.#flash, this.#hits, this.#hit]) {
      for (const unit of left) layer.leave(unit);
      for (const unit of entered) layer.enter(unit);
    }
  }

  close(): void {
    window.clearTimeout(this.#timer);
    for (const layer of [this.#flash, this.#hits, this.#hit]) layer.clear();
  }
}
