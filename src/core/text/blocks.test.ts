import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dividingOffsets, StructuredTextBuilder } from './blocks.ts';
import { checkStructure } from './check.ts';
import { isGraphemeBoundary } from './graphemes.ts';
import { BLOCK_MAX_LENGTH, type StructuredText } from './structure.ts';
import { arbitraryBlockText, arbitraryStructuredText } from './testing/arbitrary-text.ts';

describe('building a structured text', () => {
  it('sets blocks apart and places their marks', () => {
    const builder = new StructuredTextBuilder();
    expect(builder.block({ kind: 'heading', level: 1 }, 'Title')).toEqual({ start: 0, end: 5 });
    builder.separate('\n\n');
    builder.block({ kind: 'paragraph' }, 'One two', [{ kind: 'strong', start: 4, end: 7 }]);
    builder.block({ kind: 'rule' }, '');
    builder.block({ kind: 'list-item', level: 1, ordinal: 3 }, 'Three', [
      { kind: 'emphasis', start: 2, end: 2 },
    ]);
    const built = builder.finish();
    expect(built).toEqual({
      text: 'Title\n\nOne two\n\nThree',
      blocks: [
        { kind: 'heading', level: 1, start: 0, end: 5 },
        { kind: 'paragraph', start: 7, end: 14 },
        { kind: 'rule', start: 15, end: 15 },
        { kind: 'list-item', level: 1, ordinal: 3, start: 16, end: 21 },
      ],
      marks: [{ kind: 'strong', start: 11, end: 14 }],
    });
    expect(checkStructure(built)).toEqual([]);
  });

  it('divides an over-long paragraph at its sentences and its marks with it', () => {
    const sentence = 'Ён сказаў, што гатовы да размовы. ';
    const text = sentence.repeat(400).trimEnd();
    const builder = new StructuredTextBuilder();
    builder.block({ kind: 'paragraph', quote: 1 }, text, [
      { kind: 'emphasis', start: 10, end: text.length - 10 },
    ]);
    const built = builder.finish();
    expect(checkStructure(built)).toEqual([]);
    expect(built.text).toBe(text);
    expect(built.blocks.length).toBe(4);
    for (const [index, block] of built.blocks.entries()) {
      expect(block.end - block.start).toBeLessThanOrEqual(BLOCK_MAX_LENGTH);
      expect(block.start % sentence.length).toBe(0);
      expect(block.continues === true).toBe(index > 0);
      expect(built.marks[index]).toEqual({
        kind: 'emphasis',
        start: Math.max(10, block.start),
        end: Math.min(text.length - 10, block.end),
      });
    }
  });

  it('refuses what is no white space between blocks and blocks without text', () => {
    expect(() => new StructuredTextBuilder().separate('x')).toThrow(RangeError);
    expect(() => new StructuredTextBuilder().block({ kind: 'paragraph' }, ' \n')).toThrow(RangeError);
    expect(() => new StructuredTextBuilder().block({ kind: 'rule' }, 'x')).toThrow(RangeError);
  });

  it('gives sound texts of anything', () => {
    fc.assert(
      fc.property(arbitraryStructuredText, (built) => {
        expect(checkStructure(built)).toEqual([]);
      }),
    );
  });
});

