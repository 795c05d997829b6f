import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readDocument } from '../index.ts';
import { outlineOf } from '../testing/outline.ts';
import { column, type Placed, pdfFile } from './testing/pdf-file.ts';

async function read(pages: readonly (readonly Placed[])[]): Promise<ParsedDocument> {
  const document = await readDocument({ bytes: pdfFile(pages), fileName: 'paper.pdf' });
  expect(checkStructure(document)).toEqual([]);
  return document;
}

/** What stands on each page, by its page breaks. */
function pagesOf({ text, blocks }: ParsedDocument): string[] {
  const turns: number[] = [];
  let end = 0;
  for (const block of blocks) {
    if (block.kind === 'page-break') turns.push(block.back === undefined ? block.start : end - block.back);
    else end = block.end;
  }
  return [0, ...turns].map((from, index) => text.slice(from, turns[index] ?? text.length).trim());
}

const head = (text: string): Placed => ({ text, x: 50, y: 810, size: 8 });
const foot = (number: number): Placed => ({ text: `- ${number} -`, x: 290, y: 30, size: 8 });

describe('a paragraph of a PDF file', () => {
  it('that goes on upon the next page is one, and its page break says where within it the page turns', async () => {
    const document = await read([
      column(
        ['The talks between the two ministries went', 'on for the whole of that long night, and'],
        50,
        700,
      ),
      column(
        ['nobody left the building before the mor-', 'ning came. Then all were gone.', 'They slept.'],
        50,
        780,
      ),
    ]);
    expect(outlineOf(document)).toEqual([
      'p The talks between the two ministries went on for the whole of that long night, and nobody left the building before the morning came. Then all were gone.',
      'page',
      'p They slept.',
    ]);
    expect(pagesOf(document)).toEqual([
      'The talks between the two ministries went on for the whole of that long night, and',
      expect.stringMatching(/^nobody left the building before the morning came\..*They slept\.$/s),
    ]);
  });

  it('goes on over footnotes, which stay on their page', async () => {
    const note = (text: string, y: number): Placed => ({ text, x: 50, y, size: 8 });
    const document = await read([
      [
        ...column(
          ['The talks between the two ministries went', 'on for the whole of that long night, and'],
          50,
          700,
        ),
        note('1 As the minutes of the meeting say, which were', 90),
        note('published a year later.', 80),
        note('2 It was the coldest of that winter.', 66),
      ],
      [
        ...column(
          ['nobody left the building before the morn-', 'ing came. Then all were gone.', 'They slept.'],
          50,
          780,
        ),
      ],
    ]);
    expect(outlineOf(document)).toEqual([
      'p 1 As the minutes of the meeting say, which were published a year later.',
      'p 2 It was the coldest of that winter.',
      'p The talks between the two ministries went on for the whole of that long night, and nobody left the building before the morning came. Then all were gone.',
      'page',
      'p They slept.',
    ]);
    expect(pagesOf(document)[1]).toMatch(
      /^nobody left the building before the morning came\..*They slept\.$/s,
    );
  });

  it('that has ended above footnotes is not joined with what the next page begins with', async () => {
    const document = await read([
      [
        ...column(
          ['The talks between the two ministries went', 'on for the whole of that long night.'],
          50,
          700,
        ),
        { text: '1 As the minutes say', x: 50, y: 80, size: 8 },
      ],
      column(['nobody left the building before the morn-', 'ing came.'], 50, 780),
    ]);
    expect(outlineOf(document)).toEqual([
      'p The talks between the two ministries went on for the whole of that long night.',
      'p 1 As the minutes say',
      'page',
      'p nobody left the building before the morning came.',
    ]);
  });

  it('that is divided within a word at the end of a page is joined there; the word stays on the former page', async () => {
    const document = await read([
      column(
        ['The talks between the two ministries went', 'on for the whole of that night about inter-'],
        50,
        700,
      ),
      column(['national law, and nobody left the building', 'before the morning came.'], 50, 780),
    ]);
    expect(outlineOf(document)[0]).toContain('about international law, and nobody');
    expect(pagesOf(document)).toEqual([
      expect.stringMatching(/about international$/),
      expect.stringMatching(/^law, and nobody/),
    ]);
  });

  it('is joined past running heads and page numbers, over more than one page', async () => {
    const page = (number: number, lines: readonly string[]): Placed[] => [
      head('Annual report'),
      ...column(lines, 50, 700),
      foot(number),
    ];
    const document = await read([
      page(1, ['It was said in the first place that the', 'ferries would go again in spring, when the']),
      page(2, ['ice had left the harbour, and that all who', 'had waited for them would be told about it']),
      page(3, ['in the papers that were printed on Sunday.', 'Nobody believed a word.', 'It snowed.']),
    ]);
    expect(outlineOf(document)).toEqual([
      '*running-head p Annual report',
      '*running-head p - 1 -',
      'p It was said in the first place that the ferries would go again in spring, when the ice had left the harbour, and that all who had waited for them would be told about it in the papers that were printed on Sunday. Nobody believed a word.',
      'page',
      'page',
      '*running-head p Annual report',
      '*running-head p - 2 -',
      '*running-head p Annual report',
      'p It snowed.',
      '*running-head p - 3 -',
    ]);
    expect(pagesOf(document).map((text) => text.slice(-9))).toEqual([
      ' when the',
      ' about it',
      expect.any(String),
    ]);
  });

  it('is not joined with what only follows it: where it ended, a heading, a list, a table, other letters', async () => {
    const first = column(
      ['The talks between the two ministries went', 'on for the whole of that long night.'],
      50,
      700,
    );
    const open = column(
      ['The talks between the two ministries went', 'on for the whole of that long night, and'],
      50,
      700,
    );
    const beginning = (text: string, size = 10) => column([text], 50, 780, size);
    for (const [before, next] of [
      [first, beginning('nobody left the building before the dawn')],
      [open, beginning('Results')],
      [open, beginning('1. the first of the items in the list')],
      [open, beginning('nobody left the building', 16)],
      [open, [...beginning('Latvia'), { text: '3', x: 250, y: 780 }, { text: '2021', x: 400, y: 780 }]],
    ] as const) {
      const outline = outlineOf(await read([before, next]));
      expect(outline[1], outline.join('\n')).toBe('page');
      expect(outline).toHaveLength(3);
    }
  });

  it('goes on in the next column', async () => {
    const left = [
      'The ministry said on Monday that the talks',
      'would go on, whatever the press might then',
      'write about them in all the days to come,',
      'and that nobody would be told about what',
    ];
    const right = [
      'was spoken of in the room. The ministers',
      'themselves said nothing at all about it, as',
      'they had promised to each other before the',
      'doors were closed behind them on Sunday.',
    ];
    const document = await read([[...column(left, 50, 740), ...column(right, 300, 740)]]);
    expect(outlineOf(document)).toEqual([`p ${[...left, ...right].join(' ')}`]);
  });
});

