import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProject } from '../index.ts';
import { FURNISHING, perform } from '../testing/random-actions.ts';
import { Scratch } from '../testing/scratch.ts';
import { visibleState } from '../testing/visible-state.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  scratch.act((tx) => perform(scratch, tx, FURNISHING, []));
});
afterEach(() => scratch.remove());

/** Changes the file behind the store's back and gives the codes of what a check then finds. */
async function problemsAfter(sql: string): Promise<string[]> {
  scratch.store.close();
  const db = new Database(scratch.path);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  scratch.store = openProject(scratch.path, scratch.options);
  return (await scratch.store.check()).problems.map(({ code }) => code);
}

describe('a check of a project with every kind of record', () => {
  it('finds nothing wrong in a good one, nor after records went and came back', async () => {
    expect(Object.entries(scratch.store.read.counts()).filter(([, count]) => count === 0)).toEqual([]);
    expect(scratch.store.read.everyProgress()).not.toEqual([]);
    expect((await scratch.store.check()).problems).toEqual([]);
    const before = visibleState(scratch.store.read);
    scratch.act((tx) => {
      for (const {
        annotations: _,
        length: __,
        codeIds: ___,
        progress: ____,
        ...document
      } of tx.documents()) {
        tx.putDocument({ ...document, deleted: true });
      }
    });
    expect((await scratch.store.check()).problems).toEqual([]);
    expect(scratch.store.read.counts()).toMatchObject({ annotations: 0, relations: 0, documentCodes: 0 });
    scratch.store.undo(scratch.me.id);
    expect((await scratch.store.check()).problems).toEqual([]);
    expect(visibleState(scratch.store.read)).toEqual(before);
  });

  it.each([
    ['an end of a relation', 'UPDATE relation SET to_annotation = 77', 'record-unknown-reference'],
    ['a relation to itself', 'UPDATE relation SET to_annotation = from_annotation', 'relation-to-itself'],
    ['attributes that are a list', `UPDATE annotation SET attributes = '[]'`, 'attribute-value-invalid'],
    ['attributes that are no JSON', `UPDATE relation SET attributes = '{'`, 'attribute-value-invalid'],
    [
      'a value that no attribute has',
      `UPDATE document_code SET attributes = '{"a":{"b":1}}'`,
      'attribute-value-invalid',
    ],
    [
      'a thread without its beginning',
      'DELETE FROM comment WHERE id = (SELECT thread_id FROM comment WHERE id <> thread_id)',
      'record-unknown-reference',
    ],
    [
      'a thread on two records',
      `UPDATE comment SET target_kind = 'code', target_id = (SELECT id FROM code) WHERE id <> thread_id`,
      'record-unknown-reference',
    ],
    [
      'a comment on nothing',
      `UPDATE comment SET target_id = thread_id WHERE target_kind = 'document'`,
      'record-unknown-reference',
    ],
    ['a memo on nothing', `UPDATE memo SET target_kind = 'code'`, 'record-unknown-reference'],
    ['a parent that is not there', `UPDATE code SET other_parents = '["x"]'`, 'record-unknown-reference'],
    ['a count of relations', 'UPDATE relation_tally SET relations = 5 WHERE code > 0', 'project-damaged'],
    ['the count of all relations', 'DELETE FROM relation_tally WHERE code = 0', 'project-damaged'],
    ['a count of mentions', 'UPDATE mention_tally SET mentions = mentions + 1', 'project-damaged'],
    ['an open thread that is not listed', 'DELETE FROM open_thread', 'project-damaged'],
    ['an open thread that is none', 'UPDATE comment SET resolved = 1', 'project-damaged'],
  ])('finds %s that is wrong', async (_, sql, problem) => {
    expect(await problemsAfter(sql)).toContain(problem);
  });
});
