import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
/** What the largest tests hold on the disk at one time, with room to spare. */
const ENOUGH_BYTES = 2 * 2 ** 30;

function holdsEnough(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    // Systems other than Linux have no such folder, and some sandboxes close it.
    return false;
  }
}

/**
 * Before all tests: where they keep their files, and where processes that they start keep compiled source. Thousands of
 * projects are made and synced to the disk, and a sync waits a millisecond on a disk and nothing in memory; what a
 * killed process has written is there all the same. Gives what removes the files when all tests have ended.
 */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(holdsEnough(MEMORY) ? MEMORY : tmpdir(), 'glossator-tests-'));
  const compiled = path.join(tmpdir(), 'glossator-compile-cache');
  mkdirSync(compiled, { recursive: true });
  process.env.TMPDIR = folder;
  process.env.NODE_COMPILE_CACHE ??= compiled;
  return () => rmSync(folder, { recursive: true, force: true });
}
