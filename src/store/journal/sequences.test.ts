import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../core/ids.ts';
import { openProject, type ProjectStore, type StoreOptions } from '../index.ts';
import { newCode, Scratch } from '../testing/scratch.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

function act(store: ProjectStore): void {
  store.transact({ type: 'create-code', subject: '', personId: scratch.me.id }, (tx) =>
    tx.putCode(newCode('c')),
  );
}

function replicas(store: ProjectStore): string[] {
  return store.read.actions(100).map(({ replicaId }) => replicaId);
}

/** Opens, acts once, closes; gives the sequence that the action went to. */
function actIn(file: string, options: StoreOptions = scratch.options): string | undefined {
  const store = openProject(file, options);
  act(store);
  const [latest] = replicas(store);
  store.close();
  return latest;
}

describe('a sequence of actions', () => {
  it('goes on while the same file is opened and closed on the same machine', () => {
    act(scratch.store);
    for (let i = 0; i < 3; i++) act(scratch.reopen());
    expect(new Set(replicas(scratch.store)).size).toBe(1);
    expect(scratch.store.read.actions(1)[0]?.replicaSeq).toBe(6);
  });

  it('is another in a copy, and goes on in the original', () => {
    act(scratch.store);
    scratch.store.close();
    const copy = path.join(scratch.folder, 'copy.gloss');
    copyFileSync(scratch.path, copy);
    const inCopy = actIn(copy);
    const inOriginal = actIn(scratch.path);
    scratch.reopen();
    expect(inCopy).not.toBe(inOriginal);
    expect(new Set(replicas(scratch.store))).toEqual(new Set([inOriginal]));
  });

  it('is another on another machine', () => {
    act(scratch.store);
    const [here] = replicas(scratch.store);
    scratch.store.close();
    expect(actIn(scratch.path, { ...scratch.options, machineId: newId() })).not.toBe(here);
    scratch.reopen();
  });

  it('is another after an older state was put back in place, which keeps the inode', () => {
    scratch.store.close();
    const older = readFileSync(scratch.path);
    const before = actIn(scratch.path);
    writeFileSync(scratch.path, older);
    expect(actIn(scratch.path)).not.toBe(before);
    scratch.reopen();
  });

  it('is another after a crash, since what was done last is then not known outside the file', () => {
    act(scratch.store);
    const [before] = replicas(scratch.store);
    const crashed = path.join(scratch.folder, 'crashed');
    for (const suffix of ['', '-wal']) copyFileSync(scratch.path + suffix, crashed + suffix);
    scratch.store.close();
    // As if that had not happened: neither the closing of the file nor the memory of its end.
    rmSync(path.join(scratch.options.backupFolder, 'heads'), { recursive: true });
    for (const suffix of ['', '-wal']) writeFileSync(scratch.path + suffix, readFileSync(crashed + suffix));
    const after = actIn(scratch.path);
    expect(after).not.toBe(before);
    scratch.reopen();
    expect(scratch.store.read.codes()).toHaveLength(2);
  });
});

/** Changes the file behind the store's back. */
function tamper(sql: string): void {
  scratch.store.close();
  const db = new Database(scratch.path);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  scratch.store = openProject(scratch.path, scratch.options);
}

async function problems(): Promise<string[]> {
  const { ok, problems: found } = await scratch.store.check();
  expect(ok).toBe(found.length === 0);
  return found.map(({ code }) => code);
}

describe('the chain of hashes', () => {
  beforeEach(() => {
    for (const name of ['a', 'b', 'c', 'd']) scratch.addCode(name);
  });

  it('is whole in a project that nobody meddled with', async () => {
    act(scratch.reopen());
    const report = await scratch.store.check();
    expect(report).toEqual({ ok: true, problems: [], checked: { actions: 7, annotations: 0, texts: 0 } });
  });

  it.each([
    ['an action rewritten', "UPDATE action SET person_id = 'somebody' WHERE seq = 4"],
    ['an action retold', "UPDATE action SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 4"],
    ['a change rewritten', `UPDATE change SET lines = replace(lines, '"b"', '"x"') WHERE row >> 20 = 4`],
    ['a change taken out', 'DELETE FROM change WHERE row >> 20 = 4'],
    [
      'an action taken out',
      'DELETE FROM step WHERE first = 4; DELETE FROM change WHERE row >> 20 = 4; DELETE FROM action WHERE seq = 4',
    ],
  ])('shows %s', async (_, sql) => {
    tamper(sql);
    expect(await problems()).toEqual(['journal-broken']);
  });

  it('shows on opening where its end was rewritten, and new work does not build on that', async () => {
    const [before] = replicas(scratch.store);
    tamper(`UPDATE change SET lines = replace(lines, '"d"', '"x"') WHERE row >> 20 = 6`);
    expect(scratch.store.warnings).toMatchObject([{ code: 'journal-broken' }]);
    act(scratch.store);
    expect(replicas(scratch.store)[0]).not.toBe(before);
    expect(await problems()).toEqual(['journal-broken']);
    scratch.reopen();
    expect(scratch.store.warnings).toEqual([]);
  });
});

describe('a check', () => {
  beforeEach(() => {
    const document = scratch.addDocument('News', 'One line of text.\nAnother line.');
    const code = scratch.addCode('Claim');
    scratch.act((tx) => tx.putAnnotation(scratch.annotation(document, code, [0, 3], [9, 22])));
  });

  it('finds nothing wrong in a good project', async () => {
    const report = await scratch.store.check();
    expect(report).toEqual({ ok: true, problems: [], checked: { actions: 5, annotations: 1, texts: 1 } });
  });

  it.each([
    ['a quotation', `UPDATE annotation SET spans = replace(spans, 'One', 'Two')`, 'quotation-mismatch'],
    [
      'an offset',
      `UPDATE annotation SET spans = replace(spans, '"end":22', '"end":99')`,
      'offset-outside-text',
    ],
    [
      'a text',
      `UPDATE chunk_content SET content = replace(content, 'Another', 'another')`,
      'text-hash-mismatch',
    ],
    ['a missing part of a text', 'DELETE FROM chunk_content', 'text-hash-mismatch'],
    ['original bytes', `INSERT INTO source_part SELECT row, 0, x'00' FROM source`, 'text-hash-mismatch'],
    ['a tally', 'UPDATE tally SET annotations = 2 WHERE document > 0 AND code > 0', 'project-damaged'],
    [
      'a count of a code',
      'UPDATE tally SET annotations = 2 WHERE document = 0 AND code > 0',
      'project-damaged',
    ],
    ['a count of a document', 'DELETE FROM tally WHERE code = 0 AND document > 0', 'project-damaged'],
    [
      'the count of all',
      'UPDATE tally SET annotations = 2 WHERE document = 0 AND code = 0',
      'project-damaged',
    ],
    ['a total', `UPDATE total SET value = 5 WHERE name = 'textLength'`, 'project-damaged'],
    ['a reference', 'UPDATE annotation SET code = 77', 'project-damaged'],
  ])('finds %s that is wrong', async (_, sql, problem) => {
    tamper(sql);
    expect(await problems()).toContain(problem);
  });

  it('goes on while others write, and can be cancelled', async () => {
    const running = scratch.store.check();
    act(scratch.store);
    expect((await running).ok).toBe(true);
    await expect(scratch.store.check({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
