import { statSync } from 'node:fs';
import type { Connection } from './connection.ts';

/** The log is moved into the file when it is this long (bytes) and nobody has written for a moment … */
const IDLE_LIMIT = 4 * 1024 * 1024;
const IDLE_MS = 500;
/** … and at once when it is this long, as in an import that never pauses. */
const FULL_LIMIT = 64 * 1024 * 1024;

/**
 * Moves the write-ahead log into the project file when it does not hurt: SQLite would do it within the commit that
 * crosses a limit, and that one commit, a key press, would take ten times as long.
 */
export class Checkpointer {
  readonly #connection: Connection;
  #timer: NodeJS.Timeout | undefined;
  #holders = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.pragma('wal_autocheckpoint = 0');
  }

  /** After a commit. */
  committed(): void {
    if (this.#holders > 0) return;
    const length = statSync(`${this.#connection.path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (length < IDLE_LIMIT) return;
    if (length >= FULL_LIMIT) this.#run();
    else this.#runWhenIdle();
  }

  /** A reader that stays at one moment needs the log, and each attempt to move it would wait for its end. Gives what lets go, to be called once. */
  hold(): () => void {
    this.#holders += 1;
    clearTimeout(this.#timer);
    return () => {
      this.#holders -= 1;
      this.committed();
    };
  }

  #runWhenIdle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), IDLE_MS);
    this.#timer.unref();
  }

  #run(): void {
    clearTimeout(this.#timer);
    try {
      // TRUNCATE, since the length of the file is what the limits are held against; a reader that hinders it puts it off.
      this.#connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // The commit is durable in the log already, and a full disk is told by the next write. Later then.
      this.#runWhenIdle();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
