import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProject } from './index.ts';
import { lockPathOf, lockProject } from './lock.ts';
import { Scratch } from './testing/scratch.ts';

const PROGRAM = fileURLToPath(new URL('./testing/hold-project.ts', import.meta.url));

let scratch: Scratch;
const children: ChildProcess[] = [];
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  scratch.remove();
});

/** Another process that opens the project; `says` gives its next line. */
function hold(file = scratch.path) {
  const child = spawn(process.execPath, [PROGRAM, file, JSON.stringify(scratch.options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, says: async () => (await lines.next()).value as string | undefined };
}

const inUse = expect.objectContaining({ code: 'project-in-use' });

describe('the lock of a project', () => {
  it('keeps a second one out, in the same process and by another path too', () => {
    expect(() => openProject(scratch.path, scratch.options)).toThrow(inUse);
    const link = path.join(scratch.folder, 'link.gloss');
    symlinkSync(scratch.path, link);
    expect(() => openProject(link, scratch.options)).toThrow(inUse);
    scratch.addCode('still works');
  });

  it('keeps another process out, and says who holds it', async () => {
    const other = hold();
    expect(await other.says()).toBe('project-in-use');
    scratch.store.close();
    const holder = hold();
    expect(await holder.says()).toBe('open');
    expect(() => openProject(scratch.path, scratch.options)).toThrow(`process ${holder.child.pid}`);
    holder.child.stdin?.end();
    expect(await holder.says()).toBe('closed');
    scratch.reopen();
  });

  it('is let go when its holder is killed', async () => {
    scratch.store.close();
    const holder = hold();
    expect(await holder.says()).toBe('open');
    holder.child.kill('SIGKILL');
    await once(holder.child, 'exit');
    expect(existsSync(lockPathOf(scratch.path))).toBe(true);
    scratch.reopen();
    scratch.addCode('afterwards');
  });

  it('leaves no file behind', () => {
    scratch.store.close();
    expect(readdirSync(scratch.folder).sort()).toEqual(['backups', 'scratch.gloss']);
  });

  it('lets others read meanwhile', () => {
    scratch.addCode('Claim');
    const reader = openProject(scratch.path, { ...scratch.options, readOnly: true });
    expect(reader.read.codes()).toHaveLength(1);
    scratch.addCode('Other');
    expect(reader.read.codes()).toHaveLength(2);
    reader.close();
  });

  it('is not hindered by a lock file that is not one', () => {
    const file = path.join(scratch.folder, 'free');
    writeFileSync(lockPathOf(file), 'cut short');
    lockProject(file, 'test').release();
    expect(existsSync(lockPathOf(file))).toBe(false);
  });

  it('is held by exactly one of many that want it at once', async () => {
    scratch.store.close();
    const wanting = Array.from({ length: 6 }, () => hold());
    const said = await Promise.all(wanting.map((one) => one.says()));
    expect(said.filter((line) => line === 'open')).toHaveLength(1);
    expect(said.filter((line) => line === 'project-in-use')).toHaveLength(5);
    for (const { child } of wanting) child.stdin?.end();
    await Promise.all(wanting.map(({ child }) => child.exitCode ?? once(child, 'exit')));
    scratch.reopen();
  });
});
