import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** Up to so many bytes are hashed at the end in this thread: that takes less time than starting another. */
const HASHED_HERE = 8 * 1_048_576;

/** Bytes gathered for a message to it: waking a thread takes longer than hashing a small piece. */
const MESSAGE_LENGTH = 1_048_576;

/** Given as source, since it must be found both in the checkout and in a bundle. */
const THREAD = `
const { parentPort } = require('node:worker_threads');
const hash = require('node:crypto').createHash('sha256');
parentPort.on('message', (bytes) => {
  if (bytes) hash.update(bytes);
  else parentPort.postMessage(hash.digest('hex'));
});
`;

/**
 * SHA-256 of a stream. Large ones are hashed in a thread of their own, beside the work of making or reading them, of which
 * hashing would otherwise be a quarter.
 */
export class StreamDigest {
  #waiting: Uint8Array[] = [];
  #waitingLength = 0;
  #length = 0;
  #thread: Worker | null = null;

  /** The bytes must not be changed before the digest is there. */
  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingLength += bytes.length;
    if (this.#thread ? this.#waitingLength >= MESSAGE_LENGTH : this.#length > HASHED_HERE) this.#send();
  }

  #send(): void {
    this.#thread ??= new Worker(THREAD, { eval: true });
    // A copy of its own, because a message would carry along the whole memory that a part is cut from. Shared memory would need no copy, but
    // whoever hashes hardly ever clears away: half a gigabyte of it was held at the end of 700 MB.
    const message = new Uint8Array(this.#waitingLength);
    let offset = 0;
    for (const part of this.#waiting) {
      message.set(part, offset);
      offset += part.length;
    }
    this.#thread.postMessage(message, [message.buffer]);
    this.#waiting = [];
    this.#waitingLength = 0;
  }

  /** In lower-case hexadecimal; once, at the end. */
  async digest(): Promise<string> {
    const thread = this.#thread;
    if (!thread) {
      const hash = createHash('sha256');
      for (const part of this.#waiting) hash.update(part);
      return hash.digest('hex');
    }
    if (this.#waitingLength > 0) this.#send();
    return new Promise((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.postMessage(null);
    });
  }

  /** Always to be called, also where no digest is wanted any more. */
  async end(): Promise<void> {
    this.#waiting = [];
    await this.#thread?.terminate();
    this.#thread = null;
  }
}

/** As StreamDigest, in the calling thread: for who has next to nothing else to do there. */
export class DigestHere {
  readonly #hash = createHash('sha256');

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /** In lower-case hexadecimal; once, at the end. */
  digest(): string {
    return this.#hash.digest('hex');
  }

  end(): void {
    // There is no thread to be ended.
  }
}
