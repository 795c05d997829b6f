import type { ChunkOutline, TextRange } from '../../../core/text/structure.ts';
import { BlockWindow, type WindowChange } from '../lexical/block-window.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import { ChunkCache, type FetchChunks, type LoadedChunk } from '../model/chunk-cache.ts';
import { estimateUnit } from '../model/estimate.ts';
import { type Anchor, HeightModel, type TextMetrics } from '../model/height-model.ts';
import { placeOf } from '../model/outline.ts';
import { Scroller } from './scroller.ts';
import { planWindow } from './window-plan.ts';

export interface ViewportElements {
  /** scrolls, and holds pane and spacer */
  readonly scroller: HTMLElement;
  /** stays in view, as high as the viewport; moved by us, to show the part of the plane that is wanted */
  readonly pane: HTMLElement;
  readonly spacer: HTMLElement;
  /** root of the text: stands in the plane at the height of its first unit */
  readonly text: HTMLElement;
}

export interface ViewportListener {
  chunksLoaded(chunks: readonly LoadedChunk[]): void;
  chunksDropped(seqs: readonly number[]): void;
  /** units came and went; what is painted on them is to be there before they are measured */
  unitsChanged(change: WindowChange): void;
  /** the same units are measured and stand where they belong */
  windowChanged(change: WindowChange): void;
  /** everything was laid out anew: what is drawn over the text has to be drawn again */
  laidOut(): void;
  /** the text stands where it belongs for this frame */
  moved(): void;
  failed(error: unknown): void;
}

/** Space above the first line, CSS pixels. */
const LEAD = 36;
const CACHED_CHUNKS = 24;
/**
 * Height of the plane that the pane shows a part of. Text and what is drawn over it stand in it and stay where they
 * are while it is scrolled: a frame of scrolling changes no style, as any change of style makes Chromium paint all
 * highlights again. When the view comes near an end of the plane all is put back to its middle.
 */
export const PLANE_HEIGHT = 600_000;
const PLANE_MARGIN = 50_000;
/** Shown beyond the viewport on either side, and when fewer are left more are brought; as shares of its height. */
const OVERSCAN = 0.8;
const SPARE = 0.5;

/**
 * The window onto the text: decides which units are shown, measures them, and keeps what is on the screen where it
 * is while heights above it become known. The scroll bar is the browser's; the text itself is moved by us, so that
 * it is never blank: until the text for a new place is at hand the old text stays.
 */
export class TextViewport {
  readonly blocks: BlockWindow;
  readonly #elements: ViewportElements;
  readonly #outline: readonly ChunkOutline[];
  readonly #listener: ViewportListener;
  readonly #cache: ChunkCache;
  readonly #scroller: Scroller;
  #model: HeightModel;
  #metrics: TextMetrics = { lineHeight: 28, charactersPerLine: 75 };
  #height = 0;
  /** wanted top of the viewport in y of the model; the lead above the text is negative */
  #y = -LEAD;
  /** the same for what is shown, which is behind while a chunk is missing */
  #shownY = -LEAD;
  #direction: 1 | -1 = 1;
  /** coordinate of the plane = y of the model - this; changes with the model so that drawn things stay */
  #planeTop = -PLANE_HEIGHT / 2;
  #paneTop = -1;
  readonly #waiting = new Set<() => void>();
  /** counts calls of reveal: only the newest moves the text */
  #reveals = 0;

