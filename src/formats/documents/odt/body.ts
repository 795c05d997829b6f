import type { BlockShape } from '../../../core/text/blocks.ts';
import type { MarkKind } from '../../../core/text/structure.ts';
import {
  childNamed,
  childrenNamed,
  isElement,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../../xml/tree.ts';
import { altText } from '../html/alt-text.ts';
import type { LinkResolver } from '../html/links.ts';
import type { OfficeFlow } from '../office/flow.ts';
import type { OdtLists } from './lists.ts';
import type { OdtStyles } from './styles.ts';
import { gridOf } from './tables.ts';

/** What is not in the text, counted so that it is told. */
export interface OdtLeftOut {
  deletions: number;
  comments: number;
  hidden: number;
}

interface Look {
  readonly marks: ReadonlyMap<MarkKind, boolean>;
  readonly href: string | undefined;
}

const PLAIN: Look = { marks: new Map(), href: undefined };

/** Text that nobody reads on the page: names of things, scripts, what a change replaced. */
const UNREAD =
  /^(?:office:annotation-end|office:event-listeners|office:forms|text:.*-decls?|text:alphabetical-index-mark.*|svg:.*|draw:image|draw:object.*|form:.*|text:note-citation)$/;

/** Block content of OpenDocument text (OpenDocument 1.3, part 3, 5 and 6). */
export class OdtBody {
  readonly #flow: OfficeFlow;
  readonly #styles: OdtStyles;
  readonly #lists: OdtLists;
  readonly #links: LinkResolver;
  readonly #leftOut: OdtLeftOut;
  readonly #notes = new Map<string, XmlElement>();
  /** text boxes of the paragraph being read: they follow it */
  #boxes: XmlElement[] = [];
  /** what the next paragraph is, where it is the first of a list item */
  #item: BlockShape | null = null;

  constructor(
    flow: OfficeFlow,
    styles: OdtStyles,
    lists: OdtLists,
    links: LinkResolver,
    leftOut: OdtLeftOut,
  ) {
    this.#flow = flow;
    this.#styles = styles;
    this.#lists = lists;
    this.#links = links;
    this.#leftOut = leftOut;
  }

  /** The whole text, its notes behind it. */
  document(text: XmlElement): void {
    this.#blocks(text.children);
    for (const [key, number] of this.#flow.noteKeys) {
      const body = this.#notes.get(key);
      if (!body) continue;
      this.#flow.enterNote(number);
      this.#blocks(body.children);
      this.#flow.leave();
    }
  }

  #blocks(nodes: readonly XmlNode[]): void {
    for (const node of nodes) if (isElement(node)) this.#block(node);
  }

  #block(element: XmlElement): void {
    switch (element.name) {
      case 'text:p':
      case 'text:h':
        this.#paragraph(element);
        return;
      case 'text:list':
        this.#lists.list(element, () => this.#items(element));
        return;
      case 'text:numbered-paragraph':
        this.#lists.list(element, () => this.#listItem(element));
        return;
      case 'table:table':
        this.#table(element);
        return;
      case 'text:tracked-changes':
        this.#leftOut.deletions += childrenNamed(element, 'text:changed-region').filter((region) =>
          childNamed(region, 'text:deletion'),
        ).length;
        return;
      case 'text:section':
        if (element.attributes['text:display'] === 'none') this.#leftOut.hidden += 1;
        else this.#blocks(element.children);
        return;
      case 'office:annotation':
        this.#leftOut.comments += 1;
        return;
      case 'draw:frame':
        this.#frame(element);
        return;
      default:
        // Frames, indexes, groups of shapes and whatever else may hold paragraphs.
        if (!UNREAD.test(element.name)) this.#blocks(element.children);
    }
  }

  #paragraph(element: XmlElement): void {
    const style = this.#styles.resolve('paragraph', element.attributes['text:style-name']);
    if (style.breakBefore) this.#flow.pageBreak();
    const outer = this.#boxes;
    this.#boxes = [];
    if (style.hidden) this.#leftOut.hidden += 1;
    else {
      this.#inline(element.children, PLAIN);
      this.#flow.endParagraph(this.#shapeOf(element, style.kind));
    }
    const boxes = this.#boxes;
    this.#boxes = outer;
    for (const box of boxes) {
      this.#flow.enterBox();
      this.#block(box);
      this.#flow.leave();
    }
    if (boxes.length > 0) this.#flow.endParagraph({ kind: 'paragraph' });
    if (style.breakAfter) this.#flow.pageBreak();
  }

  /** What is in a frame; of a picture what it is called. */
  #frame(frame: XmlElement): void {
    const text = childNamed(frame, 'draw:image')
      ? altText(textOf(childNamed(frame, 'svg:desc'))) || altText(textOf(childNamed(frame, 'svg:title')))
      : '';
    if (text !== '') this.#flow.caption(text);
    // Captions come behind a paragraph, and there is none in the frame but what it holds.
    if (text !== '') this.#flow.endParagraph({ kind: 'paragraph' });
    this.#blocks(frame.children);
  }

  #shapeOf(element: XmlElement, kind: ReturnType<OdtStyles['resolve']>['kind']): BlockShape {
    const item = this.#item;
    if (!this.#flow.run.isEmpty) this.#item = null;
    if (element.name === 'text:h') {
      const level = Number(element.attributes['text:outline-level'] ?? 1);
      return { kind: 'heading', level: Number.isInteger(level) ? Math.min(Math.max(level, 1), 6) : 1 };
    }
    if (item) return item;
    if (kind === 'heading') return { kind: 'heading', level: 1 };
    return kind === 'quote' ? { kind: 'paragraph', quote: 1 } : { kind };
  }

  #items(list: XmlElement): void {
    for (const child of list.children) {
      if (!isElement(child)) continue;
      if (child.name === 'text:list-item') this.#listItem(child);
      else if (child.name === 'text:list-header') this.#blocks(child.children);
    }
  }

  #listItem(item: XmlElement): void {
    // An item that only holds another list is that list’s indentation.
    const first = item.children.find(isElement);
    if (first && first.name !== 'text:list') {
      const ordinal = this.#lists.next(item);
      const level = this.#lists.depth;
      this.#item = { kind: 'list-item', level, ...(ordinal === undefined ? {} : { ordinal }) };
    }
    this.#blocks(item.children);
    this.#item = null;
  }

  #table(table: XmlElement): void {
    const cells = gridOf(table);
    const item = this.#item;
    this.#item = null;
    this.#flow.openTable();
    for (const { element, ...place } of cells) {
      this.#flow.cell(place);
      this.#blocks(element.children);
    }
    this.#flow.closeTable(cells.length);
    this.#item = item;
  }

  #inline(nodes: readonly XmlNode[], look: Look): void {
    for (const node of nodes) {
      if (isElement(node)) this.#inlineElement(node, look);
      else this.#text(node, look);
    }
  }

  /** White space in the XML is one space, and none at the beginning or after another (part 3, 6.1.2). */
  #text(source: string, look: Look): void {
    const text = source.replace(/[ \t\r\n]+/g, ' ');
    const { run } = this.#flow;
    this.#append(text.startsWith(' ') && run.endsWithSpace ? text.slice(1) : text, look);
  }

  #inlineElement(element: XmlElement, look: Look): void {
    switch (element.name) {
      case 'text:span': {
        const style = this.#styles.resolve('text', element.attributes['text:style-name']);
        if (style.hidden) this.#leftOut.hidden += 1;
        else this.#inline(element.children, { ...look, marks: new Map([...look.marks, ...style.marks]) });
        return;
      }
      case 'text:a':
        this.#inline(element.children, {
          ...look,
          href: this.#links.resolve(element.attributes['xlink:href'] ?? '') ?? look.href,
        });
        return;
      case 'text:s': {
        const count = Number(element.attributes['text:c'] ?? 1);
        this.#append(' '.repeat(Number.isInteger(count) ? Math.min(Math.max(count, 0), 1_000) : 1), look);
        return;
      }
      case 'text:tab':
        this.#append('\t', look);
        return;
      case 'text:line-break':
        this.#append('\n', PLAIN);
        return;
      case 'text:note':
        this.#note(element);
        return;
      case 'office:annotation':
        this.#leftOut.comments += 1;
        return;
      case 'text:ruby':
        this.#inline(childNamed(element, 'text:ruby-base')?.children ?? [], look);
        this.#append('(', look);
        this.#inline(childNamed(element, 'text:ruby-text')?.children ?? [], look);
        this.#append(')', look);
        return;
      case 'draw:frame':
      case 'draw:g':
      case 'draw:custom-shape':
      case 'draw:rect':
        this.#boxes.push(element);
        return;
      default:
        if (!UNREAD.test(element.name)) this.#inline(element.children, look);
    }
  }

  #note(element: XmlElement): void {
    const body = childNamed(element, 'text:note-body');
    if (!body) return;
    const key = `note ${this.#notes.size}`;
    this.#notes.set(key, body);
    const number = String(this.#flow.noteNumber(key));
    this.#append(number, { ...PLAIN, marks: new Map([['superscript', true]]) });
  }

  #append(text: string, { marks, href }: Look): void {
    const kinds = Array.from(marks.keys()).filter(
      (kind) => marks.get(kind) && !(href !== undefined && kind === 'underline'),
    );
    this.#flow.run.append(text, { kinds, href });
  }
}
