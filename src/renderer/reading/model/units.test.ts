import { expect, test } from 'vitest';
import type { Block, TextChunk } from '../../../core/text/structure.ts';
import { unitsOf } from './units.ts';

function chunkOf(text: string, blocks: readonly Block[], marks: TextChunk['marks'] = []): TextChunk {
  return { seq: 3, start: 0, end: text.length, firstBlock: 40, text, blocks, marks };
}

const paragraph = (start: number, end: number): Block => ({ kind: 'paragraph', start, end });

test('a gap stands where a blank line is, also after the last block of a chunk', () => {
  const units = unitsOf(
    chunkOf('one\ntwo\n\nthree\n\n', [paragraph(0, 3), paragraph(4, 7), paragraph(9, 14)]),
  );
  expect(units.map(({ text, gapAfter }) => [text, gapAfter])).toEqual([
    ['one', false],
    ['two', true],
    ['three', true],
  ]);
});

test('all blocks of a table row are one unit, of each row another', () => {
  const cell = (table: number, row: number, column: number) => ({ table, row, column });
  const text = 'a\nb\nc\nd\ne';
  const blocks: Block[] = [
    { ...paragraph(0, 1), cell: cell(0, 0, 0) },
    { ...paragraph(2, 3), cell: cell(0, 0, 1) },
    { ...paragraph(4, 5), cell: cell(0, 1, 0) },
    { ...paragraph(6, 7), cell: cell(1, 1, 0) },
    paragraph(8, 9),
  ];
  const units = unitsOf(chunkOf(text, blocks));
  expect(units.map(({ index, place, blocks: of }) => [index, place, of.length])).toEqual([
    [40, 0, 2],
    [42, 1, 1],
    [43, 2, 1],
    [44, 3, 1],
  ]);
  expect(units.map(({ columns }) => columns !== null)).toEqual([true, true, true, false]);
  expect(units[1]?.columns).toBe(units[0]?.columns);
});

test('marks come with the unit that they stand in, whatever their order', () => {
  const marks: TextChunk['marks'] = [
    { kind: 'strong', start: 5, end: 7 },
    { kind: 'emphasis', start: 0, end: 2 },
    { kind: 'link', start: 1, end: 3, href: 'https://example.org/' },
  ];
  const units = unitsOf(chunkOf('one\ntwo', [paragraph(0, 3), paragraph(4, 7)], marks));
  expect(units.map((unit) => unit.marks.map(({ kind }) => kind))).toEqual([['emphasis', 'link'], ['strong']]);
});
