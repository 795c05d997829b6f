import { spawnSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, withLock } from './lock.mjs';

let folder: string;
let lock: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'glossator-lock-'));
  lock = path.join(folder, 'lock');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The number of a process that has ended. */
function endedProcess(): number {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return pid;
}

describe('withLock', () => {
  it('lets one task in at a time, and all of them in the end', async () => {
    let inside = 0;
    const seen: number[] = [];
    const task = async () => {
      inside += 1;
      seen.push(inside);
      await readdir(folder);
      inside -= 1;
    };
    await Promise.all([1, 2, 3, 4].map(() => withLock(lock, task, { pollMilliseconds: 1 })));
    expect(seen).toEqual([1, 1, 1, 1]);
  });

  it('is given back when the task fails', async () => {
    const failing = withLock(lock, async () => {
      throw new Error('no room');
    });
    await expect(failing).rejects.toThrow('no room');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a process that died', async () => {
    await mkdir(lock);
    await writeFile(path.join(lock, 'pid'), String(endedProcess()));
    expect(await withLock(lock, async () => 'done', { pollMilliseconds: 1 })).toBe('done');
  });

  it('waits for a living holder and says for which', async () => {
    await mkdir(lock);
    await writeFile(path.join(lock, 'pid'), String(process.pid));
    const told: unknown[] = [];
    const onWait = (holder: unknown) => {
      told.push(holder);
      renameSync(lock, `${lock}.gone`);
    };
    await withLock(lock, async () => expect(existsSync(lock)).toBe(true), { onWait, pollMilliseconds: 1 });
    expect(told).toEqual([process.pid]);
  });
});

describe('isAlive', () => {
  it('tells a living process from one that ended', () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(endedProcess())).toBe(false);
  });
});
