import { setImmediate } from 'node:timers/promises';
import { GlossatorError } from '../../core/errors.ts';
import type { Connection } from '../connection.ts';
import { brokenOrder, nameOf } from '../journal/chain.ts';
import { actionBeginning } from '../journal/change-log.ts';
import {
  type ActionDigest,
  type DistantDigest,
  HashingThread,
  localDigest,
} from '../journal/hashing-thread.ts';
import { unpackedUtf8 } from '../journal/stored-lines.ts';
import { ACTION_QUERY, type ActionRow, actionOf, lineCount, storedPartsOf } from '../read/journal.ts';
import { cancelledMerge, type Selection, type Stretch } from './arrivals.ts';
import { type ArrivedContent, ArrivedRow } from './arrived-row.ts';
import type { PrepareOptions } from './merge-result.ts';
import { hashAt, type OtherFile } from './other-file.ts';

/** An action of the other file that is to come in, proved, with its rows of the journal in their order. */
export interface Arrival {
  readonly action: ActionRow;
  readonly rows: readonly ArrivedRow[];
}

const STRETCH_MS = 12;

/** Up to so many bytes of what was unpacked are kept to be used again. */
const KEPT_LIMIT = 128 * 1_048_576;

function broken(path: string, detail: string): GlossatorError {
  return new GlossatorError(
    'journal-broken',
    `The journal of this file has been damaged or altered: ${detail}. Nothing of it was taken in.`,
    {
      place: { path },
      remedy:
        'Ask for the file again. If it cannot be had whole, export its annotations as JSONL and import those.',
    },
  );
}

const CHAIN = `${ACTION_QUERY} WHERE replica = ? AND replica_seq > ? AND replica_seq <= ?
  ORDER BY replica_seq LIMIT 256`;

/** Lets others have their turn now and then. */
class Turns {
  readonly #options: PrepareOptions;
  readonly #total: number;
  #since = performance.now();
  done = 0;

  constructor(options: PrepareOptions, total: number) {
    this.#options = options;
    this.#total = total;
  }

  /** Whether it is time to. */
  get due(): boolean {
    return performance.now() - this.#since >= STRETCH_MS;
  }

  /** Raises `cancelled`. */
  async give(): Promise<void> {
    this.#options.onProgress?.(this.done, this.#total);
    await setImmediate();
    if (this.#options.signal?.aborted) throw cancelledMerge();
    this.#since = performance.now();
  }
}

/** An action of fewer changes is hashed in less time than it takes to hand it over. */
const HASHED_APART = 256;
/** Starting a thread pays for more than so many changes. */
const WORTH_A_THREAD = 4_000;

/** A thread to hash what is to come in and what is written of it; null where that is little. */
export function hashingThreadFor({ connection }: OtherFile, { fresh }: Selection): HashingThread | null {
  const count = connection.prepare<{ changes: number }>(
    'SELECT total(change_count) AS changes FROM action WHERE replica = ? AND replica_seq > ? AND replica_seq <= ?',
  );
  const changes = fresh.reduce(
    (sum, { replica, from, to }) => sum + (count.get(replica.row, from, to)?.changes ?? 0),
    0,
  );
  return changes > WORTH_A_THREAD ? new HashingThread() : null;
}

/** Reads and proves actions of the other file, each by the chain of hashes that it stands in. */
class Proof {
  readonly #other: OtherFile;
  readonly #turns: Turns;
  readonly #thread: HashingThread | null;
  /** actions that are being hashed, in their order */
  #hashed: { readonly row: ActionRow; readonly digest: DistantDigest }[] = [];
  readonly arrivals: Arrival[] = [];
  #kept = 0;

  constructor(other: OtherFile, thread: HashingThread | null, turns: Turns) {
    this.#other = other;
    this.#thread = thread;
    this.#turns = turns;
  }

  /** The actions of a stretch, whose chain starts from `hashAtFrom`. Raises `journal-broken`, `cancelled`. */
  async add({ replica, from, to }: Stretch, hashAtFrom: string): Promise<void> {
    const { connection, path } = this.#other;
    if (replica.intactFrom > from + 1) {
      throw broken(path, `what was done before action ${replica.intactFrom} of a sequence cannot be proved`);
    }
    let previous = { replica_seq: from, hash: hashAtFrom };
    const query = connection.prepare<ActionRow>(CHAIN);
    const next = () => query.all(replica.row, previous.replica_seq, to);
    for (let batch = next(); batch.length > 0; batch = next()) {
      for (const row of batch) {
        await this.#prove(row, previous);
        previous = row;
        this.#turns.done++;
      }
    }
    if (previous.replica_seq !== to) {
      throw broken(path, `the actions after ${previous.replica_seq} of a sequence are missing`);
    }
    const hashed = this.#hashed;
    this.#hashed = [];
    for (const { row, digest } of hashed) this.#compare(row, digest);
  }

  #compare(row: ActionRow, digest: ActionDigest): void {
    if (digest.digest() !== row.hash) {
      throw broken(this.#other.path, `${nameOf(row)} is not what its hash says`);
    }
  }

  async #prove(
    row: ActionRow,
    previous: { readonly replica_seq: number; readonly hash: string },
  ): Promise<void> {
    const { connection, path } = this.#other;
    const gap = brokenOrder(row, previous.replica_seq);
    if (gap !== undefined) throw broken(path, gap);
    const { seq, changeCount, hash: _, ...header } = actionOf(row);
    const isApart = changeCount >= HASHED_APART && this.#thread?.isFree;
    const distant = isApart ? this.#thread?.begin() : undefined;
    const digest = distant ?? localDigest();
    digest.update(actionBeginning(previous.hash, header));
    const rows: ArrivedRow[] = [];
    let changes = 0;
    for (const { row: at, lines: stored } of storedPartsOf(connection, seq)) {
      const utf8 = unpackedUtf8(stored);
      digest.updateStored(stored, utf8).update('\n');
      const arrived = this.#arrived(at, { stored, utf8 });
      rows.push(arrived);
      changes += arrived.makes?.length ?? lineCount(utf8);
      if (this.#turns.due) await this.#turns.give();
    }
    if (changes !== changeCount) throw broken(path, `${nameOf(row)} does not have all of its changes`);
    if (distant) {
      distant.end();
      this.#hashed.push({ row, digest: distant });
    } else this.#compare(row, digest);
    this.arrivals.push({ action: row, rows });
  }

  #arrived(row: number, content: ArrivedContent): ArrivedRow {
    const { length } = content.utf8;
    const keep = this.#kept + length <= KEPT_LIMIT;
    if (keep) this.#kept += length;
    return new ArrivedRow(this.#other.connection, row, content, keep);
  }
}

/**
 * Reads and proves all that is fresh in the other file; gives it in the order of the clocks, which is one in which nothing
 * comes before what it builds on. Gives way to others meanwhile. Raises `journal-broken`, `cancelled`.
 */
export async function proveArrivals(
  connection: Connection,
  other: OtherFile,
  { fresh }: Selection,
  thread: HashingThread | null,
  options: PrepareOptions,
): Promise<readonly Arrival[]> {
  const turns = new Turns(
    options,
    fresh.reduce((sum, { from, to }) => sum + to - from, 0),
  );
  const proof = new Proof(other, thread, turns);
  for (const stretch of fresh) {
    const { replica, from } = stretch;
    const start = hashAt(connection, replica.id, from) ?? hashAt(other.connection, replica.id, from);
    await proof.add(stretch, start ?? '');
  }
  return proof.arrivals.sort((a, b) => (a.action.clock < b.action.clock ? -1 : 1));
}
