import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProject } from '../index.ts';
import { newCode, Scratch } from '../testing/scratch.ts';
import { visibleState } from '../testing/visible-state.ts';
import { backupFolderOf, backupName } from './backup-files.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  scratch.addDocument('News', 'Some text. '.repeat(500));
});
afterEach(() => scratch.remove());

const folder = () => backupFolderOf(scratch.options.backupFolder, scratch.path);

describe('a backup', () => {
  it('is the project as it was, one plain file, and can be opened in its stead', async () => {
    const file = await scratch.store.backup();
    const state = visibleState(scratch.store.read);
    scratch.addCode('later');
    expect(scratch.store.backups()).toMatchObject([{ path: file, bytes: readFileSync(file ?? '').length }]);
    expect(Date.parse(scratch.store.backups()[0]?.at ?? '')).not.toBeNaN();
    expect([...readFileSync(file ?? '').subarray(18, 20)]).toEqual([1, 1]);
    const copy = openProject(file ?? '', { ...scratch.options, readOnly: true });
    expect(visibleState(copy.read)).toEqual(state);
    expect((await copy.check()).ok).toBe(true);
    copy.close();
  });

  it('is skipped where the newest has the same journal, unless forced', async () => {
    expect(await scratch.store.backup()).not.toBeNull();
    expect(await scratch.store.backup()).toBeNull();
    expect(await scratch.store.backup({ force: true })).not.toBeNull();
    scratch.addCode('Claim');
    expect(await scratch.store.backup()).not.toBeNull();
    expect(scratch.store.backups()).toHaveLength(3);
    scratch.reopen();
    expect(await scratch.store.backup()).toBeNull();
  });

  it('lets work go on, and holds an action whole or not at all', async () => {
    scratch.addDocument('Large', 'More text. '.repeat(400_000));
    let steps = 0;
    const running = scratch.store.backup({
      onProgress: () => {
        steps++;
        scratch.act((tx) => {
          for (let i = 0; i < 3; i++) tx.putCode(newCode(`${steps}`));
        });
      },
    });
    const file = await running;
    expect(steps).toBeGreaterThan(1);
    const copy = openProject(file ?? '', { ...scratch.options, readOnly: true });
    expect(copy.read.codes().length % 3).toBe(0);
    expect((await copy.check()).problems).toEqual([]);
    copy.close();
  });

  it('that is cancelled or fails leaves nothing behind and the project at work', async () => {
    scratch.addDocument('Large', 'More text. '.repeat(400_000));
    const abort = new AbortController();
    await expect(
      scratch.store.backup({ signal: abort.signal, onProgress: () => abort.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    const failing = scratch.store.backup({
      onProgress: () => {
        throw new RangeError('enough');
      },
    });
    await expect(failing).rejects.toThrow('enough');
    expect(readdirSync(folder())).toEqual([]);
    scratch.addCode('Claim');
    expect(await scratch.store.backup()).not.toBeNull();
  });

  it('into a folder that cannot be made says why', async () => {
    scratch.store.close();
    const file = path.join(scratch.folder, 'a file');
    writeFileSync(file, '');
    const store = openProject(scratch.path, { ...scratch.options, backupFolder: file });
    await expect(store.backup()).rejects.toThrow();
    store.close();
    scratch.reopen();
  });

  it('makes older ones give way, and leaves files alone that are not backups', async () => {
    mkdirSync(folder(), { recursive: true });
    const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n, 12));
    for (let n = 0; n < 40; n++) {
      writeFileSync(path.join(folder(), backupName(day(n), { seq: n + 1, hash: 'ab'.repeat(32) })), 'old');
    }
    const foreign = path.join(folder(), 'notes.txt');
    writeFileSync(foreign, 'keep');
    utimesSync(foreign, day(0), day(0));
    const file = await scratch.store.backup();
    const kept = scratch.store.backups();
    expect(kept[0]?.path).toBe(file);
    expect(kept.length).toBeLessThan(20);
    expect(readFileSync(foreign, 'utf8')).toBe('keep');
  });
});
