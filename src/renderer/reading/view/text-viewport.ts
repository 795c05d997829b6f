import type { ChunkOutline, TextRange } from '../../../core/text/structure.ts';
import { BlockWindow, type WindowChange } from '../lexical/block-window.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import { ChunkCache, type FetchChunks, type LoadedChunk } from '../model/chunk-cache.ts';
import { estimateUnit } from '../model/estimate.ts';
import { type Anchor, HeightModel, type TextMetrics } from '../model/height-model.ts';
import { placeOf } from '../model/outline.ts';
import { Plane } from './plane.ts';
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
  /** the same units are measured: their layout can be read at no cost, and nothing is to be changed */
  unitsMeasured(change: WindowChange): void;
  /** all that came and went since the last time is where it belongs: what is drawn over it can change */
  windowChanged(change: WindowChange): void;
  /**
   * In the place of `windowChanged`: all coordinates of the plane are others, so what is drawn over the text has to be
   * drawn again; and where `anew` also all lines may be others.
   */
  laidOut(anew: boolean): void;
  /** the text stands where it belongs for this frame */
  moved(): void;
  /** it was scrolled, and has come to rest */
  rested(): void;
  failed(error: unknown): void;
}

/** Space above the first line, CSS pixels. */
const LEAD = 36;
const CACHED_CHUNKS = 24;
/**
 * Shown beyond the viewport on either side, and when fewer are left more are brought; as shares of its height. The two are near each
 * other, so that while one scrolls a paragraph or two come at a time: it is the frame with most of them that is felt.
 */
