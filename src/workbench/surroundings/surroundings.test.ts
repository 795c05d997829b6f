import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leaveLock } from '../../store/testing/foreign-lock.ts';
import { lookAround } from './surroundings.ts';

let folder = '';
let project = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'glossator-around-')));
  project = path.join(folder, 'Case.gloss');
  writeFileSync(project, '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('where a project lies', () => {
  it('is nothing to speak of on a disk of this machine', () => {
    leaveLock(project, 'a-machine-with-another-name');
    expect(lookAround(project)).toEqual([]);
  });

  it('is told where the folder is synced, with the conflicted copies', () => {
    const shared = path.join(folder, 'Dropbox', 'Cases');
    mkdirSync(shared, { recursive: true });
    for (const name of ['Case.gloss', 'Case (Ana’s conflicted copy 2024-03-01).gloss']) {
      copyFileSync(project, path.join(shared, name));
    }
    expect(lookAround(path.join(shared, 'Case.gloss'))).toMatchObject([
      { code: 'project-synced', message: expect.stringContaining('Dropbox') },
      {
        code: 'conflicted-copy',
        place: { path: path.join(shared, 'Case (Ana’s conflicted copy 2024-03-01).gloss') },
      },
    ]);
  });

  it('is refused on a network share, also behind a link, with what to do instead', () => {
    const share = path.join(folder, 'share');
    mkdirSync(share);
    const there = path.join(share, 'Case.gloss');
    copyFileSync(project, there);
    const link = path.join(folder, 'Linked.gloss');
    symlinkSync(there, link);
    const SMB = 0xfe534d42;
    const DISK = 0xef53;
    const typeOf = (file: string) => (path.dirname(file) === share ? SMB : DISK);
    for (const file of [there, link]) {
      expect(() => lookAround(file, typeOf)).toThrow(
        expect.objectContaining({
          code: 'project-on-network',
          place: { path: there },
          remedy: expect.stringContaining('Copy it to a disk of this computer'),
        }),
      );
    }
    expect(lookAround(project, typeOf)).toEqual([]);
  });

  it('is refused where the folder is synced and another machine has it open', () => {
    mkdirSync(path.join(folder, '.stfolder'));
    leaveLock(project, hostname());
    expect(lookAround(project)).toMatchObject([{ code: 'project-synced' }]);
    rmSync(`${project}-lock`);
    leaveLock(project, 'the-other-laptop');
    expect(() => lookAround(project)).toThrow(
      expect.objectContaining({
        code: 'project-in-use',
        message: expect.stringContaining('the-other-laptop'),
      }),
    );
  });
});
