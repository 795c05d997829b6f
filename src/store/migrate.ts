import type { Connection } from './connection.ts';
import { migrations } from './migrations/index.ts';

/** "GLOS": what `application_id` is in a project file. */
export const APPLICATION_ID = 0x474c4f53;

/** Brings the schema from the file's version to ours, all or nothing. A new file begins at 0. */
export function migrate(connection: Connection, toVersion = Number.POSITIVE_INFINITY): void {
  connection.immediate(() => {
    const version = connection.pragma('user_version') as number;
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    for (const migration of migrations) {
      if (migration.version <= version || migration.version > toVersion) continue;
      connection.exec(migration.sql);
      connection.exec(`PRAGMA user_version = ${migration.version}`);
    }
  });
}