const OVERSCAN = 0.8;
const SPARE = 0.7;

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
  readonly #plane: Plane;
  #model: HeightModel;
  #metrics: TextMetrics = { lineHeight: 28, charactersPerLine: 75 };
  #height = 0;
  /** wanted top of the viewport in y of the model; the lead above the text is negative */
  #y = -LEAD;
  /** the same for what is shown, which is behind while a chunk is missing */
  #shownY = -LEAD;
  #direction: 1 | -1 = 1;
  readonly #waiting = new Set<() => void>();
  /** where the text is to be shown first, until it is at hand: an offset, and the share of the view above it */
  #first: { readonly offset: number; readonly above: number } | null = null;
  /** what lies beyond the view is asked for too */
  #readsAhead = false;

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
    this.#plane = new Plane(elements.pane, elements.text, (pixels) => {
      if (this.isCurrent) this.scrollBy(pixels);
    });
    this.#scroller = new Scroller(elements.scroller, elements.spacer, LEAD, {
      changed: (y) => {
        this.#first = null;
        this.#direction = y >= this.#y ? 1 : -1;
        this.#y = y;
        this.#present();
      },
      rested: () => {
        this.#plane.check();
        listener.rested();
      },
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

  /** Whether it is being scrolled. */
  get isMoving(): boolean {
    return this.#scroller.isMoving;
  }

  get lineHeight(): number {
    return this.#metrics.lineHeight;
  }

  /** Whether what is shown is what is wanted: no chunk is missing. */
  get isCurrent(): boolean {
    return this.#y === this.#shownY;
  }

  chunkAt(offset: number): LoadedChunk | undefined {
    return this.#cache.get(placeOf(this.#outline, offset));
  }

  /** y of a unit of a chunk at hand. */
  unitTop(seq: number, place: number): number {
    return this.#model.unitTop(seq, place);
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
    return this.#plane.coordinateOf(this.#model.unitTop(unit.seq, unit.place));
  }

  /** The viewport in the plane. */
  get planeView(): { readonly top: number; readonly bottom: number } {
    const top = this.#plane.viewTop(this.#shownY);
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
    this.scrollTo(this.#y + pixels);
  }

  scrollToEnd(end: 'start' | 'end'): void {
    this.scrollTo(end === 'start' ? -LEAD : this.#model.total);
  }

  /** Before anything is shown: where that will be. @param above share of the view that stands above the offset */
  beginAt(offset: number, above: number): void {
    if (offset <= 0) return;
    this.#first = { offset, above };
    this.#y = this.#model.chunkTop(placeOf(this.#outline, offset));
  }

  /** From now on what the reader may come to is brought beforehand: to be called when the first text is on the screen. */
  readAhead(): void {
    if (this.#readsAhead) return;
    this.#readsAhead = true;
    this.#present();
  }

  /** Brings the text around an offset to hand, without moving. @param beside chunks on either side */
  async bring(offset: number, beside = 1): Promise<void> {
    const seq = placeOf(this.#outline, offset);
    const around = beside === 0 ? [seq] : [seq, seq + 1, seq - 1];
    const seqs = around.filter((each) => each >= 0 && each < this.#outline.length);
    for (let attempt = 0; attempt < 8 && !seqs.every((each) => this.#cache.get(each)); attempt += 1) {
      const arrival = new Promise<void>((resolve) => this.#waiting.add(resolve));
      this.#cache.want(seqs, 1);
      await arrival;
    }
  }

  /** Resolves when the unit at an offset is shown and the text stands where it was wanted; gives up after a while. */
  async shows(offset: number): Promise<void> {
    if ((this.#outline.at(-1)?.end ?? 0) === 0) return;
    for (let attempt = 0; attempt < 4 && !(this.blocks.unitAt(offset) && this.isCurrent); attempt += 1)
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.#readsAhead = true;
    this.#cache.close();
    this.#scroller.close();
    this.blocks.close();
    this.#wake();
  }

  /** @param y of the text, for the top of the viewport; clamped */
  scrollTo(y: number): void {
    this.#first = null;
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
    this.#begin();
    this.#listener.chunksLoaded(chunks);
    this.#present();
    this.#wake();
  }

  /** The place that is to be shown first is at hand: its paragraph is known now, its line when that has been laid out. */
  #begin(): void {
    const loaded = this.#first && this.chunkAt(this.#first.offset);
    if (!this.#first || !loaded) return;
    const { offset, above } = this.#first;
    this.#first = null;
    const top = this.#model.unitTop(loaded.chunk.seq, placeOf(loaded.units, offset));
    this.#y = this.#scroller.clamp(top - above * this.#height);
    this.#scroller.settle(this.#y);
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
    this.#plane.follow(now - this.#shownY);
    this.#shownY = same ? this.#y : now;
    this.#scroller.drifted(this.#y);
  }

  /**
   * Shows what belongs at the wanted place, as far as it is at hand. Reads come before writes, so that the browser
   * lays out once here and once for the frame.
   */
  #present(anew = false): void {
    if (this.#height === 0) return;
    const entered = new Set<ShownUnit>();
    const left = new Set<ShownUnit>();
    for (let round = 0; round < 8; round += 1) {
      const plan = planWindow({
        model: this.#model,
        unitsOf: (seq) => this.#cache.get(seq)?.units,
        top: this.#y,
        bottom: this.#y + this.#height,
        overscan: this.#height * OVERSCAN,
        direction: this.#direction,
      });
      this.#cache.want(this.#readsAhead ? plan.wanted : plan.missing, plan.missing.length);
      if (plan.missing.length > 0) return;
      if (this.#covers(plan.units.length)) break;
      const change = this.blocks.show(plan.units);
      this.#shownY = this.#y;
      this.#listener.unitsChanged(change);
      this.#keepingPlace(() => this.#measure(change.entered));
      this.#listener.unitsMeasured(change);
      for (const unit of change.entered) entered.add(unit);
      for (const unit of change.left) if (!entered.delete(unit)) left.add(unit);
    }
    this.#shownY = this.#y;
    const redraw = this.#plane.recentre(this.#shownY) || anew;
    this.#plane.show(this.#shownY);
    const first = this.blocks.shown[0]?.unit;
    if (first) this.#plane.placeText(this.#model.unitTop(first.seq, first.place));
    if (redraw) this.#listener.laidOut(anew);
    else if (entered.size > 0 || left.size > 0)
      this.#listener.windowChanged({ entered: [...entered], left: [...left] });
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
}
