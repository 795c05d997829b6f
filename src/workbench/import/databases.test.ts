import { createWriteStream, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ZipFile } from 'yazl';
import { sqlValue, writeForeignDatabase } from '../../store/testing/foreign-database.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const TEXT = 'Ana 😀 met Bo.\nThen Bo slept.';

function qualcoder(codings: number): string {
  const places = Array.from(
    { length: codings },
    (_, at) => `(${at + 1}, 1, 1, 'Ana', 0, 3, 'Coder ${at}', '')`,
  );
  return `CREATE TABLE project (databaseversion text, date text, memo text, about text);
    INSERT INTO project VALUES ('v11', '', '', 'QualCoder');
    CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text);
    INSERT INTO source VALUES (1, 'talk.txt', ${sqlValue(TEXT)}, NULL, '', 'Eva');
    CREATE TABLE code_cat (catid integer primary key, name text, memo text, supercatid integer);
    CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, color text);
    INSERT INTO code_name VALUES (1, 'Person', '', NULL, '#00FF00');
    CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, memo text);
    INSERT INTO code_text VALUES ${places.join(', ')};`;
}

const TAGUETTE = `CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR, description TEXT);
  INSERT INTO projects VALUES (1, 'Study', '');
  CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR, description TEXT, filename VARCHAR, project_id INTEGER, contents TEXT);
  INSERT INTO documents VALUES (1, 'talk', '', 'talk.txt', 1, '<p>Ana 😀 met Bo.</p>');
  CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path VARCHAR, description TEXT);
  INSERT INTO tags VALUES (1, 1, 'people', '');
  CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
  INSERT INTO highlights VALUES (1, 1, 13, 15, 'Bo');
  CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER, PRIMARY KEY (highlight_id, tag_id));
  INSERT INTO highlight_tags VALUES (1, 1);
  CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME, user_login VARCHAR, payload TEXT);`;

describe('databases of QualCoder and Taguette', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
    // Copies are looked for where no other program makes any.
    mkdirSync(join(scratch.folder, 'temporary'));
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, join(scratch.folder, 'temporary'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    scratch.remove();
  });

  const project = (name: string, script: string): string => {
    const folder = join(scratch.folder, name);
    mkdirSync(join(folder, 'documents'), { recursive: true });
    writeForeignDatabase(join(folder, 'data.qda'), script);
    writeFileSync(join(folder, 'documents', 'talk.txt'), TEXT);
    return folder;
  };
  const run = (path: string) => runImport(scratch, [{ path }], quiet);
  const quotes = () => [...scratch.store.read.everyAnnotation({})].map(({ spans }) => spans[0]?.quote);
  const copies = () => readdirSync(join(scratch.folder, 'temporary'));

  it('are previewed and imported as the folder, as the file in it or as an archive: the same each time, in one step', async () => {
    const folder = project('study.qda', qualcoder(3));
    const file = join(folder, 'data.qda');
    const before = [readFileSync(file), statSync(file).mtimeMs];
    const zip = new ZipFile();
    for (const name of ['data.qda', 'documents/talk.txt'])
      zip.addFile(join(folder, name), `study.qda/${name}`);
    zip.end();
    const archive = join(scratch.folder, 'study.zip');
    await pipeline(zip.outputStream, createWriteStream(archive));
    for (const path of [folder, archive]) {
      const { candidates } = await previewImport(scratch, [{ path }], quiet);
      expect(candidates).toMatchObject([
        { format: 'qualcoder', set: { labels: [{ label: ['Person'], count: 3 }] }, warnings: [] },
      ]);
    }
    expect(await run(folder)).toMatchObject({
      errors: [],
      documents: [{ title: 'talk.txt', format: 'qualcoder', annotations: 3 }],
    });
    for (const path of [file, archive]) {
      expect(await run(path)).toMatchObject({
        errors: [],
        documents: [],
        duplicates: [{ title: 'talk.txt' }],
      });
    }
    expect(quotes()).toEqual(['Ana', 'Ana', 'Ana']);
    expect([readFileSync(file), statSync(file).mtimeMs]).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['data.qda', 'documents']);
    expect(copies()).toEqual([]);
    scratch.store.undo(scratch.me.id);
    expect(quotes()).toEqual([]);
  });

  it('are recognised by what they hold, whatever they are called', async () => {
    const path = join(scratch.folder, '2024-03-01_Study.bin');
    writeForeignDatabase(path, TAGUETTE);
    expect(await run(path)).toMatchObject({
      errors: [],
      documents: [{ title: 'talk', format: 'taguette', annotations: 1 }],
    });
    expect(quotes()).toEqual(['Bo']);
  });

  it('that are damaged, others’, or broken off while they are read leave everything as it was, and no copy behind', async () => {
    const folder = project('broken.qda', qualcoder(2_000));
    const file = join(folder, 'data.qda');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 8_192));
    const broken = await run(folder);
    expect(broken).toMatchObject({ documents: [], errors: [{ code: 'file-damaged' }] });
    expect(broken.errors[0]?.remedy).toMatch(/save a copy/);
    const other = join(scratch.folder, 'other.sqlite3');
    writeForeignDatabase(other, 'CREATE TABLE places (url TEXT)');
    expect(await run(other)).toMatchObject({ documents: [], errors: [{ code: 'file-binary' }] });
    writeFileSync(file, bytes);
    const stopped = await runImport(scratch, [{ path: folder }], {
      signal: AbortSignal.abort(),
      onProgress: () => undefined,
    });
    expect(stopped).toMatchObject({ cancelled: true, documents: [] });
    expect(scratch.store.read.documents()).toEqual([]);
    expect(copies()).toEqual([]);
  });
});