describe('dividing a long text', () => {
  it.each([
    ['after a newline', `${'x'.repeat(80)}\n${'y'.repeat(60)}`, [81, 141]],
    ['after a sentence', `${'x '.repeat(40)}end. ${'Y '.repeat(40)}`, [85, 165]],
    ['after a space', `${'x'.repeat(80)} ${'y'.repeat(60)}`, [81, 141]],
    ['between characters where nothing else offers', 'x'.repeat(230), [100, 200, 230]],
    ['never inside one', `${'x'.repeat(98)}👩‍👩‍👧${'x'.repeat(20)}`, [98, 126]],
    ['inside a cluster only where it is longer than a block', `x${'\u0301'.repeat(150)}`, [100, 151]],
  ])('divides %s', (_name, text, ends) => {
    expect(dividingOffsets(text, 100)).toEqual(ends);
  });

  it('covers the text in pieces that are short enough and end between characters', () => {
    fc.assert(
      fc.property(arbitraryBlockText, fc.integer({ min: 40, max: 200 }), (text, maxLength) => {
        let from = 0;
        for (const end of dividingOffsets(text, maxLength)) {
          expect(end).toBeGreaterThan(from);
          expect(end - from).toBeLessThanOrEqual(maxLength);
          expect(isGraphemeBoundary(text, end)).toBe(true);
          from = end;
        }
        expect(from).toBe(text.length);
      }),
    );
  });
});

describe('checking a structure', () => {
  const sound: StructuredText = {
    text: 'One two\n\nThree',
    blocks: [
      { kind: 'paragraph', start: 0, end: 7 },
      { kind: 'paragraph', start: 9, end: 14 },
    ],
    marks: [],
  };
  it.each<[string, Partial<StructuredText>, RegExp]>([
    ['text in no block', { blocks: [{ kind: 'paragraph', start: 9, end: 14 }] }, /no block/],
    ['text after the last', { blocks: [{ kind: 'paragraph', start: 0, end: 7 }] }, /after the last/],
    [
      'overlap',
      {
        blocks: [
          { kind: 'paragraph', start: 0, end: 10 },
          { kind: 'paragraph', start: 9, end: 14 },
        ],
      },
      /overlaps/,
    ],
    ['a block beyond the text', { blocks: [{ kind: 'paragraph', start: 0, end: 99 }] }, /beyond/],
    ['a heading without level', { blocks: [{ kind: 'heading', start: 0, end: 14 }] }, /level/],
    ['a paragraph with level', { blocks: [{ kind: 'paragraph', level: 1, start: 0, end: 14 }] }, /level/],
    [
      'blocks that touch',
      {
        blocks: [
          { kind: 'paragraph', start: 0, end: 4 },
          { kind: 'paragraph', start: 4, end: 14 },
        ],
      },
      /set apart/,
    ],
    [
      'continuing across a gap',
      {
        blocks: [
          { kind: 'paragraph', start: 0, end: 7 },
          { kind: 'paragraph', start: 9, end: 14, continues: true },
        ],
      },
      /gap/,
    ],
    ['a mark across blocks', { marks: [{ kind: 'strong', start: 5, end: 11 }] }, /one block/],
    ['an empty mark', { marks: [{ kind: 'strong', start: 5, end: 5 }] }, /empty/],
    [
      'marks out of order',
      {
        marks: [
          { kind: 'strong', start: 5, end: 6 },
          { kind: 'code', start: 1, end: 2 },
        ],
      },
      /order/,
    ],
    [
      'a link that runs a script',
      { marks: [{ kind: 'link', start: 0, end: 3, href: 'javascript:alert(1)' }] },
      /leads/,
    ],
    ['a link without address', { marks: [{ kind: 'link', start: 0, end: 3 }] }, /href/],
    ['a carriage return', { text: 'One two\r\nThree' }, /carriage/],
    ['half a character', { text: '\ud83dne two\n\nThree' }, /surrogate/],
    ['a quotation depth of 0', { blocks: [{ kind: 'paragraph', quote: 0, start: 0, end: 14 }] }, /quote/],
    [
      'cells out of order',
      {
        blocks: [
          { kind: 'paragraph', start: 0, end: 7, cell: { table: 0, row: 1, column: 0 } },
          { kind: 'paragraph', start: 9, end: 14, cell: { table: 0, row: 0, column: 0 } },
        ],
      },
      /cell/,
    ],
  ])('finds %s', (_name, change, problem) => {
    expect(checkStructure(sound)).toEqual([]);
    expect(checkStructure({ ...sound, ...change }).join('; ')).toMatch(problem);
  });
});
