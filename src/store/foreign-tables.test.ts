import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ForeignTables } from './foreign-tables.ts';
import { leaveUnfinished, writeForeignDatabase } from './testing/foreign-database.ts';

describe('the tables of another program’s database', () => {
  let folder = '';
  const opened: ForeignTables[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-tables-'));
  });
  afterEach(() => {
    for (const each of opened.splice(0)) each.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const made = (script: string): string => {
    const path = join(folder, 'foreign');
    writeForeignDatabase(path, script);
    return path;
  };
  const open = (path: string): ForeignTables => {
    const tables = new ForeignTables(path, 'data.qda');
    opened.push(tables);
    return tables;
  };

  it('give rows by column, sorted or by number, with null for columns that a version lacks, one table beside another', () => {
    const tables = open(
      made(`CREATE TABLE Source (id INTEGER PRIMARY KEY, "odd ""name" TEXT, body BLOB);
        INSERT INTO Source VALUES (2, 'b', x'00ff'), (1, 'a', 'text'), (3, NULL, 4.5);
        CREATE TABLE part (of INTEGER, at INTEGER); INSERT INTO part VALUES (2, 9), (1, 8), (2, 7);`),
    );
    expect([...tables.tables]).toEqual([
      ['part', ['of', 'at']],
      ['source', ['id', 'odd "name', 'body']],
    ]);
    const columns = ['id', 'odd "name', 'body', 'since'];
    expect([...tables.rows('source', { columns })]).toEqual([
      { id: 1, 'odd "name': 'a', body: 'text', since: null },
      { id: 2, 'odd "name': 'b', body: Buffer.from([0, 255]), since: null },
      { id: 3, 'odd "name': null, body: 4.5, since: null },
    ]);
    const found: unknown[] = [];
    for (const { of, at } of tables.rows('part', { columns: ['of', 'at'], orderBy: ['of', 'at', 'gone'] })) {
      const where = { column: 'id', equals: of as number };
      const [row] = tables.rows('source', { columns: ['odd "name'], where });
      found.push([row?.['odd "name'], at]);
    }
    expect(found).toEqual([
      ['a', 8],
      ['b', 7],
      ['b', 9],
    ]);
    expect([...tables.rows('nowhere', { columns: ['id'] })]).toEqual([]);
    expect([...tables.rows('part', { columns: ['at'], where: { column: 'gone', equals: 1 } })]).toEqual([]);
  });

  it('are tables proper: nothing that the file could make the program run', () => {
    const tables = open(
      made(`PRAGMA ignore_check_constraints = ON;
        CREATE TABLE real_one (a TEXT, b TEXT GENERATED ALWAYS AS (hex(zeroblob(9))) VIRTUAL,
          CHECK (a <> 'kept'));
        INSERT INTO real_one (a) VALUES ('kept');
        CREATE INDEX by_expression ON real_one (upper(a));
        CREATE VIEW code_name AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;
        CREATE VIRTUAL TABLE code_text USING fts5(seltext);
        CREATE TRIGGER gone AFTER INSERT ON real_one BEGIN DELETE FROM real_one; END;`),
    );
    expect(tables.tables.get('real_one')).toEqual(['a']);
    expect(tables.tables.has('code_name')).toBe(false);
    expect(tables.tables.has('code_text')).toBe(false);
    expect([
      ...tables.rows('real_one', { columns: ['a', 'b'], where: { column: 'a', equals: 'kept' } }),
    ]).toEqual([{ a: 'kept', b: null }]);
  });

  it('have what a program that was killed had written last', () => {
    const [path, copy] = [join(folder, 'live'), join(folder, 'copy')];
    leaveUnfinished(
      path,
      `CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('first')`,
      `INSERT INTO t VALUES ('last')`,
      (ending) => copyFileSync(path + ending, copy + ending),
    );
    expect([...open(copy).rows('t', { columns: ['a'] })]).toEqual([{ a: 'first' }, { a: 'last' }]);
  });

  it('are refused where the file is cut off, overwritten, or no database', () => {
    const path = made(
      `CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a);
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
       INSERT INTO t SELECT hex(randomblob(60)) FROM n;`,
    );
    const whole = readFileSync(path);
    const refused = (bytes: Uint8Array) => {
      writeFileSync(path, bytes);
      expect(() => {
        const tables = open(path);
        Array.from(tables.rows('t', { columns: ['a'] }));
      }).toThrow(expect.objectContaining({ code: 'file-damaged', place: { path: 'data.qda' } }));
    };
    refused(whole.subarray(0, whole.length / 2));
    refused(Buffer.concat([whole.subarray(0, 4_096), Buffer.alloc(whole.length - 4_096, 0x5a)]));
    refused(Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 0xff)]));
    refused(Buffer.concat([whole.subarray(0, 16), Buffer.alloc(whole.length - 16)]));
  });
});
