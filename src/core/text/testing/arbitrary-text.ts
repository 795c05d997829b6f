import fc from 'fast-check';
import { type BlockShape, StructuredTextBuilder } from '../blocks.ts';
import type { ParsedDocument } from '../parsed.ts';
import { MARK_KINDS, type Mark, type StructuredText } from '../structure.ts';

/** Generated texts with structure, for property tests. */

const words = fc.constantFrom(
  'Лукашенко',
  'said',
  'мир',
  'не\u0301',
  '😀',
  '👩‍👩‍👧',
  'שלום',
  '漢字',
  'a',
  '“No.”',
  'two\nlines',
);

/** Not blank, well-formed, without carriage returns. */
export const arbitraryBlockText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(words, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' ')) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 300, max: 1_500 }).map((count) => 'Слова сло\u0301ва. '.repeat(count)),
  },
);

const quote = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 4 });
const shape: fc.Arbitrary<BlockShape> = fc
  .oneof(
    { weight: 5, arbitrary: fc.constant({ kind: 'paragraph' as const }) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 6 }).map((level) => ({ kind: 'heading' as const, level })),
    },
    {
      weight: 2,
      arbitrary: fc.integer({ min: 1, max: 4 }).map((level) => ({ kind: 'list-item' as const, level })),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'preformatted' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'caption' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'rule' as const }) },
  )
  .chain((base) => quote.map((depth) => (depth === undefined ? base : { ...base, quote: depth })));

interface Piece {
  readonly shapes: readonly BlockShape[];
  readonly text: string;
  readonly marks: readonly { kind: Mark['kind']; at: number; length: number }[];
  readonly gap: string;
}

const piece: fc.Arbitrary<Piece> = fc.record({
  shapes: shape.map((one) => [one]),
  text: arbitraryBlockText,
  marks: fc.array(
    fc.record({
      kind: fc.constantFrom(...MARK_KINDS),
      at: fc.nat(60),
      length: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 3 },
  ),
  gap: fc.constantFrom('\n', '\n\n', '\n \n'),
});

const cells = fc.record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 1, max: 3 }) });

/** A sound text of blocks, marks and tables (checkStructure finds nothing). */
export const arbitraryStructuredText: fc.Arbitrary<StructuredText> = fc
  .tuple(
    fc.constantFrom('', '\n', ' \n'),
    fc.array(fc.oneof({ weight: 5, arbitrary: piece }, { weight: 1, arbitrary: cells }), { maxLength: 12 }),
  )
  .map(([lead, parts]) => {
    const builder = new StructuredTextBuilder();
    builder.separate(lead);
    let table = 0;
    for (const part of parts) {
      if ('rows' in part) {
        for (let row = 0; row < part.rows; row += 1) {
          for (let column = 0; column < part.columns; column += 1) {
            builder.block({ kind: 'paragraph', cell: { table, row, column } }, `cell ${row} ${column}`);
            builder.separate(column === part.columns - 1 ? '\n' : '\t');
          }
        }
        table += 1;
      } else addPiece(builder, part);
    }
    return builder.finish();
  });

function addPiece(builder: StructuredTextBuilder, { shapes, text, marks, gap }: Piece): void {
  for (const one of shapes) {
    if (one.kind === 'rule') builder.block(one, '');
    else {
      const inside = marks.map(
        ({ kind, at, length }): Mark => ({
          kind,
          start: at,
          end: at + length,
          ...(kind === 'link' ? { href: 'https://example.org/' } : {}),
        }),
      );
      builder.block(one, text, inside);
    }
  }
  builder.separate(gap);
}

/** The same as a reader would hand it over. */
export const arbitraryParsedDocument: fc.Arbitrary<ParsedDocument> = arbitraryStructuredText.map(
  (structured) => ({
    ...structured,
    metadata: { title: '', source: '', author: '', date: '', language: '', fields: {} },
    cuts: [],
    mediaType: 'text/plain',
    format: 'txt',
    encoding: { encoding: 'utf-8', evidence: 'valid-utf8', confidence: 1, alternatives: [] },
    warnings: [],
  }),
);
