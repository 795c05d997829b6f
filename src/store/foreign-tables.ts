import Database from 'better-sqlite3';
import { GlossatorError } from '../core/errors.ts';
import type { SqlRow } from './connection.ts';

/** Bytes of one cell at most: what a JavaScript string can hold for certain. */
const CELL_LIMIT = 256 * 1024 * 1024;
/** Page cache in KiB. */
const CACHE_KIB = 16 * 1024;

export interface TableQuery {
  /** those that the table does not have are null in every row */
  readonly columns: readonly string[];
  readonly where?: { readonly column: string; readonly equals: string | number };
  readonly orderBy?: readonly string[];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * The tables of an SQLite database that another program made, to be read and nothing else. It is given a copy of the file: SQLite may put in
 * order there what that program left unfinished. Nothing of the file's own is run: only tables proper are shown, without views, virtual tables, generated columns;
 * indexes are not trusted; SQLite is in defensive mode and its schema is not trusted (https://www.sqlite.org/security.html).
 */
export class ForeignTables {
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly #name: string;
  readonly #db: Database.Database;

  /**
   * @param path of the copy
   * @param name what errors call it
   * @throws GlossatorError file-damaged, file-encrypted
   */
  constructor(path: string, name: string) {
    this.#name = name;
    this.#db = this.#guard(() => new Database(path, { fileMustExist: true, timeout: 0 }));
    try {
      this.tables = this.#guard(() => this.#prepare());
    } catch (thrown) {
      this.#db.close();
      throw thrown;
    }
  }

  #prepare(): ReadonlyMap<string, readonly string[]> {
    const db = this.#db;
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('ignore_check_constraints = ON');
    db.pragma('temp_store = FILE');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    const checked = db.pragma('quick_check(1)', { simple: true });
    if (checked !== 'ok') throw this.#damaged(String(checked));
    db.pragma('query_only = ON');
    const names = db
      .prepare<[], { readonly name: string }>(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .all();
    const columns = db.prepare<[string], { readonly name: string }>(
      'SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0',
    );
    return new Map(
      names.map(({ name }) => [
        name.toLowerCase(),
        columns.all(name).map((column) => column.name.toLowerCase()),
      ]),
    );
  }

  /** @throws GlossatorError file-damaged, file-too-large */
  *rows(table: string, { columns, where, orderBy = [] }: TableQuery): Generator<SqlRow> {
    const there = this.tables.get(table);
    if (!there || (where && !there.includes(where.column))) return;
    const shown = columns.filter((column) => there.includes(column));
    const sorted = orderBy.filter((column) => there.includes(column));
    if (shown.length === 0) return;
    const missing = Object.fromEntries(columns.map((column) => [column, null]));
    const from = `FROM ${quoted(table)} NOT INDEXED`;
    const condition = where ? `${quoted(where.column)} = ?` : '1';
    const values = where ? [where.equals] : [];
    this.#guard(() => this.#refuseLarge(table, shown));
    const order = sorted.length > 0 ? ` ORDER BY ${sorted.map(quoted).join(', ')}` : '';
    const sql = `SELECT ${shown.map(quoted).join(', ')} ${from} WHERE ${condition}${order}`;
    const rows = this.#guard(() => this.#db.prepare<(string | number)[], SqlRow>(sql).iterate(...values));
    try {
      for (;;) {
        const { done, value } = this.#guard(() => rows.next());
        if (done) return;
        yield { ...missing, ...value };
      }
    } finally {
      rows.return?.();
    }
  }

  readonly #measured = new Set<string>();

  #refuseLarge(table: string, columns: readonly string[]): void {
    const key = `${table} ${columns.join(' ')}`;
    if (this.#measured.has(key)) return;
    const large = columns.map((column) => `octet_length(${quoted(column)}) > ${CELL_LIMIT}`).join(' OR ');
    const found = this.#db.prepare(`SELECT 1 FROM ${quoted(table)} NOT INDEXED WHERE ${large} LIMIT 1`).get();
    if (found) {
      const message = `A cell of the table ‘${table}’ has more than ${CELL_LIMIT / 1024 / 1024} MB.`;
      throw new GlossatorError('file-too-large', message, { place: { path: this.#name } });
    }
    this.#measured.add(key);
  }

  #damaged(detail: string, cause?: unknown): GlossatorError {
    return new GlossatorError('file-damaged', `The database is damaged (${detail}).`, {
      place: { path: this.#name },
      remedy: 'Open it in the program that made it and save a copy, or export the project anew there.',
      ...(cause === undefined ? {} : { cause }),
    });
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      if (thrown instanceof GlossatorError || !(thrown instanceof Error)) throw thrown;
      const code = 'code' in thrown ? String(thrown.code) : '';
      if (code === 'SQLITE_NOTADB') {
        throw new GlossatorError('file-damaged', 'It begins as a database, but is damaged or encrypted.', {
          place: { path: this.#name },
          remedy: 'Export the project anew in the program that made it.',
          cause: thrown,
        });
      }
      if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
        throw new GlossatorError('disk-full', 'There is no room on the disk to read the database.', {
          remedy: 'Free some space for temporary files, then do it again.',
          cause: thrown,
        });
      }
      throw this.#damaged(thrown.message, thrown);
    }
  }

  close(): void {
    this.#db.close();
  }
}
