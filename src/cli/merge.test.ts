import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run.ts';

describe('glossator merge', () => {
  const homeBefore = process.env.GLOSSATOR_HOME;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-cli-merge-'));
    writeFileSync(join(folder, 'news.txt'), 'The ministry denied it.\n\nNobody had asked.\n');
    writeFileSync(join(folder, 'more.txt'), 'Another report says otherwise.\n');
  });
  afterEach(() => {
    if (homeBefore === undefined) delete process.env.GLOSSATOR_HOME;
    else process.env.GLOSSATOR_HOME = homeBefore;
    rmSync(folder, { recursive: true });
  });

  /** On a machine of this name. */
  async function on(machine: string, ...args: readonly string[]) {
    process.env.GLOSSATOR_HOME = join(folder, `home-${machine}`);
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

  const at = (name: string) => join(folder, name);

  it('takes in a colleague’s work once, after showing what it would bring', async () => {
    await on('a', 'new', at('a.gloss'));
    await on('a', 'import', at('a.gloss'), at('news.txt'));
    copyFileSync(at('a.gloss'), at('b.gloss'));
    await on('b', 'import', at('b.gloss'), at('more.txt'));
    const tried = await on('a', 'merge', at('a.gloss'), at('b.gloss'), '--dry-run', '--json');
    expect(tried.status).toBe(0);
    expect(JSON.parse(tried.out)).toMatchObject({
      merged: false,
      dryRun: true,
      report: {
        sameProject: true,
        records: [
          { kind: 'person', made: 1 },
          { kind: 'document', made: 1 },
        ],
      },
    });
    expect(JSON.parse((await on('a', 'info', at('a.gloss'), '--json')).out)).toMatchObject({ documents: 1 });
    const merged = await on('a', 'merge', at('a.gloss'), at('b.gloss'));
    expect(merged).toMatchObject({ status: 0, err: '' });
    expect(merged.out).toContain('1 document new');
    expect(JSON.parse((await on('a', 'info', at('a.gloss'), '--json')).out)).toMatchObject({
      documents: 2,
      undo: { type: 'merge' },
    });
    expect((await on('a', 'merge', at('a.gloss'), at('b.gloss'))).out).toContain('Nothing in');
    expect(JSON.parse((await on('a', 'check', at('a.gloss'), '--json')).out)).toMatchObject({ problems: [] });
  });

  it('joins projects that were made apart over the same document', async () => {
    for (const machine of ['a', 'b']) {
      await on(machine, 'new', at(`${machine}.gloss`));
      await on(machine, 'import', at(`${machine}.gloss`), at('news.txt'));
    }
    const { out } = await on('a', 'merge', at('a.gloss'), at('b.gloss'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      merged: true,
      report: { sameProject: false, documents: [{ how: 'text' }] },
    });
    expect(JSON.parse((await on('a', 'info', at('a.gloss'), '--json')).out)).toMatchObject({ documents: 1 });
    await on('b', 'merge', at('b.gloss'), at('a.gloss'));
    const exported = async (machine: string) => {
      await on(
        machine,
        'export',
        at(`${machine}.gloss`),
        '--format',
        'jsonl',
        '--out',
        at(`${machine}.jsonl`),
      );
      return readFileSync(at(`${machine}.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line.includes('"type":"document"'));
    };
    expect(await exported('a')).toEqual(await exported('b'));
  });

  it('sends the project sealed, and takes back the work of whoever received it', async () => {
    await on('a', 'new', at('a.gloss'));
    await on('a', 'import', at('a.gloss'), at('news.txt'));
    writeFileSync(at('passphrase'), 'correct horse\n');
    const sealing = ['--passphrase-file', at('passphrase')];
    expect(await on('a', 'send', at('a.gloss'), '--out', at('sent.age'), ...sealing)).toMatchObject({
      status: 0,
    });
    const refused = await on('b', 'receive', at('sent.age'), at('b.gloss'), '--json');
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'passphrase-needed' } });
    expect(await on('b', 'receive', at('sent.age'), at('b.gloss'), ...sealing)).toMatchObject({ status: 0 });
    await on('b', 'import', at('b.gloss'), at('more.txt'));
    const returned = await on('b', 'return', at('b.gloss'), '--out', at('returned.gloss'), '--json');
    expect(JSON.parse(returned.out)).toMatchObject({ path: at('returned.gloss') });
    const { out } = await on('a', 'merge', at('a.gloss'), at('returned.gloss'), '--json');
    expect(JSON.parse(out)).toMatchObject({ merged: true, report: { sameProject: true } });
    expect(JSON.parse((await on('a', 'info', at('a.gloss'), '--json')).out)).toMatchObject({ documents: 2 });
    const again = await on('b', 'send', at('b.gloss'), '--out', at('b.gloss'), '--json');
    expect(JSON.parse(again.out)).toMatchObject({ error: { code: 'invalid-input' } });
  });

  it('says what is wrong with a file that cannot be merged, and changes nothing', async () => {
    await on('a', 'new', at('a.gloss'));
    copyFileSync(at('a.gloss'), at('b.gloss'));
    await on('b', 'import', at('b.gloss'), at('more.txt'));
    const before = readFileSync(at('a.gloss'));
    writeFileSync(at('text.gloss'), 'No project at all, however long this text is made to be.'.repeat(100));
    writeFileSync(at('cut.gloss'), readFileSync(at('b.gloss')).subarray(0, 40_960));
    const wrong = [
      ['text.gloss', 'project-not-gloss'],
      ['cut.gloss', 'project-damaged'],
      ['none.gloss', 'project-missing'],
      ['a.gloss', 'invalid-input'],
    ] as const;
    for (const [file, code] of wrong) {
      const { status, out } = await on('a', 'merge', at('a.gloss'), at(file), '--json');
      expect(status).toBe(2);
      expect(JSON.parse(out)).toMatchObject({ merged: false, report: null, error: { code } });
    }
    expect(JSON.parse((await on('a', 'info', at('a.gloss'), '--json')).out)).toMatchObject({ documents: 0 });
    expect(before.length).toBeGreaterThan(0);
  });
});
