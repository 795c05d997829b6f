import { rmSync } from 'node:fs';
import { GlossatorError } from '../../core/errors.ts';
import { Connection } from '../connection.ts';
import { guarded } from '../failures.ts';
import { COMPANION_SUFFIXES } from '../project-files.ts';
import { INDEX_SCHEMA, INDEX_VERSION } from './index-schema.ts';

/** Page cache in KiB. */
const CACHE_KIB = 16 * 1024;
/** Pages of the log after which it is moved into the file: what is synced to the disk while an index is made is little. */
const CHECKPOINT_PAGES = 8_000;
const PAGE_SIZE = 8_192;
/** Another thread may be making the index. Milliseconds. */
const BUSY_TIMEOUT = 5_000;

function opened(path: string): Connection {
  const connection = new Connection(path, { mustExist: false, busyTimeout: BUSY_TIMEOUT });
  try {
    connection.pragma(`page_size = ${PAGE_SIZE}`);
    // With a log a crash or a power cut takes back the newest steps, and leaves no page half-written. What is lost is made again.
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    connection.pragma(`cache_size = -${CACHE_KIB}`);
    connection.pragma('cell_size_check = ON');
    connection.pragma('temp_store = MEMORY');
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

function isOf(connection: Connection, project: string): boolean {
  const there = connection
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'indexed'")
    .get();
  if (!there) return false;
  const found = connection
    .prepare<{ project: string; version: number }>('SELECT project, version FROM indexed')
    .get();
  return found?.project === project && found.version === INDEX_VERSION;
}

/** Whether what SQLite said of the index file means that it is to be made anew. */
export function isDamage(thrown: unknown, path: string | null): boolean {
  return thrown instanceof GlossatorError && thrown.code === 'project-damaged' && thrown.place?.path === path;
}

function removeFile(path: string): void {
  guarded(path, () => {
    for (const suffix of ['', ...COMPANION_SUFFIXES]) rmSync(path + suffix, { force: true });
  });
}

/** Makes the tables in an empty file. Another thread may do the same at the same time, and then one of them does. */
function begin(connection: Connection, project: string): void {
  connection.immediate(() => {
    if (connection.prepare('SELECT 1 FROM sqlite_schema').get()) return;
    connection.exec(INDEX_SCHEMA);
    connection.prepare('INSERT INTO indexed VALUES (?, ?, 1)').run(project, INDEX_VERSION);
  });
}

/**
 * Opens the index of a project, and begins a new one where the file is not there, damaged, of another project, or of another version.
 * @param project the project's id
 * @throws GlossatorError where no file can be made there
 */
export function openIndex(path: string, project: string): Connection {
  let connection: Connection | undefined;
  try {
    connection = opened(path);
    // Only what is not there yet waits for another thread that is writing.
    if (isOf(connection, project)) return connection;
    begin(connection, project);
    if (isOf(connection, project)) return connection;
  } catch (thrown) {
    if (!isDamage(thrown, path)) {
      connection?.close();
      throw thrown;
    }
  }
  connection?.close();
  return newIndex(path, project);
}

/** Begins a new index in place of whatever is there. */
export function newIndex(path: string, project: string): Connection {
  removeFile(path);
  const connection = opened(path);
  try {
    begin(connection, project);
    return connection;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}
