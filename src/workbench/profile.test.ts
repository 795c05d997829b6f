import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProject } from '../store/index.ts';
import { ensurePerson, loadProfile } from './profile.ts';

describe('the profile of this machine', () => {
  const before = process.env.GLOSSATOR_HOME;
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-profile-'));
    process.env.GLOSSATOR_HOME = join(folder, 'home');
  });

  afterEach(() => {
    if (before === undefined) delete process.env.GLOSSATOR_HOME;
    else process.env.GLOSSATOR_HOME = before;
    rmSync(folder, { recursive: true });
  });

  it('is made on first use and then stays the same', () => {
    const first = loadProfile();
    expect(first.warnings).toEqual([]);
    expect(first.profile.name).not.toBe('');
    expect(loadProfile()).toEqual(first);
    expect(readdirSync(join(folder, 'home'))).toEqual(['profile.json']);
  });

  it.each(['', '{', '{"personId":1}', '[]', 'null'])(
    'is made anew where it is damaged (%j), and the damaged one kept',
    (text) => {
      const path = join(folder, 'home', 'profile.json');
      const { profile } = loadProfile();
      writeFileSync(path, text);
      const again = loadProfile();
      expect(again.profile.personId).not.toBe(profile.personId);
      expect(again.warnings).toMatchObject([{ code: 'file-unreadable' }]);
      expect(readFileSync(again.warnings[0]?.place?.path ?? '', 'utf8')).toBe(text);
      expect(loadProfile().profile).toEqual(again.profile);
    },
  );

  it('says where it cannot be kept, and the way out', () => {
    writeFileSync(join(folder, 'home'), 'a file where the folder should be');
    expect(() => loadProfile()).toThrow(
      expect.objectContaining({ code: 'no-permission', remedy: expect.stringContaining('GLOSSATOR_HOME') }),
    );
  });

  it('joins a project once', () => {
    const { profile } = loadProfile();
    const { machineId, backupFolder } = profile;
    const store = createProject(join(folder, 'p.gloss'), {
      name: 'p',
      machineId,
      backupFolder,
      appVersion: '0',
    });
    try {
      const me = ensurePerson(store, profile);
      expect(ensurePerson(store, profile)).toEqual(me);
      expect(store.read.persons()).toEqual([
        { id: profile.personId, name: profile.name, colour: profile.colour },
      ]);
    } finally {
      store.close();
    }
  });
});
