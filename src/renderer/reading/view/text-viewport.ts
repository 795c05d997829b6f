import type { ChunkOutline, TextRange } from '../../../core/text/structure.ts';
import { BlockWindow } from '../lexical/block-window.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import { ChunkCache, type FetchChunks, type LoadedChunk } from '../model/chunk-cache.ts';
import { estimateUnit } from '../model/estimate.ts';
import { type Anchor, HeightModel, type TextMetrics } from '../model/height-model.ts';
import { placeOf } from '../model/outline.ts';
import type { DisplayUnit } from '../model/units.ts';
import { Plane } from './plane.ts';
import { Scroller } from './scroller.ts';
import type { ViewportElements, ViewportListener } from './viewport-listener.ts';
import { planWindow } from './window-plan.ts';
import { GatheredChange, type Reach, reachOf, withEntering, withoutLeaving } from './window-step.ts';

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
 * As long as so much is left, work is divided: in one frame paragraphs enter, in the next what belongs beside them is drawn and others
 * leave. In pixels it is more than a label may stand below its bracket, so that nothing of a paragraph is seen before all of it is.
 */
const AMPLE = 0.4;
const AMPLE_PIXELS = 260;
/** What enters in one such frame, as a share of the viewport's height; where less than the second share is left, all that is to. */
const AT_ONCE = 0.3;
const UNHURRIED = 0.6;
/** Milliseconds after which what a frame left undone is done where no further frame of scrolling came. */
const NO_FRAME = 50;

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
  /** what came and went, and over which nothing is drawn yet */
  readonly #changes = new GatheredChange<ShownUnit>();
  #undoneTimer = 0;

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
        this.#present({ inSteps: true });
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
    this.#present({ anew: true });
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
    window.clearTimeout(this.#undoneTimer);
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
   *
   * @param anew all lines may be others
   * @param inSteps what is out of sight may be done in the next frame
   */
  #present({ anew = false, inSteps = false } = {}): void {
    if (this.#height === 0) return;
    let isWhole = true;
    this.#read();
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
      const reach = this.#reach();
      if (inSteps && least(reach) >= Math.max(this.#height * AMPLE, AMPLE_PIXELS)) {
        // Moved before anything is changed: scrolling makes the browser lay out what was.
        this.#shownY = this.#y;
        this.#plane.show(this.#shownY);
        isWhole = this.#step(plan.units, reach);
        break;
      }
      if (this.blocks.shown.length === 0 ? plan.units.length === 0 : this.#isCovered(reach)) break;
      this.#show(plan.units, true);
    }
    this.#shownY = this.#y;
    const redraw = this.#plane.recentre(this.#shownY) || anew;
    const drawsOver = isWhole || redraw;
    if (drawsOver) this.#read();
    this.#plane.show(this.#shownY);
    const first = this.blocks.shown[0]?.unit;
    if (first) this.#plane.placeText(this.#model.unitTop(first.seq, first.place));
    if (drawsOver) this.#drawOver(redraw, anew);
    this.#listener.moved();
  }

  #reach(): Reach {
    return reachOf({
      model: this.#model,
      shown: this.blocks.shown,
      isAtHand: (seq) => this.#cache.get(seq) !== undefined,
      top: this.#y,
      bottom: this.#y + this.#height,
    });
  }

  /** Do the units shown reach far enough beyond the viewport that none need come yet? */
  #isCovered(reach: Reach): boolean {
    return least(reach) >= this.#height * SPARE;
  }

  /** @param measures at once, which makes the browser lay out now; else when it has done so by itself */
  #show(units: readonly DisplayUnit[], measures: boolean): void {
    const change = this.blocks.show(units);
    this.#shownY = this.#y;
    this.#listener.unitsChanged(change);
    if (measures && change.entered.length > 0) this.#keepingPlace(() => this.#measure(change.entered));
    this.#changes.add(change);
  }

  /**
   * A frame's share of the work, out of sight: either units enter, or what entered before is drawn over and others leave. What enters
   * below moves nothing, so its height can wait for the browser's own layout.
   *
   * @returns whether all that came and went can be drawn over now
   */
  #step(planned: readonly DisplayUnit[], reach: Reach): boolean {
    const shown = this.blocks.shown.map(({ unit }) => unit);
    if (!this.#changes.isEmpty) {
      this.#show(withoutLeaving(planned, shown), false);
      return true;
    }
    if (this.#isCovered(reach)) return false;
    const heightOf = ({ seq, place }: DisplayUnit) => this.#model.unitHeight(seq, place);
    const isHurried = least(reach) < this.#height * UNHURRIED;
    const most = isHurried ? Number.POSITIVE_INFINITY : this.#height * AT_ONCE;
    const units = withEntering({ planned, shown, direction: this.#direction, heightOf, most });
    this.#show(units, units[0] !== shown[0]);
    this.#undoneTimer = window.setTimeout(() => this.#present(), NO_FRAME);
    return false;
  }

  /** Takes in how high the units are that came, and where what belongs beside them stands: to be called while all is laid out. */
  #read(): void {
    const units = this.#changes.takeUnread();
    if (units.length === 0) return;
    this.#keepingPlace(() => this.#measure(units));
    this.#listener.unitsMeasured(units);
  }

  #drawOver(redraw: boolean, anew: boolean): void {
    window.clearTimeout(this.#undoneTimer);
    const isChanged = !this.#changes.isEmpty;
    const change = this.#changes.take();
    if (redraw) this.#listener.laidOut(anew);
    else if (isChanged) this.#listener.windowChanged(change);
  }
}

function least({ above, below }: Reach): number {
  return Math.min(above, below);
}
