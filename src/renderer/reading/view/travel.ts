import { placeOf } from '../model/outline.ts';
import type { TextGeometry } from './text-geometry.ts';
import type { TextViewport } from './text-viewport.ts';

/** Where in the viewport a place that was gone to is put, as a share of its height. */
export const READING_HEIGHT = 0.3;

/** Going to places of the text, at hand or not. */
export class Travel {
  readonly #viewport: TextViewport;
  readonly #geometry: TextGeometry;
  /** counts journeys: only the newest moves the text */
  #journeys = 0;

  constructor(viewport: TextViewport, geometry: TextGeometry) {
    this.#viewport = viewport;
    this.#geometry = geometry;
  }

  /** Brings an offset of the text into view; where its line is in view already nothing moves, unless `always`. */
  async reveal(offset: number, always = false): Promise<void> {
    const line = this.#lineOf(offset);
    if (!always && line && line.top >= 0 && line.bottom <= this.#viewport.height) return;
    await this.#go(offset, this.#viewport.height * READING_HEIGHT);
  }

  /** Puts the line at an offset at the top of the view; the beginning of the text goes where it is when a text is opened. */
  async toTop(offset: number): Promise<void> {
    if (offset > 0) await this.#go(offset, 0);
    else {
      this.#viewport.scrollToEnd('start');
      await this.#viewport.shows(0);
    }
  }

  /** @param above pixels between the top of the view and the line */
  async #go(offset: number, above: number): Promise<void> {
    this.#journeys += 1;
    const journey = this.#journeys;
    const viewport = this.#viewport;
    await viewport.bring(offset, 0);
    const loaded = viewport.chunkAt(offset);
    if (!loaded || journey !== this.#journeys) return;
    viewport.scrollTo(viewport.unitTop(loaded.chunk.seq, placeOf(loaded.units, offset)) - above);
    await viewport.shows(offset);
    const there = journey === this.#journeys ? this.#lineOf(offset) : null;
    if (!there) return;
    viewport.scrollBy(there.top - above);
    await viewport.shows(offset);
  }

  /** Moves as little as is needed for the line at an offset to be in view, with a line to spare. */
  async keepInView(offset: number): Promise<void> {
    const { height, lineHeight } = this.#viewport;
    const line = this.#lineOf(offset);
    const spare = Math.min(lineHeight, height / 4);
    if (!line || line.bottom < -height || line.top > 2 * height) return this.reveal(offset);
    if (line.top < spare) this.#viewport.scrollBy(line.top - spare);
    else if (line.bottom > height - spare) this.#viewport.scrollBy(line.bottom - height + spare);
  }

  /** The line at an offset, in pixels below the top of the viewport; null where it is not shown. */
  #lineOf(offset: number): { readonly top: number; readonly bottom: number } | null {
    const rect = this.#viewport.isCurrent ? this.#geometry.caretRect(offset) : null;
    if (!rect) return null;
    const { top } = this.#viewport.paneBox;
    return { top: rect.top - top, bottom: rect.bottom - top };
  }
}
