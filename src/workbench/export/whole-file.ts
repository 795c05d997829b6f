import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ErrorCode, GlossatorError } from '../../core/errors.ts';

/** Bytes gathered before they are written: fewer, larger writes, and what was handed out can be used again by who made it. */
const WRITE_LENGTH = 1_048_576;

/** After so many bytes the disk is asked to take them in. */
const SYNC_LENGTH = 64 * 1_048_576;

const FAULTS: Readonly<Record<string, { code: ErrorCode; message: string; remedy: string }>> = {
  ENOSPC: {
    code: 'disk-full',
    message: 'There is no room left on the disk. Nothing was written.',
    remedy: 'Make room, or choose another disk.',
  },
  ENOENT: {
    code: 'file-missing',
    message: 'The folder that the file should go into is not there.',
    remedy: 'Make the folder, or choose another.',
  },
  EISDIR: {
    code: 'file-is-directory',
    message: 'A folder of this name is there already.',
    remedy: 'Choose another name.',
  },
  EACCES: {
    code: 'no-permission',
    message: 'You may not write into this folder.',
    remedy: 'Choose another folder.',
  },
};
const SAME_AS: Readonly<Record<string, string>> = {
  EDQUOT: 'ENOSPC',
  EFBIG: 'ENOSPC',
  ENOTDIR: 'ENOENT',
  EPERM: 'EACCES',
  EROFS: 'EACCES',
};

/** A fault of the file system as an error with a way out; anything else as it is. */
export function toGlossatorError(thrown: unknown, path: string): unknown {
  const system = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
  const fault = system === undefined ? undefined : FAULTS[SAME_AS[system] ?? system];
  if (!fault) return thrown;
  return new GlossatorError(fault.code, fault.message, {
    place: { path },
    remedy: fault.remedy,
    cause: thrown,
  });
}

/** Where the file really goes: a symbolic link is followed. Raises `file-is-directory`, `invalid-input` for a device. */
async function targetOf(path: string): Promise<string> {
  const found = await stat(path).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  if (!found) return path;
  if (found.isDirectory()) {
    throw new GlossatorError('file-is-directory', 'A folder of this name is there already.', {
      place: { path },
      remedy: 'Choose another name.',
    });
  }
  if (!found.isFile()) {
    throw new GlossatorError('invalid-input', 'There is something of this name that is no ordinary file.', {
      place: { path },
      remedy: 'Choose another name.',
    });
  }
  return realpath(path);
}

/** So that the new name outlasts a power cut, where the system lets a folder be synchronised (Windows does not). */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes what it is handed while the next is made, and has the disk take it in meanwhile: what is left for the end would be waited for. */
class Writing {
  readonly #handle: FileHandle;
  #last: Promise<void> = Promise.resolve();
  #syncing: Promise<void> = Promise.resolve();
  #unsynced = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Once what was handed over before is written. Raises what went wrong with that. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#last;
    this.#last = this.#handle.writeFile(bytes);
    // It is raised by the next call or by the end, whichever comes.
    this.#last.catch(() => undefined);
    this.#unsynced += bytes.byteLength;
    if (this.#unsynced >= SYNC_LENGTH) {
      this.#unsynced = 0;
      this.#syncing = Promise.all([this.#syncing, this.#handle.datasync()]).then(() => undefined);
      this.#syncing.catch(() => undefined);
    }
  }

  /** Until all is written, whether or not it went well. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.#last, this.#syncing]);
  }

  /** Raises what went wrong. */
  async finish(): Promise<void> {
    await this.#last;
    await this.#syncing;
    await this.#handle.sync();
  }
}

/** A room that is being filled, and one that is being written. */
function twoRooms(): readonly [Buffer, Buffer] {
  return [Buffer.allocUnsafeSlow(WRITE_LENGTH), Buffer.allocUnsafeSlow(WRITE_LENGTH)];
}

async function writePieces(
  writing: Writing,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  onWritten: (bytes: number) => void,
): Promise<void> {
  let [room, other] = twoRooms();
  let length = 0;
  const flush = async (): Promise<void> => {
    // Once this is taken on, what was handed over before it has been written.
    if (length > 0) await writing.write(room.subarray(0, length));
    onWritten(length);
    [room, other] = [other, room];
    length = 0;
  };
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      const part = piece.subarray(from, from + room.length - length);
      room.set(part, length);
      length += part.length;
      from += part.length;
      if (length === room.length) await flush();
    }
  }
  await flush();
}

/**
 * Writes a file whole or not at all: beside its place first, synchronised, then put there in one step; what was there
 * before stays until then, and nothing is left behind where it fails. `onWritten` is called between writes with their
 * bytes and may raise, which ends the work. Raises `disk-full`, `no-permission`, `file-missing` (its folder),
 * `file-is-directory`, `invalid-input`, and whatever `pieces` and `onWritten` raise.
 */
export async function writeWholeFile(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  onWritten: (bytes: number) => void,
): Promise<void> {
  let draft: string | undefined;
  try {
    const target = await targetOf(path);
    const folder = dirname(target);
    draft = join(folder, `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.part`);
    const handle = await open(draft, 'wx');
    const writing = new Writing(handle);
    try {
      await writePieces(writing, pieces, onWritten);
      await writing.finish();
    } finally {
      await writing.settle();
      await handle.close();
    }
    await rename(draft, target);
    draft = undefined;
    await syncFolder(folder);
  } catch (thrown) {
    if (draft !== undefined) await rm(draft, { force: true });
    throw toGlossatorError(thrown, path);
  }
}
