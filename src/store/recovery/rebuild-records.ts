import type { Id } from '../../core/ids.ts';
import { type FieldValue, RECORD_KINDS, type RecordKind } from '../../core/journal/action.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { insertStatement } from '../journal/new-rows.ts';
import { Identities, type ReferredKind } from '../rows/identities.ts';
import { recordTables } from '../rows/record-table.ts';
import { everyChange } from './journal-changes.ts';
import { type Losses, NOUNS } from './losses.ts';

export type Fields = Record<string, FieldValue>;

/** A record whose own row is there and whose reference leads nowhere: the journal knows to what id it led. */
interface Witness {
  readonly field: string;
  readonly kind: ReferredKind;
  /** the number that the lost row had */
  readonly row: number;
}

export interface Reference {
  /** where it stands */
  readonly kind: RecordKind;
  readonly table: string;
  readonly column: string;
  readonly field: string;
  readonly refersTo: ReferredKind;
}

/** Every column that holds the row number of a record. */
export const REFERENCES: readonly Reference[] = Object.values(recordTables).flatMap(
  ({ kind, table, columns }) =>
    columns.flatMap(({ column, field, refersTo }) =>
      refersTo === undefined || refersTo === 'text' ? [] : [{ kind, table, column, field, refersTo }],
    ),
);

/** One record for each lost row that is referred to. */
function findWitnesses(connection: Connection): Map<Id, Witness[]> {
  const witnesses = new Map<Id, Witness[]>();
  for (const { table, column, field, refersTo } of REFERENCES) {
    const found = connection
      .prepare<{ id: Id; row: number }>(
        `SELECT min(id) AS id, ${column} AS row FROM ${table}
         WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT row FROM ${refersTo}) GROUP BY ${column}`,
      )
      .all();
    for (const { id, row } of found) {
      witnesses.set(id, [...(witnesses.get(id) ?? []), { field, kind: refersTo, row }]);
    }
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
  for (const { changes } of everyChange(connection, true)) {
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
        !connection.prepare(`SELECT 1 FROM ${recordTables[kind].table} WHERE id = ?`).get(id)
      ) {
        known.set(id, { ...after });
      }
    }
  }
  return { records, rows: new Map([...referred].map(([witness, id]) => [id, witness.row])) };
}

/** A kind comes after those that it refers to. */
const ORDER: readonly RecordKind[] = [
  'project',
  'person',
  'document',
  'code',
  'entity',
  'annotation',
  ...RECORD_KINDS.slice(RECORD_KINDS.indexOf('entity') + 1),
];

/** Inserts a record under a row number, or the next one where that is not known; whether there was none of its id. */
export function insertRecord(
  connection: Connection,
  identities: Identities,
  kind: RecordKind,
  id: Id,
  fields: Fields,
  row: number | undefined,
): boolean {
  const values: SqlValue[] = [id];
  for (const column of recordTables[kind].columns) {
    const value = fields[column.field] ?? column.absent ?? null;
    values.push(column.encode(value, identities));
    if (column.derived) values.push(...column.derived.values(value));
  }
  const { changes, lastInsertRowid } = connection.prepare(insertStatement(kind)).run(...values);
  if (changes > 0 && row !== undefined && row !== lastInsertRowid) {
    const { table } = recordTables[kind];
    connection.prepare(`UPDATE ${table} SET row = ? WHERE row = ?`).run(row, lastInsertRowid);
  }
  return changes > 0;
}

/** Parents may come later than their codes, or be lost: they are set when all codes are there. */
function setParents(connection: Connection, codes: ReadonlyMap<Id, Fields>): void {
  const update = connection.prepare(
    'UPDATE code SET parent = (SELECT row FROM code WHERE id = ?), other_parents = ? WHERE id = ?',
  );
  for (const [id, { parentId, otherParentIds }] of codes) {
    update.run(typeof parentId === 'string' ? parentId : null, canonicalJson(otherParentIds ?? []), id);
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
  for (const kind of ORDER) {
    const records = lost.records.get(kind) ?? new Map<Id, Fields>();
    // Those whose number is known come first, so that none of the others is given it.
    const known = [...records].filter(([id]) => lost.rows.has(id));
    const others = [...records].filter(([id]) => !lost.rows.has(id));
    for (const [id, fields] of [...known, ...others]) {
      const placed = kind === 'code' ? { ...fields, parentId: null, otherParentIds: [] } : fields;
      try {
        if (!insertRecord(connection, identities, kind, id, placed, lost.rows.get(id))) continue;
      } catch (thrown) {
        if (!(thrown instanceof Error)) throw thrown;
        losses.add(kind, `One could not be read, and what it belongs to is lost too: ${NOUNS[kind]}.`);
        continue;
      }
      rebuilt.set(kind, (rebuilt.get(kind) ?? 0) + 1);
    }
    if (kind === 'code') setParents(connection, records);
    identities.forget();
  }
  return rebuilt;
}

/** Rows are numbered without gaps and never removed, so a gap is a row lost. */
export function countGaps(connection: Connection): ReadonlyMap<RecordKind, number> {
  return new Map(
    RECORD_KINDS.map((kind) => [
      kind,
      connection
        .prepare<{ count: number }>(
          `SELECT coalesce(max(row), 0) - count(*) AS count FROM ${recordTables[kind].table}`,
        )
        .get()?.count ?? 0,
    ]),
  );
}
