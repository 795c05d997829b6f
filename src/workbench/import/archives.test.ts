import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { docxOf, wordParagraph, wordRun } from '../../formats/documents/testing/packed-samples.ts';
import { withBytes, zipped } from '../../formats/zip/testing/zipped.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

describe('an archive of documents', () => {
  let scratch: Scratch;
  let path = '';

  beforeEach(async () => {
    scratch = openScratch();
    path = join(scratch.folder, 'press.zip');
    const docx = await docxOf(wordParagraph(wordRun('They met.')));
    writeFileSync(
      path,
      await zipped({
        'b.docx': docx,
        '2024/a.txt': 'The first text\n\nin a folder',
        '__MACOSX/._a.txt': 'no',
        'inner.zip': await zipped({
          'c.md': '# The third\n\ntext',
          'deeper.zip': await zipped({ 'd.txt': 'x' }),
        }),
        'people.csv': 'title,text\nOne,The first\nTwo,The second\n',
        'photo.png': Buffer.from('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'latin1'),
      }),
    );
  });
  afterEach(() => scratch.remove());

  it('gives its documents in turn with those of another, though they are read ahead', async () => {
    const paths = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const entries = Array.from({ length: 6 }, (_, n) => [`${n}.txt`, `Text ${n} of ${name}.`]);
        const archive = join(scratch.folder, `${name}.zip`);
        writeFileSync(archive, await zipped(Object.fromEntries(entries)));
        return entries.map(([entry]) => join(archive, entry ?? ''));
      }),
    );
    const files = Array.from({ length: 6 }, (_, n) => paths.map((some) => ({ path: some[n] ?? '' }))).flat();
    const { documents, errors } = await runImport(scratch, files, quiet);
    expect(errors).toEqual([]);
    const { read } = scratch.store;
    const texts = documents.map(({ id }) =>
      read.slice(read.document(id)?.textId ?? '', { start: 0, end: 99 }),
    );
    expect(texts).toEqual(
      Array.from({ length: 6 }, (_, n) => [`Text ${n} of one.`, `Text ${n} of two.`]).flat(),
    );
  });

  it('is shown and taken in document by document, archives in it too, and none deeper', async () => {
    const { candidates } = await previewImport(scratch, [{ path }], quiet);
    const names = [
      '2024/a.txt',
      'b.docx',
      'inner.zip/c.md',
      'people.csv',
      'inner.zip/deeper.zip',
      'photo.png',
    ];
    expect(candidates.map((candidate) => candidate.path)).toEqual(names.map((name) => join(path, name)));
    expect(candidates.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      null,
      null,
      null,
      'archive-refused',
      'file-binary',
    ]);
    expect(candidates[0]?.metadata).toMatchObject({ title: 'The first text', source: 'press.zip/2024' });

    const chosen = candidates
      .filter(({ error }) => error === null)
      .map((candidate) => ({ path: candidate.path }));
    const report = await runImport(scratch, chosen, quiet);
    expect(report.errors).toEqual([]);
    expect(report.documents.map(({ format }) => format)).toEqual(['txt', 'docx', 'md', 'row', 'row']);
    expect(
      scratch.store.read
        .documents()
        .map(({ source }) => source)
        .sort(),
    ).toEqual(['press.zip', 'press.zip', 'press.zip', 'press.zip/2024', 'press.zip/inner.zip']);
    expect(scratch.store.read.undoState().undo).toEqual({ type: 'import', subject: '4 documents' });
  });

  it('is refused as a whole where it could do harm', async () => {
    writeFileSync(path, withBytes(await zipped({ 'aa/x.txt': 'text' }), 'aa/x.txt', '../x.txt'));
    const report = await runImport(scratch, [{ path }], quiet);
    expect(report.documents).toEqual([]);
    expect(report.errors).toHaveLength(1);
  });

  it('says so of a document that is not in it', async () => {
    const report = await runImport(scratch, [{ path: join(path, 'none.txt') }], quiet);
    expect(report.errors).toMatchObject([{ code: 'file-missing' }]);
  });
});
