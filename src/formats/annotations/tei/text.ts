import type { Block, Mark, MarkKind, StructuredText, TextRange } from '../../../core/text/structure.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { structuredText } from '../foreign/text.ts';

/*
 * The text of a TEI document and where its elements stand in it.
 */

/** Elements that are lines of their own. */
const BLOCKS = new Set(
  'p ab head l item cell label speaker stage figDesc opener closer salute signed byline dateline trailer docAuthor docDate titlePart imprimatur entry bibl'.split(
    ' ',
  ),
);
/** Elements that hold such. */
const CONTAINERS = new Set(
  'text front body back group div div1 div2 div3 div4 div5 div6 div7 lg list table row sp figure epigraph argument titlePage docTitle listBibl floatingText argument postscript performance'.split(
    ' ',
  ),
);
/** What says nothing of the text but where a page, line or column began. */
const MILESTONES = new Set('pb cb gb milestone anchor gap handShift fw'.split(' '));

/** An element that stands in the text and says something of it. */
export interface Placed {
  readonly element: XmlElement;
  readonly range: TextRange;
}

export interface TeiText {
  readonly structured: StructuredText;
  /** elements that are neither blocks nor containers, in the order in which they begin */
  readonly placed: readonly Placed[];
  /** ranges of all elements with an xml:id */
  readonly byId: ReadonlyMap<string, TextRange>;
  /** readings that `choice` offers besides the first */
  readonly otherReadings: number;
}

interface Open {
  start: number | undefined;
}

class TextWalker {
  readonly placed: { element: XmlElement; range: { start: number; end: number } }[] = [];
  readonly byId = new Map<string, TextRange>();
  readonly marks: Mark[] = [];
  readonly shapes = new Map<number, Partial<Block>>();
  otherReadings = 0;
  #text = '';
  #space = false;
  #open: Open[] = [];

  get text(): string {
    return this.#text;
  }

  walk(element: XmlElement, preserved: boolean): void {
    const space = element.attributes['xml:space'];
    const preserve = space === 'preserve' || (preserved && space !== 'default');
    const { name } = element;
    const isBlock = BLOCKS.has(name);
    const isLine = isBlock || CONTAINERS.has(name);
    if (isLine && !preserve) this.#newLine();
    if (name === 'lb' && !preserve) this.#breakLine();
    const open: Open = { start: undefined };
    this.#open.push(open);
    const place = this.placed.length;
    const isSaid = !isLine && !MILESTONES.has(name) && name !== 'lb' && name !== 'choice' && name !== 'hi';
    if (isSaid) this.placed.push({ element, range: { start: 0, end: 0 } });
    this.#children(element, preserve);
    this.#open.splice(this.#open.indexOf(open), 1);
    const end = this.#text.length;
    const range = { start: open.start ?? end, end };
    if (isSaid) (this.placed[place] as (typeof this.placed)[number]).range = range;
    const id = element.attributes['xml:id'];
    if (id !== undefined) this.byId.set(id, range);
    if (name === 'hi' && range.start < range.end)
      this.marks.push({ ...range, kind: markOf(element.attributes.rend ?? '') });
    if (isBlock) this.shapes.set(range.start, shapeOf(element));
    if (isLine && !preserve) this.#newLine();
  }

  #children(element: XmlElement, preserve: boolean): void {
    let alternatives = 0;
    for (const child of element.children) {
      if (typeof child === 'string') {
        if (preserve) this.#emit(child);
        else this.#normalised(child);
      } else if (element.name === 'choice' && alternatives++ > 0) this.otherReadings += 1;
      else this.walk(child, preserve);
    }
  }

  /** Runs of white space as XML has it are one space, and none at the ends of lines. */
  #normalised(content: string): void {
    for (const run of content.match(/[ \t\r\n]+|[^ \t\r\n]+/g) ?? []) {
      if (/^[ \t\r\n]/.test(run)) this.#space = this.#text !== '' && !this.#text.endsWith('\n');
      else this.#emit(run);
    }
  }

  #emit(content: string): void {
    if (content === '') return;
    if (this.#space) this.#text += ' ';
    this.#space = false;
    for (const open of this.#open) open.start ??= this.#text.length;
    this.#text += content;
  }

  #newLine(): void {
    this.#space = false;
    if (this.#text !== '' && !this.#text.endsWith('\n')) this.#text += '\n';
  }

  #breakLine(): void {
    this.#space = false;
    if (this.#text !== '' && !this.#text.endsWith('\n')) this.#text += '\n';
  }
}

function markOf(rend: string): MarkKind {
  if (/bold|strong/i.test(rend)) return 'strong';
  if (/underline/i.test(rend)) return 'underline';
  if (/sup/i.test(rend)) return 'superscript';
  return /sub/i.test(rend) ? 'subscript' : 'emphasis';
}

function shapeOf({ name, attributes }: XmlElement): Partial<Block> {
  const level = Number(attributes.n);
  if (name === 'head' || attributes.type === 'heading')
    return { kind: 'heading', level: level >= 1 && level <= 6 ? level : 1 };
  if (name === 'item' || attributes.type === 'list-item')
    return { kind: 'list-item', level: level >= 1 ? level : 1 };
  if (attributes.type === 'preformatted') return { kind: 'preformatted' };
  return name === 'figDesc' || attributes.type === 'caption' ? { kind: 'caption' } : { kind: 'paragraph' };
}

/** Reads `text`. Its lines are its blocks; those that are headings, items and captions in TEI are such here. */
export function readText(element: XmlElement): TeiText {
  const walker = new TextWalker();
  walker.walk(element, false);
  const { text, placed, byId, otherReadings } = walker;
  const lines = structuredText(text);
  const blocks = lines.blocks.map((block): Block => ({ ...block, ...walker.shapes.get(block.start) }));
  const marks = walker.marks
    .filter((mark) => blocks.some(({ start, end }) => start <= mark.start && mark.end <= end))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return { structured: { text, blocks, marks }, placed, byId, otherReadings };
}
