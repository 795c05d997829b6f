import type { Id } from '../../core/ids.ts';
import type { FieldValue, RecordKind } from '../../core/journal/action.ts';
import type { SqlRow, SqlValue } from '../connection.ts';
import type { ReadContext } from '../read/context.ts';
import { type Column, cell } from '../rows/column.ts';
import { recordTables } from '../rows/record-table.ts';
import { rowById } from '../rows/records.ts';
import type { ChangeLog } from './change-log.ts';
import {
  columnsOf,
  insertRows,
  insertStatement,
  type NewRow,
  newRow,
  type RecordFields,
  ROWS_AT_ONCE,
} from './new-rows.ts';
import type { Touched } from './touched.ts';

/** Columns of a new record that more follows from than its row and its change. */
const PLACE = ['document', 'code', 'person', 'deleted'];
const LIVE_TEXT = ['text', 'deleted'];

function sameValue(a: SqlValue, b: SqlValue): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;
}

/** One more member of an object in canonical JSON; the columns of a kind are sorted by field. */
function withMember(members: string, field: string, json: string): string {
  return `${members}${members === '' ? '{' : ','}"${field}":${json}`;
}

/** Makes and changes records, noting in the journal what changed and in the tallies what is counted. */
export class RecordWriter {
  readonly #context: ReadContext;
  readonly #log: ChangeLog;
  readonly #touched: Touched;

  constructor(context: ReadContext, log: ChangeLog, touched: Touched) {
    this.#context = context;
    this.#log = log;
    this.#touched = touched;
  }

  /** Makes the record, or brings it to this state. `fields` holds every field of its kind. */
  put(kind: RecordKind, id: Id, fields: RecordFields): void {
    const { connection, identities } = this.#context;
    const made = newRow(kind, id, fields, identities);
    const { changes, lastInsertRowid } = connection.prepare(insertStatement(kind)).run(...made.values);
    if (changes === 0) this.patch(kind, id, fields);
    else this.#made(kind, id, lastInsertRowid, made);
  }

  /**
   * Makes those of the records whose ids are free, and gives the others, to which nothing is done. Quicker than `put`,
   * since some go into one statement.
   */
  add<R extends { readonly id: Id }>(kind: RecordKind, records: readonly R[]): readonly R[] {
    const { connection, identities } = this.#context;
    const taken: R[] = [];
    for (let from = 0; from < records.length; from += ROWS_AT_ONCE) {
      const some = records.slice(from, from + ROWS_AT_ONCE);
      const made = some.map((record) =>
        newRow(kind, record.id, record as object as RecordFields, identities),
      );
      const rows = insertRows(connection, kind, made);
      some.forEach((record, i) => {
        const row = rows[i];
        const values = made[i];
        if (row !== undefined && values) this.#made(kind, record.id, row, values);
        else taken.push(record);
      });
    }
    return taken;
  }

  #made(kind: RecordKind, id: Id, row: number, { values, json }: NewRow): void {
    this.#log.add(kind, row, id, null, json);
    this.#touched.add(kind, id);
    if (kind === 'annotation') this.#noteAnnotation(null, columnsOf(kind, values, PLACE));
    if (kind === 'document') this.#noteDocument(row, null, columnsOf(kind, values, LIVE_TEXT));
  }

  /** Brings those fields of a record that are given to the values given; what is so already is no change. */
  patch(kind: RecordKind, id: Id, fields: RecordFields): void {
    const { connection, identities, tallies } = this.#context;
    const before = rowById(connection, kind, id);
    if (!before) throw new Error(`There is no ${kind} ${id} to change.`);
    const changed: { readonly column: Column; readonly value: FieldValue; readonly encoded: SqlValue }[] = [];
    for (const column of recordTables[kind].columns) {
      const value = fields[column.field] ?? (column.field in fields ? null : column.absent);
      if (value === undefined) continue;
      const encoded = column.encode(value, identities);
      if (!sameValue(encoded, cell(before, column.column))) changed.push({ column, value, encoded });
    }
    if (changed.length === 0) return;
    if (kind === 'document') tallies.flush();
    const names = changed.flatMap(({ column }) => [column.column, ...(column.derived?.columns ?? [])]);
    const values = changed.flatMap(({ column, value, encoded }) => [
      encoded,
      ...(column.derived?.values(value) ?? []),
    ]);
    const row = before.row as number;
    connection
      .prepare(`UPDATE ${kind} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE row = ?`)
      .run(...values, row);
    let was = '';
    let is = '';
    const after = { ...before };
    for (const { column, value, encoded } of changed) {
      const held = cell(before, column.column);
      was = withMember(was, column.field, column.json(column.decode(held, identities), held));
      is = withMember(is, column.field, column.json(value, encoded));
      after[column.column] = encoded;
    }
    this.#log.add(kind, row, id, `${was}}`, `${is}}`);
    this.#touched.add(kind, id);
    if (kind === 'annotation') this.#noteAnnotation(before, after);
    if (kind === 'document') this.#noteDocument(row, before, after);
  }

  #noteDocument(row: number, before: SqlRow | null, after: SqlRow): void {
    this.#context.tallies.documentChanged(row, before && this.#liveText(before), this.#liveText(after));
  }

  #noteAnnotation(before: SqlRow | null, after: SqlRow): void {
    const { identities, tallies } = this.#context;
    for (const [row, by] of [
      [before, -1],
      [after, 1],
    ] as const) {
      if (!row) continue;
      const document = row.document as number;
      this.#touched.addDocument(identities.idOf('document', document));
      if (row.deleted === 0) {
        tallies.count({ document, code: row.code as number, person: row.person as number }, by);
      }
    }
  }

  #liveText(document: SqlRow): { readonly live: boolean; readonly length: number } {
    const text = this.#context.connection
      .prepare<{ length: number }>('SELECT length FROM text WHERE row = ?')
      .get(cell(document, 'text'));
    return { live: document.deleted === 0, length: text?.length ?? 0 };
  }
}
