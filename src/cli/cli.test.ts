import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run.ts';

const PROGRAM = join(import.meta.dirname, 'index.ts');

interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

async function ended(child: ChildProcess): Promise<Result> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the process has no output');
  const [out, err, [status]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  return { status, out, err };
}

describe('glossator on the command line', () => {
  const homeBefore = process.env.GLOSSATOR_HOME;
  const folderBefore = process.cwd();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-cli-'));
    process.chdir(folder);
    process.env.GLOSSATOR_HOME = join(folder, 'home');
  });
  afterEach(() => {
    process.chdir(folderBefore);
    if (homeBefore === undefined) delete process.env.GLOSSATOR_HOME;
    else process.env.GLOSSATOR_HOME = homeBefore;
    rmSync(folder, { recursive: true });
  });

  /** The program as a process of its own. */
  const start = (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

  /** The program within this process, which is quicker. */
  async function run(...args: readonly string[]): Promise<Result> {
    const written = { out: '', err: '' };
    const status = await runCli(args, {
      out: (piece) => {
        written.out += piece;
      },
      err: (piece) => {
        written.err += piece;
      },
      showProgress: false,
      signal: new AbortController().signal,
    });
    return { status, ...written };
  }

  /** With --json: exactly one object, on one line. */
  function parsed({ status, out, err }: Result) {
    expect(out.endsWith('\n')).toBe(true);
    expect(out.trimEnd()).not.toContain('\n');
    return { status, err, json: JSON.parse(out) };
  }
  const runJson = async (...args: readonly string[]) => parsed(await run(...args, '--json'));
  const runJsonApart = async (...args: readonly string[]) => parsed(await ended(start([...args, '--json'])));

  function file(name: string, content: string | Uint8Array): string {
    writeFileSync(join(folder, name), content);
    return name;
  }

  it('makes a project, brings texts in, writes them out, and back into another', async () => {
    expect(await runJson('new', 'p.gloss')).toMatchObject({ status: 0, json: { project: { name: 'p' } } });
    const imported = await runJsonApart(
      'import',
      'p.gloss',
      file('a.txt', 'Ён сказаў 😀: “Так”.\r\n\r\nЁсць.'),
    );
    expect(imported).toMatchObject({
      status: 0,
      json: { documents: [{ path: 'a.txt', format: 'txt', annotations: 0, relations: 0 }], errors: [] },
    });
    expect(await runJson('export', 'p.gloss', '--format', 'jsonl', '--out', 'set.jsonl')).toMatchObject({
      status: 0,
      json: { files: ['set.jsonl'], annotations: 0, lost: [] },
    });
    await run('new', 'q.gloss', '--name', 'Other');
    expect(await runJson('import', 'q.gloss', 'set.jsonl')).toMatchObject({
      status: 0,
      json: { documents: [{ id: imported.json.documents[0].id, format: 'jsonl' }] },
    });
    await run('export', 'q.gloss', '--format', 'jsonl', '--out', 'again.jsonl');
    expect(readFileSync(join(folder, 'again.jsonl'), 'utf8')).toBe(
      readFileSync(join(folder, 'set.jsonl'), 'utf8'),
    );
    expect(await runJson('info', 'q.gloss')).toMatchObject({
      status: 0,
      json: { project: { name: 'Other' }, documents: 1, annotations: 0, codes: 0, persons: 1 },
    });
    expect(await runJson('check', 'q.gloss')).toMatchObject({ status: 0, json: { ok: true, problems: [] } });
    expect(await runJson('undo', 'q.gloss')).toMatchObject({
      status: 0,
      json: { undone: { type: 'import' }, undo: null },
    });
    expect((await runJson('info', 'q.gloss')).json).toMatchObject({ documents: 0 });
    expect(await runJson('undo', 'q.gloss')).toMatchObject({
      status: 2,
      json: { error: { code: 'nothing-to-undo' } },
    });
    expect(await runJson('redo', 'q.gloss')).toMatchObject({
      status: 0,
      json: { redone: { type: 'import' } },
    });
    expect((await runJson('backup', 'q.gloss')).json.backup).toContain(join('home', 'backups'));
    const { status, out } = await run('export', 'q.gloss', '--format', 'csv', '--out', 'q.csv');
    expect([status, out]).toEqual([0, expect.stringContaining('Wrote 0 annotations to q.csv')]);
  });

  it('does the rest where some files are bad, says what is wrong with each, and leaves with 2', async () => {
    await run('new', 'p.gloss');
    file('empty.txt', '');
    mkdirSync(join(folder, 'folder.txt'));
    const zeros = openSync(join(folder, 'zeros.txt'), 'w');
    ftruncateSync(zeros, 1_000_000_000);
    closeSync(zeros);
    file('good.txt', 'good words');
    file(
      'hostile.html',
      `<html><head><meta http-equiv="refresh" content="0;url=https://example.org/"><title>Page</title></head><body>
       <script>fetch('https://example.org/')</script><h1 onclick="alert(1)">Page</h1>
       <p>Words <a href="javascript:alert(1)">here</a> <img src="https://example.org/x.png" onerror="alert(1)"></p></body></html>`,
    );
    const files = ['empty.txt', 'folder.txt', 'zeros.txt', 'missing.txt', 'good.txt', 'hostile.html'];
    const { status, json } = await runJsonApart('import', 'p.gloss', ...files);
    expect(status).toBe(2);
    expect(json.errors.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ['empty.txt', 'file-empty'],
      ['folder.txt', 'file-is-directory'],
      ['zeros.txt', 'file-binary'],
      ['missing.txt', 'file-missing'],
    ]);
    expect(json.documents.map(({ path }: { path: string }) => path)).toEqual(['good.txt', 'hostile.html']);
    await run('export', 'p.gloss', '--format', 'jsonl', '--out', 'set.jsonl', '--document', 'Page');
    const shown = readFileSync(join(folder, 'set.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{"record":"text"'))
      .join();
    expect(shown).toContain('Words');
    expect(shown).not.toMatch(/script|alert|example\.org/);
  });

  it('reads a set with offsets beyond its text, without the bad record', async () => {
    await run('new', 'p.gloss');
    const set = [
      '{"record":"header","format":"glossator-jsonl","version":1,"generator":"a test","units":{}}',
      '{"record":"person","id":"01900000-0000-7000-8000-000000000001","name":"A","colour":0}',
      '{"record":"code","id":"01900000-0000-7000-8000-000000000002","name":"Claim","parent":null,"path":["Claim"],"colour":0,"key":null,"description":"","position":0,"createdAt":"2025-01-01T00:00:00Z","updatedAt":"2025-01-01T00:00:00Z"}',
      '{"record":"document","id":"01900000-0000-7000-8000-000000000003","title":"T","source":"","author":"","date":"","language":"","fields":{},"fileName":"t.txt","createdAt":"2025-01-01T00:00:00Z","updatedAt":"2025-01-01T00:00:00Z","text":{"sha256":"3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7","length":4,"codePoints":4,"lines":1},"original":{"sha256":"3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7","mediaType":"text/plain","encoding":"utf-8","format":"txt","lines":0}}',
      '{"record":"text","document":"01900000-0000-7000-8000-000000000003","seq":0,"start":0,"text":"data","blocks":[{"kind":"paragraph","start":0,"end":4}],"marks":[]}',
      ...[4, 400].map(
        (end, n) =>
          `{"record":"annotation","id":"01900000-0000-7000-8000-00000000001${n}","document":"01900000-0000-7000-8000-000000000003","textSha256":"3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7","code":"01900000-0000-7000-8000-000000000002","person":"01900000-0000-7000-8000-000000000001","spans":[{"start":0,"end":${end},"codePointStart":0,"codePointEnd":${end},"quote":"data"}],"note":"","createdAt":"2025-01-01T00:00:00Z","updatedAt":"2025-01-01T00:00:00Z"}`,
      ),
    ];
    const { status, json } = await runJson(
      'import',
      'p.gloss',
      file('set.jsonl', set.join('\n')),
      file('b.txt', 'more'),
    );
    expect(status).toBe(2);
    expect(json.errors.map(({ code }: { code: string }) => code)).toEqual([
      'offset-outside-text',
      'record-malformed',
    ]);
    expect(json.errors[0].message).toContain('Line 7');
    expect(json.documents).toMatchObject([{ annotations: 1 }, { path: 'b.txt' }]);
    expect(await runJson('check', 'p.gloss')).toMatchObject({
      status: 0,
      json: { checked: { annotations: 1 } },
    });
  });

  it('refuses what is no whole project of our time, and touches nothing', async () => {
    await run('new', 'p.gloss');
    await run('import', 'p.gloss', file('a.txt', 'words '.repeat(20_000)));
    copyFileSync(join(folder, 'p.gloss'), join(folder, 'cut.gloss'));
    truncateSync(join(folder, 'cut.gloss'), 30_000);
    const future = readFileSync(join(folder, 'p.gloss'));
    future.writeUInt32BE(999, 60);
    file('future.gloss', future);
    file('text.gloss', 'only words');
    for (const [project, codes] of [
      ['cut.gloss', ['project-damaged', 'project-not-gloss']],
      ['future.gloss', ['project-from-future']],
      ['text.gloss', ['project-not-gloss']],
      ['none.gloss', ['project-missing']],
    ] as const) {
      const before = project === 'none.gloss' ? null : readFileSync(join(folder, project));
      const { status, json } = await runJsonApart('import', project, 'a.txt');
      expect(status).toBe(2);
      expect(codes).toContain(json.error.code);
      expect(json.errors).toMatchObject([{ path: project, code: json.error.code }]);
      if (before) expect(readFileSync(join(folder, project)).equals(before)).toBe(true);
    }
  });

  it('leaves with 1 and says how it is used where it is used wrongly', async () => {
    for (const args of [
      [],
      ['frobnicate'],
      ['import', 'p.gloss'],
      ['export', 'p.gloss', '--format', 'jsonl'],
      ['export', 'p.gloss', '--format', 'word', '--out', 'x'],
      ['info', 'p.gloss', '--wrong'],
    ]) {
      const plain = await run(...args);
      expect([plain.status, plain.out]).toEqual([1, '']);
      expect(plain.err).not.toBe('');
      expect(await runJson(...args)).toMatchObject({
        status: 1,
        err: '',
        json: { error: { code: 'usage' } },
      });
    }
    expect(await run('--help')).toMatchObject({ status: 0, err: '' });
    expect(await run('--version')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it('finds what to export by name, title or path, and lists the candidates where several fit', async () => {
    await run('new', 'p.gloss');
    await run(
      'import',
      'p.gloss',
      file('one.txt', 'Title of it\n\nThe one text.'),
      file('two.txt', 'Other title\n\nThe other text.'),
    );
    await run('import', 'p.gloss', '--even-if-duplicate', 'one.txt');
    const out = ['--format', 'jsonl', '--out', 'set.jsonl'];
    const { json: missing, status } = await runJson('export', 'p.gloss', ...out, '--document', 'nothing');
    expect([status, missing.error.code]).toEqual([1, 'usage']);
    expect(missing.error.message).toContain('There are:');
    const { json: several } = await runJson('export', 'p.gloss', ...out, '--document', 'title OF it');
    expect(several.error.message).toMatch(/2 documents: Title of it \[[0-9a-f-]{36}\]; Title of it \[/);
    const [id] = /[0-9a-f-]{36}/.exec(several.error.message) ?? [];
    expect(await runJson('export', 'p.gloss', ...out, '--document', id ?? '')).toMatchObject({ status: 0 });
    expect(await runJson('export', 'p.gloss', ...out, '--code', 'Claim')).toMatchObject({ status: 1 });
  });

  it('stops where it is told to, keeps what it has, and leaves with 2', async () => {
    await run('new', 'p.gloss');
    for (let n = 0; n < 1_500; n++) file(`t${n}.txt`, `text ${n} `.repeat(300));
    const child = start(['import', 'p.gloss', folder, '--json']);
    const result = ended(child);
    // The log of the project grows once documents are being written.
    while (!readdirSync(folder).includes('p.gloss-wal'))
      await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGINT');
    const { status, out } = await result;
    const report = JSON.parse(out);
    expect([status, report.cancelled]).toEqual([2, true]);
    const { json } = await runJson('info', 'p.gloss');
    expect(json.documents).toBe(report.documents.length);
    expect(json.documents).toBeLessThan(1_500);
    expect(await runJson('check', 'p.gloss')).toMatchObject({ status: 0 });
  });

  it('is quiet where nobody reads on', async () => {
    await run('new', 'p.gloss');
    mkdirSync(join(folder, 'texts'));
    for (let n = 0; n < 200; n++) file(join('texts', `${n}.txt`), `text ${n}`);
    const child = start(['import', 'p.gloss', 'texts']);
    child.stdout?.destroy();
    const [err, [status]] = await Promise.all([
      text(child.stderr as NodeJS.ReadableStream),
      once(child, 'close'),
    ]);
    expect(err).toBe('');
    expect(status).toBe(0);
    expect((await runJson('info', 'p.gloss')).json.documents).toBe(200);
  });

  it('says that the disk is full, and leaves the file as it was and nothing beside it', async () => {
    // A limit on the size of files is the full disk that a test may make; the system tells it in the same way.
    if (process.platform === 'win32') return;
    await run('new', 'p.gloss');
    await run('import', 'p.gloss', file('long.txt', 'words and words '.repeat(40_000)));
    file('set.jsonl', 'before');
    const before = readdirSync(folder);
    const args = ['export', 'p.gloss', '--format', 'jsonl', '--out', 'set.jsonl', '--json'];
    const limited = `trap '' XFSZ; ulimit -f 200; exec "$0" "$@"`;
    const child = spawn('sh', ['-c', limited, process.execPath, PROGRAM, ...args]);
    expect(parsed(await ended(child))).toMatchObject({ status: 2, json: { error: { code: 'disk-full' } } });
    expect(readFileSync(join(folder, 'set.jsonl'), 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('recovers what can be read of a damaged project into a new one', async () => {
    await run('new', 'p.gloss');
    for (let n = 0; n < 5; n++) await run('import', 'p.gloss', file(`${n}.txt`, `text ${n} `.repeat(4_000)));
    const damaged = readFileSync(join(folder, 'p.gloss'));
    damaged.fill(0xff, 4_096 * 20, 4_096 * 24);
    file('damaged.gloss', damaged);
    const { status, json } = await runJson('recover', 'damaged.gloss', 'new.gloss');
    expect(status).toBe(json.lost.length > 0 ? 2 : 0);
    expect(readFileSync(join(folder, 'damaged.gloss')).equals(damaged)).toBe(true);
    expect(await runJson('check', 'new.gloss')).toMatchObject({ status: 0 });
    expect((await runJson('info', 'new.gloss')).json.documents).toBe(json.kept.documents);
    expect(await runJson('recover', 'damaged.gloss', 'new.gloss')).toMatchObject({
      status: 2,
      json: { error: { code: 'project-exists' } },
    });
  });
});
