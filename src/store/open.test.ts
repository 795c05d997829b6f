import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProject, openProject } from './index.ts';
import { Scratch } from './testing/scratch.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  scratch.addCode('Claim');
  scratch.store.close();
});
afterEach(() => scratch.remove());

function place(name: string, content: string | Buffer): string {
  const file = path.join(scratch.folder, name);
  writeFileSync(file, content);
  return file;
}

/** Opening must fail with this code, leave the file as it was and nothing beside it. */
function expectRefused(file: string, code: string): void {
  const before = readFileSync(file);
  const beside = readdirSync(scratch.folder);
  for (const readOnly of [false, true]) {
    expect(() => openProject(file, { ...scratch.options, readOnly })).toThrow(
      expect.objectContaining({ code, remedy: expect.stringContaining(' ') }),
    );
  }
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(scratch.folder)).toEqual(beside);
}

describe('opening', () => {
  it('refuses what is not there, a folder, and an empty or foreign file', () => {
    const missing = path.join(scratch.folder, 'missing.gloss');
    expect(() => openProject(missing, scratch.options)).toThrow(
      expect.objectContaining({ code: 'project-missing' }),
    );
    const folder = path.join(scratch.folder, 'folder.gloss');
    mkdirSync(folder);
    expect(() => openProject(folder, scratch.options)).toThrow(
      expect.objectContaining({ code: 'project-not-gloss' }),
    );
    expectRefused(place('empty.gloss', ''), 'project-not-gloss');
    expectRefused(place('words.gloss', 'These are only words. '.repeat(500)), 'project-not-gloss');
    const foreign = path.join(scratch.folder, 'foreign.gloss');
    const db = new Database(foreign);
    db.exec('CREATE TABLE person (name TEXT)');
    db.close();
    expectRefused(foreign, 'project-not-gloss');
  });

  it('refuses a file from the future and does not touch it', () => {
    const db = new Database(scratch.path);
    db.pragma('user_version = 999');
    db.close();
    expectRefused(scratch.path, 'project-from-future');
  });

  it('refuses a file cut short or overwritten', () => {
    const whole = readFileSync(scratch.path);
    expectRefused(place('cut.gloss', whole.subarray(0, whole.length - 1)), 'project-damaged');
    expectRefused(
      place('head.gloss', Buffer.concat([Buffer.alloc(4096), whole.subarray(4096)])),
      'project-not-gloss',
    );
  });

  it('checks a file that was not closed as a whole, and takes in its log', () => {
    scratch.reopen();
    scratch.addCode('Other');
    const log = readFileSync(`${scratch.path}-wal`);
    const file = readFileSync(scratch.path);
    const crashed = place('crashed.gloss', file);
    writeFileSync(`${crashed}-wal`, log);
    const store = openProject(crashed, scratch.options);
    expect(store.read.codes().map(({ name }) => name)).toEqual(['Claim', 'Other']);
    store.close();
    const overwritten = Buffer.from(file);
    overwritten.fill(0x55, 4096 * 6, 4096 * 7);
    const damaged = place('damaged.gloss', overwritten);
    writeFileSync(`${damaged}-wal`, log);
    expect(() => openProject(damaged, scratch.options)).toThrow(
      expect.objectContaining({ code: 'project-damaged' }),
    );
  });

  it('refuses a name that the database would read as another', () => {
    const file = place('spaced.gloss ', readFileSync(scratch.path));
    expect(() => openProject(file, scratch.options)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});

describe('a project opened to be read only', () => {
  it('is read and not written, without a lock', () => {
    const before = readFileSync(scratch.path);
    const first = openProject(scratch.path, { ...scratch.options, readOnly: true });
    const second = openProject(scratch.path, { ...scratch.options, readOnly: true });
    expect(second.read.codes()).toHaveLength(1);
    for (const write of [
      () => first.undo(scratch.me.id),
      () => first.redo(scratch.me.id),
      () => first.transact({ type: 'import', subject: '', personId: scratch.me.id }, () => 1),
    ]) {
      expect(write).toThrow(expect.objectContaining({ code: 'project-read-only' }));
    }
    first.close();
    second.close();
    expect(readFileSync(scratch.path).equals(before)).toBe(true);
    expect(readdirSync(scratch.folder).sort()).toEqual(['backups', 'scratch.gloss']);
  });
});

describe('creating', () => {
  it('makes a project that holds its name, and leaves nothing else', () => {
    const file = path.join(scratch.folder, 'new.gloss');
    const store = createProject(file, { ...scratch.options, name: 'Новый проект' });
    expect(store.read.project()).toMatchObject({ name: 'Новый проект' });
    expect(store.read.actions(5)).toMatchObject([{ type: 'create-project', seq: 1 }]);
    expect(store.read.undoState()).toEqual({ undo: null, redo: null });
    store.close();
    expect(readdirSync(scratch.folder).sort()).toEqual(['backups', 'new.gloss', 'scratch.gloss']);
  });

  it('never takes the place of a file, and needs its folder', () => {
    const file = place('taken.gloss', 'mine');
    expect(() => createProject(file, { ...scratch.options, name: 'x' })).toThrow(
      expect.objectContaining({ code: 'project-exists' }),
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(() =>
      createProject(path.join(scratch.folder, 'no', 'x.gloss'), { ...scratch.options, name: 'x' }),
    ).toThrow(expect.objectContaining({ code: 'file-missing' }));
  });
});

describe('a closed store', () => {
  it('is closed once, and says so when it is asked to write', () => {
    scratch.store.close();
    expect(() => scratch.addCode('late')).toThrow(expect.objectContaining({ code: 'project-read-only' }));
  });
});
