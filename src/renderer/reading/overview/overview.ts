import type { WorkbenchClient } from '../../../contract/client.ts';
import type { OutputOf } from '../../../contract/procedures.ts';
import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';

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
  #density: OutputOf<'annotations.density'> | null = null;
  #bins = 0;
  #hits: Uint32Array = new Uint32Array(0);
  #timer = 0;
  #framed = '';
  #accent = '';
  /** CSS pixels; remembered, as asking for it in a frame would make the browser lay out what was just changed */
  #size = { width: 0, height: 0 };

  constructor(elements: OverviewElements, parts: OverviewParts) {
    this.#elements = elements;
    this.#parts = parts;
    const { signal } = this.#ending;
    elements.strip.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    elements.strip.addEventListener('pointermove', (event) => this.#dragged(event), { signal });
    this.#theme = new MutationObserver(() => {
      this.#accent = '';
      this.#draw();
    });
    this.#theme.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'class'],
    });
  }

  /** Annotations changed, or there are none yet: asks anew, soon. */
  refresh(delay = COALESCE): void {
    window.clearTimeout(this.#timer);
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
    if (this.#density && this.#height() !== this.#bins) this.refresh();
  }

  /** @param hits UTF-16 offsets in pairs */
  showHits(hits: Uint32Array): void {
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
  }

  #height(): number {
    return Math.min(MOST_BINS, Math.max(1, Math.floor(this.#size.height / ROW)));
  }

  async #load(): Promise<void> {
    const { client, documentId } = this.#parts;
    const bins = this.#height();
    try {
      const density = await client.call('annotations.density', { documentId, bins });
      if (this.#ending.signal.aborted) return;
      this.#density = density;
      this.#bins = bins;
      this.#draw();
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#parts.failed(error);
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
    this.#accent ||= getComputedStyle(strip).getPropertyValue('--accent');
    const accent = this.#accent;
    context.fillStyle = accent;
    context.strokeStyle = accent;
    context.globalAlpha = 0.16;
    context.fillRect(0, y, this.#size.width, height);
    context.globalAlpha = 1;
    context.strokeRect(0.75, y + 0.75, this.#size.width - 1.5, height - 1.5);
  }

  #drawDensity(context: CanvasRenderingContext2D, width: number, height: number): void {
    if (!this.#density) return;
    const { codeIds, triples } = this.#density;
    const style = getComputedStyle(this.#elements.strip);
    const colours = codeIds.map((id) =>
      style.getPropertyValue(`--code-${codeColourIndex(this.#parts.colourOf(id))}-line`),
    );
    const totals = new Float64Array(this.#bins);
    for (let at = 0; at < triples.length; at += 3)
      totals[triples[at] ?? 0] = (totals[triples[at] ?? 0] ?? 0) + (triples[at + 2] ?? 0);
    const most = totals.reduce((a, b) => Math.max(a, b), 1);
    const room = width - 2;
    const x = new Float64Array(this.#bins).fill(1);
    const rowHeight = Math.ceil(height / this.#bins);
    for (let at = 0; at < triples.length; at += 3) {
      const bin = triples[at] ?? 0;
      const total = totals[bin] ?? 1;
      // One annotation is seen as well as many: a third of the width at least.
      const wide = room * Math.max(0.34, Math.sqrt(total / most));
      const part = (wide * (triples[at + 2] ?? 0)) / total;
      context.fillStyle = colours[triples[at + 1] ?? 0] ?? 'gray';
      context.fillRect(x[bin] ?? 1, Math.floor((bin * height) / this.#bins), part, rowHeight);
      x[bin] = (x[bin] ?? 1) + part;
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
