import { type BlockShape, StructuredTextBuilder } from '../../../core/text/blocks.ts';
import type { Mark, MarkKind, StructuredText, TextRange } from '../../../core/text/structure.ts';
import { headingLevel, isBlockElement, isUnseen, marksOf } from '../../documents/html/elements.ts';
import { webAddress } from '../../documents/html/links.ts';
import {
  attribute,
  type ChildNode,
  type Element,
  isElement,
  isText,
  type ParentNode,
  parseTree,
} from '../../documents/html/tree.ts';

interface Context {
  readonly quote: number;
  readonly list: { readonly depth: number; readonly next: { ordinal: number } | null };
  readonly preformatted: boolean;
  readonly cell: { readonly table: number; readonly row: number; readonly column: number } | null;
}

interface OpenMark {
  readonly kind: MarkKind;
  readonly href?: string;
  start: number;
}

const WHITE = /[ \t\n\r\f]/;

/** The text of one block in the making, and where each of its units stands in the text of the markup. */
class BlockDraft {
  text = '';
  readonly from: number[] = [];
  marks: Mark[] = [];
  /** place of white space that comes into the text once a sign follows it; -1: none */
  #space = -1;
  #breaks = 0;

  write(unit: string, at: number, preformatted: boolean): void {
    if (!preformatted && WHITE.test(unit)) {
      if (this.#space < 0) this.#space = at;
      return;
    }
    if (this.text !== '' && this.#breaks > 0) this.#put('\n', -1);
    else if (this.text !== '' && this.#space >= 0) this.#put(' ', this.#space);
    this.#breaks = 0;
    this.#space = -1;
    this.#put(unit, at);
  }

  #put(unit: string, at: number): void {
    this.text += unit;
    this.from.push(at);
  }

  lineBreak(): void {
    this.#breaks += 1;
  }
}

/** The text of HTML as it is kept, and as Taguette counts in it: the text of all its text nodes, one behind the other. */
export class HtmlText {
  readonly structured: StructuredText;
  /** the text nodes, joined */
  readonly raw: string;
  /** for each UTF-16 unit of `raw` its place in the structured text; -1: it is not in it */
  readonly #placed: Int32Array;

  constructor(html: string) {
    const { root } = parseTree(html, 'fragment');
    const walk = new Walk();
    walk.children(root);
    walk.flush();
    this.structured = walk.builder.finish();
    this.raw = walk.raw.join('');
    this.#placed = new Int32Array(this.raw.length).fill(-1);
    for (const { start, from } of walk.blocks)
      for (const [at, place] of from.entries()) if (place >= 0) this.#placed[place] = start + at;
  }

  /**
   * Where a range of `raw` stands in the structured text: white space at its ends that is not kept is left out. One past the end stays past it.
   */
  range({ start, end }: TextRange): TextRange {
    const length = this.structured.text.length;
    if (end > this.raw.length) return { start, end: length + end - this.raw.length };
    let first = Math.max(start, 0);
    while (first < end && (this.#placed[first] ?? -1) < 0) first += 1;
    let last = end - 1;
    while (last >= first && (this.#placed[last] ?? -1) < 0) last -= 1;
    if (last < first) {
      const at = first < this.raw.length ? Math.max(this.#placed[first] ?? 0, 0) : length;
      return { start: at, end: at };
    }
    return { start: this.#placed[first] as number, end: (this.#placed[last] as number) + 1 };
  }
}

class Walk {
  readonly builder = new StructuredTextBuilder();
  readonly raw: string[] = [];
  readonly blocks: { readonly start: number; readonly from: readonly number[] }[] = [];
  #length = 0;
  #draft = new BlockDraft();
  #open: OpenMark[] = [];
  #tables = 0;
  #context: Context = { quote: 0, list: { depth: 0, next: null }, preformatted: false, cell: null };
  /** of the block in the making; null: a paragraph */
  #shape: BlockShape | null = null;

  children(node: ParentNode): void {
    for (const child of node.childNodes) this.#visit(child);
  }

  #visit(node: ChildNode): void {
    if (isText(node)) this.#text(node.value, true);
    else if (isElement(node)) this.#element(node);
  }

  #text(value: string, seen: boolean): void {
    this.raw.push(value);
    if (seen) {
      for (let at = 0; at < value.length; at += 1) {
        const unit = value.charAt(at);
        this.#draft.write(unit === '\r' ? '\n' : unit, this.#length + at, this.#context.preformatted);
      }
    }
    this.#length += value.length;
  }

  #unseen(node: ParentNode): void {
    for (const child of node.childNodes) {
      if (isText(child)) this.#text(child.value, false);
      else if (isElement(child)) this.#unseen(child);
    }
  }

  #element(element: Element): void {
    if (isUnseen(element)) this.#unseen(element);
    else if (element.tagName === 'br') this.#draft.lineBreak();
    else if (element.tagName === 'hr') {
      this.flush();
      if (this.builder.blockCount > 0) this.builder.separate('\n');
      this.builder.block({ kind: 'rule' }, '');
    } else if (isBlockElement(element) || headingLevel(element) !== null) this.#block(element);
    else this.#marked(element);
  }

  #marked(element: Element): void {
    const before = this.#open.length;
    const start = this.#draft.text.length;
    for (const kind of marksOf(element)) this.#open.push({ kind, start });
    const href = element.tagName === 'a' ? webAddress(attribute(element, 'href')) : null;
    if (href !== null) this.#open.push({ kind: 'link', href, start });
    this.children(element);
    for (const mark of this.#open.splice(before)) this.#closed(mark);
  }

  #closed({ kind, href, start }: OpenMark): void {
    const end = this.#draft.text.length;
    const spaces = /^\s*/.exec(this.#draft.text.slice(start))?.[0].length ?? 0;
    if (start + spaces < end)
      this.#draft.marks.push({ kind, start: start + spaces, end, ...(href === undefined ? {} : { href }) });
  }

  #block(element: Element): void {
    this.flush();
    const outer = this.#context;
    this.#context = this.#entered(element, outer);
    this.#shape = this.#shapeOf(element) ?? this.#shape;
    this.children(element);
    this.flush();
    this.#shape = null;
    this.#context = outer;
  }

  #entered(element: Element, outer: Context): Context {
    const { tagName } = element;
    if (tagName === 'blockquote') return { ...outer, quote: outer.quote + 1 };
    if (tagName === 'pre') return { ...outer, preformatted: true };
    if (tagName === 'ul' || tagName === 'ol') {
      const first = Number(attribute(element, 'start') ?? 1);
      const next = tagName === 'ol' ? { ordinal: Number.isInteger(first) ? first : 1 } : null;
      return { ...outer, list: { depth: outer.list.depth + 1, next } };
    }
    if (tagName === 'table' && !outer.cell) {
      this.#tables += 1;
      return { ...outer, cell: { table: this.#tables - 1, row: -1, column: -1 } };
    }
    const { cell } = outer;
    if (cell && tagName === 'tr') {
      this.#row = this.#rowOf.get(cell.table) ?? -1;
      this.#row += 1;
      this.#rowOf.set(cell.table, this.#row);
      this.#column = -1;
      return { ...outer, cell: { ...cell, row: this.#row } };
    }
    if (cell && cell.row >= 0 && cell.column < 0 && (tagName === 'td' || tagName === 'th')) {
      this.#column += 1;
      return { ...outer, cell: { ...cell, column: this.#column } };
    }
    return outer;
  }

  readonly #rowOf = new Map<number, number>();
  #row = -1;
  #column = -1;

  #shapeOf(element: Element): BlockShape | null {
    const level = headingLevel(element);
    if (level !== null) return { kind: 'heading', level };
    if (element.tagName === 'pre') return { kind: 'preformatted' };
    if (element.tagName === 'caption' || element.tagName === 'figcaption') return { kind: 'caption' };
    if (element.tagName !== 'li') return null;
    const { depth, next } = this.#context.list;
    const ordinal = next ? next.ordinal : undefined;
    if (next) next.ordinal += 1;
    return { kind: 'list-item', level: Math.max(1, depth), ...(ordinal === undefined ? {} : { ordinal }) };
  }

  /** Ends the block in the making. */
  flush(): void {
    const draft = this.#draft;
    for (const mark of this.#open) {
      this.#closed(mark);
      mark.start = 0;
    }
    this.#draft = new BlockDraft();
    if (/^[\s\u0085]*$/.test(draft.text)) return;
    const { quote, cell } = this.#context;
    const shape: BlockShape = {
      ...(this.#shape ?? { kind: 'paragraph' }),
      ...(quote > 0 ? { quote } : {}),
      ...(cell && cell.column >= 0 ? { cell } : {}),
    };
    this.#shape = null;
    if (this.builder.blockCount > 0) this.builder.separate('\n');
    const { start } = this.builder.block(shape, draft.text, draft.marks);
    this.blocks.push({ start, from: draft.from });
  }
}
