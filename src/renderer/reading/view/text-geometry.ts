import type { TextRange } from '../../../core/text/structure.ts';
import type { BlockWindow } from '../lexical/block-window.ts';
import type { DomPlace, ShownBlock, ShownUnit } from '../lexical/shown.ts';

/** Between places on the screen (CSS pixels of the window) and offsets of the text, for what is shown. */
export class TextGeometry {
  readonly #blocks: BlockWindow;
  readonly #pane: HTMLElement;

  constructor(blocks: BlockWindow, pane: HTMLElement) {
    this.#blocks = blocks;
    this.#pane = pane;
  }

  /** The offset nearest to a point; null where nothing is shown. */
  offsetAt(x: number, y: number): number | null {
    const pane = this.#pane.getBoundingClientRect();
    const text = this.#blocks.root.getBoundingClientRect();
    const insideX = Math.min(Math.max(x, text.left + 1), text.right - 2);
    const insideY = Math.min(Math.max(y, pane.top + 1), pane.bottom - 2);
    const direct = this.#placeAt(insideX, insideY);
    const offset = direct && this.#blocks.offsetOf(direct);
    if (offset !== null) return offset;
    const unit = this.#unitAtY(insideY);
    if (!unit) return null;
    const box = unit.element.getBoundingClientRect();
    if (insideY <= box.top) return unit.unit.start;
    const within = this.#placeAt(insideX, Math.min(Math.max(insideY, box.top + 2), box.bottom - 2));
    return (within && this.#blocks.offsetOf(within)) ?? unit.unit.end;
  }

  /** The offset of the UTF-16 code unit drawn at a point; null beside the text. */
  characterAt(x: number, y: number): number | null {
    const place = this.#placeAt(x, y);
    const offset = place && this.#blocks.offsetOf(place);
    if (offset === null) return null;
    for (const candidate of [offset, offset - 1]) {
      const rects = this.characterRects(candidate);
      if (rects.some((r) => x >= r.left - 1 && x <= r.right + 1 && y >= r.top - 4 && y <= r.bottom + 6))
        return candidate;
    }
    return null;
  }

  characterRects(offset: number): DOMRect[] {
    const block = this.#blocks.blockAt(offset);
    if (!block || offset < block.block.start || offset >= block.block.end) return [];
    const from = block.place(offset, 'after');
    const to = block.place(offset + 1, 'before');
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return [...range.getClientRects()];
  }

  /** The rectangles that a part of a block takes: one a line, or more where it is set in several ways. */
  rects(block: ShownBlock, part: TextRange): DOMRect[] {
    const from = block.place(part.start, 'after');
    const to = block.place(part.end, 'before');
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return [...range.getClientRects()].filter((rect) => rect.width > 0);
  }

  /** The edge of a range at its start or end: of no width, as high as the text; null where it is not shown. */
  edgeRect(offset: number, end: 'start' | 'end'): DOMRect | null {
    const character = end === 'start' ? offset : offset - 1;
    const block = this.#blocks.blockAt(character);
    if (!block || character < block.block.start || character >= block.block.end) return null;
    const place = block.place(offset, end === 'start' ? 'after' : 'before');
    const range = document.createRange();
    range.setStart(place.node, place.offset);
    const rects = range.getClientRects();
    // At a line's end a place has two edges: the end stays with what it ends.
    const rect = end === 'start' ? rects[rects.length - 1] : rects[0];
    const own = this.characterRects(character)[0];
    if (rect && own && Math.abs(rect.top - own.top) < own.height / 2) return rect;
    if (!own) return rect ?? null;
    const atRight = (end === 'end') !== this.isRightToLeft(character);
    return new DOMRect(atRight ? own.right : own.left, own.top, 0, own.height);
  }

  /** Where the caret stands before the character at the offset; null where it is not shown. */
  caretRect(offset: number): DOMRect | null {
    const block = this.#blocks.blockAt(offset);
    if (!block) return null;
    const place = block.place(offset, 'after');
    const range = document.createRange();
    range.setStart(place.node, place.offset);
    const rect = range.getClientRects()[0];
    if (rect && rect.height > 0) return rect;
    const [character] = this.characterRects(offset);
    if (character) return new DOMRect(character.left, character.top, 0, character.height);
    const [before] = this.characterRects(offset - 1);
    if (before) return new DOMRect(before.right, before.top, 0, before.height);
    const box = block.element.getBoundingClientRect();
    return new DOMRect(box.left, box.top, 0, box.height);
  }

  isRightToLeft(offset: number): boolean {
    const block = this.#blocks.blockAt(offset);
    return block !== undefined && getComputedStyle(block.element).direction === 'rtl';
  }

  /** The visible line that the offset is on: from its beginning to its end in reading order. */
  lineEnds(offset: number): { start: number; end: number } | null {
    const rect = this.caretRect(offset);
    const block = this.#blocks.blockAt(offset);
    if (!rect || !block) return null;
    const box = block.element.getBoundingClientRect();
    const y = (rect.top + rect.bottom) / 2;
    const left = this.offsetAt(box.left + 1, y);
    const right = this.offsetAt(box.right - 1, y);
    if (left === null || right === null) return null;
    return { start: Math.min(left, right), end: Math.max(left, right) };
  }

  place(offset: number, side: 'before' | 'after'): DomPlace | null {
    return this.#blocks.blockAt(offset)?.place(offset, side) ?? null;
  }

  #placeAt(x: number, y: number): DomPlace | null {
    const position = document.caretPositionFromPoint(x, y);
    if (!position || !this.#blocks.root.contains(position.offsetNode)) return null;
    return { node: position.offsetNode, offset: position.offset };
  }

  #unitAtY(y: number): ShownUnit | undefined {
    const { shown } = this.#blocks;
    return shown.find(({ element }) => element.getBoundingClientRect().bottom > y) ?? shown[shown.length - 1];
  }
}
