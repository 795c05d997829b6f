import type { Block, TextRange } from '../../../core/text/structure.ts';
import type { DisplayUnit } from '../model/units.ts';
import { BlockText } from './block-text.ts';

/** A place in the DOM as Selection and Range take it. */
export interface DomPlace {
  readonly node: Node;
  readonly offset: number;
}

/** A block as it stands in the DOM. */
export class ShownBlock {
  readonly block: Block;
  readonly element: HTMLElement;
  readonly #nodes: readonly Text[];
  readonly #text: BlockText;

  constructor(block: Block, element: HTMLElement) {
    this.block = block;
    this.element = element;
    this.#nodes = textNodes(element);
    this.#text = new BlockText(
      block,
      this.#nodes.map((node) => node.length),
    );
  }

  place(offset: number, side: 'before' | 'after'): DomPlace {
    const place = this.#text.place(offset, side);
    const node = place ? this.#nodes[place.node] : undefined;
    return place && node ? { node, offset: place.offset } : { node: this.element, offset: 0 };
  }

  /** The part of the range that is in this block, or null. */
  rangeOf(range: TextRange): StaticRange | null {
    const start = Math.max(range.start, this.block.start);
    const end = Math.min(range.end, this.block.end);
    if (start >= end) return null;
    const from = this.place(start, 'after');
    const to = this.place(end, 'before');
    return new StaticRange({
      startContainer: from.node,
      startOffset: from.offset,
      endContainer: to.node,
      endOffset: to.offset,
    });
  }

  /** The document offset of a place inside of the block's element. */
  offsetOf(place: DomPlace): number {
    const at = this.#nodes.indexOf(place.node as Text);
    if (at >= 0) return this.#text.offsetOf(at, place.offset);
    const following = place.node.childNodes[place.offset];
    const next = this.#nodes.findIndex((node) =>
      following ? !precedes(node, following) : precedes(place.node, node) && !place.node.contains(node),
    );
    return next < 0 ? this.block.end : this.#text.offsetOf(next, 0);
  }
}

/** A display unit as it stands in the DOM. */
export class ShownUnit {
  readonly unit: DisplayUnit;
  readonly element: HTMLElement;
  readonly blocks: readonly ShownBlock[];

  constructor(unit: DisplayUnit, element: HTMLElement) {
    this.unit = unit;
    this.element = element;
    const elements = unit.columns
      ? [...element.querySelectorAll<HTMLElement>(':scope > [data-kind="cell"] > *')]
      : [element];
    this.blocks = unit.blocks.map((block, at) => new ShownBlock(block, elements[at] ?? element));
  }

  /** The block that holds the offset; between two blocks the one before. */
  blockAt(offset: number): ShownBlock | undefined {
    let found = this.blocks[0];
    for (const shown of this.blocks) if (shown.block.start <= offset) found = shown;
    return found;
  }
}

function textNodes(element: HTMLElement): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}

/** Is `a` before `b` in the document (and does not hold it)? */
function precedes(a: Node, b: Node): boolean {
  return a !== b && (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && !a.contains(b);
}
