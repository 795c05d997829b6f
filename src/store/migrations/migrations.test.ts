import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { openProject } from '../index.ts';
import { migrate } from '../migrate.ts';
import { openProjectWith } from '../open.ts';
import { recoverProject } from '../recovery/recover.ts';
import { asVersion10, countParts } from '../testing/older-file.ts';
import { Scratch } from '../testing/scratch.ts';
import { visibleState } from '../testing/visible-state.ts';
import { migrations } from './index.ts';
import type { Migration } from './migration.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  scratch.addCode('Claim');
});
afterEach(() => scratch.remove());

function schemaOf(file: string): unknown[] {
  const connection = new Connection(file, { readonly: true });
  try {
    return connection.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  } finally {
    connection.close();
  }
}

const sound: Migration = {
  version: 30,
  sql: "ALTER TABLE project ADD COLUMN motto TEXT NOT NULL DEFAULT 'none'",
};
const broken: Migration = { version: 40, sql: 'UPDATE project SET name = 7; CREATE TABLE project (x)' };

describe('migrations', () => {
  it('go up by ten from ten', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => 10 * (i + 1)));
  });

  it('0010 makes every table STRICT', () => {
    const file = path.join(scratch.folder, 'empty.gloss');
    const connection = new Connection(file, { mustExist: false });
    migrate(connection);
    const loose = connection
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(loose).toEqual([]);
    expect(connection.pragma('application_id')).toBe(0x474c4f53);
    connection.close();
  });
});

describe('opening a file with older tables', () => {
  it('copies it to the backups and brings it up', () => {
    const before = visibleState(scratch.store.read);
    scratch.store.close();
    const bytes = readFileSync(scratch.path);
    const store = openProjectWith(scratch.path, scratch.options, [...migrations, sound]);
    expect(visibleState(store.read)).toEqual(before);
    const [copy] = store.backups();
    expect(readFileSync(copy?.path ?? '').equals(bytes)).toBe(true);
    store.close();
    expect(JSON.stringify(schemaOf(scratch.path))).toContain('motto');
    expect(() => openProject(scratch.path, scratch.options)).toThrow(
      expect.objectContaining({ code: 'project-from-future' }),
    );
    openProjectWith(scratch.path, scratch.options, [...migrations, sound]).close();
  });

  it('leaves it as it was where a migration fails', () => {
    scratch.store.close();
    const before = schemaOf(scratch.path);
    expect(() => openProjectWith(scratch.path, scratch.options, [...migrations, sound, broken])).toThrow();
    expect(schemaOf(scratch.path)).toEqual(before);
    expect(scratch.reopen().read.codes()).toHaveLength(1);
  });

  it('needs the right to write', () => {
    scratch.store.close();
    expect(() =>
      openProjectWith(scratch.path, { ...scratch.options, readOnly: true }, [...migrations, sound]),
    ).toThrow(expect.objectContaining({ code: 'project-read-only' }));
  });
});

describe('a file of version 10, with every original in parts of its own', () => {
  const words = 'Слова и words, 😀.\n'.repeat(3_000);
  let before: ReturnType<typeof visibleState>;

  beforeEach(() => {
    scratch.addDocument('Plain', words);
    scratch.addDocument('Marked', words, { bytes: new TextEncoder().encode(`\ufeff${words}`) });
    before = visibleState(scratch.store.read);
    scratch.store.close();
    asVersion10(scratch.path);
  });

  function versionOf(file: string): unknown {
    const connection = new Connection(file, { readonly: true });
    try {
      return connection.pragma('user_version');
    } finally {
      connection.close();
    }
  }

  it('is opened as it is: nothing is copied, rewritten or lost, and only what comes is stored once', async () => {
    const { size } = statSync(scratch.path);
    const store = scratch.reopen();
    expect(visibleState(store.read)).toEqual(before);
    expect(store.backups()).toEqual([]);
    expect(countParts(scratch.path)).toBe(2);
    scratch.addDocument('More', 'Text that comes.');
    expect(countParts(scratch.path)).toBe(2);
    expect((await store.check()).problems).toEqual([]);
    store.close();
    expect(versionOf(scratch.path)).toBe(20);
    expect(statSync(scratch.path).size).toBeLessThan(size + 16_384);
    expect(() => openProjectWith(scratch.path, scratch.options, migrations.slice(0, 1))).toThrow(
      expect.objectContaining({ code: 'project-from-future' }),
    );
  });

  it('is read without being changed', () => {
    const bytes = readFileSync(scratch.path);
    const store = openProject(scratch.path, { ...scratch.options, readOnly: true });
    expect(visibleState(store.read)).toEqual(before);
    store.close();
    expect(readFileSync(scratch.path).equals(bytes)).toBe(true);
  });

  it('is recovered with them', () => {
    const recovered = path.join(scratch.folder, 'recovered.gloss');
    expect(recoverProject(scratch.path, recovered).lost).toEqual([]);
    expect(countParts(recovered)).toBe(2);
    const store = openProject(recovered, scratch.options);
    expect(visibleState(store.read)).toEqual(before);
    store.close();
  });
});
