import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** PASSIVE waits for nobody and nobody waits for it. Given as source, since it must be found both in the checkout and in a bundle. */
const THREAD = `
const { parentPort, workerData: { path, binding, busy } } = require('node:worker_threads');
const Database = require(binding);
parentPort.on('message', () => {
  try {
    const db = new Database(path, { fileMustExist: true });
    try {
      db.pragma('synchronous = FULL');
      db.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      db.close();
    }
  } catch {
    // What has not been moved stays in the log, where it is durable.
  } finally {
    Atomics.store(busy, 0, 0);
    Atomics.notify(busy, 0);
  }
});
`;

/** Milliseconds in which the disk takes in what is being moved, however busy it is. */
const PATIENCE = 10_000;

/**
 * Moves what is in the write-ahead log into the project file, in a thread and through a connection of its own, beside an import that goes
 * on writing. The log begins anew only when somebody has moved the rest while nobody writes.
 */
export class CheckpointThread {
  readonly #path: string;
  readonly #busy = new Int32Array(new SharedArrayBuffer(4));
  #worker: Worker | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  get isBusy(): boolean {
    return Atomics.load(this.#busy, 0) === 1;
  }

  /** Begins to move what is in the log by now; not while it is busy. */
  begin(): void {
    Atomics.store(this.#busy, 0, 1);
    this.#running().postMessage(null);
  }

  /** Without giving way to anybody, until it has no connection to the file. */
  wait(): void {
    if (this.isBusy) Atomics.wait(this.#busy, 0, 1, PATIENCE);
  }

  /** Lets the thread go, which takes memory; the next `begin` starts another. */
  end(): void {
    this.wait();
    void this.#worker?.terminate();
    this.#worker = null;
    Atomics.store(this.#busy, 0, 0);
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const binding = createRequire(import.meta.url).resolve('better-sqlite3');
    const workerData = { path: this.#path, binding, busy: this.#busy };
    // It makes next to nothing.
    const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 };
    const worker = new Worker(THREAD, { eval: true, env: {}, resourceLimits, workerData });
    worker.unref();
    // One that could not start moves nothing, and nobody is to wait for it.
    worker.on('error', () => Atomics.store(this.#busy, 0, 0));
    this.#worker = worker;
    return worker;
  }
}
