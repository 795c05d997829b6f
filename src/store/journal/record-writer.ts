import type { AnnotationRun } from '../../core/annotation/run.ts';
import type { Id } from '../../core/ids.ts';
import type { FieldValue, RecordKind } from '../../core/journal/action.ts';
import type { SqlRow, SqlValue } from '../connection.ts';
import type { ReadContext } from '../read/context.ts';
import { type Column, cell } from '../rows/column.ts';
import { recordTables } from '../rows/record-table.ts';
import { rowById } from '../rows/records.ts';
import type { ChangeLog, StoredLine } from './change-log.ts';
import { Consequences } from './consequences.ts';
import {
  columnsReader,
  insertRows,
  insertStatement,
  type NewRow,
  newRow,
  newRowJson,
  type RecordFields,
  ROWS_AT_ONCE,
} from './new-rows.ts';
import { RunRows } from './run-rows.ts';
import type { Touched } from './touched.ts';

/** Columns of a new record that more follows from than its row and its change. */
const FOLLOWED: Partial<Record<RecordKind, readonly string[]>> = {
  annotation: ['document', 'code', 'person', 'status', 'code_version', 'entity', 'deleted'],
  document: ['text', 'deleted'],
  relation: ['from_annotation', 'to_annotation', 'code', 'deleted'],
  documentCode: ['document'],
  progress: ['document'],
  comment: ['thread_id'],
  verdict: ['annotation'],
  assignment: ['document'],
  relationVerdict: ['relation'],
};

const followedReaders = new Map<RecordKind, (row: NewRow) => SqlRow>();

function followedColumns(kind: RecordKind, row: NewRow): SqlRow {
  let read = followedReaders.get(kind);
  if (!read) {
    read = columnsReader(kind, FOLLOWED[kind] ?? []);
    followedReaders.set(kind, read);
  }
  return read(row);
}

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
  readonly log: ChangeLog;
  readonly #consequences: Consequences;

  constructor(context: ReadContext, log: ChangeLog, touched: Touched) {
    this.#context = context;
    this.log = log;
    this.#consequences = new Consequences(context, touched);
  }

  /**
   * Makes the record, or brings it to this state. `fields` holds every field of its kind. Gives the names of the fields that
   * changed, or that it was made.
   */
  put(kind: RecordKind, id: Id, fields: RecordFields): 'made' | readonly string[] {
    const { connection, identities } = this.#context;
    const made = newRow(kind, id, fields, identities);
    const { changes, lastInsertRowid } = connection.prepare(insertStatement(kind)).run(...made);
    if (changes === 0) return this.patch(kind, id, fields);
    this.#made(kind, id, lastInsertRowid, fields, made);
    return 'made';
  }

  /**
   * Makes those of the records whose ids are free, and gives the others, to which nothing is done. Quicker than `put`,
   * since some go into one statement. `told` has, beside each record, the line of the journal that says its making already
   * and to the letter, where there is one.
   */
  add<R extends { readonly id: Id }>(
    kind: RecordKind,
    records: readonly R[],
    told: readonly (StoredLine | undefined)[] = [],
  ): readonly R[] {
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
        if (row !== undefined && values) {
          this.#made(kind, record.id, row, record as object as RecordFields, values, told[from + i]);
        } else taken.push(record);
      });
    }
    return taken;
  }

  /** As `add`, of the annotations of a run; gives the places of those whose ids are taken. Raises what `RunRows` raises. */
  addRun(run: AnnotationRun): readonly number[] {
    const { connection, identities } = this.#context;
    const rows = new RunRows(run, identities, (row) => followedColumns('annotation', row));
    const taken: number[] = [];
    for (let from = 0; from < run.count; from += ROWS_AT_ONCE) {
      const made: NewRow[] = [];
      for (let at = from; at < Math.min(from + ROWS_AT_ONCE, run.count); at++) made.push(rows.row(at));
      insertRows(connection, 'annotation', made).forEach((row, i) => {
        const at = from + i;
        if (row === undefined) {
          taken.push(at);
          return;
        }
        this.log.addCopied('annotation', row, rows.lineLength(at), (line) => rows.copyLine(at, line));
        this.#consequences.note('annotation', rows.id(at), row, null, rows.followed(at));
      });
    }
    return taken;
  }

  /**
   * Makes records that are told in the journal already, at most ROWS_AT_ONCE: gives the row number of each, undefined for those whose
   * ids are taken, to which nothing is done. Whoever calls it sees to the journal, by `log`.
   */
  addTold(kind: RecordKind, records: readonly NewRow[]): readonly (number | undefined)[] {
    const rows = insertRows(this.#context.connection, kind, records);
    records.forEach((record, i) => {
      const row = rows[i];
      if (row === undefined) return;
      this.#consequences.note(kind, record[0] as Id, row, null, followedColumns(kind, record));
    });
    return rows;
  }

  #made(kind: RecordKind, id: Id, row: number, fields: RecordFields, made: NewRow, told?: StoredLine): void {
    if (told) this.log.repeat(kind, row, told);
    else this.log.add(kind, row, id, null, newRowJson(kind, fields, made));
    const after = followedColumns(kind, made);
    if (kind === 'comment') this.#buildOnThread(after);
    this.#consequences.note(kind, id, row, null, after);
  }

  /** A comment is where its thread is, so neither can be beneath what was done to the other there. */
  #buildOnThread(comment: SqlRow): void {
    const thread = this.#context.connection
      .prepare<{ row: number }>('SELECT row FROM comment WHERE thread_id = ?')
      .all(cell(comment, 'thread_id'));
    for (const { row } of thread) this.log.buildOn('comment', row);
  }

  /** Brings those fields of a record that are given to the values given, and gives the names of those that were not so. */
  patch(kind: RecordKind, id: Id, fields: RecordFields): readonly string[] {
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
    if (changed.length === 0) return [];
    if (kind === 'document') tallies.flush();
    const names = changed.flatMap(({ column }) => [column.column, ...(column.derived?.columns ?? [])]);
    const values = changed.flatMap(({ column, value, encoded }) => [
      encoded,
      ...(column.derived?.values(value) ?? []),
    ]);
    const row = before.row as number;
    connection
      .prepare(
        `UPDATE ${recordTables[kind].table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE row = ?`,
      )
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
    this.log.add(kind, row, id, `${was}}`, `${is}}`);
    if (kind === 'comment') this.#buildOnThread(after);
    this.#consequences.note(kind, id, row, before, after);
    return changed.map(({ column }) => column.field);
  }
}
