import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StructuredTextBuilder } from './blocks.ts';
import { checkStructure } from './check.ts';
import { applyCuts } from './cuts.ts';
import type { ParsedDocument, ProposedCut } from './parsed.ts';
import type { StructuredText, TextRange } from './structure.ts';
import { arbitraryParsedDocument } from './testing/arbitrary-text.ts';

const cut = ({ start, end }: TextRange): ProposedCut => ({
  start,
  end,
  reason: 'navigation',
  selected: true,
});

function parsed(structured: StructuredText): ParsedDocument {
  return {
    ...structured,
    metadata: { title: '', source: '', author: '', date: '', language: '', fields: {} },
    cuts: [],
    mediaType: 'text/html',
    format: 'html',
    encoding: { encoding: 'utf-8', evidence: 'valid-utf8', confidence: 1, alternatives: [] },
    warnings: [],
  };
}

const page = ((): ParsedDocument => {
  const builder = new StructuredTextBuilder();
  builder.block({ kind: 'paragraph' }, 'Menu');
  builder.separate('\n\n');
  builder.block({ kind: 'paragraph' }, 'First words.', [{ kind: 'strong', start: 6, end: 11 }]);
  for (const [table, rows] of [
    [0, ['a b', 'c d']],
    [1, ['e f', 'g h', 'i j']],
  ] as const) {
    builder.separate('\n\n');
    for (const [row, texts] of rows.entries()) {
      if (row > 0) builder.separate('\n');
      for (const [column, text] of texts.split(' ').entries()) {
        if (column > 0) builder.separate('\t');
        builder.block({ kind: 'paragraph', cell: { table, row, column } }, text, [
          { kind: 'code', start: 0, end: 1 },
        ]);
      }
    }
  }
  builder.separate('\n\n');
  builder.block({ kind: 'paragraph' }, 'Last words.');
  builder.separate('\n');
  return parsed(builder.finish());
})();
const rangeOf = (quote: string): TextRange => {
  const start = page.text.indexOf(quote);
  return { start, end: start + quote.length };
};

describe('cutting blocks out', () => {
  it('changes nothing without cuts', () => {
    expect(applyCuts(page, [])).toEqual({ text: page.text, blocks: page.blocks, marks: page.marks });
    expect(page.text).toBe('Menu\n\nFirst words.\n\na\tb\nc\td\n\ne\tf\ng\th\ni\tj\n\nLast words.\n');
  });

  it('takes the gap with what is cut at the beginning and at the end', () => {
    expect(applyCuts(page, [cut(rangeOf('Menu')), cut(rangeOf('Last words.'))]).text).toBe(
      'First words.\n\na\tb\nc\td\n\ne\tf\ng\th\ni\tj\n',
    );
  });

  it('keeps the ampler of two gaps, moves marks and numbers tables anew', () => {
    const result = applyCuts(page, [cut(rangeOf('Menu')), cut(rangeOf('a\tb\nc\td')), cut(rangeOf('g\th'))]);
    expect(result.text).toBe('First words.\n\ne\tf\ni\tj\n\nLast words.\n');
    expect(result.blocks.map(({ cell }) => cell && [cell.table, cell.row, cell.column])).toEqual([
      undefined,
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 1, 1],
      undefined,
    ]);
    expect(result.marks.map(({ start, end }) => result.text.slice(start, end))).toEqual(['words', ...'efij']);
  });

  it('leaves a block that is covered only in part', () => {
    expect(applyCuts(page, [cut({ start: 1, end: 12 })]).text).toBe(page.text);
  });

  it('leaves nothing where all is cut', () => {
    expect(applyCuts(page, [cut({ start: 0, end: page.text.length })])).toEqual({
      text: '',
      blocks: [],
      marks: [],
    });
  });

  it('keeps exactly the blocks that no cut covers, soundly, whatever is cut', () => {
    fc.assert(
      fc.property(
        arbitraryParsedDocument,
        fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 4 }),
        (document, pairs) => {
          const { blocks, text } = document;
          const cuts = pairs.flatMap(([one, other]) => {
            const first = blocks[Math.min(one, other)];
            const last = blocks[Math.min(Math.max(one, other), blocks.length - 1)];
            return first && last ? [cut({ start: first.start, end: Math.max(first.end, last.end) })] : [];
          });
          // the slow and obvious way
          const chains: TextRange[][] = [];
          for (const block of blocks) {
            if (block.continues) chains.at(-1)?.push(block);
            else chains.push([block]);
          }
          const covered = (block: TextRange): boolean =>
            cuts.some(({ start, end }) => start <= block.start && block.end <= end);
          const staying = chains.filter((chain) => !chain.every(covered)).flat();

          const result = applyCuts(document, cuts);
          expect(checkStructure(result)).toEqual([]);
          expect(result.blocks.map(({ start, end }) => result.text.slice(start, end))).toEqual(
            staying.map(({ start, end }) => text.slice(start, end)),
          );
          expect(result.blocks.map(({ kind, level, quote }) => [kind, level, quote])).toEqual(
            blocks
              .filter((block) => staying.includes(block))
              .map(({ kind, level, quote }) => [kind, level, quote]),
          );
          expect(result.marks.length).toBe(
            document.marks.filter((mark) =>
              staying.some(({ start, end }) => start <= mark.start && mark.end <= end),
            ).length,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
