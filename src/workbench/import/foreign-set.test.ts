import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path, { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { createCode } from '../codebook.ts';
import { runExport } from '../export/index.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const INCEPTION = path.resolve(
  import.meta.dirname,
  '../../../../shared/interop/inception_project/Export-Test-Curated-annotation-project_3_6_1.zip',
);

describe('a set of another program', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  const brat = (name: string, text: string, ann: string): string => {
    const folder = join(scratch.folder, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'a.txt'), text);
    writeFileSync(join(folder, 'a.ann'), ann);
    return folder;
  };
  const run = (...paths: readonly string[]) =>
    runImport(
      scratch,
      paths.map((each) => ({ path: each })),
      quiet,
    );
  const annotations = () => [...scratch.store.read.everyAnnotation({})];

  it('is previewed with its labels and what they become, and writes nothing before', async () => {
    const { codeId } = createCode(scratch, { name: 'PER', parentId: null, key: null });
    const folder = brat(
      'set',
      'Ana met Bo',
      'T1\tPER 0 3\tAna\nT2\tLOC 8 10\tBo\nR1\tMet Arg1:T1 Arg2:T2\nT9\tPER 90 93\tfar\n',
    );
    const { candidates } = await previewImport(scratch, [{ path: folder }], quiet);
    expect(candidates).toMatchObject([
      {
        format: 'brat',
        set: {
          title: 'brat standoff',
          attached: 0,
          labels: [
            { kind: 'span', label: ['PER'], count: 2, code: { id: codeId, path: ['PER'] } },
            { kind: 'span', label: ['LOC'], count: 1, code: null },
            { kind: 'relation', label: ['Met'], count: 1, code: null },
          ],
        },
        warnings: [{ code: 'offset-outside-text' }],
      },
    ]);
    expect(scratch.store.read.documents()).toEqual([]);
  });

  it('is attached to the document that has its text, widens codes that are here, keeps far anchors as lost, and is one step of undo', async () => {
    const document = scratch.addDocument('Here', ['Ana met Bo']);
    const { codeId } = createCode(scratch, { name: 'PER', parentId: null, key: null });
    const folder = brat('set', 'Ana met Bo', 'T1\tPER 0 3\tAna\nA1\tSure T1 very\nT9\tPER 90 93\tfar\n');
    const report = await run(folder);
    expect(report).toMatchObject({ errors: [], documents: [{ id: document.id, annotations: 2 }] });
    const code = scratch.store.read.code(codeId);
    expect(code?.attributes).toMatchObject([{ name: 'Sure', type: 'text' }]);
    const [first, lost] = annotations();
    expect(first).toMatchObject({ codeId, documentId: document.id, personId: scratch.me.id, lost: false });
    expect(Object.values(first?.attributes ?? {})).toEqual(['very']);
    expect(lost).toMatchObject({ lost: true, spans: [{ quote: 'far' }] });
    // The same again, with one more value of another attribute: what is here stays, nothing comes twice.
    await run(folder);
    expect(annotations()).toHaveLength(2);
    const check = await scratch.store.check({});
    expect(check.problems).toEqual([]);
    scratch.store.undo(scratch.me.id);
    expect(annotations()).toEqual([]);
  });

  it('is refused where an archive leads out of itself, and what is here stays', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('Ana'), 'xx/a.txt');
    zip.addBuffer(Buffer.from('T1\tPER 0 3\tAna'), 'xx/a.ann');
    zip.end();
    const file = join(scratch.folder, 'slip.zip');
    await pipeline(zip.outputStream, createWriteStream(file));
    expect((await run(file)).documents).toHaveLength(1);
    const bytes = Buffer.from(readFileSync(file).toString('latin1').replaceAll('xx/a', '../a'), 'latin1');
    writeFileSync(file, bytes);
    expect(await run(file)).toMatchObject({ documents: [], errors: [{ code: 'file-unreadable' }] });
  });

  it('of which half is documents is taken file by file, each text once', async () => {
    const folder = brat('mixed', 'Ana met Bo', 'T1\tPER 0 3\tAna\n');
    writeFileSync(join(folder, 'page.html'), '<html><body><p>Something else altogether.</p></body></html>');
    const report = await run(folder);
    expect(report.errors).toEqual([]);
    expect(report.documents.map(({ format, annotations: count }) => [format, count]).sort()).toEqual([
      ['brat', 1],
      ['html', 0],
    ]);
    expect(report.duplicates).toEqual([]);
  });

  it('leaves as an archive that comes back the same', async () => {
    await run(brat('set', 'Ana 😀 met Bo', 'T1\tPER 0 3\tAna\nT2\tPER 10 12\tBo\nR1\tMet Arg1:T1 Arg2:T2\n'));
    for (const format of ['brat', 'webanno-tsv', 'cas-xmi', 'cas-json']) {
      const file = join(scratch.folder, `${format}.zip`);
      expect(await runExport(scratch, { format }, file, quiet)).toMatchObject({
        annotations: 2,
        files: [file],
      });
      const other = openScratch();
      const report = await runImport(other, [{ path: file }], quiet);
      expect(report).toMatchObject({ errors: [], documents: [{ annotations: 2, relations: 1, format }] });
      expect(
        [...other.store.read.everyAnnotation({})].map(({ spans: [span] }) => [span?.start, span?.quote]),
      ).toEqual([
        [0, 'Ana'],
        [11, 'Bo'],
      ]);
      other.remove();
    }
  });

  it.skipIf(!existsSync(INCEPTION))(
    'may be the project archive of INCEpTION, with what was curated',
    async () => {
      const report = await run(INCEPTION);
      expect(report.errors).toEqual([]);
      expect(annotations().map(({ spans }) => spans[0]?.quote)).toEqual(['This']);
      expect(scratch.store.read.persons().map(({ name }) => name)).toContain('Curation');
    },
  );
});
