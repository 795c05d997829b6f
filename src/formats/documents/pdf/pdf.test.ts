import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readDocument } from '../index.ts';
import { outlineOf } from '../testing/outline.ts';
import { joined, Vocabulary } from './hyphens.ts';
import { dateOfPdf } from './properties.ts';
import { column, type Placed, pdfFile } from './testing/pdf-file.ts';

const read = (bytes: Uint8Array, fileName = 'paper.pdf'): Promise<ParsedDocument> =>
  readDocument({ bytes, fileName });

const LEFT = [
  'The ministry said on Monday that the talks',
  'would go on, whatever the inter-',
  'national press might write about them in',
  'the days, and nobody answered.',
  'Another paragraph follows here and fills its',
  'line, so that one sees where it ends.',
];
const RIGHT = [
  'On the right the second column begins, and',
  'it is to be read after all of the first one',
  'has been read to its very end, as everybody',
  'does who has held a newspaper in his hands.',
];

const SAYINGS = ['', 'Silence', 'Laughter', 'Applause'];

describe('a PDF file', () => {
  it('is read column after column, paragraph by paragraph, lines and divided words joined', async () => {
    const document = await read(
      pdfFile([
        [
          { text: 'Talks go on', x: 50, y: 780, size: 20 },
          // As many programs write it: line by line across both columns.
          ...column(LEFT, 50, 740).flatMap((line, index) => [
            line,
            ...column(RIGHT, 300, 740).slice(index, index + 1),
          ]),
        ],
      ]),
    );
    expect(checkStructure(document)).toEqual([]);
    expect(outlineOf(document)).toEqual([
      'h1 Talks go on',
      'p The ministry said on Monday that the talks would go on, whatever the international press might write about them in the days, and nobody answered.',
      'p Another paragraph follows here and fills its line, so that one sees where it ends.',
      'p On the right the second column begins, and it is to be read after all of the first one has been read to its very end, as everybody does who has held a newspaper in his hands.',
    ]);
    expect(document.metadata).toMatchObject({ title: 'Talks go on', language: 'en', fields: { pages: '1' } });
    expect(document.encoding).toBeNull();
  });

  it('keeps pages apart and proposes running heads and page numbers for cutting', async () => {
    const page = (number: number): Placed[] => [
      { text: `Annual report ${2020 + number}`, x: 50, y: 810, size: 8 },
      ...column(
        [
          `${SAYINGS[number]} was what this page had to say, and`,
          'it said so in two lines only.',
          `Then came ${SAYINGS[number]}.`,
        ],
        50,
        700,
      ),
      { text: `- ${number} -`, x: 290, y: 30, size: 8 },
    ];
    const document = await read(pdfFile([page(1), page(2), page(3)]));
    expect(checkStructure(document)).toEqual([]);
    expect(outlineOf(document)).toEqual([
      '*running-head p Annual report 2021',
      'p Silence was what this page had to say, and it said so in two lines only.',
      'p Then came Silence.',
      '*running-head p - 1 -',
      'page',
      '*running-head p Annual report 2022',
      'p Laughter was what this page had to say, and it said so in two lines only.',
      'p Then came Laughter.',
      '*running-head p - 2 -',
      'page',
      '*running-head p Annual report 2023',
      'p Applause was what this page had to say, and it said so in two lines only.',
      'p Then came Applause.',
      '*running-head p - 3 -',
    ]);
  });

  it('reads tables along their rows, lists by their items, verses by their lines', async () => {
    const row = (y: number, ...cells: readonly string[]): Placed[] =>
      cells.map((text, index) => ({ text, x: 50 + index * 150, y }));
    const document = await read(
      pdfFile([
        [
          ...row(780, 'Country', 'Visits', 'Year'),
          ...row(768, 'Latvia', '3', '2021'),
          ...row(756, 'Poland', '14', '2022'),
          ...row(744, 'Estonia', '2', '2023'),
          ...row(732, 'Finland', '9', '2024'),
          ...column(['\u0095 first of the items', '\u0095 second of them'], 50, 690),
          ...column(
            [
              'Who rides so late',
              'Through night and wind so wild and so very cold',
              'It is the father',
              'With his own child',
            ],
            50,
            600,
          ),
        ],
      ]),
    );
    expect(outlineOf(document)).toEqual([
      'p Country\tVisits\tYear',
      'p Latvia\t3\t2021',
      'p Poland\t14\t2022',
      'p Estonia\t2\t2023',
      'p Finland\t9\t2024',
      'li1 • first of the items',
      'li1 • second of them',
      'p Who rides so late',
      'p Through night and wind so wild and so very cold',
      'p It is the father',
      'p With his own child',
    ]);
  });

  it('says what it says of itself', async () => {
    const info = {
      Title: 'Microsoft Word - draft3.doc',
      Author: 'A. Writer',
      CreationDate: "D:20241231235959-05'00'",
      Subject: 'Talks',
    };
    const text = [{ text: 'Words of a report', x: 50, y: 700 }];
    expect((await read(pdfFile([text], { info }), 'Report_on_talks.pdf')).metadata).toMatchObject({
      title: 'Report on talks',
      author: 'A. Writer',
      date: '2024-12-31',
      fields: { subject: 'Talks', pages: '1' },
    });
    expect(['D:2024', 'D:202402', '20240229', 'D:20240230', '', null].map(dateOfPdf)).toEqual([
      '2024',
      '2024-02',
      '2024-02-29',
      '',
      '',
      '',
    ]);
  });

  it('says why it cannot be read', async () => {
    const text = [{ text: 'Words', x: 50, y: 700 }];
    await expect(read(pdfFile([text], { encrypted: true }))).rejects.toMatchObject({
      code: 'file-encrypted',
    });
    await expect(read(pdfFile([[], []]))).rejects.toMatchObject({
      code: 'file-empty',
      message: expect.stringContaining('2 pages are pictures'),
    });
    await expect(read(Buffer.from('not a PDF at all'))).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it('is read without its table of places, and says that it is damaged where it is cut off', async () => {
    const whole = Buffer.from(pdfFile([[{ text: 'Words of the page', x: 50, y: 700 }]])).toString('latin1');
    const broken = whole.replace(/startxref\n\d+/, 'startxref\n999999');
    expect((await read(Buffer.from(broken, 'latin1'))).text).toBe('Words of the page');
    await expect(read(Buffer.from(whole.slice(0, whole.indexOf('xref')), 'latin1'))).rejects.toMatchObject({
      code: 'file-damaged',
    });
  });

  it('tells of pages without text', async () => {
    const document = await read(pdfFile([[{ text: 'Words', x: 50, y: 700 }], []]));
    expect(outlineOf(document)).toEqual(['p Words', 'page']);
    expect(document.warnings).toMatchObject([
      { code: 'page-unread', message: expect.stringContaining(': 2.') },
    ]);
  });
});

describe('a hyphen at the end of a line', () => {
  const words = new Vocabulary();
  for (const line of [
    'a well-known word and cooperation',
    'the quark-gluon fluid',
    'long term plans',
  ] as const)
    words.add(line);

  it.each([
    ['the inter-', 'national press', 'the international press'],
    ['co-', 'operation', 'cooperation'],
    ['the well-', 'known man', 'the well-known man'],
    ['quark-', 'gluon', 'quark-gluon'],
    ['Jean-', 'Paul came', 'Jean-Paul came'],
    ['state-of-the-', 'art', 'state-of-the-art'],
    ['strongly-', 'coupled', 'strongly-coupled'],
    ['a long-', 'term view', 'a long-term view'],
    ['soft\u00ad', 'Ware', 'softWare'],
    ['прави-', 'тельство', 'правительство'],
    ['из-', 'за границы', 'из-за границы'],
    ['2020-', '2024', '2020-2024'],
    ['he said -', 'and left', 'he said - and left'],
    ['no hyphen', 'here', 'no hyphen here'],
  ])('%s %s', (before, after, text) => {
    expect(joined(before, after, words)).toBe(text);
  });
});
