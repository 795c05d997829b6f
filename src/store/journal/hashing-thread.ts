import { createHash } from 'node:crypto';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { GlossatorError } from '../../core/errors.ts';
import type { SqlValue } from '../connection.ts';
import { packLines, utf8Of } from './stored-lines.ts';

/** What takes lines of the journal as they are stored. */
export type TakePacked = (stored: SqlValue) => void;

/** What the hash of an action is made with. What is handed over must not be changed afterwards. */
export interface ActionDigest {
  update(data: string | Uint8Array): ActionDigest;
  /** lines of the journal as they are stored, compressed, and unpacked */
  updateStored(stored: SqlValue, utf8: Uint8Array): ActionDigest;
  /** Lines of the journal, as text or in UTF-8, and a line end; they are handed on as they are stored, now or later, at the latest by `digest`. */
  pack(lines: string | Uint8Array, take: TakePacked): void;
  /** in hexadecimal; nothing can be added after it */
  digest(): string;
}

function packHere(digest: ActionDigest, lines: string | Uint8Array, take: TakePacked): void {
  const utf8 = typeof lines === 'string' ? utf8Of(lines) : lines;
  digest.update(utf8).update('\n');
  take(packLines(lines, utf8));
}

/** A digest that can be taken some time after its end. */
export interface DistantDigest extends ActionDigest {
  /** nothing can be added after it */
  end(): void;
}

/** Made at once, in this thread. */
export function localDigest(): ActionDigest {
  const hash = createHash('sha256');
  const digest: ActionDigest = {
    update: (data) => {
      hash.update(data);
      return digest;
    },
    updateStored: (_, utf8) => digest.update(utf8),
    pack: (lines, take) => packHere(digest, lines, take),
    digest: () => hash.digest('hex'),
  };
  return digest;
}

/** Given as source, since it must be found both in the checkout and in a bundle. Pieces of negative length are compressed. */
const THREAD = `
const { createHash } = require('node:crypto');
const { inflateSync } = require('node:zlib');
const { workerData: { port, done } } = require('node:worker_threads');
const hashes = new Map();
port.on('message', ({ id, bytes, lengths, weight, end }) => {
  const hash = hashes.get(id) ?? createHash('sha256');
  hashes.set(id, hash);
  let from = 0;
  for (const length of lengths) {
    const piece = bytes.subarray(from, from + Math.abs(length));
    hash.update(length < 0 ? inflateSync(piece, { chunkSize: 131072 }) : piece);
    from += piece.length;
  }
  if (end) {
    hashes.delete(id);
    port.postMessage({ id, hex: hash.digest('hex') });
  }
  Atomics.add(done, 0, weight);
  Atomics.notify(done, 0);
});
`;

/** Bytes that are to be hashed, to a message: waking a thread takes longer than hashing a small piece. */
const MESSAGE_LENGTH = 512 * 1024;
/** So many bytes may wait for the thread, which hashes them in a twentieth of a second; whoever hands over more waits. */
const WAITING_LIMIT = 8 * 1_048_576;
/** With so many it has something to do for as long as its next user takes to come again. */
const FREE_BELOW = 4 * 1_048_576;
/** Milliseconds in which it has to hash something, on a machine however busy. */
const PATIENCE = 60_000;

/**
 * SHA-256 in a thread of its own, beside the work of making or reading what is hashed. A digest is waited
 * for without giving way to anybody, so that it can be had within a transaction.
 */
export class HashingThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  /** bytes hashed, and messages read, modulo 2^32 */
  readonly #done = new Int32Array(new SharedArrayBuffer(4));
  readonly #digests = new Map<number, string>();
  #sent = 0;
  #count = 0;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(THREAD, {
      eval: true,
      env: {},
      workerData: { port: port2, done: this.#done },
      transferList: [port2],
    });
    // Nobody who ends early has to wait for it, and that it fails is seen by its not answering.
    this.#worker.unref();
    this.#worker.on('error', () => undefined);
    this.#port.unref();
  }

  begin(): DistantDigest {
    const id = ++this.#count;
    let pieces: Uint8Array[] = [];
    let lengths: number[] = [];
    let weight = 1;
    let ended = false;
    const send = () => {
      this.#send(weight, { id, bytes: Buffer.concat(pieces), lengths, end: ended });
      pieces = [];
      lengths = [];
      weight = 1;
    };
    const add = (piece: Uint8Array, length: number, hashed: number) => {
      if (piece.length === 0) return;
      pieces.push(piece);
      lengths.push(length);
      weight += hashed;
      if (weight >= MESSAGE_LENGTH) send();
    };
    const digest: DistantDigest = {
      update: (data) => {
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        add(bytes, bytes.length, bytes.length);
        return digest;
      },
      // It is unpacked twice, which takes less than handing over all that it holds.
      updateStored: (stored, utf8) => {
        if (!(stored instanceof Uint8Array)) return digest.update(utf8);
        add(stored, -stored.length, utf8.length);
        return digest;
      },
      pack: (lines, take) => packHere(digest, lines, take),
      end: () => {
        if (ended) return;
        ended = true;
        send();
      },
      digest: () => {
        digest.end();
        return this.#take(id);
      },
    };
    return digest;
  }

  /** Whether it has little to do: who has much may else do as much meanwhile. */
  get isFree(): boolean {
    return this.#waiting < FREE_BELOW;
  }

  #send(weight: number, message: object): void {
    while (this.#waiting > WAITING_LIMIT) this.#wait();
    this.#sent = (this.#sent + weight) | 0;
    this.#port.postMessage({ ...message, weight });
  }

  #take(id: number): string {
    for (;;) {
      // Before it is asked what has come: so what comes in between is not waited for.
      const done = Atomics.load(this.#done, 0);
      for (let found = receive(this.#port); found; found = receive(this.#port)) {
        this.#digests.set(found.id, found.hex);
      }
      const hex = this.#digests.get(id);
      if (hex !== undefined) {
        this.#digests.delete(id);
        return hex;
      }
      this.#wait(done);
    }
  }

  get #waiting(): number {
    return (this.#sent - Atomics.load(this.#done, 0)) | 0;
  }

  /** Until more is done than `done`. */
  #wait(done = Atomics.load(this.#done, 0)): void {
    if (Atomics.wait(this.#done, 0, done, PATIENCE) === 'timed-out') {
      throw new GlossatorError('internal', 'The thread that hashes does not answer.');
    }
  }

  /** Always to be called, also where no digest is wanted any more. */
  close(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}

function receive(port: MessagePort): { readonly id: number; readonly hex: string } | undefined {
  return receiveMessageOnPort(port)?.message;
}
