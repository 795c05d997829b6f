import { existsSync, rmSync } from 'node:fs';
import os from 'node:os';
import Database from 'better-sqlite3';
import { GlossatorError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { instantInWords } from '../core/project/instant.ts';
import { Connection } from './connection.ts';

/**
 * One process at a time has a project open for writing. The lock is a transaction held on a small SQLite file beside
 * the project: the operating system lets it go when the process ends, however it ends, and others can read who
 * holds it. A lock on the project file itself would keep our own further connections out.
 */
export interface ProjectLock {
  /** Idempotent. */
  release(): void;
}

interface Holder {
  readonly nonce: string;
  readonly pid: number;
  readonly host: string;
  readonly app: string;
  readonly since: string;
}

/** How often taking the lock begins anew because its file was just then taken away by its last holder. */
const ATTEMPTS = 20;

export function lockPathOf(projectPath: string): string {
  return `${projectPath}-lock`;
}

function readHolder(connection: Connection): Holder | undefined {
  const table = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'holder'").get();
  return table
    ? connection.prepare<Holder>('SELECT nonce, pid, host, app, since FROM holder').get()
    : undefined;
}

/** Who says in the lock file that lies beside a project that it is open there; undefined where nobody does. */
export function lockHolder(
  projectPath: string,
): { readonly app: string; readonly host: string; readonly since: string } | undefined {
  const lockPath = lockPathOf(projectPath);
  if (!existsSync(lockPath)) return undefined;
  try {
    const connection = new Connection(lockPath, { readonly: true, busyTimeout: 0 });
    try {
      return readHolder(connection);
    } finally {
      connection.close();
    }
  } catch (thrown) {
    // Cut short, or removed meanwhile: taking the lock will tell.
    if (thrown instanceof GlossatorError) return undefined;
    throw thrown;
  }
}

function inUse(projectPath: string, holder: Holder | undefined): GlossatorError {
  const who = holder
    ? `${holder.app} (process ${holder.pid}${holder.host === os.hostname() ? '' : ` on ${holder.host}`}) since ${instantInWords(holder.since)}`
    : 'another program';
  return new GlossatorError('project-in-use', `The project is open already: by ${who}.`, {
    place: { path: projectPath },
    remedy: 'Close it there, then open it here.',
  });
}

function isCode(thrown: unknown, prefix: string): boolean {
  const cause = thrown instanceof GlossatorError ? thrown.cause : thrown;
  return cause instanceof Database.SqliteError && cause.code.startsWith(prefix);
}

/** Begins the transaction that is the lock; false where another holds it. */
function seize(connection: Connection): boolean {
  try {
    connection.exec('BEGIN IMMEDIATE');
    return true;
  } catch (thrown) {
    if (isCode(thrown, 'SQLITE_BUSY')) return false;
    throw thrown;
  }
}

function writeHolder(connection: Connection, app: string): string {
  const nonce = newId();
  connection.exec(
    'CREATE TABLE IF NOT EXISTS holder (nonce TEXT, pid INTEGER, host TEXT, app TEXT, since TEXT) STRICT',
  );
  connection.exec('DELETE FROM holder');
  connection
    .prepare('INSERT INTO holder (nonce, pid, host, app, since) VALUES (?, ?, ?, ?, ?)')
    .run(nonce, process.pid, os.hostname(), app, new Date().toISOString());
  return nonce;
}

/** Whether the file that now lies at the path is the one that we have locked, and not one made after ours was removed. */
function isStillOurs(lockPath: string, nonce: string): boolean {
  try {
    const other = new Connection(lockPath, { readonly: true, busyTimeout: 0 });
    try {
      return readHolder(other)?.nonce === nonce;
    } finally {
      other.close();
    }
  } catch (thrown) {
    if (isCode(thrown, 'SQLITE_CANTOPEN')) return false;
    throw thrown;
  }
}

/** Takes the lock with this connection: 'taken' by us, 'held' by another, or 'gone' where the file was removed meanwhile. */
function take(connection: Connection, lockPath: string, app: string): 'taken' | 'held' | 'gone' {
  // The file is worth nothing after a crash, so it need not be synced.
  connection.pragma('synchronous = OFF');
  if (!seize(connection)) return 'held';
  const nonce = writeHolder(connection, app);
  connection.exec('COMMIT');
  // Whoever comes between the two transactions has the lock, and says so.
  if (!seize(connection)) return 'held';
  return isStillOurs(lockPath, nonce) ? 'taken' : 'gone';
}

function release(connection: Connection, lockPath: string): void {
  if (!connection.db.open) return;
  // Removed while held, so that no other can have locked this very file; Windows does not let an open file go.
  if (process.platform !== 'win32') rmSync(lockPath, { force: true });
  connection.close();
  if (process.platform === 'win32') {
    try {
      rmSync(lockPath, { force: true });
    } catch (thrown) {
      // Another has opened it in between: then it is in use and stays.
      if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
    }
  }
}

/**
 * Takes the lock of a project for this process; `app` says who we are to others. Raises `project-in-use` where it is
 * held, `no-permission` or `disk-full` where the lock file cannot be made.
 */
export function lockProject(projectPath: string, app: string): ProjectLock {
  const lockPath = lockPathOf(projectPath);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const connection = new Connection(lockPath, { mustExist: false, busyTimeout: 0 });
    let taken = false;
    try {
      const state = take(connection, lockPath, app);
      if (state === 'held') throw inUse(projectPath, readHolder(connection));
      taken = state === 'taken';
    } catch (thrown) {
      // A lock file cut short by a full disk or a crash holds nothing worth keeping.
      if (!isCode(thrown, 'SQLITE_NOTADB') && !isCode(thrown, 'SQLITE_CORRUPT')) throw thrown;
      rmSync(lockPath, { force: true });
    } finally {
      if (!taken) connection.close();
    }
    if (taken) return { release: () => release(connection, lockPath) };
  }
  throw inUse(projectPath, undefined);
}
