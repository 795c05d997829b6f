import { closeSync, createReadStream, createWriteStream, openSync, readSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { GlossatorError } from '../../core/errors.ts';

/**
 * Files sealed with a passphrase, in the age format (age-encryption.org/v1): the key derived by scrypt, the content
 * by ChaCha20-Poly1305 in chunks. The standard age tool opens them too.
 */

const HEADER = 'age-encryption.org/v1\n';

/** Whether a file is sealed, by its beginning. */
export function isSealed(file: string): boolean {
  const beginning = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, 'r');
  try {
    return (
      readSync(descriptor, beginning, 0, HEADER.length, 0) === HEADER.length &&
      beginning.toString() === HEADER
    );
  } finally {
    closeSync(descriptor);
  }
}

// Loaded when it is wanted.
const age = () => import('age-encryption');

function bytesOf(file: string) {
  return Readable.toWeb(createReadStream(file)) as globalThis.ReadableStream<Uint8Array>;
}

async function write(stream: globalThis.ReadableStream<Uint8Array>, file: string): Promise<void> {
  try {
    await pipeline(
      Readable.fromWeb(stream as unknown as ReadableStream),
      createWriteStream(file, { flags: 'wx', flush: true }),
    );
  } catch (thrown) {
    rmSync(file, { force: true });
    throw thrown;
  }
}

/** The age format's own: 2^18 rounds of scrypt, a second or two and 256 MB for each attempt. */
const WORK_FACTOR = 18;

/** Seals `from` as the new file `into`. `workFactor` is the logarithm of the rounds of scrypt. */
export async function seal(
  from: string,
  into: string,
  passphrase: string,
  workFactor = WORK_FACTOR,
): Promise<void> {
  const encrypter = new (await age()).Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase);
  await write(await encrypter.encrypt(bytesOf(from)), into);
}

/** Opens a sealed file as the new file `into`. Raises `passphrase-wrong`, and `file-altered` where it is not as it was written. */
export async function unseal(from: string, into: string, passphrase: string): Promise<void> {
  const decrypter = new (await age()).Decrypter();
  decrypter.addPassphrase(passphrase);
  let content: globalThis.ReadableStream<Uint8Array>;
  try {
    content = await decrypter.decrypt(bytesOf(from));
  } catch (thrown) {
    const wrong = thrown instanceof Error && /no identity matched/i.test(thrown.message);
    throw wrong ? wrongPassphrase(from, thrown) : altered(from, thrown);
  }
  try {
    await write(content, into);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('E')) throw thrown;
    throw altered(from, thrown);
  }
}

function wrongPassphrase(file: string, cause: unknown): GlossatorError {
  return new GlossatorError('passphrase-wrong', 'This is not the passphrase that the file was sealed with.', {
    place: { path: file },
    remedy: 'Ask whoever sent it; capitals and spaces count.',
    cause,
  });
}

function altered(file: string, cause: unknown): GlossatorError {
  return new GlossatorError('file-altered', 'This sealed file has been altered or cut off on its way.', {
    place: { path: file },
    remedy: 'Ask for it again.',
    cause,
  });
}
