import { type ErrorCode, GlossatorError } from '../core/errors.ts';

interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
}

const DISK_FULL: Refusal = {
  code: 'disk-full',
  message: 'The disk is full, so the change could not be written. Nothing that was saved before is lost.',
  remedy: 'Free some space on this disk, then do it again.',
};
const NO_PERMISSION: Refusal = {
  code: 'no-permission',
  message: 'The file or its folder may not be written to.',
  remedy: 'Give yourself the right to write there, or move the project to a folder of your own.',
};
const READ_ONLY: Refusal = {
  code: 'project-read-only',
  message: 'The project cannot be changed: its file or its disk is read-only.',
  remedy: 'Copy the project to a folder that you can write to and open the copy.',
};
export const DAMAGED: Refusal = {
  code: 'project-damaged',
  message: 'The project file is damaged.',
  remedy: 'Recover what can be read into a new file, or open a backup. The damaged file is kept as it is.',
};
const IN_USE: Refusal = {
  code: 'project-in-use',
  message: 'Another program is using the project file.',
  remedy: 'Close the project there, then try again.',
};
const DISK_FAILED: Refusal = {
  code: 'disk-failed',
  message: 'The disk failed to read or write the project file.',
  remedy: 'Check that the disk is still connected, then open the project again.',
};

/**
 * By the beginning of SQLite's code: the extended codes (SQLITE_IOERR_WRITE …) begin with the plain ones. SQLite itself
 * tells a full disk apart where it writes, not where it syncs, cuts or grows a file: there a file system that puts
 * off finding room says it, and a full disk is by far the likeliest reason.
 */
const BY_SQLITE_CODE: readonly (readonly [prefix: string, refusal: Refusal])[] = [
  ['SQLITE_FULL', DISK_FULL],
  ['SQLITE_IOERR_FSYNC', DISK_FULL],
  ['SQLITE_IOERR_DIR_FSYNC', DISK_FULL],
  ['SQLITE_IOERR_TRUNCATE', DISK_FULL],
  ['SQLITE_IOERR_SHMSIZE', DISK_FULL],
  ['SQLITE_IOERR_SHMOPEN', DISK_FULL],
  ['SQLITE_IOERR', DISK_FAILED],
  ['SQLITE_READONLY', READ_ONLY],
  ['SQLITE_PERM', NO_PERMISSION],
  ['SQLITE_CANTOPEN', NO_PERMISSION],
  ['SQLITE_CORRUPT', DAMAGED],
  ['SQLITE_NOTADB', DAMAGED],
  ['SQLITE_BUSY', IN_USE],
  ['SQLITE_LOCKED', IN_USE],
];

const BY_SYSTEM_CODE: Readonly<Record<string, Refusal>> = {
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: READ_ONLY,
  EIO: DISK_FAILED,
};

function refusalFor(thrown: unknown): Refusal | undefined {
  // A thread's error comes as a plain one with its code, so the code decides and not the class.
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (typeof code !== 'string') return undefined;
  // What our statements name is in every sound file: where it is not, the schema that stands in the file is garbled.
  if (code === 'SQLITE_ERROR' && /^no such (?:column|table)/.test((thrown as Error).message)) return DAMAGED;
  return BY_SYSTEM_CODE[code] ?? BY_SQLITE_CODE.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/**
 * What SQLite or the file system threw, as an error with a way out. What is neither (a programming error, or a
 * GlossatorError already) is handed back as it is.
 */
export function failure(thrown: unknown, path?: string): unknown {
  const refusal = refusalFor(thrown);
  if (!refusal) return thrown;
  return new GlossatorError(refusal.code, refusal.message, {
    ...(path === undefined ? {} : { place: { path } }),
    remedy: refusal.remedy,
    cause: thrown,
  });
}

/** Runs `work`, turning what SQLite and the file system throw into errors of ours. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw failure(thrown, path);
  }
}
