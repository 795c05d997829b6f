import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { GlossatorError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { Connection } from './connection.ts';
import { failure, guarded } from './failures.ts';
import { configure } from './identify.ts';
import { migrate } from './migrate.ts';
import { openProject } from './open.ts';
import { COMPANION_SUFFIXES, checkedPath, syncName, syncToDisk } from './project-files.ts';
import { createStore } from './project-store.ts';
import type { CreateOptions, ProjectStore, StoreOptions } from './types.ts';

/** Nobody yet: who makes a project before anyone has joined it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function exists(file: string): GlossatorError {
  return new GlossatorError('project-exists', 'There is a file of this name already.', {
    place: { path: file },
    remedy: 'Choose another name, or open that file.',
  });
}

/** An empty store in a new file that no other process knows of. The caller closes it. */
function createUnshared(file: string, options: StoreOptions): ProjectStore {
  const connection = new Connection(file, { mustExist: false });
  try {
    configure(connection);
    connection.pragma('journal_mode = WAL');
    migrate(connection);
    return createStore(connection, { release: () => undefined }, options, []);
  } catch (thrown) {
    connection.close();
    throw failure(thrown, file);
  }
}

const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Gives a finished file its name, never in place of another. */
function publish(temporary: string, file: string): void {
  syncToDisk(temporary);
  try {
    linkSync(temporary, file);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'EEXIST') throw exists(file);
    if (typeof code !== 'string' || !NO_HARD_LINKS.has(code)) throw failure(thrown, file);
    // A file system such as FAT: looking first is the best that can be done.
    if (existsSync(file)) throw exists(file);
    guarded(file, () => renameSync(temporary, file));
  }
  syncName(file);
}

/**
 * Builds a file under another name in the same folder and gives it its own only when it is whole, so that a crash or
 * a full disk leaves no half of a project. Gives the absolute path. Raises `project-exists`, `file-missing` where there is no such folder,
 * `no-permission`, `disk-full`.
 */
export function createFile(file: string, build: (temporary: string) => void): string {
  const target = checkedPath(path.resolve(file));
  const folder = path.dirname(target);
  if (existsSync(target)) throw exists(target);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new GlossatorError('file-missing', 'The folder for the project does not exist.', {
      place: { path: folder },
      remedy: 'Make the folder first, or choose another.',
    });
  }
  const temporary = path.join(folder, `.${newId()}.gloss-new`);
  try {
    build(temporary);
    guarded(target, () => publish(temporary, target));
    return target;
  } finally {
    for (const suffix of ['', ...COMPANION_SUFFIXES]) rmSync(temporary + suffix, { force: true });
  }
}

/** Makes a project file that holds its project record, and opens it. Raises as createFile and openProject do. */
export function createProject(file: string, options: CreateOptions): ProjectStore {
  const { name } = options;
  const made = createFile(file, (temporary) => {
    const store = createUnshared(temporary, options);
    try {
      const project = {
        id: newId(),
        name,
        documentFields: [],
        blind: false,
        createdAt: new Date().toISOString(),
      };
      store.transact({ type: 'create-project', subject: name, personId: NOBODY }, (tx) =>
        tx.putProject(project),
      );
    } finally {
      store.close();
    }
  });
  try {
    return openProject(made, options);
  } catch (thrown) {
    // It holds nothing but its name yet, and would stand in the way of trying again.
    for (const suffix of ['', ...COMPANION_SUFFIXES]) rmSync(made + suffix, { force: true });
    throw thrown;
  }
}
