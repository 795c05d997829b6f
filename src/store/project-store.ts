import { GlossatorError, type Warning } from '../core/errors.ts';
import { backUp } from './backup/backup.ts';
import { backupFolderOf, listBackups } from './backup/backup-files.ts';
import { Checkpointer } from './checkpointer.ts';
import type { Connection } from './connection.ts';
import { returnWork, sendProject } from './exchange/send.ts';
import { FROZEN, HABIT, put, RECEIVED, setting } from './exchange/settings.ts';
import { failure } from './failures.ts';
import { brokenTail } from './journal/chain.ts';
import { PackingThread } from './journal/packing-thread.ts';
import { currentReplica } from './journal/replica.ts';
import { ReplicaKeeper } from './journal/replica-keeper.ts';
import type { StoreState } from './journal/store-state.ts';
import { transact } from './journal/transact.ts';
import { reverse } from './journal/undo.ts';
import type { ProjectLock } from './lock.ts';
import { mergeLog } from './merge/log.ts';
import { createReader } from './read/reader.ts';
import { replacementGuard } from './replaced.ts';
import { Identities } from './rows/identities.ts';
import { SeenReaders } from './sight/seen-readers.ts';
import { Snapshots } from './sight/snapshots.ts';
import { Tallies } from './tallies.ts';
import type { ProjectStore, StoreOptions } from './types.ts';

// Loaded on first use: a start waits for what it loads.
const checking = () => import('./check/check.ts');
const merging = () => import('./merge/merge.ts');

/** An action with more changes is not verified on opening: that would take longer than opening may. */
const TAIL_CHANGES_LIMIT = 2_000;

function tailWarning(connection: Connection, keeper: ReplicaKeeper): Warning | undefined {
  const replica = currentReplica(connection);
  const broken = replica && brokenTail(connection, replica.row, TAIL_CHANGES_LIMIT);
  if (broken === undefined) return undefined;
  keeper.distrust();
  return {
    code: 'journal-broken',
    message: `The end of the journal has been damaged or altered: ${broken}.`,
    place: { path: connection.path },
    remedy:
      'Check the project, and compare it with a backup. New work is kept in a journal of its own from here on.',
  };
}

function remember(connection: Connection, name: string, value: string): void {
  try {
    put(connection, `${HABIT}${name}`, value);
  } catch (thrown) {
    throw failure(thrown, connection.path);
  }
}

/** Whether it worked; what is tried on closing may fail without loss. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/**
 * Takes the log into the file and remembers its head. Out of WAL mode a closed project is a single file that can be
 * copied and mailed, and read where nothing may be written; a file that is found in WAL mode was therefore not closed.
 * Where a full disk or another reader hinders it, the log stays beside the file and is taken in when it is next opened,
 * and then a new sequence of actions begins.
 */
function settle(connection: Connection, keeper: ReplicaKeeper): void {
  attempt(() => keeper.remember());
  attempt(() => connection.pragma('journal_mode = DELETE'));
}

/** The store over a connection that has been checked and migrated. Closes the connection and lets go of the lock. */
export function createStore(
  connection: Connection,
  lock: ProjectLock | null,
  options: StoreOptions,
  warnings: readonly Warning[],
): ProjectStore {
  const identities = new Identities(connection);
  const context = { connection, identities, tallies: new Tallies(connection) };
  const keeper = new ReplicaKeeper(connection, options.machineId, options.backupFolder);
  const checkpointer = lock ? new Checkpointer(connection) : null;
  const packing = new PackingThread();
  const state: StoreState = {
    ...context,
    packing,
    reader: createReader(context),
    replicas: keeper,
    committed() {
      // The action is durable: nothing that is done for later may make it look failed.
      attempt(() => keeper.committed());
      attempt(() => checkpointer?.committed());
    },
  };
  const tail = tailWarning(connection, keeper);
  const folder = backupFolderOf(options.backupFolder, connection.path);
  const seen = new SeenReaders(connection.path, state.reader);
  const snapshots = new Snapshots(connection.path, () => checkpointer?.hold() ?? (() => undefined));
  const refuseReplaced = replacementGuard(connection.path);
  let open = true;

  function writable(): StoreState {
    if (lock && open) {
      refuseReplaced();
      return state;
    }
    throw new GlossatorError(
      'project-read-only',
      open ? 'The project was opened to be read only.' : 'The project has been closed.',
      { place: { path: connection.path }, remedy: 'Open the project for writing.' },
    );
  }

  return {
    path: connection.path,
    read: state.reader,
    seen: (sight) => seen.through(sight),
    snapshot(sight) {
      refuseReplaced();
      return snapshots.take(sight);
    },
    warnings: tail ? [...warnings, tail] : warnings,
    transact: (draft, work) => transact(writable(), draft, work),
    undo: (personId, id) => reverse(writable(), 'undo', personId, id),
    redo: (personId, id) => reverse(writable(), 'redo', personId, id),
    async merge(file, mergeOptions) {
      const { mergeFile } = await merging();
      return mergeFile(writable(), file, mergeOptions);
    },
    send: (target, personId, sendOptions) => sendProject(connection, target, personId, sendOptions),
    returnWork: (target) => returnWork(connection, target),
    received: () => ({
      returnable: setting(connection, RECEIVED) !== undefined,
      frozen: setting(connection, FROZEN) !== undefined,
    }),
    merges: () => mergeLog(connection),
    remembered: (name) => setting(connection, `${HABIT}${name}`),
    remember: (name, value) => remember(writable().connection, name, value),
    backup: (backupOptions = {}) => backUp(connection, folder, backupOptions),
    backups: () => listBackups(folder).map(({ path, at, bytes }) => ({ path, at, bytes })),
    async check(checkOptions = {}) {
      const { checkProject } = await checking();
      return checkProject(connection.path, checkOptions);
    },
    close() {
      if (!open) return;
      open = false;
      checkpointer?.stop();
      packing.close();
      // The log can only be taken in whole where nobody else reads.
      seen.close();
      snapshots.close();
      if (lock) settle(connection, keeper);
      try {
        connection.close();
      } catch (thrown) {
        throw failure(thrown, connection.path);
      } finally {
        lock?.release();
      }
    },
  };
}
