import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from './run.ts';

describe('formats of other programs on the command line', () => {
  let folder = '';
  let home: string | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-formats-'));
    home = process.env.GLOSSATOR_HOME;
    process.env.GLOSSATOR_HOME = join(folder, 'home');
    mkdirSync(join(folder, 'set'));
    writeFileSync(join(folder, 'set', 'a.txt'), 'Ana 😀 met Bo.\n');
    writeFileSync(
      join(folder, 'set', 'a.ann'),
      'T1\tPER 0 3\tAna\nT2\tPER 10 12\tBo\nT3\tODD 6 9\tmet\nR1\tMet Arg1:T1 Arg2:T2\n',
    );
  });
  afterEach(() => {
    if (home === undefined) delete process.env.GLOSSATOR_HOME;
    else process.env.GLOSSATOR_HOME = home;
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (...args: readonly string[]) => {
    let text = '';
    const status = await runCli([...args, '--json'], {
      out: (more) => {
        text += more;
      },
      err: () => undefined,
      showProgress: false,
      signal: new AbortController().signal,
    });
    return { status, json: JSON.parse(text) };
  };

  it('lists them with what they hold', async () => {
    const { status, json } = await run('formats');
    expect(status).toBe(0);
    expect(json.formats).toContainEqual(
      expect.objectContaining({ format: 'brat', reads: true, writes: true, unit: 'code-points' }),
    );
  });

  it('imports a folder once however often it is asked, under the codes that labels are mapped to, and undoes it at once', async () => {
    const project = join(folder, 'p.gloss');
    await run('new', project);
    const first = await run('import', project, join(folder, 'set'), '--map', 'PER=Actor/Person', 'ODD=');
    expect(first).toMatchObject({
      status: 0,
      json: { errors: [], documents: [{ annotations: 2, relations: 1 }] },
    });
    const again = await run('import', project, join(folder, 'set'), '--map', 'PER=Actor/Person', 'ODD=');
    expect(again.json).toMatchObject({
      documents: [],
      errors: [],
      warnings: [],
      duplicates: [{ title: 'a' }],
    });
    const out = join(folder, 'out.jsonl');
    await run('export', project, '--format', 'jsonl', '--out', out);
    const lines = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ record }) => record === 'annotation').map(({ spans }) => spans[0].quote)).toEqual([
      'Ana',
      'Bo',
    ]);
    expect(
      lines
        .filter(({ record }) => record === 'code')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Actor', 'Met', 'Person']);
    await run('undo', project);
    expect((await run('info', project)).json).toMatchObject({ documents: 0 });
  });

  it('converts without a project, into a folder, an archive and a file, with a manifest', async () => {
    const into = join(folder, 'copy');
    const converted = await run('convert', join(folder, 'set'), into, '--to', 'brat');
    expect(converted).toMatchObject({ status: 0, json: { annotations: 3 } });
    expect(readFileSync(join(into, 'a.ann'), 'utf8')).toContain('PER 10 12\tBo');
    const manifest = JSON.parse(readFileSync(join(into, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      format: 'brat',
      offsetUnit: 'code-points',
      annotations: 3,
      documents: 1,
    });
    const zip = join(folder, 'copy.zip');
    expect((await run('convert', into, zip, '--to', 'brat')).status).toBe(0);
    const table = join(folder, 'table.csv');
    expect((await run('convert', zip, table, '--to', 'csv')).json).toMatchObject({ annotations: 3 });
    expect(readFileSync(table, 'utf8')).toContain(',Bo,');
  });

  it('refuses what is no set, what cannot be written, and several files without a place', async () => {
    writeFileSync(join(folder, 'broken.zip'), Buffer.from('PK\u0003\u0004 and no more'));
    expect(await run('convert', join(folder, 'broken.zip'), join(folder, 'x'), '--to', 'brat')).toMatchObject(
      {
        status: 2,
        json: { error: { code: 'file-unreadable' } },
      },
    );
    expect(
      (await run('convert', join(folder, 'set'), join(folder, 'x'), '--to', 'floppy')).json,
    ).toMatchObject({
      error: { code: 'usage' },
    });
    expect(
      (await run('convert', join(folder, 'set'), join(folder, 'x.ann'), '--to', 'brat')).json,
    ).toMatchObject({
      error: { code: 'invalid-input' },
    });
  });
});
