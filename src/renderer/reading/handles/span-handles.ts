import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import { graphemeEnd, graphemeStart } from '../../../core/text/graphemes.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { WindowChange } from '../lexical/block-window.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import { adjustedRange, isFree } from '../model/adjust-ends.ts';
import type { LoadedText } from '../model/loaded-text.ts';
import { DragFollower } from '../select/drag-follower.ts';
import type { AdjustStep } from '../types.ts';
import type { Tags } from '../view/tags.ts';
import type { TextGeometry } from '../view/text-geometry.ts';
import type { TextViewport } from '../view/text-viewport.ts';
import type { Travel } from '../view/travel.ts';
import styles from './handles.module.css';
import { Joints } from './joints.ts';
import { outlineOf } from './outline.ts';

export interface HandleParts {
  readonly box: HTMLElement;
  /** holds the lines between fragments */
  readonly joints: SVGSVGElement;
  readonly pane: HTMLElement;
  readonly viewport: TextViewport;
  readonly travel: Travel;
  readonly geometry: TextGeometry;
  readonly text: LoadedText;
  readonly tags: Tags;
  adjusted(annotation: Annotation, spanIndex: number, range: TextRange): Promise<void> | void;
}

type End = 'start' | 'end';

/** A change that was asked for and of which nothing was heard by then is no longer shown as if it were done. */
const PATIENCE = 3_000;

/** Outline and handles of the chosen annotation, and moving its ends by them or by key. */
export class SpanHandles {
  readonly #parts: HandleParts;
  readonly #ending = new AbortController();
  readonly #follower: DragFollower;
  #drag: { readonly spanIndex: number; readonly end: End; range: TextRange } | null = null;
  #patience = 0;
  readonly #joints: Joints;
  /** the fragment that keys work on, of an annotation that has several */
  #fragment: { readonly id: Id; readonly at: number } | null = null;

