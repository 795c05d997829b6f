import type { Id } from '../../core/ids.ts';
import type { FieldValue, RecordKind } from '../../core/journal/action.ts';
import type { Connection, SqlRow } from '../connection.ts';
import { cell } from './column.ts';
import type { Identities } from './identities.ts';
import { recordTables } from './record-table.ts';

export type FieldsById = Record<string, FieldValue>;

/** The record that a row holds, as `{ id, …fields }` of its kind. The caller names the type that the kind has. */
export function recordOf<R>(kind: RecordKind, row: SqlRow, identities: Identities): R {
  const record: FieldsById = { id: cell(row, 'id') as Id };
  for (const column of recordTables[kind].columns) {
    if (column.absent === undefined) {
      record[column.field] = column.decode(cell(row, column.column), identities);
    }
  }
  return record as R;
}

export function rowById(connection: Connection, kind: RecordKind, id: Id): SqlRow | undefined {
  return connection.prepare(`SELECT * FROM ${recordTables[kind].table} WHERE id = ?`).get(id);
}
