import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where a journal stands: how many actions, and the hash of the last. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

export interface BackupFile {
  readonly path: string;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly bytes: number;
  readonly seq: number;
  /** the beginning of the head's hash */
  readonly hash: string;
}

const HASH_LENGTH = 12;
const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(\d+)-([0-9a-f]{12})\.gloss$/;

/** The folder of a project's backups: named for people, and apart for projects of one name in different folders. */
export function backupFolderOf(backupFolder: string, projectPath: string): string {
  const name = path.basename(projectPath, '.gloss').slice(0, 80);
  const place = createHash('sha256').update(projectPath).digest('hex').slice(0, HASH_LENGTH);
  return path.join(backupFolder, `${name}-${place}`);
}

export function backupName(at: Date, head: JournalHead): string {
  const stamp = at.toISOString().replace(/[-:.]/g, '');
  return `${stamp}-${head.seq}-${head.hash.slice(0, HASH_LENGTH)}.gloss`;
}

export function hasHead(file: BackupFile, head: JournalHead): boolean {
  return file.seq === head.seq && head.hash.startsWith(file.hash);
}

/** The backups in a folder, newest first. Files of other names are not ours and are passed over. */
export function listBackups(folder: string): readonly BackupFile[] {
  if (!existsSync(folder)) return [];
  const found: BackupFile[] = [];
  for (const name of readdirSync(folder)) {
    const match = NAME.exec(name);
    if (!match) continue;
    const [, year, month, day, hour, minute, second, ms, seq, hash = ''] = match;
    const file = path.join(folder, name);
    const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
    found.push({ path: file, at, bytes: statSync(file).size, seq: Number(seq), hash });
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq));
}
