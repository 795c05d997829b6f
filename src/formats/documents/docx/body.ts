import type { BlockShape } from '../../../core/text/blocks.ts';
import type { MarkKind } from '../../../core/text/structure.ts';
import {
  childNamed,
  childrenNamed,
  descendantsNamed,
  isElement,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../../xml/tree.ts';
import type { LinkResolver } from '../html/links.ts';
import type { OfficeFlow } from '../office/flow.ts';
import { Fields } from './fields.ts';
import type { Numbering } from './numbering.ts';
import type { Part } from './package.ts';
import { pictureText } from './pictures.ts';
import { listPlace, outlineLevel, runLook, type Styles } from './styles.ts';
import { rowsOf } from './tables.ts';

/** What is not in the text, counted so that it is told. */
export interface LeftOut {
  deletions: number;
  hidden: number;
  imported: number;
}

/** What all stories of a document (its text and its notes) share. */
export interface Story {
  readonly flow: OfficeFlow;
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly links: LinkResolver;
  readonly leftOut: LeftOut;
}

/** Reads block content of WordprocessingML: the body, a note, a cell, a text box. */
export class BodyReader {
  readonly #story: Story;
  readonly #part: Part;
  readonly #fields: Fields;
  /** text boxes of the paragraph being read: they follow it */
  #boxes: XmlElement[] = [];
  /** what the pictures of the paragraph being read are called: it follows the paragraph, too */
  #pictures: string[] = [];
  #shape: BlockShape = { kind: 'paragraph' };
  #hyperlink: string | undefined;

  constructor(story: Story, part: Part) {
    this.#story = story;
    this.#part = part;
    this.#fields = new Fields(story.links);
  }

  blocks(nodes: readonly XmlNode[]): void {
    for (const node of nodes) if (isElement(node)) this.#block(node);
  }

  #block(element: XmlElement): void {
    switch (element.name) {
      case 'w:p':
        this.#paragraph(element);
        return;
      case 'w:tbl':
        this.#table(element);
        return;
      case 'w:altChunk':
        this.#story.leftOut.imported += 1;
        return;
      case 'mc:AlternateContent':
        this.blocks(chosen(element)?.children ?? []);
        return;
      case 'w:del':
      case 'w:moveFrom':
        this.#delete(element);
        return;
      case 'w:sdt':
      case 'w:sdtContent':
      case 'w:customXml':
      case 'w:ins':
      case 'w:moveTo':
      case 'w:smartTag':
        this.blocks(element.children);
        return;
      default:
    }
  }

  #paragraph(element: XmlElement): void {
    const properties = childNamed(element, 'w:pPr');
    const outerBoxes = this.#boxes;
    const outerPictures = this.#pictures;
    const outerShape = this.#shape;
    this.#boxes = [];
    this.#pictures = [];
    this.#shape = this.#shapeOf(properties);
    this.#inline(element.children);
    // A paragraph whose mark was deleted goes on in the next one.
    const joins = childNamed(childNamed(properties, 'w:rPr'), 'w:del') !== undefined;
    if (!joins) this.#story.flow.endParagraph(this.#shape);
    const boxes = this.#boxes;
    const pictures = this.#pictures;
    this.#boxes = outerBoxes;
    this.#pictures = outerPictures;
    this.#shape = outerShape;
    for (const box of boxes) {
      this.#story.flow.enterBox();
      if (box.name === 'w:tbl') this.#table(box);
      else this.blocks(box.children);
      this.#story.flow.leave();
    }
    for (const text of pictures) this.#story.flow.caption(text);
    // Now that they have been gathered, they come behind their paragraph.
    if (boxes.length + pictures.length > 0 && !joins) this.#story.flow.endParagraph({ kind: 'paragraph' });
  }

  #shapeOf(properties: XmlElement | undefined): BlockShape {
    const style = this.#story.styles.ofParagraph(childNamed(properties, 'w:pStyle')?.attributes['w:val']);
    const outline = outlineLevel(properties);
    if (outline) return { kind: 'heading', level: outline };
    const own = listPlace(properties);
    const numId = own.numId ?? style.list.numId;
    const level = own.level ?? style.list.level ?? 0;
    const number =
      numId === undefined || numId === '0' ? undefined : this.#story.numbering.next(numId, level);
    if (style.kind === 'heading' && outline !== null) return { kind: 'heading', level: style.level };
    if (number !== undefined) {
      return { kind: 'list-item', level: level + 1, ...(number === null ? {} : { ordinal: number }) };
    }
    if (style.kind === 'quote') return { kind: 'paragraph', quote: 1 };
    return { kind: style.kind === 'heading' ? 'paragraph' : style.kind };
  }

  #inline(nodes: readonly XmlNode[]): void {
    for (const node of nodes) if (isElement(node)) this.#inlineElement(node);
  }

  #inlineElement(element: XmlElement): void {
    switch (element.name) {
      case 'w:r':
        this.#run(element);
        return;
      case 'w:del':
      case 'w:moveFrom':
        this.#delete(element);
        return;
      case 'w:hyperlink': {
        const outer = this.#hyperlink;
        this.#hyperlink = this.#target(element) ?? outer;
        this.#inline(element.children);
        this.#hyperlink = outer;
        return;
      }
      case 'w:fldSimple':
        this.#fields.begin();
        this.#fields.code(element.attributes['w:instr'] ?? '');
        this.#fields.separate();
        this.#inline(element.children);
        this.#fields.end();
        return;
      case 'm:oMath':
        this.#append(Array.from(descendantsNamed(element, 'm:t'), textOf).join(''), []);
        return;
      case 'mc:AlternateContent':
        this.#inline(chosen(element)?.children ?? []);
        return;
      case 'w:pPr':
        return;
      case 'w:p':
      case 'w:tbl':
        this.#boxes.push(element.name === 'w:p' ? { ...element, children: [element] } : element);
        return;
      default:
        this.#inline(element.children);
    }
  }

  #run(run: XmlElement): void {
    const properties = childNamed(run, 'w:rPr');
    const style = this.#story.styles.resolve(childNamed(properties, 'w:rStyle')?.attributes['w:val']);
    const look = runLook(properties);
    if (look.hidden ?? style.hidden) {
      if (childrenNamed(run, 'w:t').length > 0) this.#story.leftOut.hidden += 1;
      return;
    }
    const marks = new Map([...style.marks, ...look.marks]);
    const kinds = Array.from(marks.keys()).filter((kind) => marks.get(kind));
    this.#runContent(run.children, kinds);
  }

  #runContent(nodes: readonly XmlNode[], kinds: readonly MarkKind[]): void {
    for (const node of nodes) if (isElement(node)) this.#runElement(node, kinds);
  }

  #runElement(element: XmlElement, kinds: readonly MarkKind[]): void {
    switch (element.name) {
      case 'w:t':
        this.#append(textOf(element), kinds);
        return;
      case 'w:tab':
      case 'w:ptab':
        this.#append('\t', kinds);
        return;
      case 'w:br':
        this.#break(element.attributes['w:type']);
        return;
      case 'w:cr':
        this.#append('\n', []);
        return;
      case 'w:noBreakHyphen':
        this.#append('\u2011', kinds);
        return;
      case 'w:softHyphen':
        this.#append('\u00ad', kinds);
        return;
      case 'w:sym':
        this.#append(symbol(element.attributes['w:char']), kinds);
        return;
      case 'w:fldChar':
        this.#fieldCharacter(element.attributes['w:fldCharType']);
        return;
      case 'w:instrText':
        this.#fields.code(textOf(element));
        return;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.#noteReference(element);
        return;
      case 'w:ruby':
        this.#ruby(element);
        return;
      case 'mc:AlternateContent':
        this.#runContent(chosen(element)?.children ?? [], kinds);
        return;
      case 'w:tbl':
        this.#boxes.push(element);
        return;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.#picture(element);
        return;
      default:
    }
  }

  /** The text boxes of a drawing; where it has none, what it is called. */
  #picture(element: XmlElement): void {
    const boxes = outermostBoxes(element);
    this.#boxes.push(...boxes);
    if (boxes.length > 0) return;
    const text = pictureText(element);
    if (text !== '') this.#pictures.push(text);
  }

  #append(text: string, kinds: readonly MarkKind[]): void {
    if (this.#fields.inCode) return;
    const href = this.#hyperlink ?? this.#fields.href;
    // Links are underlined as such; that says nothing more.
    const shown = href === undefined ? kinds : kinds.filter((kind) => kind !== 'underline');
    this.#story.flow.run.append(text, { kinds: shown, href });
  }

  #break(type: string | undefined): void {
    if (type !== 'page') {
      this.#append('\n', []);
      return;
    }
    this.#story.flow.endParagraph(this.#shape);
    this.#story.flow.pageBreak();
    // What follows continues the item or heading, and is not another one.
    if (this.#shape.kind !== 'paragraph') this.#shape = { kind: 'paragraph' };
  }

  #fieldCharacter(type: string | undefined): void {
    if (type === 'begin') this.#fields.begin();
    else if (type === 'separate') this.#fields.separate();
    else if (type === 'end') this.#fields.end();
  }

  #noteReference({ name, attributes }: XmlElement): void {
    if (this.#fields.inCode) return;
    const number = this.#story.flow.noteNumber(`${name.slice(2, -9)} ${attributes['w:id'] ?? ''}`);
    this.#append(String(number), ['superscript']);
  }

  /** In parentheses after its base, as in web pages here. */
  #ruby(element: XmlElement): void {
    this.#inline(childNamed(element, 'w:rubyBase')?.children ?? []);
    this.#append('(', []);
    this.#inline(childNamed(element, 'w:rt')?.children ?? []);
    this.#append(')', []);
  }

  #delete(element: XmlElement): void {
    for (const name of ['w:delText', 'w:t']) {
      if (!descendantsNamed(element, name).next().done) {
        this.#story.leftOut.deletions += 1;
        return;
      }
    }
  }

  #target({ attributes }: XmlElement): string | undefined {
    const relationship = this.#part.relationships.get(attributes['r:id'] ?? '');
    return relationship?.external ? (this.#story.links.resolve(relationship.target) ?? undefined) : undefined;
  }

  #table(table: XmlElement): void {
    const { flow } = this.#story;
    const rows = rowsOf(table);
    flow.openTable();
    for (const [row, { cells, header }] of rows.entries()) {
      for (const { element, column, columnSpan } of cells) {
        flow.cell({ row, column, ...(header ? { header } : {}), ...(columnSpan > 1 ? { columnSpan } : {}) });
        this.blocks(element.children);
        // A cell always ends its last paragraph.
        flow.endParagraph({ kind: 'paragraph' });
      }
    }
    flow.closeTable(rows.reduce((sum, { cells }) => sum + cells.length, 0));
  }
}

/** Of alternatives the one to read, so that what is in both is read once (ISO/IEC 29500-3). */
function chosen(element: XmlElement): XmlElement | undefined {
  return childNamed(element, 'mc:Choice') ?? childNamed(element, 'mc:Fallback');
}

/** The text boxes in a drawing, without those inside them; of alternatives one. */
function outermostBoxes(element: XmlElement): XmlElement[] {
  if (element.name === 'mc:AlternateContent') {
    const alternative = chosen(element);
    return alternative ? outermostBoxes(alternative) : [];
  }
  return element.children.flatMap((child) => {
    if (!isElement(child)) return [];
    return child.name === 'w:txbxContent' ? [child] : outermostBoxes(child);
  });
}

/** A character of a symbol font stands at U+F000 and what it has there; others where they belong. */
function symbol(char: string | undefined): string {
  const code = Number.parseInt(char ?? '', 16);
  return code > 0x1f && code <= 0xffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCharCode(code)
    : '';
}
