import type { Id } from '../../core/ids.ts';
import type { FieldValue, RecordKind } from '../../core/journal/action.ts';
import type { Connection, SqlRow, SqlValue } from '../connection.ts';
import type { Identities } from '../rows/identities.ts';
import { recordTables } from '../rows/record-table.ts';

export type RecordFields = Readonly<Record<string, FieldValue | undefined>>;

/** A record that is to be made: the id, then the columns of its kind, each with those that are derived from it. */
export type NewRow = readonly SqlValue[];

/** What of a kind does not depend on the record: made once, since a large import asks a million times. */
const layouts = new Map(
  Object.values(recordTables).map(({ kind, table, columns }) => {
    const names = ['id', ...columns.flatMap(({ column, derived }) => [column, ...(derived?.columns ?? [])])];
    const places = new Map(names.map((name, at) => [name, at]));
    const fields = columns.map((column, i) => ({
      column,
      begin: `${i === 0 ? '{' : ','}${JSON.stringify(column.field)}:`,
      at: places.get(column.column) ?? -1,
    }));
    const utf8 = new Set(columns.flatMap(({ column, asUtf8 }) => (asUtf8 ? [places.get(column) ?? -1] : [])));
    return [kind, { table, names, places, fields, utf8 }];
  }),
);

function layoutOf(kind: RecordKind) {
  const layout = layouts.get(kind);
  if (!layout) throw new Error(`There are no ${kind} records.`);
  return layout;
}

/** `fields` holds every field of the kind. Raises `record-unknown-reference`, and what the columns raise. */
export function newRow(kind: RecordKind, id: Id, fields: RecordFields, identities: Identities): NewRow {
  const values: SqlValue[] = [id];
  for (const { column } of layoutOf(kind).fields) {
    const value = fields[column.field] ?? column.absent ?? null;
    values.push(column.encode(value, identities));
    if (column.derived) values.push(...column.derived.values(value));
  }
  return values;
}

/** All fields of a record in canonical JSON; `row` is what `newRow` gave for them. */
export function newRowJson(kind: RecordKind, fields: RecordFields, row: NewRow): string {
  let json = '';
  for (const { column, begin, at } of layoutOf(kind).fields) {
    json += `${begin}${column.json(fields[column.field] ?? column.absent ?? null, row[at] ?? null)}`;
  }
  return `${json}}`;
}

/** The same, cut at the values of the fields that are `open`, which are in the order of canonical JSON: what stands before, between and behind them. */
export function newRowJsonBeside(
  kind: RecordKind,
  fields: RecordFields,
  row: NewRow,
  open: readonly string[],
): readonly string[] {
  const parts: string[] = [];
  let json = '';
  for (const { column, begin, at } of layoutOf(kind).fields) {
    json += begin;
    if (open.includes(column.field)) {
      parts.push(json);
      json = '';
    } else json += column.json(fields[column.field] ?? column.absent ?? null, row[at] ?? null);
  }
  return [...parts, `${json}}`];
}

/** Where in a new row of a kind its columns are, by name. */
export function placesOf(kind: RecordKind, columns: readonly string[]): readonly number[] {
  const { places } = layoutOf(kind);
  return columns.map((column) => {
    const place = places.get(column);
    if (place === undefined) throw new Error(`A ${kind} has no column ${column}.`);
    return place;
  });
}

/** Reads some columns of new rows of a kind, by name. */
export function columnsReader(kind: RecordKind, columns: readonly string[]): (row: NewRow) => SqlRow {
  const { places } = layoutOf(kind);
  const wanted = columns.map((column) => ({ column, at: places.get(column) ?? -1 }));
  return (row) => {
    const some: SqlRow = {};
    for (const { column, at } of wanted) some[column] = row[at] ?? null;
    return some;
  };
}

/** Inserts a record that is not there; takes what `newRow` gives. */
export function insertStatement(kind: RecordKind): string {
  const { table, names, utf8 } = layoutOf(kind);
  const values = names.map((_, at) => (utf8.has(at) ? 'CAST(? AS TEXT)' : '?'));
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')}) ON CONFLICT (id) DO NOTHING`;
}

/** Rows that go into one statement: more make it little quicker. */
export const ROWS_AT_ONCE = 64;

/** So many statements of a kind are kept: rows of one origin have the same columns in common. */
const SHAPES_LIMIT = 64;

const statements = new Map<string, string>();
const shapes = new Map<RecordKind, Set<number>>();

/** The columns that have one value in all these rows, as bits by their places. */
function sharedColumns(kind: RecordKind, records: readonly NewRow[]): number {
  const [first, ...others] = records;
  if (!first || others.length === 0) return 0;
  let shared = 0;
  for (let at = 1; at < first.length; at++) {
    const value = first[at];
    if (others.every((record) => record[at] === value)) shared |= 1 << at;
  }
  const known = shapes.get(kind) ?? new Set<number>();
  shapes.set(kind, known);
  if (!known.has(shared) && known.size >= SHAPES_LIMIT) return 0;
  known.add(shared);
  return shared;
}

/**
 * Parameters: the first row number, the values in common, then row after row what is its own. Handing over a value takes about as long as
 * storing it, so what many rows have in common is handed over once.
 */
function insertRowsStatement(kind: RecordKind, count: number, shared: number): string {
  const key = `${kind} ${count} ${shared}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const { table, names, utf8 } = layoutOf(kind);
  const common = ['? AS first'];
  let own = 1;
  const values = names.map((_, at) => {
    const isShared = ((shared >> at) & 1) === 1;
    if (isShared) common.push(`? AS common${at}`);
    const value = isShared ? `common${at}` : `column${++own}`;
    return utf8.has(at) ? `CAST(${value} AS TEXT)` : value;
  });
  const rows = Array.from({ length: count }, (_, i) => `(${i}${', ?'.repeat(own - 1)})`);
  const sql = `INSERT INTO ${table} (row, ${names.join(', ')}) SELECT first + column1, ${values.join(', ')}
    FROM (SELECT ${common.join(', ')}) CROSS JOIN (VALUES ${rows.join(', ')})
    WHERE true ON CONFLICT (id) DO NOTHING`;
  statements.set(key, sql);
  return sql;
}

/**
 * Inserts records, at most ROWS_AT_ONCE, in one statement; gives the row number of each, undefined for those whose id is
 * taken. Their numbers follow the last one, as SQLite would give them.
 */
export function insertRows(
  connection: Connection,
  kind: RecordKind,
  records: readonly NewRow[],
): readonly (number | undefined)[] {
  const { table } = layoutOf(kind);
  const last = connection.prepare<{ row: number | null }>(`SELECT max(row) AS row FROM ${table}`).get();
  const first = (last?.row ?? 0) + 1;
  const shared = sharedColumns(kind, records);
  const values: SqlValue[] = [first];
  records[0]?.forEach((value, at) => {
    if ((shared >> at) & 1) values.push(value);
  });
  for (const record of records) {
    for (let at = 0; at < record.length; at++) if (!((shared >> at) & 1)) values.push(record[at] ?? null);
  }
  const { changes } = connection.prepare(insertRowsStatement(kind, records.length, shared)).run(...values);
  if (changes === records.length) return records.map((_, i) => first + i);
  // A taken id has left a gap in the row numbers, which a recovery would take for a lost row: once more, one by one.
  connection.prepare(`DELETE FROM ${table} WHERE row >= ?`).run(first);
  const insert = connection.prepare(insertStatement(kind));
  return records.map((record) => {
    const made = insert.run(...record);
    return made.changes === 1 ? made.lastInsertRowid : undefined;
  });
}
