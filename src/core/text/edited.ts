import { GlossatorError } from '../errors.ts';
import { Alignment } from './alignment/alignment.ts';
import { type BlockShape, StructuredTextBuilder, WHITE_SPACE } from './blocks.ts';
import type { Block, Mark, StructuredText } from './structure.ts';

/** A paragraph of an edited text. */
export interface EditedParagraph {
  /** index of the block that it was made of; null for a new one */
  readonly block: number | null;
  readonly text: string;
}

/**
 * A text in which the blocks from `first` (inclusive) to `end` (exclusive) have been written anew. A paragraph keeps what the
 * block was that it was made of (heading, list item …), a new one is like the one before it; marks stay on their words.
 * Blank paragraphs fall away; carriage returns become line feeds. Raises `invalid-input` where nothing would be left.
 */
export function editedText(
  { text, blocks, marks }: StructuredText,
  first: number,
  end: number,
  paragraphs: readonly EditedParagraph[],
): StructuredText {
  const builder = new StructuredTextBuilder();
  const before = blocks.slice(0, first);
  const edited = blocks.slice(first, end);
  const after = blocks.slice(end);
  copyBlocks(builder, text, before, marks, 0);
  const gapBefore = text.slice(before.at(-1)?.end ?? 0, edited[0]?.start ?? after[0]?.start ?? text.length);
  let gap = gapBefore;
  let shape: BlockShape | null = null;
  let last: number | null = null;
  for (const paragraph of paragraphs) {
    const given = cleaned(paragraph.text);
    const isBlank = WHITE_SPACE.test(given);
    const own = paragraph.block === null ? undefined : blocks[paragraph.block];
    const isEmptyKind = own?.kind === 'rule' || own?.kind === 'page-break';
    if (!isEmptyKind && isBlank) continue;
    if (own && paragraph.block !== null && last !== null && paragraph.block > last) {
      gap = text.slice(blocks[paragraph.block - 1]?.end ?? own.start, own.start) || '\n';
    }
    builder.separate(gap);
    shape = own && !(isEmptyKind && !isBlank) ? shapeOf(own) : like(shape);
    const words = isBlank ? '' : given;
    const runs = own ? blockRun(blocks, paragraph.block as number) : [];
    builder.block(shape, words, movedMarks(text, runs, marks, words));
    gap = '\n';
    last = paragraph.block ?? last;
  }
  const from = edited.at(-1)?.end ?? before.at(-1)?.end ?? 0;
  copyBlocks(builder, text, after, marks, from);
  builder.separate(text.slice(after.at(-1)?.end ?? from));
  if (builder.blockCount === 0) {
    throw new GlossatorError('invalid-input', 'Nothing would be left of the text.', {
      remedy: 'Leave at least one paragraph, or delete the document.',
    });
  }
  return builder.finish();
}

/** Paragraphs as an editor shows them: of blocks that continue one another one. */
export function editableParagraphs(
  { text, blocks }: StructuredText,
  first: number,
  end: number,
): readonly EditedParagraph[] {
  const paragraphs: EditedParagraph[] = [];
  for (let index = first; index < end; index++) {
    const run = blockRun(blocks, index);
    const [head] = run;
    if (!head) break;
    paragraphs.push({ block: index, text: text.slice(head.start, run.at(-1)?.end ?? head.end) });
    index += run.length - 1;
  }
  return paragraphs;
}

function cleaned(text: string): string {
  return text.replace(/\r\n?/g, '\n').toWellFormed();
}

function shapeOf({ start: _, end: __, continues: ___, ...shape }: Block): BlockShape {
  return shape;
}

/** What a new paragraph is after such a block: of its list, cell or quotation, but no second heading. */
function like(shape: BlockShape | null): BlockShape {
  if (!shape) return { kind: 'paragraph' };
  const { ordinal: _, back: __, level, ...others } = shape;
  if (shape.kind === 'list-item') return level === undefined ? others : { ...others, level };
  return { ...others, kind: shape.kind === 'preformatted' ? 'preformatted' : 'paragraph' };
}

/** A block and those that continue it. */
function blockRun(blocks: readonly Block[], index: number): readonly Block[] {
  let end = index + 1;
  while (blocks[end]?.continues) end += 1;
  return blocks.slice(index, end);
}

function marksIn(marks: readonly Mark[], start: number, end: number): readonly Mark[] {
  return marks
    .filter((mark) => mark.start < end && mark.end > start)
    .map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start }));
}

/** Blocks as they are, with the white space before them. */
function copyBlocks(
  builder: StructuredTextBuilder,
  text: string,
  blocks: readonly Block[],
  marks: readonly Mark[],
  from: number,
): void {
  let gapFrom = from;
  let markFrom = 0;
  for (let index = 0; index < blocks.length; index++) {
    const run = blockRun(blocks, index);
    const [head] = run;
    if (!head) break;
    const end = run.at(-1)?.end ?? head.end;
    builder.separate(text.slice(gapFrom, head.start));
    while ((marks[markFrom]?.start ?? head.start) < head.start) markFrom += 1;
    let markEnd = markFrom;
    while ((marks[markEnd]?.start ?? end) < end) markEnd += 1;
    builder.block(
      shapeOf(head),
      text.slice(head.start, end),
      marksIn(marks.slice(markFrom, markEnd), head.start, end),
    );
    gapFrom = end;
    index += run.length - 1;
  }
}

/** The marks of blocks on what is left of their words in the new text of these blocks. */
function movedMarks(
  text: string,
  run: readonly Block[],
  marks: readonly Mark[],
  words: string,
): readonly Mark[] {
  const start = run[0]?.start ?? 0;
  const end = run.at(-1)?.end ?? 0;
  const own = marksIn(marks, start, end);
  if (own.length === 0) return [];
  const alignment = new Alignment(text.slice(start, end), words);
  return own.flatMap((mark) => {
    const found = alignment.between(mark);
    return found && found.share > 0 ? [{ ...mark, ...found.range }] : [];
  });
}
