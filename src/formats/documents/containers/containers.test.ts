import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { GlossatorError } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readDocument } from '../index.ts';
import { outlineOf } from '../testing/outline.ts';
import { guessColumns } from './columns.ts';
import {
  type ColumnMapping,
  type ContainerInput,
  containerFor,
  type Part,
  type PartProblem,
} from './index.ts';

/** The file in pieces of any length: what is divided by chance must not matter. */
function inputOf(
  bytes: Uint8Array,
  fileName: string,
  more: { columns?: ColumnMapping; encoding?: string; piece?: number } = {},
): ContainerInput {
  const { piece = 7, ...rest } = more;
  return {
    async *pieces() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
    fileName,
    whole: (format) => readDocument({ bytes, fileName, format }),
    ...rest,
  };
}

async function partsOf(
  content: string | Uint8Array,
  fileName: string,
  more = {},
): Promise<(Part | PartProblem)[]> {
  const bytes = Buffer.from(content);
  const container = containerFor(bytes, fileName);
  const parts: (Part | PartProblem)[] = [];
  for await (const part of container?.parts(inputOf(bytes, fileName, more)) ?? []) parts.push(part);
  return parts;
}

const isPart = (part: Part | PartProblem): part is Part => 'bytes' in part;

async function documentsOf(
  content: string | Uint8Array,
  fileName: string,
  more = {},
): Promise<ParsedDocument[]> {
  const parts = (await partsOf(content, fileName, more)).filter(isPart);
  return Promise.all(
    parts.map(({ name, ...part }) => readDocument({ fileName: `${fileName}, ${name}`, ...part })),
  );
}

describe('a table', () => {
  const TABLE =
    'id;Headline;Published at;Full text;Пользователь\r\n1;First;31.12.2024;"Words of the\r\nfirst; quoted ""so""";Анна\r\n\r\n2;;soon;Второй текст о переговорах;\r\n3;Third;2024;;x\r\n';

  it('is a document a row, by columns that are guessed; what has no role is a field', async () => {
    const [first, second] = await documentsOf(TABLE, 'posts.csv');
    expect(first?.text).toBe('Words of the\nfirst; quoted "so"');
    expect(first && outlineOf(first)).toEqual(['p Words of the', 'p first; quoted "so"']);
    expect(first?.metadata).toMatchObject({
      title: 'First',
      date: '2024-12-31',
      fields: { id: '1', Пользователь: 'Анна' },
    });
    expect(second?.metadata).toMatchObject({
      title: 'Второй текст о переговорах',
      date: '',
      fields: { id: '2', 'Published at': 'soon' },
    });
    expect(second?.warnings).toMatchObject([{ code: 'date-unknown' }]);
    expect((await partsOf(TABLE, 'posts.csv')).map(({ name }) => name)).toEqual(['row 2', 'row 4', 'row 5']);
    expect((await partsOf(TABLE, 'posts.csv')).at(-1)).toMatchObject({
      problem: { code: 'file-empty', message: expect.stringContaining('Full text') },
    });
  });

  it.each([
    ['commas', 'a.csv', 'text,date\n"One, two",2024\n'],
    ['bars', 'a.csv', 'text|date\nOne, two|2024\n'],
    ['tabs', 'a.tsv', 'text\tdate\nOne, two\t2024\n'],
    ['a byte order mark', 'a.csv', '\ufefftext,date\n"One, two",2024\n'],
    ['one column', 'a.csv', 'text\n"One, two"\n'],
  ])('is read with %s', async (_name, fileName, content) => {
    expect((await documentsOf(content, fileName)).map(({ text }) => text)).toEqual(['One, two']);
  });

  it('is read in the encoding that it is in', async () => {
    const letters = Array.from('текст,имя\nЗаявление министерства о переговорах,Анна\n', (letter) => {
      const code = letter.charCodeAt(0);
      return code >= 0x410 ? code - 0x350 : code;
    });
    const [document] = await documentsOf(Buffer.from(letters), 'a.csv');
    expect(document?.text).toBe('Заявление министерства о переговорах');
  });

  it('is read by the columns that were chosen, and says which there are', async () => {
    const columns: ColumnMapping = { text: 'b', title: 'a', fields: [] };
    const [document] = await documentsOf('a,b,c\nTitle,The text,3\n', 'x.csv', { columns });
    expect(document).toMatchObject({ text: 'The text', metadata: { title: 'Title', fields: {} } });
    await expect(partsOf('a,b\n1,2\n', 'x.csv', { columns: { text: 'z' } })).rejects.toMatchObject({
      code: 'columns-unknown',
      remedy: 'Its columns are: a, b.',
    });
    await expect(partsOf('a,b\n1,2\n', 'x.csv')).rejects.toMatchObject({ code: 'columns-unknown' });
    const input = inputOf(Buffer.from('a,b\n1,2\n1,3\n'), 'x.csv');
    expect(await containerFor(Buffer.from('a'), 'x.csv')?.columns?.(input)).toEqual({
      columns: [
        { name: 'a', samples: ['1', '1'] },
        { name: 'b', samples: ['2', '3'] },
      ],
      mapping: {},
    });
  });

  it('tells of rows that are longer than the table is wide, and of quotation marks that never end', async () => {
    expect(await partsOf('text,b\nOne,2,3\nTwo,2,\n', 'x.csv')).toMatchObject([
      { name: 'row 2', problem: { code: 'record-malformed' } },
      { name: 'row 3' },
    ]);
    await expect(partsOf('text,b\n"One,2\n', 'x.csv')).rejects.toMatchObject({ code: 'record-malformed' });
  });

  it('may be a workbook', async () => {
    const rows = [
      ['Text', 'Date', 'Number'].map((value) => ({ value })),
      [
        { value: 'Words of the row' },
        { value: new Date(Date.UTC(2024, 11, 31)), format: 'yyyy-mm-dd' },
        { value: 3.5 },
      ],
      [null, null, { value: 1 }],
    ];
    const bytes = await writeXlsxFile(rows).toBuffer();
    const [document] = await documentsOf(bytes, 'posts.xlsx');
    expect(document).toMatchObject({
      text: 'Words of the row',
      metadata: { date: '2024-12-31', fields: { Number: '3.5' } },
    });
    expect(await partsOf(bytes, 'posts.xlsx')).toMatchObject([
      { name: 'row 2' },
      { name: 'row 3', problem: { code: 'file-empty' } },
    ]);
    await expect(partsOf(Buffer.from(bytes).subarray(0, 900), 'posts.xlsx')).rejects.toMatchObject({
      code: 'file-damaged',
    });
  });

  it('knows its text by its name or by its length', () => {
    const of = (...columns: readonly [string, string][]) =>
      guessColumns(columns.map(([name, sample]) => ({ name, samples: [sample] })));
    expect(of(['Datum', ''], ['Titel', ''], ['Volltext', ''])).toEqual({
      date: 'Datum',
      title: 'Titel',
      text: 'Volltext',
    });
    expect(of(['a', 'short'], ['b', 'by far the longest of all of these values'])).toEqual({ text: 'b' });
    expect(of(['a', 'short'], ['b', '1'])).toEqual({});
  });
});

