import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../core/ids.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

const PAGE = `<!doctype html><title>Talks end</title><meta http-equiv="refresh" content="0;url=https://example.org/">
<article><h1>Talks end</h1><p>Delegates left <b>without</b> a statement.</p>
<p onclick="alert(1)">They <a href="javascript:alert(2)">may</a> meet again.</p><script>document.title='x'</script></article>`;

describe('import', () => {
  let scratch: Scratch;
  let folder = '';

  beforeEach(() => {
    scratch = openScratch();
    folder = join(scratch.folder, 'texts');
    mkdirSync(folder);
  });
  afterEach(() => scratch.remove());

  function file(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  const run = (...paths: readonly string[]) =>
    runImport(
      scratch,
      paths.map((path) => ({ path })),
      quiet,
    );
  const titles = (): readonly string[] => scratch.store.read.documents().map(({ title }) => title);

  it('takes text, Markdown and web pages, and names the step after the one document', async () => {
    const report = await run(file('talks.html', PAGE));
    expect(report.documents).toMatchObject([
      { title: 'Talks end', format: 'html', annotations: 0, relations: 0 },
    ]);
    expect(scratch.store.read.undoState().undo).toEqual({ type: 'import', subject: 'Talks end' });
    const { read } = scratch.store;
    const [document] = read.documents();
    const text = read.text(document?.textId ?? '');
    expect(Buffer.from(read.sourceBytes(text?.sourceSha256 ?? '') ?? []).toString('utf8')).toBe(PAGE);
    expect(read.slice(document?.textId ?? '', { start: 0, end: 1_000 })).not.toContain('alert');
  });

  it('goes through folders, each once, and says what it leaves out', async () => {
    file('a.txt', 'first');
    file('deep/b.md', '# Second\n\nwords');
    file('.hidden.txt', 'no');
    file('.git/config', 'no');
    file('Thumbs.db', 'no');
    file('page.html', PAGE);
    file('page_files/script.js', 'no');
    symlinkSync(folder, join(folder, 'deep', 'loop'));
    const report = await run(folder);
    expect(report.errors).toEqual([]);
    expect(report.documents.map(({ path }) => path)).toEqual(
      ['a.txt', 'deep/b.md', 'page.html'].map((name) => join(folder, name)),
    );
    const skipped = report.warnings.filter(({ code }) => code === 'file-skipped').map(({ path }) => path);
    const left = ['.git', '.hidden.txt', 'Thumbs.db', 'deep/loop', 'page_files'];
    expect(skipped).toEqual(left.map((name) => join(folder, name)));
    expect(scratch.store.read.undoState().undo).toEqual({ type: 'import', subject: '3 documents' });
    scratch.store.undo(scratch.me.id);
    expect(titles()).toEqual([]);
  });

  it('brings every other file where some cannot be read, each with its reason', async () => {
    const empty = file('empty.txt', '');
    const binary = file(
      'image.txt',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]),
    );
    const directory = join(folder, 'folder.txt');
    mkdirSync(directory);
    const good = file('good.txt', 'words');
    const project = scratch.store.path;
    const report = await run(empty, binary, directory, join(folder, 'missing.txt'), project, good);
    expect(report.errors.map(({ path, code }) => [path, code])).toEqual([
      [empty, 'file-empty'],
      [binary, 'file-binary'],
      [directory, 'file-is-directory'],
      [join(folder, 'missing.txt'), 'file-missing'],
      [project, 'file-format-unknown'],
    ]);
    expect(report.documents).toMatchObject([{ path: good }]);
    expect(scratch.store.read.undoState().undo?.subject).toBe(titles()[0]);
  });

  it('gives a folder that is called .txt what it deserves: to be gone through', async () => {
    file('folder.txt/inside.txt', 'words');
    expect(await run(join(folder, 'folder.txt'))).toMatchObject({ errors: [], documents: [{ length: 5 }] });
  });

  it('recognises the same text, in the project and among the files themselves', async () => {
    const first = file('first.txt', 'the very same text');
    const second = file('second.txt', 'the very same text');
    const report = await run(first, second);
    expect(report.documents).toHaveLength(1);
    expect(report.duplicates).toMatchObject([{ path: second, id: report.documents[0]?.id }]);
    expect((await run(second)).duplicates).toHaveLength(1);
    const anyway = await runImport(scratch, [{ path: second, evenIfDuplicate: true }], quiet);
    expect(anyway.documents).toHaveLength(1);
    expect(titles()).toHaveLength(2);
  });

  it('keeps what the user says of a file over what the file says', async () => {
    const path = file('windows.txt', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]));
    const metadata = { title: 'A letter', date: '2024-05', author: undefined };
    const report = await runImport(scratch, [{ path, encoding: 'windows-1251', metadata }], quiet);
    expect(report.documents).toMatchObject([{ title: 'A letter', length: 6 }]);
    const [document] = scratch.store.read.documents();
    expect(document).toMatchObject({ date: '2024-05', fileName: 'windows.txt' });
    expect(scratch.store.read.slice(document?.textId ?? '', { start: 0, end: 6 })).toBe('Привет');
  });

  it('leaves whole documents where it is cancelled, and one step to undo', async () => {
    const paths = Array.from({ length: 300 }, (_, n) => file(`${n}.txt`, `text ${n} `.repeat(500)));
    const abort = new AbortController();
    const onProgress = ({ phase, done, total }: { phase: string; done: number; total: number | null }) => {
      if (phase === 'import' && total !== null && done > total / 2) abort.abort();
    };
    const report = await runImport(
      scratch,
      paths.map((path) => ({ path })),
      { signal: abort.signal, onProgress },
    );
    expect(report.cancelled).toBe(true);
    expect(report.documents.length).toBeGreaterThan(100);
    expect(report.documents.length).toBeLessThan(300);
    expect(titles()).toHaveLength(report.documents.length);
    expect((await scratch.store.check()).problems).toEqual([]);
    scratch.store.undo(scratch.me.id);
    expect(titles()).toEqual([]);
    expect(scratch.store.read.undoState().undo).toBeNull();
  });

  it('goes on in the same step when it is repeated after a crash', async () => {
    const actionId = newId();
    const [first, second] = [file('1.txt', 'one'), file('2.txt', 'two')];
    await runImport(scratch, [{ path: first }], { ...quiet, actionId });
    const report = await runImport(scratch, [{ path: first }, { path: second }], { ...quiet, actionId });
    expect(report.duplicates).toMatchObject([{ path: first }]);
    expect(report.documents).toMatchObject([{ path: second }]);
    scratch.store.undo(scratch.me.id);
    expect(titles()).toEqual([]);
  });

  it('answers others while it runs', async () => {
    const paths = Array.from({ length: 40 }, (_, n) => file(`${n}.txt`, `text ${n} `.repeat(5_000)));
    let turns = 0;
    const turn = setInterval(() => {
      turns += 1;
    }, 0);
    await run(...paths);
    clearInterval(turn);
    expect(turns).toBeGreaterThan(10);
  });

  it('shows beforehand what would come, and writes nothing', async () => {
    scratch.addDocument('There', ['already here']);
    const actions = scratch.store.read.counts().actions;
    const page = file('talks.html', PAGE);
    const twin = file('twin.html', PAGE);
    const there = file('there.txt', 'already here');
    const bad = file('empty.txt', '');
    const { candidates } = await previewImport(scratch, [{ path: folder }], quiet);
    const of = (path: string) => candidates.find((candidate) => candidate.path === path);
    expect(of(page)).toMatchObject({ format: 'html', error: null, metadata: { title: 'Talks end' } });
    expect(of(page)?.preview.map(({ text }) => text)).toContain('Delegates left without a statement.');
    expect(of(twin)?.warnings).toContainEqual(expect.objectContaining({ code: 'document-duplicate' }));
    expect(of(there)?.duplicateOf).toMatchObject({ title: 'There' });
    expect(of(bad)).toMatchObject({ format: null, error: { code: 'file-empty' } });
    expect(candidates).toHaveLength(4);
    expect(scratch.store.read.counts().actions).toBe(actions);
  });

  it('cuts what it is told to cut', async () => {
    const body = Array.from(
      { length: 6 },
      (_, n) => `<p>Paragraph ${n} of the report, long enough to be one.</p>`,
    );
    const path = file(
      'page.html',
      `<title>R</title><article><h1>R</h1><figure><figcaption>A photograph</figcaption></figure>${body.join('')}</article>`,
    );
    const { candidates } = await previewImport(scratch, [{ path }], quiet);
    const reasons = (candidates[0]?.cuts ?? []).map(({ reason }) => reason);
    expect(reasons).toContain('caption');
    await runImport(scratch, [{ path, cut: [] }], quiet);
    await runImport(scratch, [{ path, cut: ['caption'] }], quiet);
    const texts = scratch.store.read
      .documents()
      .map(({ textId }) => scratch.store.read.slice(textId, { start: 0, end: 10_000 }));
    expect(texts.filter((text) => text.includes('A photograph'))).toHaveLength(1);
    expect(texts).toHaveLength(2);
    expect(readFileSync(path, 'utf8')).toContain('A photograph');
  });
});
