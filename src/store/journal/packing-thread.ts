import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { GlossatorError } from '../../core/errors.ts';
import type { SqlValue } from '../connection.ts';
import { type ActionDigest, localDigest, type TakePacked } from './hashing-thread.ts';
import { isPacked, PACKING } from './stored-lines.ts';

/** Given as source, since it must be found both in the checkout and in a bundle. Does what `packLines` and `localDigest` do. */
const THREAD = `
const { createHash } = require('node:crypto');
const { deflateSync } = require('node:zlib');
const { workerData: { port, done, options } } = require('node:worker_threads');
const hashes = new Map();
const encoder = new TextEncoder();
// One for all, because nobody clears buffers away while they come faster than that is done.
let room = Buffer.alloc(1048576);
port.on('message', ({ id, pieces, end }) => {
  const hash = hashes.get(id) ?? createHash('sha256');
  hashes.set(id, hash);
  const packed = [];
  let length = 1;
  for (const piece of pieces) {
    length += piece.length;
    if (piece instanceof Uint8Array) {
      hash.update(piece);
      continue;
    }
    if (piece.utf8) {
      hash.update(piece.utf8).update('\\n');
      packed.push(deflateSync(piece.utf8, options));
      continue;
    }
    if (room.length < piece.length * 3) room = Buffer.alloc(piece.length * 3);
    const utf8 = room.subarray(0, encoder.encodeInto(piece, room).written);
    hash.update(utf8).update('\\n');
    packed.push(deflateSync(utf8, options));
  }
  let hex;
  if (end) {
    hex = hash.digest('hex');
    hashes.delete(id);
  }
  port.postMessage({ id, packed, hex });
  Atomics.add(done, 0, length);
  Atomics.notify(done, 0);
});
`;

/** Lines to be packed and hashed with a line end, as text or in UTF-8; or bytes that are only hashed. */
type Piece = string | { readonly utf8: Uint8Array; readonly length: number } | Uint8Array;

/** Characters to a message: waking the thread takes longer than packing few. */
const MESSAGE_LENGTH = 262_144;

/** An action with fewer characters of changes is hashed and packed at once: that takes less time than to ask the thread. */
const HERE = 524_288;
/** So many characters may wait for the thread; whoever hands over more waits. */
const WAITING_LIMIT = 2 * 1_048_576;
/** Milliseconds in which it has to pack something, on a machine however busy. */
const PATIENCE = 60_000;
/** Milliseconds after which an idle thread is let go, which takes memory. */
const IDLE = 5_000;

interface Packed {
  readonly id: number;
  readonly packed: readonly Uint8Array[];
  readonly hex: string | undefined;
}

/** The changes of one action. */
class Packing implements ActionDigest {
  readonly #id: number;
  readonly #thread: PackingThread;
  #pieces: Piece[] = [];
  #length = 0;
  #sent = false;
  readonly #takers: TakePacked[] = [];
  #taken = 0;
  #hex: string | undefined;

  constructor(id: number, thread: PackingThread) {
    this.#id = id;
    this.#thread = thread;
  }

  update(data: string | Uint8Array): this {
    this.#add(typeof data === 'string' ? Buffer.from(data) : data);
    return this;
  }

  updateStored(_: SqlValue, utf8: Uint8Array): this {
    return this.update(utf8);
  }

  pack(lines: string | Uint8Array, take: TakePacked): void {
    if (typeof lines !== 'string') {
      this.#takers.push(take);
      this.#add({ utf8: lines, length: lines.length });
    } else if (isPacked(lines)) {
      this.#takers.push(take);
      this.#add(lines);
    } else {
      this.update(`${lines}\n`);
      take(lines);
    }
  }

  #add(piece: Piece): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length >= (this.#sent ? MESSAGE_LENGTH : HERE)) this.#send(false);
  }

  #send(end: boolean): void {
    this.#sent = true;
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#length = 0;
    this.#thread.send(this.#id, pieces, end);
  }

  /** What the thread has packed, in the order in which it was handed over; the hash where that was all. */
  answered(id: number, packed: readonly Uint8Array[], hex: string | undefined): void {
    // What comes late belongs to an action that was given up.
    if (id !== this.#id) return;
    for (const stored of packed) this.#takers[this.#taken++]?.(stored);
    this.#hex = hex;
  }

  digest(): string {
    if (!this.#sent) return this.#digestHere();
    this.#send(true);
    while (this.#hex === undefined) this.#thread.awaitMore();
    return this.#hex;
  }

  #digestHere(): string {
    const digest = localDigest();
    for (const piece of this.#pieces) {
      if (piece instanceof Uint8Array) digest.update(piece);
      else {
        digest.pack(typeof piece === 'string' ? piece : piece.utf8, (stored) =>
          this.#takers[this.#taken++]?.(stored),
        );
      }
    }
    return digest.digest();
  }
}

/** Hashes the changes of an action and packs them, as `localDigest` does; of large ones in a thread, beside the making of further changes. */
export class PackingThread {
  #running: { readonly worker: Worker; readonly port: MessagePort; readonly done: Int32Array } | null = null;
  #idle: NodeJS.Timeout | undefined;
  /** characters handed over, modulo 2^32; an answer counts for one more */
  #sent = 0;
  #count = 0;
  #current: Packing | null = null;

  begin(): ActionDigest {
    this.#current = new Packing(++this.#count, this);
    return this.#current;
  }

  /** Only for the action that was begun last. */
  send(id: number, pieces: readonly Piece[], end: boolean): void {
    const thread = this.#thread();
    while (this.#waiting > WAITING_LIMIT) this.#await();
    this.#sent = (this.#sent + 1 + pieces.reduce((sum, { length }) => sum + length, 0)) | 0;
    thread.port.postMessage({ id, pieces, end });
    this.receive();
  }

  /** Hands on what has been packed. */
  receive(): void {
    if (!this.#running) return;
    const { port } = this.#running;
    for (let found = receiveMessageOnPort(port); found; found = receiveMessageOnPort(port)) {
      const { id, packed, hex } = found.message as Packed;
      this.#current?.answered(id, packed, hex);
    }
  }

  /** Until something more has been packed. */
  awaitMore(): void {
    this.#await();
    this.receive();
  }

  get #waiting(): number {
    return this.#running ? (this.#sent - Atomics.load(this.#running.done, 0)) | 0 : 0;
  }

  #await(): void {
    const done = this.#running?.done;
    if (!done) return;
    const before = Atomics.load(done, 0);
    if (((this.#sent - before) | 0) === 0) return;
    if (Atomics.wait(done, 0, before, PATIENCE) !== 'timed-out') return;
    this.close();
    throw new GlossatorError('internal', 'The thread that packs the journal does not answer.');
  }

  #thread() {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.close(), IDLE).unref();
    if (this.#running) return this.#running;
    const { port1: port, port2 } = new MessageChannel();
    const done = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(THREAD, {
      eval: true,
      env: {},
      // It makes nothing but strings that are done with at once.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
      workerData: { port: port2, done, options: PACKING },
      transferList: [port2],
    });
    // Nobody who ends early has to wait for it, and that it fails is seen by its not answering.
    worker.unref();
    worker.on('error', () => undefined);
    port.unref();
    this.#sent = 0;
    this.#running = { worker, port, done };
    return this.#running;
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#running?.port.close();
    void this.#running?.worker.terminate();
    this.#running = null;
  }
}
