import type { WorkbenchClient } from '../../../contract/client.ts';
import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import { type CountedChange, Density } from './density.ts';

export interface OverviewElements {
  readonly strip: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** shows which part of the text is in view */
  readonly frame: HTMLCanvasElement;
}

export interface OverviewParts {
  readonly client: WorkbenchClient;
  readonly documentId: Id;
  /** UTF-16 code units */
  readonly length: number;
  colourOf(codeId: Id): number;
  /** the pointer asks for this offset */
  jump(offset: number): void;
  failed(error: unknown): void;
}

/** Changes that follow one another within this many milliseconds are drawn once. */
const COALESCE = 300;
/** The store is asked to count again after so many times what counting took it, so that it stays free for the next tag. */
const REST = 20;
const MOST_BINS = 1_024;
/** Height of a bin in pixels. */
const ROW = 3;
const HIT_WIDTH = 5;

/** A strip beside the scroll bar: how many annotations of which codes stand where in the text, and where the hits are. */
export class Overview {
  readonly #elements: OverviewElements;
  readonly #parts: OverviewParts;
  readonly #ending = new AbortController();
  readonly #theme: MutationObserver;
  #density: Density | null = null;
  /** milliseconds that the last count took */
  #countTook = 0;
  #isCounting = false;
  #hits: Uint32Array = new Uint32Array(0);
  #timer = 0;
  #drawTimer = 0;
  #framed = '';
  /** CSS pixels; remembered, as asking for it in a frame would make the browser lay out what was just changed */
  #size = { width: 0, height: 0 };

