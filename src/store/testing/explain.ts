import { Connection, type SqlValue } from '../connection.ts';

/** How SQLite would run a query on this file, a line a step, through views where these are given: a lost index fails a test that expects its name. */
export function explain(path: string, sql: string, views: readonly string[] = []): string[] {
  const connection = new Connection(path, { readonly: true });
  try {
    for (const view of views) connection.exec(view);
    const places = sql.split('?').length - 1;
    const values: SqlValue[] = Array.from({ length: places }, () => 1);
    return connection
      .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map(({ detail }) => detail);
  } finally {
    connection.close();
  }
}
