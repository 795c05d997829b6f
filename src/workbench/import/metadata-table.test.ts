import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { runImport } from './index.ts';

describe('a table of metadata', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
    mkdirSync(join(scratch.folder, 'texts/deep'), { recursive: true });
  });
  afterEach(() => scratch.remove());

  function file(name: string, content: string): string {
    const path = join(scratch.folder, name);
    writeFileSync(path, content);
    return path;
  }

  const run = (metadataTable: string, ...paths: readonly string[]) =>
    runImport(
      scratch,
      paths.map((path) => ({ path })),
      { signal: new AbortController().signal, onProgress: () => undefined, metadataTable },
    );

  it('says of files by their names what goes before what they say of themselves, and tells what did not match', async () => {
    file('texts/One.txt', 'A title of its own\n\nWords of one');
    const deep = file('texts/deep/two.txt', 'Words of two, at some length');
    const alone = file('texts/three.txt', 'Words of three, at some length');
    const table = file(
      'texts/about.csv',
      'Date;Заголовок;Автор;Region;File\n31 декабря 2024;Первый;Анна;North;one\n2024-13-01;;Boris;;deep\\two.txt\n;;;;nobody.txt\n;;;;\n',
    );
    const report = await run(table, join(scratch.folder, 'texts'));
    const documents = scratch.store.read
      .documents()
      .map(({ title, author, date, fields }) => ({ title, author, date, fields }));
    expect(documents).toEqual(
      expect.arrayContaining([
        { title: 'Первый', author: 'Анна', date: '2024-12-31', fields: { Region: 'North' } },
        { title: 'Words of two, at some length', author: 'Boris', date: '', fields: {} },
        { title: 'Words of three, at some length', author: '', date: '', fields: {} },
      ]),
    );
    expect(report.documents).toHaveLength(3);
    expect(report.errors).toEqual([]);
    expect(report.warnings).toEqual([
      { path: alone, code: 'metadata-missing', message: 'The table of metadata has no row for it.' },
      {
        path: `${table}, row 3`,
        code: 'metadata-unused',
        message: '‘2024-13-01’ is no date that can be read.',
      },
      { path: `${table}, row 4`, code: 'metadata-unused', message: expect.stringContaining('‘nobody.txt’') },
    ]);
    expect(deep).toContain('two.txt');
  });

  it('says something of all documents that a file holds, but their titles', async () => {
    const posts = file('texts/posts.csv', 'title,text\nOne,The first text\n');
    await run(file('about.csv', 'file,title,source\nposts.csv,Never,The archive\n'), posts);
    expect(scratch.store.read.documents()).toMatchObject([{ title: 'One', source: 'The archive' }]);
  });

  it('that is not there, or is empty, ends the import before anything is written', async () => {
    const text = file('texts/one.txt', 'Words');
    await expect(run(join(scratch.folder, 'nowhere.csv'), text)).rejects.toMatchObject({
      code: 'file-missing',
    });
    await expect(run(file('empty.csv', 'file,title\n'), text)).rejects.toMatchObject({
      code: 'columns-unknown',
    });
    expect(scratch.store.read.documents()).toEqual([]);
  });
});