  constructor(
    elements: ViewportElements,
    outline: readonly ChunkOutline[],
    fetch: FetchChunks,
    listener: ViewportListener,
  ) {
    this.#elements = elements;
    this.#outline = outline;
    this.#listener = listener;
    this.#model = new HeightModel(outline, this.#metrics);
    this.blocks = new BlockWindow(elements.text);
    this.#cache = new ChunkCache(fetch, CACHED_CHUNKS, {
      loaded: (chunks) => this.#loaded(chunks),
      dropped: (seqs) => listener.chunksDropped(seqs),
      failed: (error) => {
        listener.failed(error);
        this.#wake();
      },
    });
    elements.pane.addEventListener('scroll', () => this.#paneScrolled(), { passive: true });
    this.#scroller = new Scroller(elements.scroller, elements.spacer, LEAD, (y) => {
      this.#direction = y >= this.#y ? 1 : -1;
      this.#y = y;
      this.#present();
    });
  }

  get top(): number {
    return this.#shownY;
  }

  get height(): number {
    return this.#height;
  }

  /** What is in view, about: from the first unit's share above the top to the last one's below the bottom. */
  get offsetsInView(): TextRange {
    const { shown } = this.blocks;
    const at = (y: number) => {
      const holding =
        shown.findLast(({ unit }) => this.#model.unitTop(unit.seq, unit.place) <= y) ?? shown[0];
      if (!holding) return 0;
      const { unit } = holding;
      const height = Math.max(1, this.#model.unitHeight(unit.seq, unit.place));
      const share = Math.min(1, Math.max(0, (y - this.#model.unitTop(unit.seq, unit.place)) / height));
      return Math.round(unit.start + share * (unit.end - unit.start));
    };
    return { start: at(this.#shownY), end: at(this.#shownY + this.#height) };
  }

  /** The viewport on the screen, in CSS pixels of the window. */
  get paneBox(): DOMRect {
    return this.#elements.pane.getBoundingClientRect();
  }

  get lineHeight(): number {
    return this.#metrics.lineHeight;
  }

  chunk(seq: number): LoadedChunk | undefined {
    return this.#cache.get(seq);
  }

  replaceAnnotations: ChunkCache['replaceAnnotations'] = (seq, annotations) =>
    this.#cache.replaceAnnotations(seq, annotations);

  loadedChunks(): LoadedChunk[] {
    return [...this.#cache.all()];
  }

  dropChunks(seqs: readonly number[]): void {
    this.#cache.drop(seqs);
  }

  /** Top of a shown unit in the plane: it does not change while the unit is shown (but see `laidOut`). */
  planeTop({ unit }: ShownUnit): number {
    return this.#model.unitTop(unit.seq, unit.place) - this.#planeTop;
  }

  /** The viewport in the plane. */
  get planeView(): { readonly top: number; readonly bottom: number } {
    const top = Math.round(this.#shownY - this.#planeTop);
    return { top, bottom: top + this.#height };
  }

  /** Says how text is set and how high the viewport is; lays out anew around the line at the top. */
  resize(height: number, metrics: TextMetrics): void {
    const anchor = this.#model.anchorAt(Math.max(0, this.#y));
    const before = 'unit' in anchor ? this.#model.unitHeight(anchor.seq, anchor.unit) : 0;
    const lead = Math.min(0, this.#y);
    this.#height = height;
    this.#metrics = metrics;
    this.#model = new HeightModel(this.#outline, metrics);
    for (const loaded of this.#cache.all()) this.#refine(loaded);
    this.#measure(this.blocks.shown);
    const share = 'unit' in anchor && before > 0 ? anchor.below / before : 0;
    const now: Anchor =
      'unit' in anchor
        ? { ...anchor, below: share * this.#model.unitHeight(anchor.seq, anchor.unit) }
        : anchor;
    this.#y = this.#model.yOf(now) + lead;
    this.#scroller.resize(this.#model.total, height);
    this.#y = this.#scroller.clamp(this.#y);
    this.#present(true);
    this.#scroller.settle(this.#y);
  }

  scrollBy(pixels: number): void {
    this.#go(this.#y + pixels);
  }

  scrollToEnd(end: 'start' | 'end'): void {
    this.#go(end === 'start' ? -LEAD : this.#model.total);
  }

  /**
   * Brings an offset of the text into view.
   * @param share where in the viewport its line is put, 0 at the top to 1; where the line is in view already nothing
   *   moves unless `always`
   */
  async reveal(offset: number, share: number, always = false): Promise<void> {
    if (this.#lineInView(offset) && !always) return;
    this.#reveals += 1;
    const mine = this.#reveals;
    const seq = placeOf(this.#outline, offset);
    if (!this.#cache.get(seq)) await this.bring(offset);
    const loaded = this.#cache.get(seq);
    if (!loaded || mine !== this.#reveals) return;
    const unit = placeOf(loaded.units, offset);
    this.#go(this.#model.unitTop(seq, unit) - this.#height * share);
    await this.#shownAt(offset);
    const line = mine === this.#reveals ? this.#lineOf(offset) : null;
    if (!line) return;
    this.#go(this.#shownY + line.top - this.#height * share);
    await this.#shownAt(offset);
  }

  close(): void {
    this.#cache.close();
    this.#scroller.close();
    this.blocks.close();
    this.#wake();
  }

  /** Brings the text around an offset to hand, without moving. */
  async bring(offset: number): Promise<void> {
    const seq = placeOf(this.#outline, offset);
    const seqs = [seq, seq + 1, seq - 1].filter((each) => each >= 0 && each < this.#outline.length);
    for (let attempt = 0; attempt < 8 && !seqs.every((each) => this.#cache.get(each)); attempt += 1) {
      const arrival = new Promise<void>((resolve) => this.#waiting.add(resolve));
      this.#cache.want(seqs);
      await arrival;
    }
  }

  /** Moves as little as is needed for the line at an offset to be in view, with a line to spare. */
  async keepInView(offset: number): Promise<void> {
    const line = this.#y === this.#shownY ? this.#lineOf(offset) : null;
    const spare = Math.min(this.lineHeight, this.#height / 4);
    if (!line || line.bottom < -this.#height || line.top > 2 * this.#height) return this.reveal(offset, 0.35);
    if (line.top < spare) this.scrollBy(line.top - spare);
    else if (line.bottom > this.#height - spare) this.scrollBy(line.bottom - this.#height + spare);
  }

  async #shownAt(offset: number): Promise<void> {
    for (
      let attempt = 0;
      attempt < 4 && !(this.blocks.unitAt(offset) && this.#y === this.#shownY);
      attempt += 1
    )
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** The line at an offset, in pixels below the top of the viewport; null where it is not shown. */
  #lineOf(offset: number): { top: number; bottom: number } | null {
    const block = this.blocks.blockAt(offset);
    if (!block) return null;
    const place = block.place(offset, 'after');
    const range = document.createRange();
    range.setStart(place.node, place.offset);
    const rect = range.getClientRects()[0] ?? block.element.getBoundingClientRect();
    const pane = this.#elements.pane.getBoundingClientRect().top;
    return { top: rect.top - pane, bottom: rect.bottom - pane };
  }

  #lineInView(offset: number): boolean {
    const line = this.#y === this.#shownY ? this.#lineOf(offset) : null;
    return line !== null && line.top >= 0 && line.bottom <= this.#height;
  }

  #go(y: number): void {
    const wanted = this.#scroller.clamp(y);
    this.#direction = wanted >= this.#y ? 1 : -1;
    this.#y = wanted;
    this.#present();
    this.#scroller.settle(this.#y);
  }

  #loaded(chunks: readonly LoadedChunk[]): void {
    this.#keepingPlace(() => {
      for (const loaded of chunks) this.#refine(loaded);
    });
    this.#listener.chunksLoaded(chunks);
    this.#present();
    this.#wake();
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  #refine(loaded: LoadedChunk): void {
    this.#model.refine(
      loaded.chunk.seq,
      loaded.units.map((unit) => estimateUnit(unit, this.#metrics)),
    );
  }

  #measure(units: readonly ShownUnit[]): void {
    const heights = units.map(({ element }) => element.getBoundingClientRect().height);
    for (const [at, { unit }] of units.entries()) this.#model.measure(unit.seq, unit.place, heights[at] ?? 0);
  }

  /** Changes heights without moving what the viewport shows, nor what is drawn over it. */
  #keepingPlace(change: () => void): void {
    const atEnd = this.#y > 0 && this.#y >= this.#scroller.end - 0.5;
    const placeOfY = (y: number) => (y > 0 ? this.#model.anchorAt(y) : null);
    const wanted = placeOfY(this.#y);
    const shown = placeOfY(this.#shownY);
    const same = this.#y === this.#shownY;
    change();
    this.#scroller.resize(this.#model.total, this.#height);
    if (wanted) this.#y = this.#model.yOf(wanted);
    if (atEnd) this.#y = this.#scroller.end;
    const now = shown ? this.#model.yOf(shown) : this.#shownY;
    this.#planeTop += now - this.#shownY;
    this.#shownY = same ? this.#y : now;
    this.#scroller.drifted(this.#y);
  }

  /** Shows what belongs at the wanted place, as far as it is at hand. */
  #present(anew = false): void {
    if (this.#height === 0) return;
    let redraw = anew;
    for (let round = 0; round < 8; round += 1) {
      const plan = planWindow({
        model: this.#model,
        unitsOf: (seq) => this.#cache.get(seq)?.units,
        top: this.#y,
        bottom: this.#y + this.#height,
        overscan: this.#height * OVERSCAN,
        direction: this.#direction,
      });
      this.#cache.want(plan.wanted);
      if (plan.missing.length > 0) return;
      if (this.#covers(plan.units.length)) break;
      const change = this.blocks.show(plan.units);
      this.#shownY = this.#y;
      this.#listener.unitsChanged(change);
      this.#keepingPlace(() => this.#measure(change.entered));
      redraw = this.#recentre() || redraw;
      this.#placeText();
      this.#listener.windowChanged(change);
    }
    this.#shownY = this.#y;
    redraw = this.#recentre() || redraw;
    this.#placeText();
    this.#showPlane();
    if (redraw) this.#listener.laidOut();
    this.#listener.moved();
  }

  /** Do the units shown reach far enough beyond the viewport that none need come yet? */
  #covers(planned: number): boolean {
    const { shown } = this.blocks;
    const first = shown[0]?.unit;
    const last = shown[shown.length - 1]?.unit;
    if (!first || !last) return planned === 0;
    const spare = this.#height * SPARE;
    const top = this.#model.unitTop(first.seq, first.place);
    const bottom = this.#model.unitTop(last.seq, last.place) + this.#model.unitHeight(last.seq, last.place);
    const before = first.place > 0 || first.seq > 0;
    const after = last.seq < this.#outline.length - 1 || last.place < this.#model.unitCount(last.seq) - 1;
    const topDone =
      top <= this.#y - spare || !before || (first.place === 0 && !this.#cache.get(first.seq - 1));
    const bottomDone =
      bottom >= this.#y + this.#height + spare ||
      !after ||
      (last.place === this.#model.unitCount(last.seq) - 1 && !this.#cache.get(last.seq + 1));
    return topDone && bottomDone && top < this.#y + this.#height && bottom > this.#y;
  }

  /** Puts the view back to the middle of the plane where it came near an end. */
  #recentre(): boolean {
    const top = this.#shownY - this.#planeTop;
    if (top > PLANE_MARGIN && top < PLANE_HEIGHT - PLANE_MARGIN) return false;
    this.#planeTop = this.#shownY - PLANE_HEIGHT / 2;
    return true;
  }

  #placeText(): void {
    const first = this.blocks.shown[0];
    if (!first) return;
    const top = `${this.planeTop(first)}px`;
    if (this.#elements.text.style.top !== top) this.#elements.text.style.top = top;
  }

  /** The position is remembered, as asking the browser for it would make it lay out all that was just changed. */
  #showPlane(): void {
    const { top } = this.planeView;
    if (top === this.#paneTop) return;
    this.#paneTop = top;
    this.#elements.pane.scrollTop = top;
  }

  /** Something else moved the pane: a screen reader that brings an element into view. The text follows. */
  #paneScrolled(): void {
    const { pane } = this.#elements;
    if (pane.scrollLeft !== 0) pane.scrollLeft = 0;
    const moved = pane.scrollTop - this.#paneTop;
    if (Math.abs(moved) < 1) return;
    this.#paneTop = pane.scrollTop;
    if (this.#y === this.#shownY) this.scrollBy(moved);
  }
}
