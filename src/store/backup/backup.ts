import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GlossatorError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { Connection } from '../connection.ts';
import { failure } from '../failures.ts';
import { checkIntegrity } from '../integrity.ts';
import { COMPANION_SUFFIXES, syncName, syncToDisk } from '../project-files.ts';
import { backupName, hasHead, type JournalHead, listBackups } from './backup-files.ts';
import { expired } from './rotation.ts';

/** Pages copied between two turns of the event loop: some milliseconds' work. */
const PAGES_PER_STEP = 1_000;

export interface BackupOptions {
  readonly force?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export function journalHead(connection: Connection): JournalHead {
  return (
    connection.prepare<JournalHead>('SELECT seq, hash FROM action ORDER BY seq DESC LIMIT 1').get() ?? {
      seq: 0,
      hash: '',
    }
  );
}

function cancelled(): GlossatorError {
  return new GlossatorError('cancelled', 'The backup was cancelled.');
}

/** Copies in steps; what is written to the project meanwhile by this connection goes into the copy too. */
async function copy(connection: Connection, target: string, options: BackupOptions): Promise<void> {
  await connection.db.backup(target, {
    progress: ({ totalPages, remainingPages }) => {
      if (options.signal?.aborted) throw cancelled();
      options.onProgress?.(totalPages - remainingPages, totalPages);
      return PAGES_PER_STEP;
    },
  });
}

/** Makes the copy one plain file, and gives its journal's head. */
function settle(target: string): JournalHead {
  const connection = new Connection(target);
  try {
    connection.pragma('journal_mode = DELETE');
    return journalHead(connection);
  } finally {
    connection.close();
  }
}

/** A copy is good where it is whole and its journal ends with an action that the project has, no older than wanted. */
async function verify(
  connection: Connection,
  target: string,
  head: JournalHead,
  copied: JournalHead,
  signal: AbortSignal | undefined,
): Promise<void> {
  const problems = await checkIntegrity(target, signal);
  if (problems.length > 0) {
    throw new GlossatorError('project-damaged', `The copy is not whole: ${problems[0]}.`, {
      place: { path: connection.path },
      remedy: 'Check the project; where it is damaged too, recover what can be read into a new file.',
    });
  }
  const known = connection.prepare<{ hash: string }>('SELECT hash FROM action WHERE seq = ?').get(copied.seq);
  if (copied.seq < head.seq || (copied.seq > 0 && known?.hash !== copied.hash)) {
    throw new GlossatorError('project-damaged', 'The copy does not end where the project’s journal does.', {
      place: { path: connection.path },
      remedy: 'Check the project, then back it up again.',
    });
  }
}

/** Enough that a file system must find room for it. */
const PROBE_LENGTH = 256 * 1024;

/**
 * What hindered a copy. The binding tells of a failed write only that it failed, so whether the disk is full is found
 * out by writing a little more.
 */
function hindrance(thrown: unknown, folder: string): unknown {
  const told = failure(thrown, folder);
  if (!(told instanceof GlossatorError) || told.code !== 'disk-failed') return told;
  const probe = path.join(folder, `.partial-${newId()}`);
  try {
    writeFileSync(probe, Buffer.alloc(PROBE_LENGTH));
    syncToDisk(probe);
    return told;
  } catch (second) {
    return failure(second, folder);
  } finally {
    rmSync(probe, { force: true });
  }
}

function removeWithCompanions(file: string): void {
  for (const suffix of ['', ...COMPANION_SUFFIXES]) rmSync(file + suffix, { force: true });
}

/**
 * See ProjectStore.backup. The copy gets its name only when it is whole, verified and synced; a backup that fails for
 * whatever reason leaves no file behind, and older ones are removed only after a new one stands.
 */
export async function backUp(
  connection: Connection,
  folder: string,
  options: BackupOptions,
): Promise<string | null> {
  const head = journalHead(connection);
  const newest = listBackups(folder)[0];
  if (!options.force && newest && hasHead(newest, head)) return null;
  const partial = path.join(folder, `.partial-${newId()}`);
  try {
    mkdirSync(folder, { recursive: true });
    await copy(connection, partial, options);
    const copied = settle(partial);
    await verify(connection, partial, head, copied, options.signal);
    syncToDisk(partial);
    const target = path.join(folder, backupName(new Date(), copied));
    renameSync(partial, target);
    syncName(target);
    for (const old of expired(listBackups(folder))) rmSync(old.path, { force: true });
    return target;
  } catch (thrown) {
    throw hindrance(thrown, folder);
  } finally {
    removeWithCompanions(partial);
  }
}
