import type { BlockShape } from '../../../core/text/blocks.ts';
import type { Mark, TableCell } from '../../../core/text/structure.ts';
import { altText } from './alt-text.ts';
import { headingLevel, isBlockElement, isOrnament, isUnseen, marksOf } from './elements.ts';
import { FigureCaptions } from './figures.ts';
import { InlineCollector } from './inline.ts';
import type { LinkResolver } from './links.ts';
import { gridOf, isLayoutTable } from './tables.ts';
import { attribute, type ChildNode, type Element, isElement, isText, type ParentNode } from './tree.ts';

/** A block as it flows out of a page, with the element that it came from. */
export interface FlowBlock {
  readonly shape: BlockShape;
  readonly text: string;
  /** UTF-16 offsets of the block's text */
  readonly marks: readonly Mark[];
  /** code units of the text that stand in links, also in those whose address was dropped */
  readonly linked: number;
  /** the innermost block element around the text */
  readonly origin: Element | null;
}

/** What the elements around a block make of it. */
interface Context {
  readonly origin: Element | null;
  readonly quote: number;
  readonly listDepth: number;
  readonly heading: number | null;
  readonly preformatted: boolean;
  readonly caption: boolean;
  readonly cell: TableCell | null;
}

interface PendingItem {
  readonly level: number;
  readonly ordinal?: number;
}

/** The blocks of everything under a node that a reader of the page would see, in document order. */
export function flowOf(root: ParentNode, links: LinkResolver): FlowBlock[] {
  const flow = new Flow(links);
  flow.run(root);
  return withoutEchoes(flow.blocks);
}

/** Whether it is the alternative text of a picture, which stands as a caption behind the paragraph that the picture is in. */
export function isAltText({ origin }: FlowBlock): boolean {
  return origin?.tagName === 'img';
}

/** Without alternative texts that the page says anyway: captions, and headlines that pictures beside them repeat. */
function withoutEchoes(blocks: FlowBlock[]): FlowBlock[] {
  const said = new Set(blocks.filter((block) => !isAltText(block)).map(({ text }) => echo(text)));
  return blocks.filter((block) => {
    if (!isAltText(block)) return true;
    const text = echo(block.text);
    if (said.has(text)) return false;
    said.add(text);
    return true;
  });
}

function echo(text: string): string {
  return text.length > ECHO_MAX
    ? text
    : text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
}

/** UTF-16 code units; no alternative text is longer. */
const ECHO_MAX = 4_000;

/** UTF-16 code units of an emoji, at most. */
const SIGN_MAX = 16;
const NOT_BLANK = /[^\s\u0085\u200b\ufeff\u2800]/;

