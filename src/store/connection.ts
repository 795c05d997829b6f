import Database from 'better-sqlite3';
import { failure } from './failures.ts';

export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Record<string, SqlValue>;

/** A prepared statement whose failures are ours. */
export class Query<Row> {
  readonly #statement: Database.Statement<SqlValue[], Row>;
  readonly #path: string;

  constructor(statement: Database.Statement<SqlValue[], Row>, path: string) {
    this.#statement = statement;
    this.#path = path;
  }

  get(...values: SqlValue[]): Row | undefined {
    try {
      return this.#statement.get(...values);
    } catch (thrown) {
      throw failure(thrown, this.#path);
    }
  }

  all(...values: SqlValue[]): Row[] {
    try {
      return this.#statement.all(...values);
    } catch (thrown) {
      throw failure(thrown, this.#path);
    }
  }

  /** The first value of each row: a third of the time that rows take. */
  column<Value extends SqlValue>(...values: SqlValue[]): Value[] {
    try {
      return this.#statement.pluck(true).all(...values) as unknown[] as Value[];
    } catch (thrown) {
      throw failure(thrown, this.#path);
    } finally {
      this.#statement.pluck(false);
    }
  }

  /** Runs a statement that gives no rows. */
  run(...values: SqlValue[]): { readonly changes: number; readonly lastInsertRowid: number } {
    try {
      // Row numbers stay far below 2^53, so better-sqlite3 gives them as numbers.
      return this.#statement.run(...values) as { changes: number; lastInsertRowid: number };
    } catch (thrown) {
      throw failure(thrown, this.#path);
    }
  }
}

export interface ConnectionOptions {
  readonly readonly?: boolean;
  readonly mustExist?: boolean;
  /** milliseconds to wait for a lock that another connection holds */
  readonly busyTimeout?: number;
}

/**
 * One connection to one SQLite file. Statements are prepared once and kept; what they throw is turned into errors
 * of ours. better-sqlite3 opens every connection in SQLite's defensive mode.
 */
export class Connection {
  readonly path: string;
  readonly db: Database.Database;
  readonly #queries = new Map<string, Query<never>>();

  constructor(path: string, options: ConnectionOptions = {}) {
    this.path = path;
    try {
      this.db = new Database(path, {
        readonly: options.readonly ?? false,
        fileMustExist: options.mustExist ?? true,
        timeout: options.busyTimeout ?? 1_000,
      });
    } catch (thrown) {
      throw failure(thrown, path);
    }
  }

  prepare<Row = SqlRow>(sql: string): Query<Row> {
    const known = this.#queries.get(sql);
    if (known) return known as unknown as Query<Row>;
    try {
      const query = new Query<Row>(this.db.prepare<SqlValue[], Row>(sql), this.path);
      this.#queries.set(sql, query as unknown as Query<never>);
      return query;
    } catch (thrown) {
      throw failure(thrown, this.path);
    }
  }

  exec(sql: string): void {
    try {
      this.db.exec(sql);
    } catch (thrown) {
      throw failure(thrown, this.path);
    }
  }

  /** The single value that a pragma gives. */
  pragma(source: string): unknown {
    try {
      return this.db.pragma(source, { simple: true });
    } catch (thrown) {
      throw failure(thrown, this.path);
    }
  }

  /** Runs `work` in one IMMEDIATE transaction; whatever it throws rolls all back. */
  immediate<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    let done = false;
    try {
      const value = work();
      this.exec('COMMIT');
      done = true;
      return value;
    } finally {
      // SQLite has rolled back by itself after some failures (a full disk), so ask before doing it.
      if (!done && this.db.inTransaction) this.exec('ROLLBACK');
    }
  }

  close(): void {
    this.#queries.clear();
    this.db.close();
  }
}
