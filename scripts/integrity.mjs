import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256OfFile(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Throws unless the file has exactly the SHA-256 given (hexadecimal). */
export async function verifySha256(file, expected) {
  const found = await sha256OfFile(file);
  if (found !== expected) {
    throw new Error(`${file} is damaged or not the file expected: its SHA-256 is ${found}, not ${expected}.`);
  }
}
