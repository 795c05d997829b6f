import type { Block, Mark, TextChunk, TextRange } from '../../../core/text/structure.ts';

/**
 * What the window of blocks shows or does not show as a whole: one block, or all blocks of one table row.
 * UTF-16 offsets of the whole text, half-open; the white space after it is outside.
 */
export interface DisplayUnit extends TextRange {
  /** index in the whole text of its first block: its identity */
  readonly index: number;
  /** the chunk it is in, and its place among the chunk's units */
  readonly seq: number;
  readonly place: number;
  readonly blocks: readonly Block[];
  /** the text from start to end */
  readonly text: string;
  /** marks that stand in its blocks, by start */
  readonly marks: readonly Mark[];
  /** of a table row how wide its columns are, in proportion; null where it is none */
  readonly columns: readonly number[] | null;
  /** whether a blank line follows it */
  readonly gapAfter: boolean;
}

/** A chunk divided into what is shown as a whole. */
export function unitsOf(chunk: TextChunk): DisplayUnit[] {
  const marks = [...chunk.marks].sort((a, b) => a.start - b.start || b.end - a.end);
  const widths = columnWidths(chunk.blocks);
  const units: DisplayUnit[] = [];
  let mark = 0;
  let place = 0;
  while (place < chunk.blocks.length) {
    const count = rowLength(chunk.blocks, place);
    const blocks = chunk.blocks.slice(place, place + count);
    const first = blocks[0];
    const last = blocks[blocks.length - 1];
    if (!first || !last) break;
    const next = chunk.blocks[place + count];
    while ((marks[mark]?.start ?? Number.POSITIVE_INFINITY) < first.start) mark += 1;
    const inside: Mark[] = [];
    for (let each = mark; (marks[each]?.start ?? Number.POSITIVE_INFINITY) < last.end; each += 1) {
      const found = marks[each];
      if (found) inside.push(found);
    }
    units.push({
      index: chunk.firstBlock + place,
      seq: chunk.seq,
      place: units.length,
      start: first.start,
      end: last.end,
      blocks,
      text: chunk.text.slice(first.start - chunk.start, last.end - chunk.start),
      marks: inside,
      columns: first.cell ? (widths.get(first.cell.table) ?? [1]) : null,
      gapAfter: hasBlankLine(chunk, last.end, next?.start ?? chunk.end),
    });
    place += count;
  }
  return units;
}

/** A column is as wide as its longest cell, within these numbers of code units. */
const NARROWEST = 11;
const WIDEST = 48;

/** For each table the proportions of its columns. */
function columnWidths(blocks: readonly Block[]): ReadonlyMap<number, readonly number[]> {
  const tables = new Map<number, number[]>();
  for (const { cell, start, end } of blocks) {
    if (!cell) continue;
    const widths = tables.get(cell.table) ?? [];
    tables.set(cell.table, widths);
    const spanned = Math.max(1, cell.columnSpan ?? 1);
    for (let column = cell.column; column < cell.column + spanned; column += 1) {
      const wide = Math.min(WIDEST, Math.max(NARROWEST, Math.ceil((end - start) / spanned)));
      while (widths.length <= column) widths.push(NARROWEST);
      widths[column] = Math.max(widths[column] ?? NARROWEST, wide);
    }
  }
  return tables;
}

/** How many blocks from `place` on belong to one table row; 1 outside tables. */
function rowLength(blocks: readonly Block[], place: number): number {
  const cell = blocks[place]?.cell;
  if (!cell) return 1;
  let count = 1;
  for (;;) {
    const next = blocks[place + count]?.cell;
    if (!next || next.table !== cell.table || next.row !== cell.row) return count;
    count += 1;
  }
}

function hasBlankLine(chunk: TextChunk, start: number, end: number): boolean {
  let newlines = 0;
  for (let at = start; at < end; at += 1) if (chunk.text[at - chunk.start] === '\n') newlines += 1;
  return newlines > 1;
}