  constructor(parts: HandleParts) {
    this.#parts = parts;
    this.#follower = new DragFollower(parts.pane, parts.viewport, (x, y) => this.#extendTo(x, y));
    this.#joints = new Joints(parts.joints, parts.geometry);
    const { signal } = this.#ending;
    parts.box.addEventListener('pointerdown', (event) => this.#grab(event), { signal });
    parts.box.addEventListener('pointermove', (event) => this.#moved(event), { signal });
    parts.box.addEventListener('pointerup', () => this.#release(), { signal });
    parts.box.addEventListener('pointercancel', () => this.#cancel(), { signal });
    // The text would take a press on a handle for the beginning of a selection.
    parts.box.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
    window.addEventListener('keydown', (event) => this.#key(event), { signal, capture: true });
  }

  /** Which fragment of the chosen annotation keys work on; null: it has one only, or none was gone to. */
  get fragment(): number | null {
    const spans = this.#spans();
    const at = this.#fragment?.id === this.#parts.tags.chosenId ? this.#fragment?.at : undefined;
    return at === undefined || spans.length < 2 || at >= spans.length ? null : at;
  }

  /** A click on this place chose the annotation: its fragment there is the one that keys work on. */
  pick(annotation: Annotation, offset: number): void {
    const at = annotation.spans.findIndex(({ start, end }) => start <= offset && offset < end);
    this.#fragment = { id: annotation.id, at };
    this.draw();
  }

  /** To the next fragment of the chosen annotation or the one before; after the last comes the first. */
  async walk(step: 1 | -1): Promise<TextRange | null> {
    const { tags, travel } = this.#parts;
    const spans = this.#spans();
    if (tags.chosenId === null || spans.length < 2) return null;
    const from = this.fragment ?? (step > 0 ? -1 : 0);
    const at = (from + step + spans.length) % spans.length;
    const span = spans[at];
    if (!span) return null;
    this.#fragment = { id: tags.chosenId, at };
    this.draw();
    await travel.keepInView(span.start);
    return span;
  }

  /** Draws the line between the fragments of the annotation that is pointed at. */
  drawHovered(): void {
    const { tags } = this.#parts;
    const hovered = tags.hoveredId === tags.chosenId ? null : tags.hoveredId;
    const spans = hovered === null ? [] : (tags.get(hovered)?.annotation.spans ?? []);
    this.#joints.show('hovered', spans, spans.length > 1 ? this.#toPlane() : { dx: 0, dy: 0 });
  }

  /** Draws outline and handles where the annotation stands now. */
  draw(): void {
    const { box, viewport, geometry, pane } = this.#parts;
    const spans = this.#spans();
    this.drawHovered();
    if (spans.length === 0) {
      if (box.childElementCount > 0) box.replaceChildren();
      this.#joints.show('chosen', [], { dx: 0, dy: 0 });
      return;
    }
    const origin = pane.getBoundingClientRect();
    const dy = viewport.planeView.top - origin.top;
    this.#joints.show('chosen', spans, this.#toPlane());
    const active = this.fragment;
    const lines = viewport.blocks.shown.flatMap((unit) => outlineOf(unit, spans, geometry));
    const elements: HTMLElement[] = lines.map((line) => {
      const element = document.createElement('div');
      element.className = styles.line ?? '';
      if (line.begins) element.dataset.begins = '';
      if (line.ends) element.dataset.ends = '';
      if (line.span === active) element.dataset.active = '';
      place(element, line.left - origin.left, line.top + dy);
      element.style.width = `${line.right - line.left}px`;
      element.style.height = `${line.bottom - line.top}px`;
      return element;
    });
    for (const [at, span] of spans.entries())
      for (const end of ['start', 'end'] as const) {
        const rect = geometry.edgeRect(end === 'start' ? span.start : span.end, end);
        if (!rect) continue;
        const element = document.createElement('div');
        element.className = styles.handle ?? '';
        element.dataset.end = end;
        element.dataset.span = String(at);
        place(element, rect.left - origin.left, rect.top + dy);
        element.style.height = `${rect.height}px`;
        elements.push(element);
      }
    // A handle that is being dragged keeps its element in its place: the pointer is bound to it.
    const held = this.#drag ? box.querySelector<HTMLElement>('[data-held]') : null;
    for (const child of [...box.children]) if (child !== held) child.remove();
    box.prepend(...elements.filter((element) => !held || !isSame(element, held)));
    const moving = held && elements.find((element) => isSame(element, held));
    if (moving) held.style.transform = moving.style.transform;
  }

  windowChanged({ entered, left }: WindowChange): void {
    this.drawHovered();
    const spans = this.#spans();
    const touched = ({ unit }: ShownUnit) =>
      spans.some((span) => span.start <= unit.end && span.end >= unit.start);
    if (entered.some(touched) || left.some(touched)) this.draw();
  }

  async adjust(step: AdjustStep): Promise<void> {
    const { tags, text, viewport, travel } = this.#parts;
    const chosen = tags.chosen;
    if (!chosen) return;
    const spans = this.#spans();
    const spanIndex = this.fragment ?? (step.end === 'start' ? 0 : spans.length - 1);
    const from = spans[spanIndex]?.[step.end];
    if (from === undefined) return;
    await viewport.bring(from);
    const range = adjustedRange(text, spans, spanIndex, step);
    const before = spans[spanIndex];
    if (!range || (range.start === before?.start && range.end === before.end)) return;
    this.#preview(spanIndex, range);
    await travel.keepInView(range[step.end]);
    await this.#finish(chosen.annotation, spanIndex, range);
  }

  close(): void {
    this.#ending.abort();
    this.#follower.stop();
    window.clearTimeout(this.#patience);
    this.#parts.box.replaceChildren();
    this.#joints.close();
  }

  /** From places in the window to coordinates of the plane. */
  #toPlane(): { readonly dx: number; readonly dy: number } {
    const { pane, viewport } = this.#parts;
    const { left, top } = pane.getBoundingClientRect();
    return { dx: -left, dy: viewport.planeView.top - top };
  }

  #spans(): readonly TextRange[] {
    const { tags } = this.#parts;
    return tags.previewed ?? tags.chosen?.annotation.spans ?? [];
  }

  #preview(spanIndex: number, range: TextRange): void {
    this.#parts.tags.preview(this.#spans().map((span, at) => (at === spanIndex ? range : span)));
    this.draw();
  }

  #finish(annotation: Annotation, spanIndex: number, range: TextRange): Promise<void> | void {
    window.clearTimeout(this.#patience);
    this.#patience = window.setTimeout(() => this.#forget(), PATIENCE);
    return this.#parts.adjusted(annotation, spanIndex, range);
  }

  #forget(): void {
    this.#parts.tags.preview(null);
    this.draw();
  }

  #grab(event: PointerEvent): void {
    const handle = event.target;
    if (event.button !== 0 || !(handle instanceof HTMLElement) || !handle.dataset.end) return;
    const spanIndex = Number(handle.dataset.span);
    const range = this.#spans()[spanIndex];
    if (!range) return;
    event.preventDefault();
    event.stopPropagation();
    handle.dataset.held = '';
    handle.setPointerCapture(event.pointerId);
    const end: End = handle.dataset.end === 'start' ? 'start' : 'end';
    this.#drag = { spanIndex, end, range };
  }

  #moved(event: PointerEvent): void {
    if (this.#drag) this.#follower.moved(event.clientX, event.clientY);
  }

  #extendTo(x: number, y: number): void {
    if (!this.#drag) return;
    const { spanIndex } = this.#drag;
    const offset = this.#parts.geometry.offsetAt(x, y);
    const range = offset === null ? null : this.#rangeTo(offset);
    if (range && isFree(this.#spans(), spanIndex, range)) {
      this.#drag.range = range;
      this.#preview(spanIndex, range);
    }
  }

  /** The span with its held end at the offset, whole grapheme clusters kept. */
  #rangeTo(offset: number): TextRange | null {
    if (!this.#drag) return null;
    const block = this.#parts.text.blockAt(offset);
    if (!block) return null;
    const { range, end } = this.#drag;
    const within = offset - block.start;
    return end === 'start'
      ? { start: block.start + graphemeStart(block.text, within), end: range.end }
      : {
          start: range.start,
          end: block.start + graphemeEnd(block.text, Math.min(within, block.text.length)),
        };
  }

  #release(): void {
    this.#follower.end();
    const drag = this.#drag;
    const chosen = this.#parts.tags.chosen;
    this.#drag = null;
    if (!drag || !chosen) return;
    const before = chosen.annotation.spans[drag.spanIndex];
    this.draw();
    if (before && (before.start !== drag.range.start || before.end !== drag.range.end))
      void this.#finish(chosen.annotation, drag.spanIndex, drag.range);
  }

  #cancel(): void {
    this.#drag = null;
    this.#follower.stop();
    this.#forget();
  }

  #key(event: KeyboardEvent): void {
    if (!this.#drag || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  }
}

function place(element: HTMLElement, x: number, y: number): void {
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

function isSame(a: HTMLElement, b: HTMLElement): boolean {
  return a.dataset.end === b.dataset.end && a.dataset.span === b.dataset.span;
}
