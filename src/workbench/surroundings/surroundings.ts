import { readdirSync, realpathSync, statfsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { GlossatorError, type Warning } from '../../core/errors.ts';
import {
  conflictedCopies,
  type Folder,
  isOnNetworkShare,
  type SyncService,
  syncServiceOf,
} from '../../core/exchange/synced-folder.ts';
import { instantInWords } from '../../core/project/instant.ts';
import { lockHolder, lockPathOf } from '../../store/index.ts';

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A folder that may not be listed tells nothing of a sync; whether the project itself can be read is told on opening.
    return [];
  }
}

/** The folders that a file lies in, the outermost first. */
function foldersOf(file: string): readonly Folder[] {
  const folders: Folder[] = [];
  for (let at = path.dirname(file); at !== path.dirname(at); at = path.dirname(at)) {
    folders.unshift({ name: path.basename(at), entries: entriesOf(at) });
  }
  return folders;
}

/** Where the file itself is: through links, and on Windows through the letters that shares are given. */
function placeOf(file: string): string {
  const absolute = path.resolve(file);
  try {
    return realpathSync.native(absolute);
  } catch {
    // There is no such file: opening tells so better.
    return absolute;
  }
}

/** The type of the file system, on Linux, where the numbers are known; undefined elsewhere or where it cannot be told. */
function fileSystemType(file: string): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return statfsSync(path.dirname(file)).type;
  } catch {
    // There is no such folder: opening tells so better.
    return undefined;
  }
}

/**
 * Raises `project-on-network`: what keeps an acknowledged change through a crash, and one program from writing over
 * another, needs a disk of this machine (SQLite, "WAL does not work over a network filesystem").
 */
function refuseNetworkShare(file: string, typeOf: (file: string) => number | undefined): void {
  if (!isOnNetworkShare(file, typeOf(file))) return;
  throw new GlossatorError(
    'project-on-network',
    'The project lies on a network share, where it could be damaged while it is worked in.',
    {
      place: { path: file },
      remedy:
        'Copy it to a disk of this computer and open it there. To work with others, send them copies and merge what they return.',
    },
  );
}

/** Raises `project-in-use` where the lock file that was synced from another machine says that it is open there. */
function refuseOpenElsewhere(file: string, service: SyncService): void {
  const holder = lockHolder(file);
  if (!holder || holder.host === hostname()) return;
  throw new GlossatorError(
    'project-in-use',
    `The project seems to be open on ${holder.host} since ${instantInWords(holder.since)}; ${service} carries it between the two.`,
    {
      place: { path: file },
      remedy: `Close it there and wait until ${service} is done. If it is not open there, delete the file ${path.basename(lockPathOf(file))} beside it.`,
    },
  );
}

/**
 * Looks at where a project lies before it is opened: refuses where it would be in danger, and gives what its user should know: that
 * the folder is synced, and conflicted copies beside it. `typeOf` gives the type of the file system that a file is on. Raises
 * `project-on-network`, `project-in-use`.
 */
export function lookAround(file: string, typeOf = fileSystemType): readonly Warning[] {
  const absolute = placeOf(file);
  refuseNetworkShare(absolute, typeOf);
  const folders = foldersOf(absolute);
  const service = syncServiceOf(folders);
  if (service) refuseOpenElsewhere(absolute, service);
  const beside = folders[folders.length - 1]?.entries ?? [];
  const copies = conflictedCopies(path.basename(absolute), beside, service);
  const synced: readonly Warning[] = service
    ? [
        {
          code: 'project-synced',
          message: `${service} syncs the folder of this project.`,
          place: { path: absolute },
          remedy: `Close the project and let ${service} finish before it is opened on another machine. To work at the same time, send copies and merge them.`,
        },
      ]
    : [];
  return [
    ...synced,
    ...copies.map((copy) => ({
      code: 'conflicted-copy' as const,
      message: `Beside the project lies a conflicted copy: ${copy}. Two machines had changed it at the same time.`,
      place: { path: path.join(path.dirname(absolute), copy) },
      remedy: 'Merge it: nothing is doubled. Then the copy can be deleted.',
    })),
  ];
}
