import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether a process of this machine is alive; one of another user counts as alive. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The process that holds the lock, or null where none is written (yet). */
function holderOf(folder) {
  try {
    return Number.parseInt(readFileSync(path.join(folder, 'pid'), 'utf8'), 10) || null;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}

/** The lock appears together with its holder's number: a prepared folder is renamed into place. */
function tryAcquire(folder) {
  const prepared = `${folder}.${process.pid}`;
  mkdirSync(prepared, { recursive: true });
  writeFileSync(path.join(prepared, 'pid'), String(process.pid));
  try {
    renameSync(prepared, folder);
    return true;
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
    rmSync(prepared, { recursive: true, force: true });
    return false;
  }
}

/**
 * The lock goes as it came, in one step: emptied first, it could be taken in the place of an empty folder and then be
 * removed from under its new holder.
 */
function remove(folder) {
  const removed = `${folder}.${process.pid}.gone`;
  try {
    renameSync(folder, removed);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  rmSync(removed, { recursive: true, force: true });
}

/**
 * Runs `task` while holding the lock named by `folder`; another process that wants it waits.
 * The lock of a process that died is taken over. It only spares double work: what is done under it
 * must be safe without it, because a machine may keep `folder` where process numbers mean nothing.
 *
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} task
 * @param {{ onWait?: ((holder: number | null) => void) | undefined, pollMilliseconds?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(folder, task, { onWait = undefined, pollMilliseconds = 200 } = {}) {
  mkdirSync(path.dirname(folder), { recursive: true });
  let told = false;
  while (!tryAcquire(folder)) {
    const holder = holderOf(folder);
    if (holder !== null && !isAlive(holder)) {
      remove(folder);
      continue;
    }
    if (!told) onWait?.(holder);
    told = true;
    await delay(pollMilliseconds);
  }
  try {
    return await task();
  } finally {
    remove(folder);
  }
}
