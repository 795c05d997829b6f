import { closeSync, fsyncSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { GlossatorError } from '../core/errors.ts';
import { guarded } from './failures.ts';

/** SQLite's own files beside a database. */
export const COMPANION_SUFFIXES = ['-wal', '-shm', '-journal'] as const;

/**
 * Where a project file really lies. Raises `project-missing`, and `project-not-gloss` where there is something that is
 * no file.
 */
export function locateProject(file: string): string {
  const absolute = path.resolve(file);
  const stat = guarded(absolute, () => statSync(absolute, { throwIfNoEntry: false }));
  if (!stat) {
    throw new GlossatorError('project-missing', 'There is no project file at this place.', {
      place: { path: absolute },
      remedy: 'It may have been moved or renamed: look for it, or open one of its backups.',
    });
  }
  if (!stat.isFile()) {
    throw new GlossatorError('project-not-gloss', 'This is not a file, so it is not a project.', {
      place: { path: absolute },
      remedy: 'Choose a file that ends in .gloss.',
    });
  }
  return checkedPath(guarded(absolute, () => realpathSync.native(absolute)));
}

/** The SQLite binding trims what it is given, and would open another file than the one meant. */
export function checkedPath(file: string): string {
  if (file !== file.trim()) {
    throw new GlossatorError('invalid-input', 'The name of a project file may not end in white space.', {
      place: { path: file },
      remedy: 'Rename the file.',
    });
  }
  return file;
}

/** Makes the name of a file just made durable; where that fails the file is removed again, since it may not stay. */
export function syncName(file: string): void {
  try {
    syncToDisk(path.dirname(file));
  } catch (thrown) {
    rmSync(file, { force: true });
    throw thrown;
  }
}

/** Makes what was written to a file durable, or the names in a folder. */
export function syncToDisk(file: string): void {
  // Windows cannot sync a folder, and keeps names in its own journal.
  if (process.platform === 'win32' && statSync(file).isDirectory()) return;
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
