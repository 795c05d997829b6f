import { GlossatorError } from '../core/errors.ts';
import { Connection } from './connection.ts';
import { failure } from './failures.ts';
import { configure, identify, inspect } from './identify.ts';
import { lockProject, type ProjectLock } from './lock.ts';
import { copyBeforeMigration, migrate } from './migrate.ts';
import { migrations as ourMigrations } from './migrations/index.ts';
import { type Migration, oldestReadable } from './migrations/migration.ts';
import { locateProject } from './project-files.ts';
import { createStore } from './project-store.ts';
import type { ProjectStore, StoreOptions } from './types.ts';

function openLocked(
  path: string,
  lock: ProjectLock | null,
  options: StoreOptions,
  migrations: readonly Migration[],
): ProjectStore {
  const ourVersion = migrations[migrations.length - 1]?.version ?? 0;
  const { version, wasClosed } = identify(path, ourVersion, lock !== null);
  if (version < oldestReadable(migrations)) {
    if (!lock) {
      throw new GlossatorError('project-read-only', 'This project was made by an older Glossator.', {
        place: { path },
        remedy: 'Open it for writing once: then it is brought to the form that this program reads.',
      });
    }
    copyBeforeMigration(path, options.backupFolder);
  }
  const connection = new Connection(path, { readonly: !lock });
  try {
    configure(connection);
    if (lock && connection.pragma('journal_mode = WAL') !== 'wal') {
      throw new GlossatorError('project-in-use', 'Another program is reading the project file.', {
        place: { path },
        remedy: 'Close it there, then open it here.',
      });
    }
    if (lock) migrate(connection, migrations);
    inspect(connection, wasClosed);
    return createStore(connection, lock, options, []);
  } catch (thrown) {
    connection.close();
    throw failure(thrown, path);
  }
}

/** For tests of migrations: as openProject, with these instead of ours. */
export function openProjectWith(
  file: string,
  options: StoreOptions,
  migrations: readonly Migration[],
): ProjectStore {
  const path = locateProject(file);
  const lock = options.readOnly ? null : lockProject(path, `Glossator ${options.appVersion}`);
  try {
    return openLocked(path, lock, options, migrations);
  } catch (thrown) {
    lock?.release();
    throw thrown;
  }
}

/**
 * Opens a project file; for writing unless `readOnly`, and then no other process can. An older file is brought to this program's
 * version, after it was copied to the backups where that changes a table. Raises `project-missing`, `project-not-gloss`, `project-from-future`,
 * `project-damaged`, `project-in-use`, `project-read-only`, `no-permission`, `disk-full`.
 */
export function openProject(file: string, options: StoreOptions): ProjectStore {
  return openProjectWith(file, options, ourMigrations);
}