class Flow {
  readonly blocks: FlowBlock[] = [];
  readonly #links: LinkResolver;
  readonly #inline = new InlineCollector();
  #context: Context = {
    origin: null,
    quote: 0,
    listDepth: 0,
    heading: null,
    preformatted: false,
    caption: false,
    cell: null,
  };
  /** the list item whose first block is still to come */
  #item: PendingItem | null = null;
  #tables = 0;
  /** those of the paragraph being gathered: what they are called follows it */
  readonly #pictures: { readonly text: string; readonly element: Element }[] = [];
  readonly #figures = new FigureCaptions();

  constructor(links: LinkResolver) {
    this.#links = links;
  }

  run(root: ParentNode): void {
    this.#children(root);
    this.#flush();
  }

  #children(node: ParentNode): void {
    for (const child of node.childNodes) this.#visit(child);
  }

  #visit(node: ChildNode): void {
    if (isText(node)) {
      if (this.#context.preformatted) this.#inline.appendPreformatted(node.value);
      else this.#text(node.value);
    } else if (isElement(node)) {
      if (node.tagName === 'img') this.#picture(node);
      // A choice of sources for one picture.
      else if (node.tagName === 'picture') this.#children(node);
      else if (!isUnseen(node)) this.#element(node);
    }
  }

  /** A picture stands for what it is called; one that is a sign of the text, such as an emoji, is that sign. */
  #picture(element: Element): void {
    if (isOrnament(element)) return;
    const stated = attribute(element, 'alt');
    const text = altText(stated);
    if (text !== '') {
      if (!this.#figures.says(element, text)) this.#pictures.push({ text, element });
    } else if (stated !== null && stated.length <= SIGN_MAX && /\p{Extended_Pictographic}/u.test(stated)) {
      this.#inline.append(stated);
    }
  }

  #text(source: string): void {
    // Two line breaks are how old pages divide paragraphs.
    if (this.#inline.breaks >= 2 && /[^ \t\n\r\f]/.test(source) && !this.#context.heading) this.#flush();
    this.#inline.append(source);
  }

  #element(element: Element): void {
    switch (element.tagName) {
      case 'br':
        if (this.#context.preformatted) this.#inline.appendPreformatted('\n');
        else this.#inline.lineBreak();
        return;
      case 'hr':
        this.#flush();
        this.blocks.push({
          shape: this.#placed({ kind: 'rule' }),
          text: '',
          marks: [],
          linked: 0,
          origin: element,
        });
        return;
      case 'table':
        this.#table(element);
        return;
      case 'ol':
      case 'ul':
      case 'menu':
      case 'dir':
        this.#list(element);
        return;
      case 'q':
        this.#inline.append('“');
        this.#children(element);
        this.#inline.append('”');
        return;
      case 'rt':
      case 'rtc':
        this.#annotation(element);
        return;
      default:
    }
    if (isBlockElement(element) || headingLevel(element) !== null) this.#block(element);
    else this.#marked(element);
  }

  /** Ruby text: in parentheses after its base, which is how it is read where it cannot stand above. */
  #annotation(element: Element): void {
    const bracketed = element.parentNode?.childNodes.some((sibling) => sibling.nodeName === 'rp') === true;
    if (!bracketed) this.#inline.append('(');
    this.#children(element);
    if (!bracketed) this.#inline.append(')');
  }

  #marked(element: Element): void {
    const kinds = marksOf(element).filter((kind) => kind !== 'code' || !this.#context.preformatted);
    for (const kind of kinds) this.#inline.open(kind);
    const href = element.tagName === 'a' ? attribute(element, 'href') : null;
    const address = href === null ? null : this.#links.resolve(href);
    if (address) this.#inline.open('link', address);
    if (href !== null) this.#inline.enterLink();
    this.#children(element);
    if (href !== null) this.#inline.leaveLink();
    if (address) this.#inline.close();
    for (const _ of kinds) this.#inline.close();
  }

  #block(element: Element): void {
    const { tagName } = element;
    const outer = this.#context;
    this.#within(
      element,
      {
        quote: tagName === 'blockquote' ? outer.quote + 1 : outer.quote,
        heading: headingLevel(element) ?? outer.heading,
        preformatted: outer.preformatted || /^(?:pre|listing|xmp|plaintext)$/.test(tagName),
        caption: outer.caption || tagName === 'figcaption',
      },
      () => {
        if (tagName === 'dd') this.#item = { level: outer.listDepth + 1 };
        const strong = tagName === 'dt';
        if (strong) this.#inline.open('strong');
        const marks = marksOf(element);
        for (const kind of marks) this.#inline.open(kind);
        this.#children(element);
        for (const _ of marks) this.#inline.close();
        if (strong) {
          this.#flush();
          this.#inline.close();
        }
      },
    );
    if (tagName === 'dd') this.#item = null;
  }

  /** Runs with a context of its own; the text before it and its own end where it does. */
  #within(origin: Element, change: Partial<Context>, run: () => void): void {
    this.#flush();
    const outer = this.#context;
    this.#context = { ...outer, ...change, origin };
    run();
    this.#flush();
    this.#context = outer;
  }

  #list(list: Element): void {
    const level = this.#context.listDepth + 1;
    const items = list.childNodes.filter((child) => isElement(child) && child.tagName === 'li').length;
    const ordered = list.tagName === 'ol';
    const reversed = ordered && attribute(list, 'reversed') !== null;
    let ordinal = integer(attribute(list, 'start')) ?? (reversed ? items : 1);
    this.#within(list, { listDepth: level }, () => {
      for (const child of list.childNodes) {
        if (!isElement(child) || child.tagName !== 'li') {
          this.#visit(child);
          continue;
        }
        if (isUnseen(child)) continue;
        if (ordered) ordinal = integer(attribute(child, 'value')) ?? ordinal;
        this.#within(child, {}, () => {
          this.#item = { level, ...(ordered ? { ordinal } : {}) };
          this.#children(child);
        });
        this.#item = null;
        ordinal += reversed ? -1 : 1;
      }
    });
  }

  #table(element: Element): void {
    const grid = gridOf(element);
    // A table within a cell cannot be told in one grid; it is read in order.
    if (this.#context.cell || isLayoutTable(element, grid)) {
      this.#within(element, {}, () => this.#children(element));
      return;
    }
    const table = this.#tables;
    const before = this.blocks.length;
    this.#within(element, { listDepth: 0, heading: null }, () => {
      for (const child of element.childNodes) {
        if (!isElement(child) || isUnseen(child)) continue;
        if (child.tagName === 'caption') this.#within(child, { caption: true }, () => this.#children(child));
      }
      for (const { element: cell, row, column, columnSpan, header } of grid) {
        if (isUnseen(cell)) continue;
        this.#within(
          cell,
          {
            cell: {
              table,
              row,
              column,
              ...(header ? { header } : {}),
              ...(columnSpan > 1 ? { columnSpan } : {}),
            },
          },
          () => this.#children(cell),
        );
      }
    });
    if (this.blocks.slice(before).some(({ shape }) => shape.cell)) this.#tables += 1;
  }

  #flush(): void {
    const { text, marks, linked } = this.#inline.take();
    const { preformatted, origin } = this.#context;
    const trimmed = preformatted ? text.replace(/\n+$/, '') : text;
    if (NOT_BLANK.test(trimmed)) {
      this.blocks.push({ shape: this.#placed(this.#kind()), text: trimmed, marks, linked, origin });
    }
    for (const picture of this.#pictures.splice(0)) {
      this.blocks.push({
        shape: this.#placed({ kind: 'caption' }),
        text: picture.text,
        marks: [],
        linked: 0,
        origin: picture.element,
      });
    }
  }

  #kind(): BlockShape {
    const { heading, preformatted, caption } = this.#context;
    if (heading !== null) return { kind: 'heading', level: heading };
    if (preformatted) return { kind: 'preformatted' };
    if (caption) return { kind: 'caption' };
    const item = this.#item;
    this.#item = null;
    return item ? { kind: 'list-item', ...item } : { kind: 'paragraph' };
  }

  #placed(shape: BlockShape): BlockShape {
    const { quote, cell } = this.#context;
    return { ...shape, ...(quote > 0 ? { quote } : {}), ...(cell ? { cell } : {}) };
  }
}

function integer(text: string | null): number | null {
  if (text === null || !/^\s*-?\d{1,9}\s*$/.test(text)) return null;
  return Number.parseInt(text, 10);
}
