import { type Id, newId } from '../../core/ids.ts';
import { type FieldValue, RECORD_KINDS, type RecordKind } from '../../core/journal/action.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { insertStatement } from '../journal/new-rows.ts';
import { Identities, type ReferredKind } from '../rows/identities.ts';
import { recordTables } from '../rows/record-table.ts';
import { everyChange } from './journal-changes.ts';
import type { Losses } from './losses.ts';

type Fields = Record<string, FieldValue>;

/** A record whose own row is there and whose reference leads nowhere: the journal knows to what id it led. */
interface Witness {
  readonly field: 'documentId' | 'personId' | 'codeId' | 'parentId';
  readonly kind: ReferredKind;
  /** the number that the lost row had */
  readonly row: number;
}

const REFERENCES = [
  ['annotation', 'document', 'documentId', 'document'],
  ['annotation', 'person', 'personId', 'person'],
  ['annotation', 'code', 'codeId', 'code'],
  ['code', 'parent', 'parentId', 'code'],
] as const;

/** One record for each lost row that is referred to. */
function findWitnesses(connection: Connection): Map<Id, Witness[]> {
  const witnesses = new Map<Id, Witness[]>();
  for (const [table, column, field, kind] of REFERENCES) {
    const found = connection
      .prepare<{ id: Id; row: number }>(
        `SELECT min(id) AS id, ${column} AS row FROM ${table}
         WHERE ${column} NOT IN (SELECT row FROM ${kind}) GROUP BY ${column}`,
      )
      .all();
    for (const { id, row } of found) witnesses.set(id, [...(witnesses.get(id) ?? []), { field, kind, row }]);
  }
  return witnesses;
}

interface Lost {
  /** the last state of every record that the journal tells of and that has no row */
  readonly records: ReadonlyMap<RecordKind, ReadonlyMap<Id, Fields>>;
  /** the row numbers that these had, where something refers to them */
  readonly rows: ReadonlyMap<Id, number>;
}

function findLost(connection: Connection): Lost {
  const records = new Map<RecordKind, Map<Id, Fields>>(RECORD_KINDS.map((kind) => [kind, new Map()]));
  const witnesses = findWitnesses(connection);
  const referred = new Map<Witness, Id>();
  for (const { changes } of everyChange(connection)) {
    for (const { kind, id, before, after } of changes) {
      for (const witness of witnesses.get(id) ?? []) {
        const to = after[witness.field];
        if (typeof to === 'string') referred.set(witness, to);
      }
      const known = records.get(kind);
      const fields = known?.get(id);
      if (fields) Object.assign(fields, after);
      else if (
        before === null &&
        known &&
        !connection.prepare(`SELECT 1 FROM ${kind} WHERE id = ?`).get(id)
      ) {
        known.set(id, { ...after });
      }
    }
  }
  return { records, rows: new Map([...referred].map(([witness, id]) => [id, witness.row])) };
}

function insert(
  connection: Connection,
  identities: Identities,
  kind: RecordKind,
  id: Id,
  fields: Fields,
): boolean {
  const values: SqlValue[] = [id];
  for (const column of recordTables[kind].columns) {
    const value = fields[column.field] ?? column.absent ?? null;
    // The parent may come later, or be lost: it is set when all codes are there.
    values.push(column.field === 'parentId' ? null : column.encode(value, identities));
    if (column.derived) values.push(...column.derived.values(value));
  }
  return connection.prepare(insertStatement(kind)).run(...values).changes > 0;
}

function setParents(connection: Connection, codes: ReadonlyMap<Id, Fields>): void {
  const update = connection.prepare(
    'UPDATE code SET parent = (SELECT row FROM code WHERE id = ?) WHERE id = ?',
  );
  for (const [id, { parentId }] of codes) {
    if (typeof parentId === 'string') update.run(parentId, id);
  }
}

