import type { Id } from '../../../core/ids.ts';
import type { TextViewport } from '../view/text-viewport.ts';
import styles from './relations.module.css';

export interface RelationDragParts {
  readonly view: HTMLElement;
  readonly pane: HTMLElement;
  /** the line is drawn in it; in coordinates of the plane */
  readonly svg: SVGSVGElement;
  readonly viewport: TextViewport;
  /** the annotation whose label, bracket or text is at the pointer */
  at(event: MouseEvent): Id | null;
}

export interface RelationDragListener {
  /** the drag began at an annotation; null: it ended */
  began(from: Id | null): void;
  over(target: Id | null): void;
  /** dropped on another annotation */
  dropped(from: Id, to: Id): void;
}

/** Pixels that a press may move and still be a click; how near to an edge the text moves on, and how fast, a frame. */
const SLACK = 5;
const EDGE = 32;
const SPEED = 9;
const SVG = 'http://www.w3.org/2000/svg';

interface Drag {
  readonly from: Id;
  readonly x: number;
  readonly y: number;
  /** where it began, in the plane */
  readonly originX: number;
  readonly originY: number;
  readonly ending: AbortController;
  event: MouseEvent;
  moved: boolean;
}

/** Making a relation by dragging from the label or bracket of one annotation onto another, or onto its text. */
export class RelationDrag {
  readonly #parts: RelationDragParts;
  readonly #listener: RelationDragListener;
  readonly #line: SVGPathElement;
  #drag: Drag | null = null;
  #frame = 0;

  constructor(parts: RelationDragParts, listener: RelationDragListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#line = document.createElementNS(SVG, 'path');
    this.#line.classList.add(styles.dragged ?? '');
    parts.svg.append(this.#line);
  }

  /** The button went down on an annotation. */
  grab(from: Id, event: MouseEvent): void {
    this.#cancel();
    const ending = new AbortController();
    const { signal } = ending;
    const origin = this.#place(event);
    this.#drag = {
      from,
      x: event.clientX,
      y: event.clientY,
      originX: origin.x,
      originY: origin.y,
      ending,
      event,
      moved: false,
    };
    window.addEventListener('mousemove', (next) => this.#moved(next), { signal, passive: true });
    window.addEventListener('mouseup', (next) => this.#released(next), { signal });
    window.addEventListener('keydown', (key) => this.#key(key), { signal, capture: true });
    window.addEventListener('blur', () => this.#cancel(), { signal });
  }

  close(): void {
    this.#cancel();
    this.#line.remove();
  }

  #moved(event: MouseEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    if ((event.buttons & 1) === 0) {
      this.#cancel();
      return;
    }
    drag.event = event;
    if (!drag.moved) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) <= SLACK) return;
      drag.moved = true;
      this.#parts.view.dataset.relating = '';
      this.#listener.began(drag.from);
    }
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#follow());
  }

  /** Draws the line to the pointer; near an edge the text moves on. */
  #follow(): void {
    this.#frame = 0;
    const drag = this.#drag;
    if (!drag) return;
    const { pane, viewport } = this.#parts;
    const box = pane.getBoundingClientRect();
    const { clientY } = drag.event;
    const pixels = clientY < box.top + EDGE ? -SPEED : clientY > box.bottom - EDGE ? SPEED : 0;
    if (pixels !== 0) {
      viewport.scrollBy(pixels);
      this.#frame = requestAnimationFrame(() => this.#follow());
    }
    const { x, y } = this.#place(drag.event);
    this.#line.setAttribute('d', `M${drag.originX} ${drag.originY}L${x} ${y}`);
    const target = this.#parts.at(drag.event);
    this.#listener.over(target === drag.from ? null : target);
  }

  #released(event: MouseEvent): void {
    const drag = this.#drag;
    if (!drag || event.button !== 0) return;
    const target = drag.moved ? this.#parts.at(event) : null;
    this.#cancel();
    if (target !== null && target !== drag.from) this.#listener.dropped(drag.from, target);
  }

  #key(event: KeyboardEvent): void {
    if (!this.#drag?.moved || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  }

  #cancel(): void {
    const drag = this.#drag;
    if (!drag) return;
    this.#drag = null;
    drag.ending.abort();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#line.removeAttribute('d');
    delete this.#parts.view.dataset.relating;
    if (!drag.moved) return;
    this.#listener.over(null);
    this.#listener.began(null);
  }

  #place(event: MouseEvent): { readonly x: number; readonly y: number } {
    const { pane, viewport } = this.#parts;
    const { left, top } = pane.getBoundingClientRect();
    return {
      x: Math.round(event.clientX - left),
      y: Math.round(event.clientY - top + viewport.planeView.top),
    };
  }
}
