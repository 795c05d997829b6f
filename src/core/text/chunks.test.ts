import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, estimateLines } from './chunks.ts';
import { type Block, CHUNK_TARGET_LENGTH, type StructuredText } from './structure.ts';
import { arbitraryStructuredText } from './testing/arbitrary-text.ts';

const targets = fc.constantFrom(1, 20, 300, CHUNK_TARGET_LENGTH);

function rowOf(block: Block | undefined): string | undefined {
  return block?.cell && `${block.cell.table} ${block.cell.row}`;
}

function paragraphs(count: number, length: number): StructuredText {
  const blocks: Block[] = [];
  let text = '';
  for (let i = 0; i < count; i++) {
    blocks.push({ kind: 'paragraph', start: text.length, end: text.length + length });
    text += `${'x'.repeat(length)}\n`;
  }
  return { text, blocks, marks: [] };
}

describe('chunks of a text', () => {
  it('laid end to end give back the text, its blocks and its marks', () => {
    fc.assert(
      fc.property(arbitraryStructuredText, targets, (structured, target) => {
        const chunks = [...chunksOf(structured, target)];
        expect(chunks.map((chunk) => chunk.text).join('')).toBe(structured.text);
        expect(chunks.flatMap((chunk) => chunk.blocks)).toEqual(structured.blocks);
        expect(chunks.flatMap((chunk) => chunk.marks)).toEqual(structured.marks);
      }),
    );
  });

  it('are contiguous, numbered, and hold the blocks and marks that lie in them', () => {
    fc.assert(
      fc.property(arbitraryStructuredText, targets, (structured, target) => {
        let end = 0;
        let block = 0;
        for (const [index, chunk] of [...chunksOf(structured, target)].entries()) {
          expect(chunk.seq).toBe(index);
          expect(chunk.start).toBe(end);
          expect(chunk.firstBlock).toBe(block);
          expect(chunk.end - chunk.start).toBe(chunk.text.length);
          for (const part of [...chunk.blocks, ...chunk.marks]) {
            expect(part.start).toBeGreaterThanOrEqual(chunk.start);
            expect(part.end).toBeLessThanOrEqual(chunk.end);
          }
          end = chunk.end;
          block += chunk.blocks.length;
        }
        expect(end).toBe(structured.text.length);
      }),
    );
  });

  it('never divide a table row, and exceed the target only where one row or block does', () => {
    fc.assert(
      fc.property(arbitraryStructuredText, targets, (structured, target) => {
        const chunks = [...chunksOf(structured, target)];
        for (const [index, chunk] of chunks.entries()) {
          const before = chunks[index - 1]?.blocks.at(-1);
          const row = rowOf(chunk.blocks[0]);
          if (row !== undefined) expect(rowOf(before)).not.toBe(row);
          const rows = new Set(chunk.blocks.map((block, i) => rowOf(block) ?? `block ${i}`));
          if (chunk.end - chunk.start > target) expect(rows.size).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('are as few as the target allows', () => {
    const chunks = [...chunksOf(paragraphs(10, 99), 300)];
    expect(chunks.map((chunk) => chunk.blocks.length)).toEqual([3, 3, 3, 1]);
  });

  it('of a text without blocks are one', () => {
    for (const text of ['', ' \n\n']) {
      expect([...chunksOf({ text, blocks: [], marks: [] })]).toEqual([
        { seq: 0, start: 0, end: text.length, firstBlock: 0, text, blocks: [], marks: [] },
      ]);
    }
  });

  it('take marks in any order', () => {
    const { text, blocks } = paragraphs(4, 10);
    const marks = [30, 12, 1].map((start) => ({ kind: 'strong' as const, start, end: start + 2 }));
    const chunks = [...chunksOf({ text, blocks, marks }, 11)];
    expect(chunks.map((chunk) => chunk.marks.map((mark) => mark.start))).toEqual([[1], [12], [30], []]);
  });
});

describe('estimated lines', () => {
  it('are at least one a block', () => {
    expect(estimateLines([])).toBe(0);
    expect(estimateLines(paragraphs(1, 0).blocks)).toBe(1);
    expect(estimateLines(paragraphs(2, 81).blocks)).toBe(4);
  });
});
