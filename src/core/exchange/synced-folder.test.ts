import { describe, expect, it } from 'vitest';
import { conflictedCopies, type Folder, isOnNetworkShare, syncServiceOf } from './synced-folder.ts';

function folders(...names: readonly (string | Folder)[]): readonly Folder[] {
  return names.map((name) => (typeof name === 'string' ? { name, entries: [] } : name));
}

describe('the service that syncs a folder', () => {
  it.each([
    ['Dropbox', folders('home', 'ana', 'Dropbox', 'Cases')],
    ['Dropbox', folders('ana', 'Dropbox (Institute)', 'Cases')],
    ['Dropbox', folders('ana', { name: 'Files', entries: ['.dropbox', 'a.gloss'] }, 'Cases')],
    ['OneDrive', folders('Users', 'Ana', 'OneDrive - University of Riga')],
    ['OneDrive', folders('Library', 'CloudStorage', 'OneDrive-Personal')],
    ['iCloud Drive', folders('Library', 'Mobile Documents', 'com~apple~CloudDocs', 'Cases')],
    ['Google Drive', folders('Library', 'CloudStorage', 'GoogleDrive-ana@example.org', 'My Drive')],
    ['Syncthing', folders('ana', { name: 'Shared', entries: ['.stfolder', '.stignore'] }, 'Cases')],
    ['Nextcloud', folders('ana', 'Nextcloud')],
    ['Nextcloud', folders('ana', { name: 'Cloud', entries: ['.sync_5f0e1c2d3b4a.db'] }, 'Cases')],
  ])('is %s', (service, given) => {
    expect(syncServiceOf(given)).toBe(service);
  });

  it('is none where nothing tells of one', () => {
    expect(syncServiceOf(folders('home', 'ana', 'Documents', 'Dropboxes', 'My OneDrive notes'))).toBeNull();
  });
});

describe('conflicted copies', () => {
  const beside = [
    'Case.gloss',
    'Case (Ana’s conflicted copy 2024-03-01).gloss',
    'Case (conflicted copy 2024-03-01 101112).gloss',
    'Case (In Konflikt stehende Kopie von Ben 2024-03-01).gloss',
    'Case (копия с конфликтом пользователя Яна 2024-03-01).gloss',
    'Case.sync-conflict-20240301-101112-ABCDEFG.gloss',
    'Case_conflict-20240301-101112.gloss',
    'Case-LAPTOP-4F2K.gloss',
    'Case 2.gloss',
    'Case (1).gloss',
    'Case (final).gloss',
    'Case.gloss-lock',
    'Case (conflicted copy 2024-03-01).jsonl',
    'Another (conflicted copy 2024-03-01).gloss',
  ];

  it('are known by what services add to the name', () => {
    expect(conflictedCopies('Case.gloss', beside, null)).toEqual(beside.slice(1, 7));
  });

  it('are known by what one service alone adds only where it syncs', () => {
    expect(conflictedCopies('Case.gloss', beside, 'OneDrive')).toContain('Case-LAPTOP-4F2K.gloss');
    expect(conflictedCopies('Case.gloss', beside, 'iCloud Drive')).toContain('Case 2.gloss');
    expect(conflictedCopies('Case.gloss', beside, 'Google Drive')).toContain('Case (1).gloss');
    expect(conflictedCopies('Case.gloss', beside, 'Dropbox')).not.toContain('Case 2.gloss');
  });
});

describe('a network share', () => {
  it.each([
    ['\\\\server\\share\\Case.gloss', undefined, true],
    ['//server/share/Case.gloss', undefined, true],
    ['\\\\?\\UNC\\server\\share\\Case.gloss', undefined, true],
    ['\\\\?\\C:\\Cases\\Case.gloss', undefined, false],
    ['C:\\Cases\\Case.gloss', undefined, false],
    ['/mnt/share/Case.gloss', 0x6969, true],
    ['/mnt/share/Case.gloss', 0xfe534d42, true],
    ['/home/ana/Case.gloss', 0xef53, false],
  ])('%s, type %s: %s', (path, type, expected) => {
    expect(isOnNetworkShare(path, type)).toBe(expected);
  });
});