/** As such lines are set: sign by sign from the left, numbers and Latin words as they are read. */
const visual = (text: string): string => {
  const turned = [...text].reverse().join('');
  return turned.replace(/[A-Za-z0-9]+/g, (word) => [...word].reverse().join(''));
};

describe('text of a PDF file that is written from right to left', () => {
  const LINES = ['הצדדים נפגשו ביום שני בעיר הגדולה ולא', 'הסכימו על דבר והלכו לדרכם בלילה'];
  /** flush right, at half an em a sign */
  const set = (lines: readonly string[], top = 700): Placed[] =>
    lines.map((line, index) => ({ text: visual(line), x: 500 - line.length * 5, y: top - index * 12 }));

  it('is in the order in which it is read, its lines joined', async () => {
    expect(outlineOf(await read([set(LINES)]))).toEqual([`p ${LINES.join(' ')}`]);
  });

  it('keeps numbers and words of other scripts within it as they are read', async () => {
    const line = 'בשנת 2024 נפגשו הצדדים עם NATO בעיר';
    expect(outlineOf(await read([set([line])]))).toEqual([`p ${line}`]);
  });

  it('set word by word is put in order too', async () => {
    const words = 'הצדדים נפגשו ביום שני'.split(' ');
    let right = 500;
    const placed = words.map((word) => {
      right -= word.length * 5;
      const at = { text: visual(word), x: right, y: 700 };
      right -= 5;
      return at;
    });
    for (const pieces of [placed, placed.toReversed()]) {
      expect(outlineOf(await read([pieces]))).toEqual([`p ${words.join(' ')}`]);
    }
  });

  it('goes on upon the next page', async () => {
    const [first = '', second = ''] = LINES;
    const outline = outlineOf(await read([set([first]), set([second], 780)]));
    expect(outline).toEqual([`p ${LINES.join(' ')}`, 'page']);
  });
});
