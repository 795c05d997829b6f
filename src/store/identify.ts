import { statSync } from 'node:fs';
import { GlossatorError } from '../core/errors.ts';
import { Connection } from './connection.ts';
import { DAMAGED } from './failures.ts';
import { APPLICATION_ID, RETURN_ID } from './migrate.ts';

/**
 * A file that was not closed is checked as a whole on opening up to this size in bytes, which takes less than
 * 0.3 s. A larger one is checked by the first backup, which runs soon after opening in a thread of its own.
 */
const CHECKED_ON_OPENING = 64 * 1024 * 1024;

/** Page cache in KiB; SQLite's own default of 16 MB spills in the middle of large imports. */
const CACHE_KIB = 32 * 1024;

/** Settings of a connection, none of which is kept in the file. */
export function configure(connection: Connection): void {
  // better-sqlite3 builds SQLite with NORMAL for WAL, which a power cut can take an acknowledged change from.
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // A file from elsewhere may bring triggers and views: they may not call functions with effects.
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
  connection.pragma('temp_store = MEMORY');
  connection.pragma(`cache_size = -${CACHE_KIB}`);
}

function damaged(path: string, detail: string): GlossatorError {
  return new GlossatorError('project-damaged', `${DAMAGED.message} (${detail})`, {
    place: { path },
    remedy: DAMAGED.remedy,
  });
}

function notGloss(path: string, cause?: unknown): GlossatorError {
  return new GlossatorError('project-not-gloss', 'This file is not a Glossator project.', {
    place: { path },
    remedy:
      'Choose a file that Glossator made. If this one was, it is badly damaged: recover it or open a backup.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function returned(path: string): GlossatorError {
  return new GlossatorError(
    'project-is-return',
    'This file holds work that a colleague returned; it is no project by itself.',
    {
      place: { path },
      remedy: 'Open the project that it belongs to, and merge this file there.',
    },
  );
}

function firstPage(connection: Connection): { application: number; version: number; journalMode: string } {
  try {
    return {
      application: connection.pragma('application_id') as number,
      version: connection.pragma('user_version') as number,
      journalMode: connection.pragma('journal_mode') as string,
    };
  } catch (thrown) {
    const cause = thrown instanceof GlossatorError ? thrown.cause : undefined;
    const noDatabase = cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_NOTADB';
    throw noDatabase ? notGloss(connection.path, thrown) : thrown;
  }
}

export interface Identified {
  readonly version: number;
  /** false where it is still in WAL mode, as a program leaves it that did not come to closing it */
  readonly wasClosed: boolean;
  /** whether it is work that was returned, and no project by itself */
  readonly isReturn: boolean;
}

/** A file without a log is as long as its pages; SQLite itself reads zeros for what is missing of the last one. */
function refuseCut(connection: Connection): void {
  const { size } = statSync(connection.path);
  const length = (connection.pragma('page_count') as number) * (connection.pragma('page_size') as number);
  if (size < length) throw damaged(connection.path, `it is cut off after ${size} of ${length} bytes`);
}

/** Whether a look without writing failed because a crash left something that must be put in order first. */
function needsWriting(thrown: unknown): boolean {
  const cause = thrown instanceof GlossatorError ? thrown.cause : undefined;
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_READONLY');
}

/**
 * Looks whether this is a project that we can open; without writing, except that SQLite rolls back a change that a crash
 * cut off in the middle, where we hold the lock.
 */
export function identify(path: string, ourVersion: number, locked: boolean, orReturned = false): Identified {
  try {
    return identifyWith(new Connection(path, { readonly: true }), ourVersion, orReturned);
  } catch (thrown) {
    if (!locked || !needsWriting(thrown)) throw thrown;
    return { ...identifyWith(new Connection(path), ourVersion, orReturned), wasClosed: false };
  }
}

function identifyWith(connection: Connection, ourVersion: number, orReturned: boolean): Identified {
  const { path } = connection;
  try {
    const { application, version, journalMode } = firstPage(connection);
    if (application === RETURN_ID && !orReturned) throw returned(path);
    if (application !== APPLICATION_ID && application !== RETURN_ID) throw notGloss(path);
    if (version > ourVersion) {
      throw new GlossatorError(
        'project-from-future',
        `This project was made by a newer Glossator (version ${version} of the file; this program knows up to ${ourVersion}).`,
        {
          place: { path },
          remedy: 'Install the newest Glossator and open it with that. The file has not been touched.',
        },
      );
    }
    const wasClosed = journalMode !== 'wal';
    if (wasClosed) refuseCut(connection);
    return { version, wasClosed, isReturn: application === RETURN_ID };
  } finally {
    connection.close();
  }
}

/** What every opening can afford, and more where the file was not closed. */
export function inspect(connection: Connection, wasClosed: boolean): void {
  const { path } = connection;
  if (!connection.prepare('SELECT 1 FROM project').get()) throw damaged(path, 'it has no project record');
  if (wasClosed || statSync(path).size > CHECKED_ON_OPENING) return;
  const result = connection.pragma('quick_check(1)');
  if (result !== 'ok') throw damaged(path, String(result));
}
