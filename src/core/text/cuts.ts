import type { ParsedDocument, ProposedCut } from './parsed.ts';
import type { Block, Mark, StructuredText, TextRange } from './structure.ts';

/**
 * The document without the blocks that the cuts cover wholly. A divided paragraph goes whole or stays whole. Of the
 * white space on both sides of a cut the ampler gap stays. Tables are numbered anew, and rows of which nothing is left.
 * Pure: the document itself stays as it is.
 *
 * @param cuts those to carry out, in any order; whether they are `selected` is the caller's affair
 */
export function applyCuts(document: ParsedDocument, cuts: readonly ProposedCut[]): StructuredText {
  const { text, blocks, marks } = document;
  if (cuts.length === 0) return { text, blocks, marks };
  const kept = keptBlocks(blocks, cuts);
  if (kept.every(Boolean)) return { text, blocks, marks };

  const parts: string[] = [];
  let length = 0;
  const put = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  const placed: Block[] = [];
  const moved: (number | null)[] = [];
  const cells = new CellNumbering(blocks, kept);
  let gap = '';
  let last = 0;
  for (const [index, block] of blocks.entries()) {
    gap = amplerGap(gap, text.slice(last, block.start));
    last = block.end;
    if (!kept[index]) {
      moved.push(null);
      continue;
    }
    // White space before the first block belonged to what has been cut.
    put(placed.length === 0 && index > 0 ? '' : gap);
    gap = '';
    moved.push(length - block.start);
    const cell = cells.renumbered(block);
    placed.push({
      ...block,
      start: length,
      end: length + block.end - block.start,
      ...(cell ? { cell } : {}),
    });
    put(text.slice(block.start, block.end));
  }
  if (placed.length > 0) put(kept.at(-1) ? text.slice(last) : /\n$/.test(text) ? '\n' : '');
  return { text: parts.join(''), blocks: placed, marks: shiftMarks(marks, blocks, moved) };
}

/** For each block whether it stays. Blocks that continue one another share their fate. */
function keptBlocks(blocks: readonly Block[], cuts: readonly TextRange[]): boolean[] {
  const sorted = cuts.toSorted((one, other) => one.start - other.start || one.end - other.end);
  const kept: boolean[] = [];
  let next = 0;
  let reach = -1;
  const isCovered = (block: Block): boolean => {
    for (let cut = sorted[next]; cut && cut.start <= block.start; cut = sorted[next]) {
      reach = Math.max(reach, cut.end);
      next += 1;
    }
    return block.end <= reach;
  };
  let chainStart = 0;
  for (const [index, block] of blocks.entries()) {
    if (!block.continues) chainStart = index;
    const covered = isCovered(block);
    kept.push(!covered);
    if (index === chainStart) continue;
    if (kept[chainStart]) kept[index] = true;
    else if (!covered) kept.fill(true, chainStart);
  }
  return kept;
}

const newlines = (gap: string): number => gap.split('\n').length;

function amplerGap(one: string, other: string): string {
  return newlines(one) > newlines(other) ? one : other;
}

/** Numbers tables and rows without the holes that cuts leave; rows that were empty in the source stay so. */
class CellNumbering {
  readonly #tables = new Map<number, number>();
  /** for each table the rows that had text and have none left, ascending */
  readonly #lostRows = new Map<number, number[]>();

  constructor(blocks: readonly Block[], kept: readonly boolean[]) {
    const rows = new Map<number, Map<number, boolean>>();
    for (const [index, { cell }] of blocks.entries()) {
      if (!cell) continue;
      const stays = kept[index] === true;
      if (stays && !this.#tables.has(cell.table)) this.#tables.set(cell.table, this.#tables.size);
      const ofTable = rows.get(cell.table) ?? new Map<number, boolean>();
      rows.set(cell.table, ofTable);
      ofTable.set(cell.row, stays || ofTable.get(cell.row) === true);
    }
    for (const [table, ofTable] of rows) {
      const lost = Array.from(ofTable).filter(([, stays]) => !stays);
      if (lost.length > 0)
        this.#lostRows.set(
          table,
          lost.map(([row]) => row).sort((a, b) => a - b),
        );
    }
  }

  renumbered({ cell }: Block): Block['cell'] {
    if (!cell) return undefined;
    const lost = this.#lostRows.get(cell.table) ?? [];
    let low = 0;
    let high = lost.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((lost[middle] ?? 0) < cell.row) low = middle + 1;
      else high = middle;
    }
    return { ...cell, table: this.#tables.get(cell.table) ?? cell.table, row: cell.row - low };
  }
}

function shiftMarks(
  marks: readonly Mark[],
  blocks: readonly Block[],
  moved: readonly (number | null)[],
): Mark[] {
  const shifted: Mark[] = [];
  let at = 0;
  for (const mark of marks) {
    while (at < blocks.length - 1 && (blocks[at]?.end ?? 0) <= mark.start) at += 1;
    const shift = moved[at];
    if (shift !== null && shift !== undefined) {
      shifted.push({ ...mark, start: mark.start + shift, end: mark.end + shift });
    }
  }
  return shifted;
}
