import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../core/ids.ts';
import { runCli } from './run.ts';

describe('glossator people', () => {
  const homeBefore = process.env.GLOSSATOR_HOME;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-cli-people-'));
  });
  afterEach(() => {
    if (homeBefore === undefined) delete process.env.GLOSSATOR_HOME;
    else process.env.GLOSSATOR_HOME = homeBefore;
    rmSync(folder, { recursive: true });
  });

  /** On a machine of this name; gives what it says as JSON. */
  async function on(machine: string, ...args: readonly string[]) {
    process.env.GLOSSATOR_HOME = join(folder, `home-${machine}`);
    let out = '';
    const { status } = {
      status: await runCli([...args, '--json'], {
        out: (piece) => {
          out += piece;
        },
        err: () => undefined,
        showProgress: false,
        signal: new AbortController().signal,
      }),
    };
    expect(status).toBe(0);
    return JSON.parse(out);
  }

  it('shares documents out by lot, lists who codes what, and takes it back', async () => {
    const at = (name: string) => join(folder, name);
    for (const name of ['one', 'two', 'three', 'four']) writeFileSync(at(`${name}.txt`), `Text ${name}.\n`);
    await on('a', 'new', at('a.gloss'));
    await on(
      'a',
      'import',
      at('a.gloss'),
      ...['one', 'two', 'three', 'four'].map((name) => at(`${name}.txt`)),
    );
    await on('b', 'import', at('a.gloss'), at('one.txt'));
    await on('c', 'import', at('a.gloss'), at('one.txt'));
    const shared = await on(
      'a',
      'assignments',
      at('a.gloss'),
      '--assign',
      '--per-document',
      '2',
      '--seed',
      '3',
    );
    expect(shared.assigned).toBe(8);
    const perPerson = Map.groupBy(shared.assignments, ({ personId }: { personId: string }) => personId);
    expect([...perPerson.values()].map((own) => own.length).sort()).toEqual([2, 3, 3]);
    expect(await on('a', 'assignments', at('a.gloss'))).toEqual({
      path: at('a.gloss'),
      assignments: shared.assignments,
    });
    expect(shared.assignments[0]).toMatchObject({ status: 'not-started' });
    await on('a', 'assignments', at('a.gloss'), '--unassign', '--document', shared.assignments[0].title);
    expect((await on('a', 'assignments', at('a.gloss'))).assignments).toHaveLength(6);
    await on('a', 'undo', at('a.gloss'));
    expect((await on('a', 'assignments', at('a.gloss'))).assignments).toHaveLength(8);
  });

  it('counts in a blind project only what I may see, in a merge too', async () => {
    const at = (name: string) => join(folder, name);
    writeFileSync(at('news.txt'), 'The ministry denied it.\n');
    writeFileSync(at('news.ann'), 'T1\tClaim 4 12\tministry\n');
    await on('a', 'new', at('a.gloss'));
    await on('a', 'import', at('a.gloss'), at('news.txt'));
    await on('a', 'people', at('a.gloss'), '--blind', 'on');
    copyFileSync(at('a.gloss'), at('b.gloss'));
    await on('b', 'import', at('b.gloss'), at('news.ann'), '--format', 'brat');
    expect(await on('b', 'people', at('b.gloss'))).toMatchObject({
      blind: true,
      people: [
        { me: false, annotations: 0 },
        { me: true, annotations: 1 },
      ],
    });
    const merged = await on('a', 'merge', at('a.gloss'), at('b.gloss'));
    expect(merged.report.blind).toBe(true);
    expect(merged.report.records.map(({ kind }: { kind: string }) => kind)).not.toContain('annotation');
    const blind = await on('a', 'people', at('a.gloss'));
    expect(blind).toMatchObject({ blindDocuments: 1, people: [{ annotations: 0 }, { annotations: 0 }] });
    expect((await on('a', 'info', at('a.gloss'))).annotations).toBe(0);
    const set = at(`${newId()}.jsonl`);
    expect((await on('a', 'export', at('a.gloss'), '--format', 'jsonl', '--out', set)).annotations).toBe(0);
    // A file for somebody else carries everything.
    await on('a', 'send', at('a.gloss'), '--out', at('c.gloss'));
    await on('a', 'people', at('a.gloss'), '--blind', 'off');
    expect((await on('a', 'info', at('a.gloss'))).annotations).toBe(1);
    expect((await on('b', 'info', at('c.gloss'))).annotations).toBe(1);
  });
});
