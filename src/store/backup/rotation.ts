import type { BackupFile } from './backup-files.ts';

export interface RotationRule {
  /** the newest of all, kept whatever their age */
  readonly newest: number;
  /** then the last one of each day for so many days, and of each week for so many weeks, that have any */
  readonly days: number;
  readonly weeks: number;
  /** older ones go while all together are larger than this; the newest stays in any case */
  readonly bytes: number;
}

const ROTATION: RotationRule = { newest: 10, days: 7, weeks: 9, bytes: 4 * 1024 ** 3 };

const DAY_MS = 86_400_000;

function dayOf(file: BackupFile): number {
  return Math.floor(Date.parse(file.at) / DAY_MS);
}

/** Days since the epoch, which was a Thursday; weeks begin on Monday. */
function weekOf(file: BackupFile): number {
  return Math.floor((dayOf(file) + 3) / 7);
}

/** The last of each period, for the `limit` latest periods that have any. `files` newest first. */
function lastOfEach(
  files: readonly BackupFile[],
  periodOf: (file: BackupFile) => number,
  limit: number,
): readonly BackupFile[] {
  const last = new Map<number, BackupFile>();
  for (const file of files) {
    const period = periodOf(file);
    if (!last.has(period)) last.set(period, file);
  }
  return [...last.values()].slice(0, limit);
}

/** Which backups have had their day. `files` newest first. */
export function expired(files: readonly BackupFile[], rule: RotationRule = ROTATION): readonly BackupFile[] {
  const kept = new Set([
    ...files.slice(0, rule.newest),
    ...lastOfEach(files, dayOf, rule.days),
    ...lastOfEach(files, weekOf, rule.weeks),
  ]);
  let bytes = 0;
  for (const file of files) {
    if (!kept.has(file)) continue;
    bytes += file.bytes;
    if (bytes > rule.bytes && file !== files[0]) kept.delete(file);
  }
  return files.filter((file) => !kept.has(file));
}