describe('records in JSON', () => {
  it('are a document each, with values of objects by path', async () => {
    const content =
      '{"body":"One","user":{"name":"Anna"},"tags":["a","b"]}\n\nnot json\n[1]\n{"body":""}\n{"body":"Two","n":2}\n';
    const documents = await documentsOf(content, 'posts.jsonl');
    expect(documents.map(({ text }) => text)).toEqual(['One', 'Two']);
    expect(documents[0]?.metadata).toMatchObject({ author: 'Anna', fields: { tags: 'a; b' } });
    expect(
      (await partsOf(content, 'posts.jsonl')).map(({ name, ...part }) => [
        name,
        'problem' in part && part.problem.code,
      ]),
    ).toEqual([
      ['line 1', false],
      ['line 3', 'record-malformed'],
      ['line 4', 'record-malformed'],
      ['line 5', 'file-empty'],
      ['line 6', false],
    ]);
  });

  it('may be one list, or stand within an object', async () => {
    expect((await documentsOf('[{"text":"One"},{"text":"Two"}]', 'a.json')).map(({ text }) => text)).toEqual([
      'One',
      'Two',
    ]);
    expect(
      (await documentsOf('{"count":1,"data":[{"text":"One"}]}', 'a.json')).map(({ text }) => text),
    ).toEqual(['One']);
    await expect(partsOf('{"a":1}', 'a.json')).rejects.toMatchObject({ code: 'record-malformed' });
    await expect(partsOf('{', 'a.json')).rejects.toMatchObject({ code: 'record-malformed' });
  });
});

describe('a mailbox', () => {
  const MAILBOX = [
    'From anna@news.example Tue Dec 31 23:59:59 2024',
    'Subject: One',
    '',
    'Words',
    '>From here on',
    'From there, not a divider',
    '',
    'From boris@news.example Wed Jan  1 00:00:00 2025',
    'Subject: Two',
    '',
    'More words',
    '',
  ].join('\r\n');

  it.each([1, 5, 64, 10_000])('is a document a message, in pieces of %i bytes', async (piece) => {
    const documents = await documentsOf(MAILBOX, 'inbox.mbox', { piece });
    expect(documents.map(({ metadata }) => metadata.title)).toEqual(['One', 'Two']);
    expect(documents[0] && outlineOf(documents[0])).toEqual([
      'p Words',
      'p From here on',
      'p From there, not a divider',
    ]);
    expect((await partsOf(MAILBOX, 'inbox.mbox', { piece })).map(({ name }) => name)).toEqual([
      'message 1',
      'message 2',
    ]);
  });

  it('is known by its beginning', () => {
    expect(containerFor(Buffer.from(MAILBOX), 'INBOX')?.id).toBe('mbox');
    expect(containerFor(Buffer.from('From the beginning of 2024 on\nnothing\n'), 'notes.txt')).toBeNull();
    expect(containerFor(Buffer.from('text'), 'notes.txt')).toBeNull();
  });
});

describe('any file', () => {
  it('gives parts, problems or a GlossatorError, whatever its bytes, and parts that can be read or refused', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'text,b\n',
        '"',
        ';',
        '\t',
        '\n',
        '{"text":',
        '}',
        '[',
        ']',
        'From a 2024\n',
        '\n\n',
        '>From ',
      ),
      fc.string({ unit: 'binary' }),
    );
    const name = fc.constantFrom('a.csv', 'a.tsv', 'a.jsonl', 'a.json', 'a.mbox', 'a.xlsx');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), name, async (pieces, fileName) => {
        try {
          await documentsOf(pieces.join(''), fileName);
        } catch (thrown) {
          if (!(thrown instanceof GlossatorError)) throw thrown;
        }
      }),
      { numRuns: 300 },
    );
  });
});
