import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { newId } from '../core/ids.ts';
import { journalHead } from './backup/backup.ts';
import { backupFolderOf, backupName, type JournalHead } from './backup/backup-files.ts';
import { Connection } from './connection.ts';
import { guarded } from './failures.ts';
import { migrations as ourMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { syncToDisk } from './project-files.ts';

/** "GLOS": what `application_id` is in a project file. */
export const APPLICATION_ID = 0x474c4f53;

/** "GLOR": that of a file of returned work, which is no project by itself. */
export const RETURN_ID = 0x474c4f52;

/** Brings the schema from the file's version to the last one given, all or nothing. A new file begins at 0. */
export function migrate(connection: Connection, migrations: readonly Migration[] = ourMigrations): void {
  const version = connection.pragma('user_version') as number;
  const missing = migrations.filter((migration) => migration.version > version);
  if (missing.length === 0) return;
  connection.immediate(() => {
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    for (const migration of missing) {
      connection.exec(migration.sql);
      connection.exec(`PRAGMA user_version = ${migration.version}`);
    }
  });
}

/** Takes the log into the file, so that the file alone is the project. */
function settle(file: string): JournalHead {
  const connection = new Connection(file);
  try {
    connection.pragma('journal_mode = DELETE');
    return journalHead(connection);
  } finally {
    connection.close();
  }
}

/** Copies a project that is about to be migrated to its backups. The caller holds its lock and no connection to it. */
export function copyBeforeMigration(file: string, backupFolder: string): void {
  const folder = backupFolderOf(backupFolder, file);
  const head = settle(file);
  const partial = path.join(folder, `.partial-${newId()}`);
  guarded(folder, () => {
    mkdirSync(folder, { recursive: true });
    try {
      copyFileSync(file, partial);
      syncToDisk(partial);
      renameSync(partial, path.join(folder, backupName(new Date(), head)));
      syncToDisk(folder);
    } finally {
      rmSync(partial, { force: true });
    }
  });
}
