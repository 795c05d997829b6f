import {
  type Block,
  CHUNK_TARGET_LENGTH,
  type Mark,
  type StructuredText,
  type TextChunk,
} from './structure.ts';

/** Blocks [first, beyond) of a text that stay in one chunk, and where the text after them begins. */
interface Unit {
  readonly first: number;
  readonly beyond: number;
  readonly end: number;
}

function sameRow(a: Block, b: Block): boolean {
  return (
    a.cell !== undefined && b.cell !== undefined && a.cell.table === b.cell.table && a.cell.row === b.cell.row
  );
}

/** The units of a text in order: single blocks, and table rows whole; each with the white space after it. */
function* unitsOf({ text, blocks }: StructuredText): Generator<Unit> {
  let first = 0;
  while (first < blocks.length) {
    let beyond = first + 1;
    for (; beyond < blocks.length; beyond++) {
      const [before, after] = [blocks[beyond - 1], blocks[beyond]];
      if (!before || !after || !sameRow(before, after)) break;
    }
    yield { first, beyond, end: blocks[beyond]?.start ?? text.length };
    first = beyond;
  }
}

/** Where each chunk ends: the offset and the index of the block that comes after it. */
function* endsOf(
  structured: StructuredText,
  targetLength: number,
): Generator<{ readonly offset: number; readonly block: number }> {
  let start = 0;
  let end = 0;
  for (const unit of unitsOf(structured)) {
    if (unit.first > 0 && unit.end - start > targetLength) {
      yield { offset: end, block: unit.first };
      start = end;
    }
    end = unit.end;
  }
  yield { offset: structured.text.length, block: structured.blocks.length };
}

/**
 * A text as chunks of whole blocks, of `targetLength` UTF-16 code units at most where no single table row (or block
 * with the white space after it) is longer. There is always at least one. Laid end to end they give back the text,
 * its blocks and, where these are sorted by start, its marks. A mark belongs to the chunk that it starts in.
 */
export function* chunksOf(
  structured: StructuredText,
  targetLength = CHUNK_TARGET_LENGTH,
): Generator<TextChunk> {
  const marks = [...structured.marks].sort((a, b) => a.start - b.start);
  let nextMark = 0;
  let seq = 0;
  let from = { offset: 0, block: 0 };
  for (const to of endsOf(structured, targetLength)) {
    const last = to.block === structured.blocks.length;
    const inside: Mark[] = [];
    for (; nextMark < marks.length; nextMark++) {
      const mark = marks[nextMark];
      if (!mark || (mark.start >= to.offset && !last)) break;
      inside.push(mark);
    }
    yield {
      seq,
      start: from.offset,
      end: to.offset,
      firstBlock: from.block,
      text: structured.text.slice(from.offset, to.offset),
      blocks: structured.blocks.slice(from.block, to.block),
      marks: inside,
    };
    seq++;
    from = to;
  }
}

/** A block's line counts as this many UTF-16 code units where heights are estimated. */
const ESTIMATED_LINE_LENGTH = 80;

/** Lines that these blocks will take, roughly: each at least one. */
export function estimateLines(blocks: readonly Block[]): number {
  return blocks.reduce(
    (lines, { start, end }) => lines + Math.max(1, Math.ceil((end - start) / ESTIMATED_LINE_LENGTH)),
    0,
  );
}
