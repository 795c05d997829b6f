import type { TextRange } from '../../../core/text/structure.ts';
import type { WindowChange } from '../lexical/block-window.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import type { LoadedText } from '../model/loaded-text.ts';
import { SelectionModel } from '../model/selection-model.ts';
import { RangeLayer } from '../paint/range-layer.ts';
import { QUOTE_LIMIT, type TextSelection } from '../types.ts';
import type { TextGeometry } from '../view/text-geometry.ts';
import type { TextViewport } from '../view/text-viewport.ts';

export interface SelectionParts {
  readonly viewport: TextViewport;
  readonly geometry: TextGeometry;
  readonly text: LoadedText;
  /** the caret, in the overlay */
  readonly caret: HTMLElement;
  readonly pane: HTMLElement;
}

/**
 * Shows selection and caret. The selection is painted as a highlight, as the browser's own can be no longer than the
 * window of blocks and goes when an input takes the focus; the browser's is kept in step with the part that is shown,
 * for screen readers and for what else asks for it.
 */
export class SelectionView {
  readonly model: SelectionModel;
  readonly #parts: SelectionParts;
  readonly #layer = new RangeLayer('selection');
  readonly #changed: () => void;
  readonly #ending = new AbortController();

  constructor(parts: SelectionParts, changed: () => void) {
    this.#parts = parts;
    this.#changed = changed;
    this.model = new SelectionModel(() => this.#modelChanged());
    const { signal } = this.#ending;
    document.addEventListener('selectionchange', () => this.#takeNative(), { signal });
    const { root } = parts.viewport.blocks;
    root.addEventListener('focus', () => this.#focused(), { signal });
    root.addEventListener('blur', () => this.drawCaret(), { signal });
  }

  selection(): TextSelection | null {
    const { ranges, direction } = this.model;
    if (ranges.length === 0) return null;
    return { ranges, quote: ranges.map((range) => this.#quote(range)).join(' … '), direction };
  }

  unitsChanged({ entered, left }: WindowChange): void {
    for (const unit of left) this.#layer.leave(unit);
    for (const unit of entered) this.#layer.enter(unit);
  }

  windowChanged({ entered, left }: WindowChange): void {
    this.#syncNative();
    const { focus } = this.model;
    const holdsCaret = ({ unit }: ShownUnit) => focus !== null && unit.start <= focus && focus <= unit.end;
    if (entered.some(holdsCaret) || left.some(holdsCaret)) this.drawCaret();
  }

  laidOut(): void {
    this.#syncNative();
    this.drawCaret();
  }

  /** Draws the caret where it belongs; hidden without focus, or while it is outside of the window. */
  drawCaret(): void {
    const { caret, geometry, viewport, pane } = this.#parts;
    const { focus } = this.model;
    const focused = document.activeElement === viewport.blocks.root;
    const rect = focused && focus !== null ? geometry.caretRect(focus) : null;
    if (caret.hidden !== (rect === null)) caret.hidden = rect === null;
    if (!rect) return;
    const box = pane.getBoundingClientRect();
    const x = Math.round(rect.left - box.left) - 1;
    const y = rect.top - box.top + viewport.planeView.top;
    caret.style.transform = `translate(${x}px, ${y}px)`;
    caret.style.height = `${rect.height}px`;
  }

  close(): void {
    this.#ending.abort();
    this.#layer.clear();
  }

  /** Who comes by keyboard finds the caret at the first line in view. */
  #focused(): void {
    const { geometry, viewport, pane } = this.#parts;
    if (this.model.focus === null) {
      const box = viewport.blocks.root.getBoundingClientRect();
      const offset = geometry.offsetAt(box.left + 1, Math.max(box.top, pane.getBoundingClientRect().top) + 4);
      if (offset !== null) this.model.set(offset, offset);
    }
    this.#syncNative();
    this.drawCaret();
  }

  #modelChanged(): void {
    const { ranges } = this.model;
    this.#layer.set(() => ranges, this.#parts.viewport.blocks.shown);
    this.#syncNative();
    this.drawCaret();
    this.#changed();
  }

  #quote(range: TextRange): string {
    const end = Math.min(range.end, range.start + QUOTE_LIMIT);
    const beginning = this.#parts.text.slice({ start: range.start, end });
    if (beginning !== null) return end < range.end ? `${beginning}…` : beginning;
    const atHand = this.#parts.text.blockAt(range.start)?.text;
    return atHand === undefined ? '…' : `${atHand.slice(0, QUOTE_LIMIT)}…`;
  }

  #syncNative(): void {
    const { viewport } = this.#parts;
    const { anchor, focus } = this.model;
    const { shown, root } = viewport.blocks;
    const first = shown[0]?.unit;
    const last = shown[shown.length - 1]?.unit;
    const active = document.activeElement;
    if (anchor === null || focus === null || !first || !last) return;
    // A selection set here would take it from an input that is being typed in.
    if (active !== root && active !== null && active !== document.body) return;
    const clip = (offset: number) => Math.min(Math.max(offset, first.start), last.end);
    const from = this.#place(clip(anchor), focus >= anchor);
    const to = this.#place(clip(focus), focus < anchor);
    const selection = document.getSelection();
    if (!from || !to || !selection) return;
    const same =
      selection.anchorNode === from.node &&
      selection.anchorOffset === from.offset &&
      selection.focusNode === to.node &&
      selection.focusOffset === to.offset;
    if (!same) selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  #place(offset: number, isStart: boolean) {
    return this.#parts.geometry.place(offset, isStart ? 'after' : 'before');
  }

  /** Takes over a selection that was not made by us: by touch, or by a screen reader. */
  #takeNative(): void {
    const selection = document.getSelection();
    const { blocks } = this.#parts.viewport;
    if (!selection?.anchorNode || !selection.focusNode) return;
    if (!blocks.root.contains(selection.anchorNode) || !blocks.root.contains(selection.focusNode)) return;
    const anchor = blocks.offsetOf({ node: selection.anchorNode, offset: selection.anchorOffset });
    const focus = blocks.offsetOf({ node: selection.focusNode, offset: selection.focusOffset });
    if (anchor === null || focus === null) return;
    if (this.#isInStep(anchor, this.model.anchor) && this.#isInStep(focus, this.model.focus)) return;
    this.model.set(anchor, focus);
  }

  /** Is this the end that we set, clipped to what is shown? */
  #isInStep(offset: number, own: number | null): boolean {
    const { shown } = this.#parts.viewport.blocks;
    const start = shown[0]?.unit.start ?? 0;
    const end = shown[shown.length - 1]?.unit.end ?? 0;
    if (own === null) return false;
    const expected = Math.min(Math.max(own, start), end);
    const block = this.#parts.text.blockAt(expected);
    return (
      offset === expected ||
      (block !== null && offset === Math.min(Math.max(expected, block.start), block.end))
    );
  }
}
