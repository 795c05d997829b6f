import { segmentAt } from '../../../core/text/segments.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { LoadedText } from '../model/loaded-text.ts';
import type { SelectionModel } from '../model/selection-model.ts';
import type { TextGeometry } from '../view/text-geometry.ts';
import type { TextViewport } from '../view/text-viewport.ts';
import { DragFollower } from './drag-follower.ts';

export interface PointerParts {
  readonly pane: HTMLElement;
  readonly viewport: TextViewport;
  readonly geometry: TextGeometry;
  readonly text: LoadedText;
  readonly model: SelectionModel;
}

export interface PointerListener {
  /** pressed and released at one place, without selecting */
  clicked(x: number, y: number, cycle: boolean): void;
  /** the pointer moved over the text with no button held; null: it left */
  hovered(point: { readonly x: number; readonly y: number } | null): void;
  /** the primary button went down in the text */
  pressed(): void;
  /** a passage was selected with the key held that adds to what is selected */
  added(): void;
}

type Granularity = 'character' | 'word' | 'paragraph';
const BY_CLICKS: readonly Granularity[] = ['character', 'word', 'paragraph'];
const isMac = navigator.platform.startsWith('Mac');

/** Selecting with the mouse, beyond the window of blocks too, and telling clicks and hovering from it. */
export class PointerSelection {
  readonly #parts: PointerParts;
  readonly #listener: PointerListener;
  readonly #ending = new AbortController();
  #drag: { granularity: Granularity; origin: TextRange; x: number; y: number; moved: boolean } | null = null;
  readonly #follower: DragFollower;
  /** where the pointer is in the pane, and whether over what answers for itself */
  #hover: { readonly x: number; readonly y: number; readonly elsewhere: boolean } | null = null;
  #hoverFrame = 0;

  constructor(parts: PointerParts, listener: PointerListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#follower = new DragFollower(parts.pane, parts.viewport, (x, y) => {
      const offset = parts.geometry.offsetAt(x, y);
      if (offset !== null) this.#extendTo(offset);
    });
    const { signal } = this.#ending;
    parts.pane.addEventListener('mousedown', (event) => this.#down(event), { signal });
    parts.pane.addEventListener('mousemove', (event) => this.#over(event), { signal, passive: true });
    parts.pane.addEventListener('mouseleave', () => this.#leave(), { signal });
    window.addEventListener('mousemove', (event) => this.#move(event), { signal, passive: true });
    window.addEventListener('mouseup', (event) => this.#up(event), { signal });
    // A release that never reached the window, as when another program took the pointer, is made good by what comes next.
    window.addEventListener('mousedown', () => this.#abandon(), { signal, capture: true });
    window.addEventListener('blur', () => this.#abandon(), { signal });
  }

  close(): void {
    this.#ending.abort();
    this.#follower.stop();
    cancelAnimationFrame(this.#hoverFrame);
  }

  #down(event: MouseEvent): void {
    if (event.button !== 0 || event.defaultPrevented || isElsewhere(event)) return;
    const { geometry, viewport, model } = this.#parts;
    const offset = geometry.offsetAt(event.clientX, event.clientY);
    // The browser would begin a selection of its own, which ends at the window of blocks.
    event.preventDefault();
    viewport.blocks.root.focus({ preventScroll: true });
    if (offset === null) return;
    this.#listener.pressed();
    if (addsTo(event)) model.keep();
    else if (!event.shiftKey) model.release();
    const granularity = BY_CLICKS[(event.detail - 1) % BY_CLICKS.length] ?? 'character';
    const origin =
      event.shiftKey && model.anchor !== null
        ? { start: model.anchor, end: model.anchor }
        : this.#around(offset, granularity);
    this.#drag = { granularity, origin, x: event.clientX, y: event.clientY, moved: event.shiftKey };
    this.#extendTo(offset);
  }

  #move(event: MouseEvent): void {
    // A movement without the button is no end of the drag: the browser tells such of its own when what lies under the pointer moves.
    if (!this.#drag || (event.buttons & 1) === 0) return;
    const far = Math.hypot(event.clientX - this.#drag.x, event.clientY - this.#drag.y) > 3;
    if (!far && !this.#drag.moved) return;
    this.#drag.moved = true;
    this.#follower.moved(event.clientX, event.clientY);
  }

  #up(event: MouseEvent): void {
    const drag = this.#drag;
    if (!drag || event.button !== 0) return;
    if (drag.moved) this.#follower.moved(event.clientX, event.clientY);
    this.#follower.end();
    this.#drag = null;
    if (!drag.moved && drag.granularity === 'character')
      this.#listener.clicked(event.clientX, event.clientY, event.altKey);
    else if (addsTo(event)) this.#listener.added();
  }

  #abandon(): void {
    this.#follower.stop();
    this.#drag = null;
  }

  #over(event: MouseEvent): void {
    this.#hover = { x: event.clientX, y: event.clientY, elsewhere: isElsewhere(event) };
    // While the text moves under a pointer at rest nothing is pointed at.
    if (this.#drag || event.buttons !== 0 || this.#parts.viewport.isMoving) return;
    if (this.#hoverFrame !== 0) return;
    this.#hoverFrame = requestAnimationFrame(() => {
      this.#hoverFrame = 0;
      this.#listener.hovered(this.#hover?.elsewhere ? null : this.#hover);
    });
  }

  /** The text has come to rest: looks anew at what the pointer is over. */
  rested(): void {
    if (!this.#hover || this.#drag) return;
    const { x, y } = this.#hover;
    const under = document.elementFromPoint(x, y);
    // As if it were moved there now, so that the rail, which comes first, can take it.
    const moved = new MouseEvent('mousemove', { clientX: x, clientY: y, bubbles: true });
    if (under && this.#parts.pane.contains(under)) under.dispatchEvent(moved);
  }

  #leave(): void {
    this.#hover = null;
    this.#listener.hovered(null);
  }

  #extendTo(offset: number): void {
    if (!this.#drag) return;
    const { granularity, origin } = this.#drag;
    const around = this.#around(offset, granularity);
    if (around.start < origin.start) this.#parts.model.set(origin.end, around.start);
    else this.#parts.model.set(origin.start, Math.max(around.end, origin.end));
  }

  #around(offset: number, granularity: Granularity): TextRange {
    const block = granularity === 'character' ? null : this.#parts.text.blockAt(offset);
    if (!block) return { start: offset, end: offset };
    if (granularity === 'paragraph') return { start: block.start, end: block.end };
    const word = segmentAt(block.text, offset - block.start, 'word');
    return word
      ? { start: block.start + word.start, end: block.start + word.end }
      : { start: offset, end: offset };
  }
}

/** Control, or Command on a Mac, adds to what is selected, as in lists. */
function addsTo(event: MouseEvent): boolean {
  return isMac ? event.metaKey : event.ctrlKey;
}

/** What lies beside or over the text answers for itself. */
function isElsewhere(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('[data-beside-text]') !== null;
}
