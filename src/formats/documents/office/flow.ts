import { type BlockShape, WHITE_SPACE } from '../../../core/text/blocks.ts';
import type { TableCell } from '../../../core/text/structure.ts';
import type { FlowBlock } from '../html/flow.ts';
import { RunText } from './run-text.ts';

/**
 * Gathers the blocks of an office document. Notes are numbered in the order in which the text refers to them, footnotes
 * and endnotes together, and follow the text as list items with their number; so does Markdown here.
 */
export class OfficeFlow {
  readonly #text: FlowBlock[] = [];
  readonly #notes: FlowBlock[] = [];
  readonly #numbers = new Map<string, number>();
  #tables = 0;
  #story: Story = newStory(this.#text);
  readonly #outer: Story[] = [];

  /** The paragraph being gathered. */
  get run(): RunText {
    return this.#story.run;
  }

  /** All blocks, those of the notes last. */
  get blocks(): readonly FlowBlock[] {
    return [...this.#text, ...this.#notes];
  }

  /** Ends the paragraph being gathered; one that is blank is none. Text boxes in it follow it. */
  endParagraph(shape: BlockShape): void {
    const story = this.#story;
    const { text, marks } = story.run.take();
    if (!WHITE_SPACE.test(text)) {
      const ordinal = story.noteOrdinal;
      story.noteOrdinal = null;
      const placed: BlockShape =
        ordinal === null
          ? { ...shape, ...(story.cell ? { cell: story.cell } : {}) }
          : { kind: 'list-item', level: 1, ordinal };
      story.blocks.push({ shape: placed, text, marks, linked: 0, origin: null });
    }
    for (const block of story.boxes.splice(0))
      story.blocks.push(story.cell ? inCell(block, story.cell) : block);
  }

  /** Where the author began a new page; none before the first block and in tables, nor two in a row. */
  pageBreak(): void {
    const { blocks, cell } = this.#story;
    const before = blocks.at(-1);
    if (!before || cell || before.shape.kind === 'page-break') return;
    blocks.push({ shape: { kind: 'page-break' }, text: '', marks: [], linked: 0, origin: null });
  }

  /**
   * Begins a table. A table within a cell or a note cannot be told in one grid: it is read as plain paragraphs, and so is
   * one of a single cell, which is a frame.
   */
  openTable(): void {
    const { cell, blocks, table, nested } = this.#story;
    const plain = nested > 0 || cell !== null || table !== null || blocks === this.#notes;
    this.#story.nested += plain ? 1 : 0;
    if (!plain) this.#story.table = { from: blocks.length };
  }

  /** What is gathered from here on stands in this cell of the table. */
  cell(place: Omit<TableCell, 'table'>): void {
    if (this.#story.nested === 0) this.#story.cell = { table: this.#tables, ...place };
  }

  /** @param cellCount how many cells the table has */
  closeTable(cellCount: number): void {
    const story = this.#story;
    if (story.nested > 0) {
      story.nested -= 1;
      return;
    }
    const from = story.table?.from ?? story.blocks.length;
    story.table = null;
    story.cell = null;
    if (cellCount < 2) {
      for (const [index, block] of story.blocks.entries()) {
        if (index < from) continue;
        const { cell: _, ...shape } = block.shape;
        story.blocks[index] = { ...block, shape };
      }
    } else if (story.blocks.length > from) this.#tables += 1;
  }

  /** The number of a note, by its key; the same for each reference to it. */
  noteNumber(key: string): number {
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** The notes that the text refers to, in order; those that notes refer to come while one goes through them. */
  get noteKeys(): IterableIterator<[key: string, number: number]> {
    return this.#numbers.entries();
  }

  /** What is gathered until `leave` belongs to the note of this number. */
  enterNote(ordinal: number): void {
    this.#outer.push(this.#story);
    this.#story = { ...newStory(this.#notes), noteOrdinal: ordinal };
  }

  /** What is gathered until `leave` stands apart from the paragraph being gathered (a text box), and follows it. */
  enterBox(): void {
    this.#outer.push(this.#story);
    const { cell, table, nested, blocks } = this.#story;
    // A table in the text box of a cell is a table within a cell.
    const plain = cell !== null || table !== null || blocks === this.#notes;
    this.#story = { ...newStory([]), cell, nested: nested + (plain ? 1 : 0) };
  }

  /** A caption that stands apart from the paragraph being gathered and follows it: what a picture is called. */
  caption(text: string): void {
    this.enterBox();
    this.run.append(text, { kinds: [], href: undefined });
    this.endParagraph({ kind: 'caption' });
    this.leave();
  }

  /** Ends a note or text box, and the paragraph being gathered in it. */
  leave(): void {
    this.endParagraph({ kind: 'paragraph' });
    const inner = this.#story;
    const outer = this.#outer.pop();
    if (!outer) throw new Error('Neither in a note nor in a text box.');
    this.#story = outer;
    if (inner.blocks !== this.#notes && inner.blocks !== this.#text) {
      for (const block of inner.blocks) outer.boxes.push(block);
    }
  }
}

/** A box that turns out to stand in a cell: a table in it cannot be told any more. */
function inCell(block: FlowBlock, cell: TableCell): FlowBlock {
  return block.shape.kind === 'page-break' ? block : { ...block, shape: { ...block.shape, cell } };
}

/** One of the texts that a document consists of, while it is being read. */
interface Story {
  readonly blocks: FlowBlock[];
  readonly run: RunText;
  /** blocks of the text boxes of the paragraph being gathered */
  readonly boxes: FlowBlock[];
  /** the number of the note whose first paragraph is still to come */
  noteOrdinal: number | null;
  cell: TableCell | null;
  table: { readonly from: number } | null;
  /** tables inside one another that are read as plain paragraphs */
  nested: number;
}

function newStory(blocks: FlowBlock[]): Story {
  return { blocks, run: new RunText(), boxes: [], noteOrdinal: null, cell: null, table: null, nested: 0 };
}
