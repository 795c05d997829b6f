import { existsSync, linkSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { GlossatorError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { Connection } from './connection.ts';
import { guarded } from './failures.ts';
import { beginReplica, currentReplica, headOf, type ReplicaSource } from './journal/replica.ts';
import type { StoreState } from './journal/store-state.ts';
import { transact } from './journal/transact.ts';
import { reverse } from './journal/undo.ts';
import { migrate } from './migrate.ts';
import { createReader } from './read/reader.ts';
import { Identities } from './rows/identities.ts';
import { Tallies } from './tallies.ts';
import type { CreateOptions, ProjectStore, StoreOptions } from './types.ts';

/** Nobody yet: who makes a project before anyone has joined it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function replicaSource(connection: Connection, machineId: string, fileIdentity: string): ReplicaSource {
  return {
    head() {
      const current = currentReplica(connection);
      if (current?.machineId === machineId && current.fileIdentity === fileIdentity) {
        return headOf(connection, current);
      }
      return beginReplica(connection, machineId, fileIdentity);
    },
    committed: () => undefined,
  };
}

function configure(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  // better-sqlite3 builds SQLite with NORMAL for WAL, which a power cut can take an acknowledged change from.
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
}

function stateOf(connection: Connection, options: StoreOptions): StoreState {
  const identities = new Identities(connection);
  const tallies = new Tallies(connection);
  const context = { connection, identities, tallies };
  const { dev, ino } = statSync(connection.path, { bigint: true });
  return {
    ...context,
    reader: createReader(context),
    replicas: replicaSource(connection, options.machineId, `${dev}:${ino}`),
  };
}

/** Opens a project file. */
export function openProject(file: string, options: StoreOptions): ProjectStore {
  if (!existsSync(file)) {
    throw new GlossatorError('project-missing', `There is no project at ${file}.`, { place: { path: file } });
  }
  const real = guarded(file, () => realpathSync(file));
  const connection = new Connection(real, { readonly: options.readOnly ?? false });
  configure(connection);
  migrate(connection);
  const state = stateOf(connection, options);
  let open = true;
  return {
    path: real,
    read: state.reader,
    warnings: [],
    transact: (draft, work) => transact(state, draft, work),
    undo: (personId, id) => reverse(state, 'undo', personId, id),
    redo: (personId, id) => reverse(state, 'redo', personId, id),
    backup: () => Promise.resolve(null),
    backups: () => [],
    check: () =>
      Promise.resolve({ ok: true, checked: { actions: 0, annotations: 0, texts: 0 }, problems: [] }),
    close() {
      if (!open) return;
      open = false;
      connection.close();
    },
  };
}

/** Makes a project file with its project record, and opens it. */
export function createProject(file: string, options: CreateOptions): ProjectStore {
  if (existsSync(file)) {
    throw new GlossatorError('project-exists', `There is a file at ${file} already.`, {
      place: { path: file },
    });
  }
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${newId()}`);
  try {
    const connection = new Connection(temporary, { mustExist: false });
    try {
      connection.pragma('foreign_keys = ON');
      migrate(connection);
      const { name } = options;
      const id = newId();
      transact(
        stateOf(connection, options),
        { type: 'create-project', subject: name, personId: NOBODY },
        (tx) => tx.putProject({ id, name, createdAt: new Date().toISOString() }),
      );
    } finally {
      connection.close();
    }
    guarded(file, () => linkSync(temporary, file));
  } finally {
    rmSync(temporary, { force: true });
  }
  return openProject(file, options);
}
