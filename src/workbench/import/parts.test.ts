import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import type { ImportFile } from './find-files.ts';
import { previewImport, runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

describe('a file of many documents', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  function file(name: string, content: string): string {
    const path = join(scratch.folder, name);
    writeFileSync(path, content);
    return path;
  }
  const run = (...files: readonly ImportFile[]) => runImport(scratch, files, quiet);
  const titles = (): readonly string[] =>
    scratch.store.read
      .documents()
      .map(({ title }) => title)
      .toSorted();

  const TABLE =
    'headline,body,when\nOne,The first text,2024-01-31\nTwo,,\nThree,The third text,2024-03\nAgain,The first text,\n';

  it('becomes a document a row in one step, which is called after the file; rows without a text are told', async () => {
    const path = file('posts.csv', TABLE);
    const report = await run({ path });
    expect(report.documents).toMatchObject([
      { title: 'One', path: `${path}, row 2`, format: 'row' },
      { title: 'Three', path: `${path}, row 4` },
    ]);
    expect(report.duplicates).toMatchObject([{ path: `${path}, row 5`, title: 'One' }]);
    expect(report.errors).toEqual([]);
    expect(report.warnings).toMatchObject([
      { path, code: 'columns-guessed', message: 'Columns were taken as: text = body, title = headline.' },
      { path: `${path}, row 3`, code: 'file-empty' },
    ]);
    expect(scratch.store.read.undoState().undo).toEqual({ type: 'import', subject: 'posts.csv' });
    expect(scratch.store.read.documents().map(({ fileName, fields }) => [fileName, fields])).toContainEqual([
      'posts.csv, row 2',
      { when: '2024-01-31' },
    ]);
    scratch.store.undo(scratch.me.id);
    expect(titles()).toEqual([]);
  });

  it('takes the columns and the rows that were chosen, and keeps each row as the original of its document', async () => {
    const columns = { text: 'body', title: 'body', date: 'when', fields: [] };
    const report = await run({
      path: file('posts.csv', TABLE),
      columns,
      leaveOut: ['row 4'],
      metadata: { source: 'The archive' },
    });
    expect(report.documents).toMatchObject([{ title: 'The first text' }]);
    const { read } = scratch.store;
    const [document] = read.documents();
    expect(document).toMatchObject({ date: '2024-01-31', source: 'The archive', fields: {} });
    const kept = read.sourceBytes(read.text(document?.textId ?? '')?.sourceSha256 ?? '');
    expect(JSON.parse(Buffer.from(kept ?? []).toString('utf8'))).toEqual({
      row: { headline: 'One', body: 'The first text', when: '2024-01-31' },
      columns,
    });
  });

  it('is listed in the preview with its columns, and an example of its texts', async () => {
    const { candidates } = await previewImport(scratch, [{ path: file('posts.csv', TABLE) }], quiet);
    expect(candidates).toMatchObject([
      {
        format: 'csv',
        error: null,
        preview: [{ text: 'The first text' }],
        parts: {
          total: 3,
          problems: 1,
          listed: [
            { name: 'row 2', title: 'One', problem: null },
            { name: 'row 3', problem: expect.stringContaining('body') },
            { name: 'row 4', title: 'Three' },
            { name: 'row 5', title: 'Again' },
          ],
          table: {
            columns: [
              { name: 'headline', samples: ['One', 'Two', 'Three'] },
              { name: 'body' },
              { name: 'when' },
            ],
            mapping: { text: 'body', title: 'headline' },
          },
        },
      },
    ]);
    expect(titles()).toEqual([]);
  });

  it('shows its columns where the texts cannot be told, and refuses to import them unasked', async () => {
    const path = file('numbers.csv', 'a,b\n1,2\n');
    const { candidates } = await previewImport(scratch, [{ path }], quiet);
    expect(candidates).toMatchObject([
      { error: null, parts: { total: 0, table: { mapping: {}, columns: [{ name: 'a' }, { name: 'b' }] } } },
    ]);
    expect((await run({ path })).errors).toMatchObject([{ path, code: 'columns-unknown' }]);
    expect((await run({ path, columns: { text: 'b' } })).documents).toMatchObject([{ title: '2' }]);
  });

  it('may be a mailbox, whose bad messages stop none of the others', async () => {
    const path = file(
      'inbox.mbox',
      'From a@b.example Mon Jan  1 00:00:00 2024\nSubject: One\n\nWords\n\nFrom a@b.example Mon Jan  1 00:00:00 2024\nSubject: Empty\n\n\nFrom a@b.example Mon Jan  1 00:00:00 2024\nSubject: Two\n\nMore\n',
    );
    const report = await run({ path });
    expect(report.errors).toMatchObject([{ path: `${path}, message 2`, code: 'file-empty' }]);
    expect(titles()).toEqual(['One', 'Two']);
  });

  it('is still an annotated set where it is one', async () => {
    const path = file('set.jsonl', '{"text":"Anna came","label":[[0,4,"Person"]]}\n');
    const { candidates } = await previewImport(scratch, [{ path }], quiet);
    expect(candidates).toMatchObject([{ format: 'doccano', parts: null }]);
  });

  it('that is cut off when it is cancelled leaves whole documents', async () => {
    const rows = Array.from({ length: 400 }, (_, index) => `Title ${index},The text of row ${index}`);
    const path = file('many.csv', `title,text\n${rows.join('\n')}\n`);
    const stop = new AbortController();
    const report = await runImport(scratch, [{ path }], {
      signal: stop.signal,
      onProgress: () => {
        if (scratch.store.read.documents().length > 0) stop.abort();
      },
    });
    expect(report.cancelled).toBe(true);
    expect(report.documents.length).toBe(titles().length);
    expect(titles().length).toBeGreaterThan(0);
    expect(titles().length).toBeLessThan(400);
  });
});
