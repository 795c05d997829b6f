import type { Connection } from './connection.ts';

/** Counts in a table of (row number, count), kept as changes are made and written before they are next read or committed. */
export class RunningCounts {
  readonly #connection: Connection;
  readonly #sql: string;
  readonly #pending = new Map<number, number>();

  constructor(connection: Connection, table: string, key: string, count: string) {
    this.#connection = connection;
    this.#sql = `INSERT INTO ${table} (${key}, ${count}) VALUES (?, ?)
      ON CONFLICT DO UPDATE SET ${count} = ${count} + excluded.${count}`;
  }

  add(row: number, by: number): void {
    this.#pending.set(row, (this.#pending.get(row) ?? 0) + by);
  }

  flush(): void {
    for (const [row, count] of this.#pending) {
      if (count !== 0) this.#connection.prepare(this.#sql).run(row, count);
    }
    this.#pending.clear();
  }

  /** The transaction was rolled back. */
  forget(): void {
    this.#pending.clear();
  }
}