/**
 * Makes records again that the journal tells of, under the row numbers that they had; those that refer to what is
 * lost are told as lost. Gives how many there are of each kind.
 */
export function rebuildFromJournal(connection: Connection, losses: Losses): ReadonlyMap<RecordKind, number> {
  const identities = new Identities(connection);
  const lost = findLost(connection);
  const rebuilt = new Map<RecordKind, number>();
  for (const kind of RECORD_KINDS) {
    const records = lost.records.get(kind) ?? new Map<Id, Fields>();
    for (const [id, fields] of records) {
      try {
        if (!insert(connection, identities, kind, id, fields)) continue;
      } catch (thrown) {
        if (!(thrown instanceof Error)) throw thrown;
        losses.add(kind, `A ${kind} could not be read, and what it belongs to is lost too.`);
        continue;
      }
      rebuilt.set(kind, (rebuilt.get(kind) ?? 0) + 1);
      const row = lost.rows.get(id);
      if (row !== undefined) connection.prepare(`UPDATE ${kind} SET row = ? WHERE id = ?`).run(row, id);
    }
    if (kind === 'code') setParents(connection, records);
    identities.forget();
  }
  return rebuilt;
}

const LOST_NAME = '(lost)';

/** Stands in for persons and codes that are lost, so that annotations that bear them are kept. */
export function standInForLost(connection: Connection, losses: Losses): void {
  const now = new Date().toISOString();
  const unknown = (kind: 'person' | 'code') =>
    connection
      .prepare<{ row: number }>(
        `SELECT DISTINCT ${kind} AS row FROM annotation WHERE ${kind} NOT IN (SELECT row FROM ${kind})`,
      )
      .all();
  for (const { row } of unknown('person')) {
    connection
      .prepare('INSERT INTO person (row, id, name, colour, deleted) VALUES (?, ?, ?, 0, 0)')
      .run(row, newId(), `${LOST_NAME} ${row}`);
    losses.add(
      'person',
      'The name of a person could not be read; the annotations are kept under a stand-in.',
    );
  }
  for (const { row } of unknown('code')) {
    connection
      .prepare(
        `INSERT INTO code (row, id, name, parent, colour, key, description, position, created_at, updated_at, deleted)
         VALUES (?, ?, ?, NULL, 0, NULL, '', 0, ?, ?, 0)`,
      )
      .run(row, newId(), `${LOST_NAME} ${row}`, now, now);
    losses.add('code', 'A code could not be read; its annotations are kept under a stand-in.');
  }
  connection.exec('UPDATE code SET parent = NULL WHERE parent NOT IN (SELECT row FROM code)');
  if (!connection.prepare('SELECT 1 FROM project').get()) {
    connection
      .prepare('INSERT INTO project (id, name, created_at) VALUES (?, ?, ?)')
      .run(newId(), LOST_NAME, now);
    losses.add('project', 'The name of the project could not be read.');
  }
}

/** Rows are numbered without gaps and never removed, so a gap is a row lost. */
export function countGaps(connection: Connection): ReadonlyMap<RecordKind, number> {
  return new Map(
    RECORD_KINDS.map((kind) => [
      kind,
      connection
        .prepare<{ count: number }>(`SELECT coalesce(max(row), 0) - count(*) AS count FROM ${kind}`)
        .get()?.count ?? 0,
    ]),
  );
}

/** Drops what cannot stand without a document or a text that is lost. Call when nothing more can be rebuilt. */
export function dropHomeless(connection: Connection, losses: Losses): void {
  const documents = connection.prepare('DELETE FROM document WHERE text NOT IN (SELECT row FROM text)').run();
  losses.add('document', 'The text of a document could not be read.', documents.changes);
  const annotations = connection
    .prepare('DELETE FROM annotation WHERE document NOT IN (SELECT row FROM document)')
    .run();
  losses.add('annotation', 'An annotation stood in a document that is lost.', annotations.changes);
}
