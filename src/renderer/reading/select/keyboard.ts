import type { SegmentUnit } from '../../../core/text/segments.ts';
import { paragraphFrom, stepFrom } from '../model/caret-motion.ts';
import type { LoadedText } from '../model/loaded-text.ts';
import type { SelectionModel } from '../model/selection-model.ts';
import type { TextGeometry } from '../view/text-geometry.ts';
import type { TextViewport } from '../view/text-viewport.ts';
import type { Travel } from '../view/travel.ts';

export interface KeyboardParts {
  readonly viewport: TextViewport;
  readonly travel: Travel;
  readonly geometry: TextGeometry;
  readonly text: LoadedText;
  readonly model: SelectionModel;
}

export interface KeyboardListener {
  /** the caret was moved by a key */
  moved(offset: number): void;
  /** a key's movement waits for text */
  underWay(work: Promise<void>): void;
}

const isMac = navigator.platform.startsWith('Mac');

/** Moving the reading caret by keys; Shift extends the selection. */
export class CaretKeys {
  readonly #parts: KeyboardParts;
  readonly #listener: KeyboardListener;
  readonly #ending = new AbortController();
  /** where the caret wants to be sideways while it moves from line to line */
  #goalX: number | null = null;
  /** one after another: a key that waits for text is not overtaken by the next */
  #queue: Promise<void> = Promise.resolve();

  constructor(parts: KeyboardParts, listener: KeyboardListener) {
    this.#parts = parts;
    this.#listener = listener;
    const { root } = parts.viewport.blocks;
    root.addEventListener('keydown', (event) => this.#pressed(event), { signal: this.#ending.signal });
  }

  /** The caret was put somewhere by other means. */
  forgetGoal(): void {
    this.#goalX = null;
  }

  close(): void {
    this.#ending.abort();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const motion = this.#motionOf(event);
    if (!motion) return;
    event.preventDefault();
    const extend = event.shiftKey;
    const vertical = event.key === 'ArrowUp' || event.key === 'ArrowDown' || event.key.startsWith('Page');
    const move = async () => {
      if (this.#ending.signal.aborted) return;
      if (!vertical) this.#goalX = null;
      const from = await this.#caret();
      const to = await motion(from);
      if (to === null) return;
      this.#parts.model.move(to, extend);
      await this.#parts.travel.keepInView(to);
      this.#listener.moved(to);
    };
    this.#queue = this.#queue.then(move).catch(reportError);
    this.#listener.underWay(this.#queue);
  }

  /** The caret; where there is none yet, the first character in view. */
  async #caret(): Promise<number> {
    const { model, viewport, geometry, travel } = this.#parts;
    if (model.focus !== null) {
      await travel.keepInView(model.focus);
      return model.focus;
    }
    const box = viewport.blocks.root.getBoundingClientRect();
    const pane = viewport.paneBox;
    return geometry.offsetAt(box.left + 1, Math.max(box.top, pane.top) + 4) ?? 0;
  }

  #motionOf(event: KeyboardEvent): ((from: number) => number | null | Promise<number | null>) | null {
    const { key, altKey, ctrlKey, metaKey } = event;
    const word = isMac ? altKey && !ctrlKey : ctrlKey && !altKey;
    const sentence = isMac ? altKey && ctrlKey : altKey && !ctrlKey;
    const far = isMac ? metaKey : ctrlKey;
    if (!isMac && metaKey) return null;
    const plain = !altKey && !ctrlKey && !metaKey;
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const unit: SegmentUnit | null = sentence ? 'sentence' : word ? 'word' : plain ? 'grapheme' : null;
      if (unit === null) return isMac && metaKey ? (from) => this.#lineEnd(from, key === 'ArrowRight') : null;
      return (from) => this.#step(from, unit, this.#isForward(from, key === 'ArrowRight'));
    }
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      const down = key === 'ArrowDown';
      if (plain) return (from) => this.#line(from, down ? 1 : -1);
      if (isMac && metaKey) return () => this.#textEnd(down);
      return word ? (from) => this.#paragraph(from, down) : null;
    }
    if (key === 'PageUp' || key === 'PageDown')
      return plain ? (from) => this.#page(from, key === 'PageDown' ? 1 : -1) : null;
    if (key === 'Home' || key === 'End') {
      if (far) return () => this.#textEnd(key === 'End');
      return plain ? (from) => this.#lineEnd(from, key === 'End') : null;
    }
    return null;
  }

  /** The right arrow leads forward in a paragraph that runs to the right. */
  #isForward(offset: number, right: boolean): boolean {
    return this.#parts.geometry.isRightToLeft(offset) ? !right : right;
  }

  async #step(from: number, unit: SegmentUnit, forward: boolean): Promise<number | null> {
    const { text, viewport } = this.#parts;
    const to = stepFrom(text, from, unit, forward);
    if (to !== null) return to;
    await viewport.bring(from);
    return stepFrom(text, from, unit, forward);
  }

  #paragraph(from: number, forward: boolean): number | null {
    return paragraphFrom(this.#parts.text, from, forward);
  }

  #textEnd(end: boolean): number {
    return end ? this.#parts.text.length : 0;
  }

  #lineEnd(from: number, end: boolean): number | null {
    const line = this.#parts.geometry.lineEnds(from);
    return line && (end ? line.end : line.start);
  }

  /** The place below or above; lines of other heights and gaps between paragraphs are stepped over. */
  #line(from: number, direction: 1 | -1): number | null {
    const { geometry, viewport, text } = this.#parts;
    const rect = geometry.caretRect(from);
    if (!rect) return null;
    this.#goalX ??= rect.left;
    const step = viewport.lineHeight / 2;
    const middle = (rect.top + rect.bottom) / 2;
    for (let reach = step * 1.5; reach < step * 16; reach += step) {
      const y = middle + direction * reach;
      const pane = viewport.paneBox;
      if (y < pane.top + 2) viewport.scrollBy(Math.floor(y - pane.top - 2 * step));
      else if (y > pane.bottom - 2) viewport.scrollBy(Math.ceil(y - pane.bottom + 2 * step));
      const base = geometry.caretRect(from);
      if (!base) return null;
      const offset = geometry.offsetAt(this.#goalX, (base.top + base.bottom) / 2 + direction * reach);
      const now = offset === null ? null : geometry.caretRect(offset);
      if (offset !== null && now && (now.top - base.top) * direction > step * 0.7) return offset;
    }
    return direction > 0 && from >= text.length - 1 ? text.length : from;
  }

  #page(from: number, direction: 1 | -1): number | null {
    const { geometry, viewport, text } = this.#parts;
    const rect = geometry.caretRect(from);
    if (!rect) return null;
    this.#goalX ??= rect.left;
    const before = viewport.top;
    viewport.scrollBy(direction * (viewport.height - 2 * viewport.lineHeight));
    if (viewport.top === before) return direction > 0 ? text.length : 0;
    return geometry.offsetAt(this.#goalX, (rect.top + rect.bottom) / 2);
  }
}
