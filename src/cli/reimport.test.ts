import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCode } from '../workbench/codebook.ts';
import { withProject } from '../workbench/project-file.ts';
import { tag } from '../workbench/tagging.ts';
import { runCli } from './run.ts';

describe('reimport', () => {
  const homeBefore = process.env.GLOSSATOR_HOME;
  let folder = '';
  let documentId = '';
  const at = (name: string) => join(folder, name);
  async function run(...args: readonly string[]) {
    const written = { out: '', err: '' };
    const status = await runCli(args, {
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
      showProgress: false,
      signal: new AbortController().signal,
    });
    return { status, ...written };
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-reimport-'));
    process.env.GLOSSATOR_HOME = at('home');
    writeFileSync(at('page.txt'), 'He said that he would sign.\nShe laughed.\n');
    await run('new', at('p.gloss'));
    await run('import', at('p.gloss'), at('page.txt'));
    await withProject(
      at('p.gloss'),
      () => undefined,
      (session) => {
        documentId = session.store.read.documents()[0]?.id ?? '';
        const codeId = createCode(session, { name: 'Claim', parentId: null }).codeId;
        for (const [start, end] of [
          [13, 26],
          [28, 39],
        ] as const) {
          tag(session, { documentId, codeId, ranges: [{ start, end }] });
        }
      },
    );
  });
  afterEach(() => {
    if (homeBefore === undefined) delete process.env.GLOSSATOR_HOME;
    else process.env.GLOSSATOR_HOME = homeBefore;
    rmSync(folder, { recursive: true });
  });

  it('says first what would become of the annotations, then does it in one step', async () => {
    writeFileSync(at('page.txt'), 'Updated.\nHe said that he would sign.\n');
    const dry = await run('reimport', at('p.gloss'), documentId, at('page.txt'), '--dry-run', '--json');
    expect(dry.status).toBe(0);
    expect(JSON.parse(dry.out)).toMatchObject({
      dryRun: true,
      newTextId: null,
      counts: { kept: 1, lost: 1 },
      changes: [{ outcome: 'lost', code: 'Claim', before: [{ quote: 'She laughed' }] }],
    });
    const done = await run('reimport', at('p.gloss'), documentId, at('page.txt'));
    expect(done.out).toContain('1 annotation stays with its words, 0 moved, 0 changed, 1 lost.');
    expect((await run('check', at('p.gloss'))).status).toBe(0);
    expect((await run('undo', at('p.gloss'))).out).toContain('re-import ‘');
    const again = await run('reimport', at('p.gloss'), documentId, '--json');
    expect(JSON.parse(again.out)).toMatchObject({ same: true, counts: { kept: 2 } });
  });

  it('refuses a document that is not there', async () => {
    const { status, out } = await run('reimport', at('p.gloss'), 'nothing', '--json');
    expect([status, JSON.parse(out).error.code]).toEqual([1, 'usage']);
  });
});
