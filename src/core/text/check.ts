import { WHITE_SPACE } from './blocks.ts';
import { graphemeEnd, graphemeStart } from './graphemes.ts';
import { BLOCK_MAX_LENGTH, type Block, type Mark, type StructuredText } from './structure.ts';

/** Addresses that a link mark may hold; anything else is dropped by readers. */
export function isSafeHref(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu.test(href);
}

/**
 * Lists what breaks the rules of structure.ts, as sentences; empty where the text is sound. For tests of readers and
 * for the check of a stored project.
 */
export function checkStructure({ text, blocks, marks }: StructuredText): string[] {
  const problems: string[] = [];
  if (text.includes('\r')) problems.push(`carriage return at ${text.indexOf('\r')}`);
  if (!text.isWellFormed()) problems.push('lone surrogate in the text');

  let end = 0;
  let previous: Block | undefined;
  for (const [index, block] of blocks.entries()) {
    const name = `block ${index} (${block.kind} ${block.start}–${block.end})`;
    const say = (problem: string): void => {
      problems.push(`${name} ${problem}`);
    };
    if (block.start < end) say('overlaps the one before');
    else if (!WHITE_SPACE.test(text.slice(end, block.start))) say('follows text that is in no block');
    if (block.end > text.length) say('ends beyond the text');
    if (block.end < block.start) say('ends before it starts');
    checkExtent(text, block, say);
    checkShape(block, say);
    checkContinuity(text, block, previous, say);
    checkCell(block, previous, say);
    end = Math.max(end, block.end);
    previous = block;
  }
  if (!WHITE_SPACE.test(text.slice(end))) problems.push('text after the last block');
  checkMarks(blocks, marks, problems);
  return problems;
}

type Say = (problem: string) => void;

function checkExtent(text: string, block: Block, say: Say): void {
  const empty = block.kind === 'rule' || block.kind === 'page-break';
  if (empty && block.end !== block.start) say('should hold no text');
  if (!empty && !block.continues && WHITE_SPACE.test(text.slice(block.start, block.end))) say('is blank');
  if (block.end - block.start > BLOCK_MAX_LENGTH) say('is longer than BLOCK_MAX_LENGTH');
  for (const offset of [block.start, block.end]) {
    const from = graphemeStart(text, offset);
    if (from === offset) continue;
    // Only a cluster that is itself as long as a block may be divided, and only between code points.
    const unit = text.charCodeAt(offset);
    const monstrous = graphemeEnd(text, offset) - from > BLOCK_MAX_LENGTH / 2;
    if (!monstrous || (unit >= 0xdc00 && unit <= 0xdfff)) say(`divides a character at ${offset}`);
  }
}

function checkShape(block: Block, say: Say): void {
  const { kind, level, ordinal, quote, back } = block;
  if (back !== undefined && (kind !== 'page-break' || !Number.isSafeInteger(back) || back < 1)) {
    say(`turns the page ${back} before`);
  }
  if (
    kind === 'heading'
      ? !(level && level >= 1 && level <= 6)
      : kind === 'list-item'
        ? !(level && level >= 1)
        : level !== undefined
  ) {
    say(`has level ${level}`);
  }
  if (level !== undefined && !Number.isSafeInteger(level)) say(`has level ${level}`);
  if (ordinal !== undefined && (kind !== 'list-item' || !Number.isSafeInteger(ordinal)))
    say(`has ordinal ${ordinal}`);
  if (quote !== undefined && !(Number.isSafeInteger(quote) && quote >= 1)) say(`has quote depth ${quote}`);
}

function checkContinuity(text: string, block: Block, previous: Block | undefined, say: Say): void {
  if (block.continues) {
    if (!previous) say('continues nothing');
    else if (previous.end !== block.start) say('continues across a gap');
    else if (previous.kind !== block.kind || previous.level !== block.level) {
      say('continues a block of another kind');
    }
  } else if (previous && !/[\n\t\v\f\u0085\u2028\u2029]/u.test(text.slice(previous.end, block.start))) {
    say('is not set apart from the one before');
  }
}

function checkCell(block: Block, previous: Block | undefined, say: Say): void {
  const { cell } = block;
  if (!cell) return;
  for (const count of [cell.table, cell.row, cell.column]) {
    if (!Number.isSafeInteger(count) || count < 0) say(`stands in cell ${JSON.stringify(cell)}`);
  }
  if (cell.columnSpan !== undefined && !(Number.isSafeInteger(cell.columnSpan) && cell.columnSpan >= 2)) {
    say(`spans ${cell.columnSpan} columns`);
  }
  const before = previous?.cell;
  if (!before) return;
  const order = cell.table - before.table || cell.row - before.row || cell.column - before.column;
  if (order < 0) say('stands in a cell before that of the block before');
}

function checkMarks(blocks: readonly Block[], marks: readonly Mark[], problems: string[]): void {
  let at = 0;
  let start = 0;
  for (const mark of marks) {
    const name = `mark ${mark.kind} ${mark.start}–${mark.end}`;
    if (mark.end <= mark.start) problems.push(`${name} is empty`);
    if (mark.start < start) problems.push(`${name} is out of order`);
    start = Math.max(start, mark.start);
    while (at < blocks.length - 1 && (blocks[at]?.end ?? 0) <= mark.start) at += 1;
    const block = blocks[at];
    if (!block || mark.start < block.start || mark.end > block.end)
      problems.push(`${name} is not inside one block`);
    if ((mark.kind === 'link') !== (mark.href !== undefined)) problems.push(`${name} has href ${mark.href}`);
    if (mark.href !== undefined && !isSafeHref(mark.href)) problems.push(`${name} leads to ${mark.href}`);
  }
}
