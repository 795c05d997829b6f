import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { openProject } from '../index.ts';
import { migrate } from '../migrate.ts';
import { openProjectWith } from '../open.ts';
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
  version: 20,
  sql: "ALTER TABLE project ADD COLUMN motto TEXT NOT NULL DEFAULT 'none'",
};
const broken: Migration = { version: 30, sql: 'UPDATE project SET name = 7; CREATE TABLE project (x)' };

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

describe('opening an older file', () => {
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
