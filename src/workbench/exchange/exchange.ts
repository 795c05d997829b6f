import { copyFileSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { GlossatorError } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { JobContext } from '../job.ts';
import type { Session } from '../session.ts';
import { isSealed } from './sealed.ts';
import { sealApart } from './sealing/seal-apart.ts';

/** What is sent, and where to. */
export interface SendRequest {
  /** the file to write; one that is there is replaced when the new one is whole */
  readonly path: string;
  readonly documentIds?: readonly Id[] | undefined;
  readonly withoutMine?: boolean | undefined;
  readonly frozen?: boolean | undefined;
  readonly passphrase?: string | undefined;
}

const COMPANIONS = ['', '-journal', '-wal', '-shm'];

/** Lets `work` write a file beside `target`, seals it where asked, and gives it its name when it is whole. */
async function written<T>(
  target: string,
  passphrase: string | undefined,
  work: (temporary: string) => T | Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const folder = path.dirname(path.resolve(target));
  const plain = path.join(folder, `.${newId()}.gloss-new`);
  const sealed = path.join(folder, `.${newId()}.age-new`);
  try {
    const value = await work(plain);
    if (passphrase) await sealApart({ task: 'seal', from: plain, into: sealed, passphrase }, signal);
    renameSync(passphrase ? sealed : plain, target);
    return value;
  } finally {
    for (const suffix of COMPANIONS) rmSync(plain + suffix, { force: true });
    rmSync(sealed, { force: true });
  }
}

function refuseItself({ store }: Session, target: string): void {
  if (path.resolve(target) !== store.path) return;
  throw new GlossatorError('invalid-input', 'The file to send cannot take the place of the project itself.', {
    place: { path: target },
    remedy: 'Choose another name.',
  });
}

/** Writes a file for a colleague. Raises `cancelled`, `disk-full`, `no-permission`, `invalid-input`. */
export async function send(
  session: Session,
  request: SendRequest,
  job: JobContext,
): Promise<{ path: string }> {
  const { store, me } = session;
  const { path: target, documentIds, withoutMine, frozen, passphrase } = request;
  refuseItself(session, target);
  await written(
    target,
    passphrase,
    (temporary) =>
      store.send(temporary, me.id, {
        ...(documentIds ? { documentIds } : {}),
        ...(withoutMine ? { withoutPersonId: me.id } : {}),
        ...(frozen ? { frozen } : {}),
        signal: job.signal,
        onProgress: (done, total) => job.onProgress({ phase: 'send', done, total, detail: '' }),
      }),
    job.signal,
  );
  return { path: target };
}

/** Writes a file with my work since the project was received. Raises `invalid-input` where nobody sent it. */
export async function returnMyWork(
  session: Session,
  { path: target, passphrase }: Pick<SendRequest, 'path' | 'passphrase'>,
): Promise<{ path: string; actions: number }> {
  refuseItself(session, target);
  const actions = await written(target, passphrase, (temporary) => session.store.returnWork(temporary));
  return { path: target, actions };
}

function passphraseNeeded(file: string): GlossatorError {
  return new GlossatorError('passphrase-needed', 'This file is sealed with a passphrase.', {
    place: { path: file },
    remedy: 'Enter the passphrase that its sender told you.',
  });
}

/** A sealed file is no project until it has been opened into one. Raises `passphrase-needed`. */
export function refuseSealed(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() && isSealed(file)) throw passphraseNeeded(file);
}

/**
 * The file as one that can be opened or merged: a sealed one is opened into `folder` first, and removed when `work` is done.
 * Raises `passphrase-needed`, `passphrase-wrong`, `file-altered`.
 */
export async function withOpened<T>(
  file: string,
  passphrase: string | undefined,
  folder: string,
  work: (plain: string) => Promise<T>,
): Promise<T> {
  if (!existsSync(file) || !isSealed(file)) return work(file);
  if (!passphrase) throw passphraseNeeded(file);
  const plain = path.join(folder, `.${newId()}.gloss-opened`);
  try {
    await sealApart({ task: 'unseal', from: file, into: plain, passphrase });
    return await work(plain);
  } finally {
    for (const suffix of COMPANIONS) rmSync(plain + suffix, { force: true });
  }
}

/** Puts a received file, opened where it is sealed, in a new place, never in place of another. Raises `project-exists`. */
export function receive(file: string, target: string, passphrase: string | undefined): Promise<void> {
  const folder = path.dirname(path.resolve(target));
  return withOpened(file, passphrase, folder, async (plain) => {
    const copy = path.join(folder, `.${newId()}.gloss-new`);
    try {
      copyFileSync(plain, copy);
      linkSync(copy, target);
    } catch (thrown) {
      if (!existsSync(target)) throw thrown;
      throw new GlossatorError('project-exists', 'There is a file of this name already.', {
        place: { path: target },
        remedy: 'Choose another name.',
      });
    } finally {
      rmSync(copy, { force: true });
    }
  });
}