  constructor(elements: OverviewElements, parts: OverviewParts) {
    this.#elements = elements;
    this.#parts = parts;
    const { signal } = this.#ending;
    elements.strip.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    elements.strip.addEventListener('pointermove', (event) => this.#dragged(event), { signal });
    this.#theme = new MutationObserver(() => this.#draw());
    this.#theme.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'class'],
    });
  }

  /** Annotations came, went or changed: those, or where it is not known which, any. */
  changed(changes: readonly CountedChange[] | 'unknown'): void {
    // An answer under way may hold the change already or not.
    if (!this.#density || this.#isCounting || changes === 'unknown') {
      this.refresh();
      return;
    }
    for (const change of changes) this.#density.change(change);
    window.clearTimeout(this.#drawTimer);
    this.#drawTimer = window.setTimeout(() => this.#draw(), COALESCE);
  }

  /** Asks anew, soon. */
  refresh(): void {
    window.clearTimeout(this.#timer);
    const delay = Math.max(COALESCE, REST * this.#countTook);
    this.#timer = window.setTimeout(() => void this.#load(), delay);
  }

  /** Codes have other colours. */
  recolour(): void {
    this.#draw();
  }

  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#elements.strip;
    this.#size = { width, height };
    this.#framed = '';
    if (this.#density && this.#height() !== this.#density.bins) this.refresh();
  }

  /** @param hits UTF-16 offsets in pairs */
  showHits(hits: Uint32Array): void {
    if (hits.length === 0 && this.#hits.length === 0) return;
    this.#hits = hits;
    this.#draw();
  }

  /** Which part of the text is in view. UTF-16 offsets. */
  showFrame(start: number, end: number): void {
    const { height } = this.#size;
    const top = Math.round((start / Math.max(1, this.#parts.length)) * height);
    const bottom = Math.round((end / Math.max(1, this.#parts.length)) * height);
    const framed = `${top} ${bottom}`;
    if (framed === this.#framed) return;
    this.#framed = framed;
    this.#drawFrame(top, Math.max(6, bottom - top));
  }

  close(): void {
    this.#ending.abort();
    this.#theme.disconnect();
    window.clearTimeout(this.#timer);
    window.clearTimeout(this.#drawTimer);
  }

  #height(): number {
    return Math.min(MOST_BINS, Math.max(1, Math.floor(this.#size.height / ROW)));
  }

  async #load(): Promise<void> {
    const { client, documentId, length } = this.#parts;
    const bins = this.#height();
    const { signal } = this.#ending;
    const from = performance.now();
    this.#isCounting = true;
    try {
      const density = await client.call('annotations.density', { documentId, bins }, { signal });
      if (signal.aborted) return;
      this.#countTook = performance.now() - from;
      this.#density = new Density(density, bins, length);
      this.#draw();
    } catch (error) {
      if (!signal.aborted) this.#parts.failed(error);
    } finally {
      this.#isCounting = false;
    }
  }

  #draw(): void {
    const { canvas, strip } = this.#elements;
    const { width, height } = this.#size;
    const context = fitted(canvas, this.#size);
    if (!context) return;
    this.#drawDensity(context, width, height);
    const style = getComputedStyle(strip);
    context.fillStyle = style.getPropertyValue('--find-current');
    let last = -2;
    for (let at = 0; at < this.#hits.length; at += 2) {
      const y = Math.floor(((this.#hits[at] ?? 0) / Math.max(1, this.#parts.length)) * height);
      if (y < last + 2) continue;
      last = y;
      context.fillRect(width - HIT_WIDTH, y, HIT_WIDTH, 2);
    }
  }

  /** On a canvas, as a change of style in each frame of scrolling would be dear (see `PLANE_HEIGHT`). */
  #drawFrame(top: number, height: number): void {
    const { frame, strip } = this.#elements;
    const context = fitted(frame, this.#size);
    if (!context) return;
    const y = Math.min(top, this.#size.height - height);
    const accent = accentIn(strip);
    context.fillStyle = accent;
    context.strokeStyle = accent;
    context.globalAlpha = 0.16;
    context.fillRect(0, y, this.#size.width, height);
    context.globalAlpha = 1;
    context.strokeRect(0.75, y + 0.75, this.#size.width - 1.5, height - 1.5);
  }

  #drawDensity(context: CanvasRenderingContext2D, width: number, height: number): void {
    if (!this.#density) return;
    const { counts, bins } = this.#density;
    const style = getComputedStyle(this.#elements.strip);
    const totals = new Float64Array(bins);
    for (const ofCode of counts.values())
      for (let bin = 0; bin < bins; bin++) totals[bin] = (totals[bin] ?? 0) + (ofCode[bin] ?? 0);
    const most = totals.reduce((a, b) => Math.max(a, b), 1);
    const room = width - 2;
    const x = new Float64Array(bins).fill(1);
    const rowHeight = Math.ceil(height / bins);
    for (const [codeId, ofCode] of counts) {
      const colour = codeColourIndex(this.#parts.colourOf(codeId));
      context.fillStyle = style.getPropertyValue(`--code-${colour}-line`);
      for (let bin = 0; bin < bins; bin++) {
        const count = ofCode[bin] ?? 0;
        if (count === 0) continue;
        const total = totals[bin] ?? 1;
        // One annotation is seen as well as many: a third of the width at least.
        const wide = room * Math.max(0.34, Math.sqrt(total / most));
        const part = (wide * count) / total;
        context.fillRect(x[bin] ?? 1, Math.floor((bin * height) / bins), part, rowHeight);
        x[bin] = (x[bin] ?? 1) + part;
      }
    }
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#elements.strip.setPointerCapture(event.pointerId);
    this.#jumpTo(event);
  }

  #dragged(event: PointerEvent): void {
    if (this.#elements.strip.hasPointerCapture(event.pointerId)) this.#jumpTo(event);
  }

  #jumpTo(event: PointerEvent): void {
    const box = this.#elements.strip.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientY - box.top) / Math.max(1, box.height)));
    this.#parts.jump(Math.floor(share * this.#parts.length));
  }
}

/** By theme: asking for it makes the browser work out all styles that were just changed. */
const accents = new Map<string, string>();

function accentIn(strip: HTMLElement): string {
  const { dataset, className } = document.documentElement;
  const theme = `${dataset.theme} ${className}`;
  const accent = accents.get(theme) ?? getComputedStyle(strip).getPropertyValue('--accent');
  accents.set(theme, accent);
  return accent;
}

/** The canvas at that size, empty, drawn on in CSS pixels. */
function fitted(
  canvas: HTMLCanvasElement,
  size: { readonly width: number; readonly height: number },
): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio;
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, size.width, size.height);
  return context;
}
