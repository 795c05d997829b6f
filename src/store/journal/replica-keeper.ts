import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Id, newId } from '../../core/ids.ts';
import type { Connection } from '../connection.ts';
import { beginReplica, currentReplica, headOf, type ReplicaHead, type ReplicaSource } from './replica.ts';

/**
 * Decides whether a file goes on with the sequence of actions that it holds. Two files that went on with one sequence
 * would each make an action of the same place, and merging could not tell them apart. So it goes on only with proof:
 * the same machine, the same file (device and inode), and the very head that this machine saw when it last closed the
 * file. That memory lies outside the file, as a file copied over another in place brings its own. Without proof
 * (a copy, a backup put back, a crash) a new sequence begins, which costs one row.
 */
export class ReplicaKeeper implements ReplicaSource {
  readonly #connection: Connection;
  readonly #machineId: string;
  readonly #fileIdentity: string;
  readonly #memoryFolder: string;
  #continues: boolean;
  /** what the sequence is called in the memory while it is closed */
  #remembered: Id | undefined;

  constructor(connection: Connection, machineId: string, backupFolder: string) {
    this.#connection = connection;
    this.#machineId = machineId;
    const { dev, ino } = statSync(connection.path, { bigint: true });
    this.#fileIdentity = `${dev}:${ino}`;
    this.#memoryFolder = path.join(backupFolder, 'heads');
    const current = currentReplica(connection);
    this.#continues =
      current?.machineId === machineId &&
      current.fileIdentity === this.#fileIdentity &&
      this.#recall(current.id) === memoryOf(headOf(connection, current));
    this.#remembered = this.#continues ? current?.id : undefined;
  }

  /** Never goes on with the sequence in the file, because it is broken. */
  distrust(): void {
    this.#continues = false;
  }

  head(): ReplicaHead {
    const current = this.#continues ? currentReplica(this.#connection) : undefined;
    return current
      ? headOf(this.#connection, current)
      : beginReplica(this.#connection, this.#machineId, this.#fileIdentity);
  }

  committed(): void {
    this.#continues = true;
    // From now on until the file is closed its head is ahead of what is remembered: after a crash there is no proof.
    if (this.#remembered !== undefined) rmSync(this.#memoryPath(this.#remembered), { force: true });
    this.#remembered = undefined;
  }

  /** Remembers the head; the last thing before the file is closed. */
  remember(): void {
    const current = this.#continues ? currentReplica(this.#connection) : undefined;
    if (!current || this.#remembered !== undefined) return;
    mkdirSync(this.#memoryFolder, { recursive: true });
    const temporary = path.join(this.#memoryFolder, `.${newId()}`);
    try {
      writeFileSync(temporary, memoryOf(headOf(this.#connection, current)));
      renameSync(temporary, this.#memoryPath(current.id));
    } finally {
      rmSync(temporary, { force: true });
    }
    this.#remembered = current.id;
  }

  #recall(replica: Id): string | undefined {
    try {
      return readFileSync(this.#memoryPath(replica), 'utf8');
    } catch {
      // Not there, or not to be read: no proof.
      return undefined;
    }
  }

  #memoryPath(replica: Id): string {
    return path.join(this.#memoryFolder, replica);
  }
}

function memoryOf(head: ReplicaHead): string {
  return `${head.seq} ${head.hash}\n`;
}
