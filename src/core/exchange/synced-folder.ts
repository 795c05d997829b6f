/**
 * What syncs a folder, and which files beside a project are copies that a sync made because two machines had changed
 * it. Pure: names in, findings out. The patterns are those that the services document for their conflicted copies.
 */

export const SYNC_SERVICES = [
  'Dropbox',
  'OneDrive',
  'iCloud Drive',
  'Google Drive',
  'Syncthing',
  'Nextcloud',
] as const;
export type SyncService = (typeof SYNC_SERVICES)[number];

/** A folder with the names of what lies directly in it. */
export interface Folder {
  readonly name: string;
  readonly entries: readonly string[];
}

/** What a service leaves in the folder that it syncs. */
const MARKERS: readonly (readonly [SyncService, RegExp])[] = [
  ['Syncthing', /^\.stfolder$/],
  ['Dropbox', /^\.dropbox(\.cache)?$/],
  ['Nextcloud', /^\.(_sync_|sync_)[0-9a-f]+\.db$|^\.(next|own)cloudsync\.log$/],
];

/** What the folder that a service syncs is called. */
const NAMES: readonly (readonly [SyncService, RegExp])[] = [
  ['Dropbox', /^Dropbox( \(.+\)|-.+)?$/],
  ['OneDrive', /^OneDrive( ?- ?.+)?$/],
  ['iCloud Drive', /^(com~apple~CloudDocs|iCloud ?Drive)$/],
  ['Google Drive', /^(Google ?Drive|GoogleDrive-.+)$/],
  ['Nextcloud', /^(Nextcloud|ownCloud)[0-9]*$/],
];

/** The service that syncs a file in these folders, the innermost last; null where none is known to. */
export function syncServiceOf(folders: readonly Folder[]): SyncService | null {
  for (const { name, entries } of [...folders].reverse()) {
    const marked = MARKERS.find(([, marker]) => entries.some((entry) => marker.test(entry)));
    const named = marked ?? NAMES.find(([, pattern]) => pattern.test(name));
    if (named) return named[0];
  }
  return null;
}

/** "conflict" as services say it in the languages that they speak. */
const CONFLICT = /conflict|konflikt|conflit|conflitto|conflicto|conflito|конфликт|конфлікт|冲突|衝突|競合/i;

/** Whether `rest`, what a name has beyond the project's own, is what a service adds to a copy made of a conflict. */
function isConflictMark(rest: string, service: SyncService | null): boolean {
  if (/^\.sync-conflict-\d{8}-\d{6}(-[A-Z0-9]+)?$/.test(rest)) return true;
  if (/^_conflict-\d{8}-\d{6}$/.test(rest)) return true;
  if (/^ \(.+\)$/.test(rest) && CONFLICT.test(rest)) return true;
  // These add what anybody might write, so it says something only in a folder of theirs.
  if (service === 'OneDrive') return /^-[A-Z0-9][A-Z0-9-]{3,}( \(\d+\))?$/.test(rest);
  if (service === 'iCloud Drive') return /^ \d$/.test(rest);
  return service === 'Google Drive' && /^ \(\d+\)$/.test(rest);
}

/** Those of the names beside a project that are conflicted copies of it. `name` is the project's file, without folders. */
export function conflictedCopies(
  name: string,
  beside: readonly string[],
  service: SyncService | null,
): readonly string[] {
  const ending = '.gloss';
  const stem = name.endsWith(ending) ? name.slice(0, -ending.length) : name;
  return beside.filter((other) => {
    if (other === name || !other.startsWith(stem)) return false;
    const rest = other.slice(stem.length);
    return rest.endsWith(ending) && isConflictMark(rest.slice(0, -ending.length), service);
  });
}

/** Linux's numbers of file systems that lie on other machines (statfs(2)): NFS, SMB in three ages, AFS, Ceph, Lustre. */
const NETWORK_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x0bd00bd0,
]);

/** Whether a file lies on another machine: by its path as Windows names shares, or by the type of its file system on Linux. */
export function isOnNetworkShare(path: string, fileSystemType: number | undefined): boolean {
  if (/^[\\/]{2}(?![.?][\\/])[^\\/]+[\\/]/.test(path) || /^\\\\\?\\UNC\\/i.test(path)) return true;
  return fileSystemType !== undefined && NETWORK_FILE_SYSTEMS.has(fileSystemType);
}
