import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { createHandlers } from '../handlers.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { Given } from './given.ts';
import { readTable, runImport } from './index.ts';
import { ReportDraft } from './report.ts';

const signal = new AbortController().signal;
const quiet = { signal, onProgress: () => undefined, progress: () => undefined };

describe('metadata from elsewhere than the files', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
    mkdirSync(join(scratch.folder, 'Lake News'));
  });
  afterEach(() => scratch.remove());

  function file(name: string, content: string | Uint8Array): string {
    const path = join(scratch.folder, name);
    writeFileSync(path, content);
    return path;
  }
  const documents = () =>
    scratch.store.read
      .documents()
      .map(({ title, source, author, date, fields }) => ({ title, source, author, date, fields }))
      .sort((one, other) => (one.title < other.title ? -1 : 1));

  it('names go before what a file says of itself, a table before names, and names that do not fit are told', async () => {
    const talks = file('Lake News/2024-12-31 Talks.txt', 'Its own first line\n\nWords of the talks');
    const other = file('Lake News/Other.txt', 'Another first line\n\nWords of another');
    const table = file('about.csv', 'file,author,title\nOther,Ada,By the table\n2024-12-31 Talks,Boris,\n');
    const report = await runImport(
      scratch,
      [talks, other].map((path) => ({ path })),
      { ...quiet, namePattern: '{source}/{date} {title}', metadataTable: table },
    );
    expect(documents()).toEqual([
      { title: 'By the table', source: '', author: 'Ada', date: '', fields: {} },
      { title: 'Talks', source: 'Lake News', author: 'Boris', date: '2024-12-31', fields: {} },
    ]);
    expect(report.warnings).toEqual([
      { path: other, code: 'name-not-matched', message: 'Its name is not of this form.' },
    ]);
  });

  it('the name of a file of many documents says only what these do not say', async () => {
    const posts = file('Ada_posts.csv', 'title,author,text\nOne,,The first text\nTwo,Boris,The second\n');
    await runImport(scratch, [{ path: posts }], { ...quiet, namePattern: '{author}_{kind}' });
    expect(documents()).toMatchObject([
      { title: 'One', author: 'Ada', fields: { kind: 'posts' } },
      { title: 'Two', author: 'Boris', fields: { kind: 'posts' } },
    ]);
  });

  it('names that do not fit are listed up to a thousand, and the rest is counted', async () => {
    const given = await Given.read({ namePattern: '{date}_{title}' }, signal);
    const report = new ReportDraft();
    const files = Array.from({ length: 1_003 }, (_, at) => ({
      file: { path: `/texts/${at}.txt` },
      bytes: 1,
      set: null,
      container: null,
    }));
    expect(given.appliedTo({ files, errors: [], skipped: [] }, report).files).toHaveLength(1_003);
    const { warnings } = report.report;
    expect(warnings).toHaveLength(1_001);
    expect(warnings.at(-1)?.message).toContain('2 further names');
  });

  it('a pattern that is none ends the import before anything is written', async () => {
    const talks = file('Talks.txt', 'Words');
    await expect(
      runImport(scratch, [{ path: talks }], { ...quiet, namePattern: '{date' }),
    ).rejects.toMatchObject({
      code: 'name-pattern-invalid',
    });
    expect(documents()).toEqual([]);
  });

  it('the pattern of an import from the window is remembered in the project, and forgotten with an empty one', async () => {
    const handlers = createHandlers(scratch);
    const talks = file('2024 Talks.txt', 'Words');
    expect(await handlers['import.habits']({}, quiet)).toMatchObject({ namePattern: '' });
    await handlers['import.run']({ files: [{ path: talks }], namePattern: '{date} {title}' }, quiet);
    expect(await handlers['import.habits']({}, quiet)).toMatchObject({ namePattern: '{date} {title}' });
    await handlers['import.run']({ files: [{ path: talks }] }, quiet);
    expect(await handlers['import.habits']({}, quiet)).toMatchObject({ namePattern: '{date} {title}' });
    await handlers['import.run']({ files: [{ path: talks }], namePattern: '' }, quiet);
    expect(await handlers['import.habits']({}, quiet)).toMatchObject({ namePattern: '' });
  });

  it('a workbook is a table of metadata as well; what matches and what does not is shown before', async () => {
    const rows = [
      ['File', 'Date', 'Autor', 'Region'],
      ['one.txt', '31 снежня 2024', 'Ада', 'North'],
      ['nobody.txt', null, null, null],
    ].map((cells) => cells.map((value) => (value === null ? null : { value })));
    const table = file('about.xlsx', await writeXlsxFile(rows).toBuffer());
    const [one, two] = [file('one.txt', 'The first'), file('two.txt', 'The second')];
    expect(await readTable(table, [one, two, table], signal)).toEqual({
      columns: [
        { name: 'File', role: 'file' },
        { name: 'Date', role: 'date' },
        { name: 'Autor', role: 'author' },
        { name: 'Region', role: null },
      ],
      matched: [
        {
          path: one,
          given: { metadata: { date: '2024-12-31', author: 'Ада' }, fields: { Region: 'North' } },
        },
      ],
      rows: [{ row: 'row 3', message: expect.stringContaining('‘nobody.txt’') }],
      missing: [two],
      unlisted: 0,
    });
    const report = await runImport(scratch, [{ path: scratch.folder }], { ...quiet, metadataTable: table });
    expect(documents()).toMatchObject([
      { author: 'Ада', date: '2024-12-31', fields: { Region: 'North' } },
      { author: '', date: '' },
    ]);
    expect(report.warnings.map(({ code }) => code)).toContain('metadata-missing');
  });
});
