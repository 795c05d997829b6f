import { PLAIN_CODE } from '../../core/codebook/code.ts';
import { COMMENTED_KINDS, MEMO_KINDS } from '../../core/discussion/discussion.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { RecordKind } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { Identities, type ReferredKind } from '../rows/identities.ts';
import { recordTables } from '../rows/record-table.ts';
import { storedJson } from '../rows/stored-json.ts';
import type { Losses } from './losses.ts';
import { type Fields, insertRecord, REFERENCES } from './rebuild-records.ts';

const LOST_NAME = '(lost)';

const STAND_IN_LOSSES = {
  person: 'The name of a person could not be read; what is theirs is kept under a stand-in.',
  code: 'A code could not be read; what bears it is kept under a stand-in.',
  entity: 'An entity could not be read; its mentions are kept under a stand-in.',
} as const;

/** The kind that a lost code must have had, by what bears it. */
function codeLike(bearer: RecordKind): Fields {
  if (bearer === 'relation') return { kind: 'relation', ends: { from: [], to: [], directed: true } };
  return { kind: bearer === 'documentCode' ? 'document' : 'span' };
}

function standIn(kind: keyof typeof STAND_IN_LOSSES, bearer: RecordKind, row: number): Fields {
  const now = new Date().toISOString();
  const made = { name: `${LOST_NAME} ${row}`, createdAt: now, updatedAt: now, deleted: false };
  switch (kind) {
    case 'person':
      return { name: made.name, colour: 0, deleted: false };
    case 'entity':
      return { ...made, kind: '', aliases: [], identifiers: [], description: '' };
    case 'code':
      return {
        ...PLAIN_CODE,
        ...made,
        ...codeLike(bearer),
        parentId: null,
        colour: 0,
        key: null,
        description: '',
        position: 0,
      };
  }
}

function standsIn(kind: ReferredKind): kind is keyof typeof STAND_IN_LOSSES {
  return kind in STAND_IN_LOSSES;
}

/** Stands in for the project, and for persons, codes and entities that are lost, so that what refers to them is kept. */
export function standInForLost(connection: Connection, losses: Losses): void {
  const identities = new Identities(connection);
  for (const { kind: bearer, table, column, refersTo } of REFERENCES) {
    if (!standsIn(refersTo) || column === 'parent') continue;
    const unknown = connection
      .prepare<{ row: number }>(
        `SELECT DISTINCT ${column} AS row FROM ${table}
         WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT row FROM ${refersTo})`,
      )
      .all();
    for (const { row } of unknown) {
      insertRecord(connection, identities, refersTo, newId(), standIn(refersTo, bearer, row), row);
      losses.add(refersTo, STAND_IN_LOSSES[refersTo]);
    }
  }
  if (connection.prepare('SELECT 1 FROM project').get()) return;
  const project = { name: LOST_NAME, documentFields: [], blind: false, createdAt: new Date().toISOString() };
  insertRecord(connection, identities, 'project', newId(), project, undefined);
  losses.add('project', 'The name of the project could not be read.');
}

/** Takes from codes the parents that are lost. */
export function mendParents(connection: Connection): void {
  connection.exec('UPDATE code SET parent = NULL WHERE parent NOT IN (SELECT row FROM code)');
  const codes = connection.prepare<{ row: number; id: Id; parents: string }>(
    'SELECT row, id, other_parents AS parents FROM code',
  );
  const all = codes.all();
  const known = new Set(all.map(({ id }) => id));
  for (const { row, parents } of all) {
    const kept = storedJson<Id[]>(parents, 'the places of a code').filter((id) => known.has(id));
    connection.prepare('UPDATE code SET other_parents = ? WHERE row = ?').run(canonicalJson(kept), row);
  }
}

const HOMELESS: readonly (readonly [kind: RecordKind, where: string, message: string])[] = [
  ['document', 'text NOT IN (SELECT row FROM text)', 'The text of a document could not be read.'],
  [
    'annotation',
    'document NOT IN (SELECT row FROM document)',
    'An annotation stood in a document that is lost.',
  ],
  [
    'relation',
    'from_annotation NOT IN (SELECT row FROM annotation) OR to_annotation NOT IN (SELECT row FROM annotation)',
    'A relation had an end that is lost.',
  ],
  ['documentCode', 'document NOT IN (SELECT row FROM document)', 'A code was on a document that is lost.'],
  ['progress', 'document NOT IN (SELECT row FROM document)', 'A status was that of a document that is lost.'],
  [
    'verdict',
    'annotation NOT IN (SELECT row FROM annotation) OR (result IS NOT NULL AND result NOT IN (SELECT row FROM annotation))',
    'A verdict was on an annotation that is lost.',
  ],
  [
    'relationVerdict',
    'relation NOT IN (SELECT row FROM relation) OR (result IS NOT NULL AND result NOT IN (SELECT row FROM relation))',
    'A verdict was on a relation that is lost.',
  ],
  [
    'assignment',
    'document NOT IN (SELECT row FROM document)',
    'An assignment was of a document that is lost.',
  ],
];

/** Drops what cannot stand without what is lost. Call when nothing more can be rebuilt. */
export function dropHomeless(connection: Connection, losses: Losses): void {
  for (const [kind, where, message] of HOMELESS) {
    const { table } = recordTables[kind];
    losses.add(kind, message, connection.prepare(`DELETE FROM ${table} WHERE ${where}`).run().changes);
  }
}

/** Drops what was said of records that are lost, and stands in for lost comments that began a thread. */
export function mendDiscussions(connection: Connection, losses: Losses): void {
  for (const [kind, targetKinds] of [
    ['comment', COMMENTED_KINDS],
    ['memo', MEMO_KINDS],
  ] as const) {
    for (const targetKind of targetKinds) {
      const { changes } = connection
        .prepare(
          `DELETE FROM ${kind} WHERE target_kind = ? AND target_id NOT IN (SELECT id FROM ${recordTables[targetKind].table})`,
        )
        .run(targetKind);
      losses.add(kind, `A ${kind} was on a record that is lost.`, changes);
    }
  }
  const { changes } = connection
    .prepare(
      `INSERT INTO comment (id, target_kind, target_id, thread_id, person, body, resolved, created_at, updated_at, deleted)
       SELECT thread_id, target_kind, target_id, thread_id, person, ?, 0, min(created_at), min(updated_at), 1
       FROM comment WHERE thread_id NOT IN (SELECT id FROM comment) GROUP BY thread_id`,
    )
    .run(LOST_NAME);
  losses.add(
    'comment',
    'A comment that began a thread could not be read; the others of it are kept.',
    changes,
  );
}
