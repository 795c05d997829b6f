import { ElementNode, type NodeKey } from 'lexical';
import type { Block, TableCell } from '../../../core/text/structure.ts';

/** Numbers and strings only: what Lexical copies when it clones a node stays shared and is never changed. */
export interface BlockShape {
  readonly block: Block;
  readonly gapAfter: boolean;
}

const PARAGRAPH: BlockShape = { block: { kind: 'paragraph', start: 0, end: 0 }, gapAfter: false };

const TAGS: Readonly<Record<Block['kind'], string>> = {
  paragraph: 'p',
  heading: 'h1',
  'list-item': 'div',
  preformatted: 'pre',
  caption: 'p',
  rule: 'div',
  'page-break': 'div',
};

/** A block of the document as one element that holds exactly the block's text. */
export class BlockNode extends ElementNode {
  __shape: BlockShape;

  constructor(shape: BlockShape = PARAGRAPH, key?: NodeKey) {
    super(key);
    this.__shape = shape;
  }

  override $config() {
    return this.config('glossator-block', { extends: ElementNode });
  }

  override afterCloneFrom(from: this): void {
    super.afterCloneFrom(from);
    this.__shape = from.__shape;
  }

  override createDOM(): HTMLElement {
    const { block, gapAfter } = this.__shape;
    const tag = block.kind === 'heading' ? `h${clampLevel(block.level)}` : TAGS[block.kind];
    const element = document.createElement(block.quote && tag === 'p' ? 'blockquote' : tag);
    element.dataset.kind = block.kind;
    if (gapAfter) element.dataset.gap = '';
    if (block.continues) element.dataset.continues = '';
    if (block.quote) {
      element.dataset.quote = '';
      element.style.setProperty('--quote', String(block.quote));
    }
    if (block.kind === 'list-item') {
      element.dataset.marker = block.ordinal === undefined ? '•' : `${block.ordinal}.`;
      element.style.setProperty('--depth', String(block.level ?? 1));
    }
    if (block.kind === 'rule' || block.kind === 'page-break') {
      element.setAttribute('role', 'separator');
      if (block.kind === 'page-break') element.setAttribute('aria-label', 'Page break');
    }
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }
}

/** A table row: its cells side by side. */
export class RowNode extends ElementNode {
  __row: number;
  __columns: string;
  __header: boolean;
  __gapAfter: boolean;

  constructor(row = 0, columns = '', header = false, gapAfter = false, key?: NodeKey) {
    super(key);
    this.__row = row;
    this.__columns = columns;
    this.__header = header;
    this.__gapAfter = gapAfter;
  }

  override $config() {
    return this.config('glossator-row', { extends: ElementNode });
  }

  override afterCloneFrom(from: this): void {
    super.afterCloneFrom(from);
    this.__row = from.__row;
    this.__columns = from.__columns;
    this.__header = from.__header;
    this.__gapAfter = from.__gapAfter;
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.dataset.kind = 'row';
    if (this.__header) element.dataset.header = '';
    if (this.__gapAfter) element.dataset.gap = '';
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', `Table row ${this.__row + 1}`);
    element.style.gridTemplateColumns = this.__columns;
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }
}

/** A cell; a shadow root, so that Lexical finds the direction of each block in it by the block's own text. */
export class CellNode extends ElementNode {
  __cell: TableCell;

  constructor(cell: TableCell = { table: 0, row: 0, column: 0 }, key?: NodeKey) {
    super(key);
    this.__cell = cell;
  }

  override $config() {
    return this.config('glossator-cell', { extends: ElementNode });
  }

  override afterCloneFrom(from: this): void {
    super.afterCloneFrom(from);
    this.__cell = from.__cell;
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.dataset.kind = 'cell';
    if (this.__cell.header) element.dataset.header = '';
    const span = Math.max(1, this.__cell.columnSpan ?? 1);
    element.style.gridColumn = `${this.__cell.column + 1} / span ${span}`;
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }

  override isShadowRoot(): boolean {
    return true;
  }
}

/** A link that leads nowhere: its address is shown, never followed. */
export class InertLinkNode extends ElementNode {
  __address: string;

  constructor(address = '', key?: NodeKey) {
    super(key);
    this.__address = address;
  }

  override $config() {
    return this.config('glossator-link', { extends: ElementNode });
  }

  override afterCloneFrom(from: this): void {
    super.afterCloneFrom(from);
    this.__address = from.__address;
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('a');
    element.title = this.__address;
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }

  override isInline(): boolean {
    return true;
  }
}

export const READING_NODES = [BlockNode, RowNode, CellNode, InertLinkNode];

function clampLevel(level: number | undefined): number {
  return Math.min(6, Math.max(1, level ?? 1));
}
