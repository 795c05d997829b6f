import type { Id } from '../../core/ids.ts';
import type { ActionType, Commit, TouchedRecords } from '../../core/journal/action.ts';
import type { Vector } from '../../core/review/merge/vector.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { knownHere } from '../merge/known.ts';
import { undoState } from '../read/journal.ts';
import { storedJson } from '../rows/stored-json.ts';
import { packText, unpackText } from '../rows/text-value.ts';
import { canonicalJson } from './canonical-json.ts';
import { type ActionHeader, actionBeginning, ChangeLog } from './change-log.ts';
import { nextStamp } from './clock.ts';
import { type HashingThread, localDigest } from './hashing-thread.ts';
import { RecordWriter } from './record-writer.ts';
import type { ReplicaHead } from './replica.ts';
import type { StoreState } from './store-state.ts';
import { Touched } from './touched.ts';

export interface Arrivals {
  /** how many places they take in this file's journal, just before the merge */
  readonly count: number;
  /** the latest of their clocks; empty where there are none */
  readonly latestClock: string;
  /** how far each sequence counts when they are in */
  readonly knows: Vector;
  /** where much is to be hashed, what hashes it meanwhile */
  readonly hashing?: HashingThread;
}

/** An action about to be done. */
export interface ActionPlan {
  readonly id: Id;
  readonly type: ActionType;
  readonly subject: string;
  readonly personId: Id;
  readonly groupId: Id;
  readonly reverses: Id | null;
  /** written although nothing changed, because the place in undo and redo moves */
  readonly evenIfEmpty: boolean;
  /** of a merge: the actions that it takes in, which it does before its own changes */
  readonly arrivals?: Arrivals;
}

/** The action once its changes are in the journal, still within the transaction. */
export interface WrittenAction {
  readonly seq: number;
  readonly altered: readonly number[];
}

/** The commit of an action that is in the journal, with the undo state of now; undefined where it is not there. */
export function commitOf(connection: Connection, id: Id): Commit | undefined {
  const row = connection
    .prepare<{ seq: number; type: ActionType; subject: SqlValue; touched: string }>(
      'SELECT seq, type, subject, touched FROM action WHERE id = ?',
    )
    .get(id);
  if (!row) return undefined;
  return {
    action: { id, seq: row.seq, type: row.type, subject: unpackText(row.subject) },
    touched: storedJson<TouchedRecords[]>(row.touched, 'an action'),
    undoState: undoState(connection),
  };
}

/** Thrown to roll back a transaction that changed nothing; it never leaves this file. */
class NothingChanged<T> {
  readonly value: T;
  constructor(value: T) {
    this.value = value;
  }
}

/**
 * Stamps rise with the place in this file's journal, so the last is the latest. Whoever takes in actions of other files
 * keeps that so by ending with an action of this one, stamped later than all of them.
 */
export const LATEST_ACTION = 'SELECT seq, clock FROM action WHERE seq = (SELECT max(seq) FROM action)';

/** How far other sequences are known from this action on, where it is one that says so. */
function knownFrom(connection: Connection, plan: ActionPlan, replica: ReplicaHead): Vector | undefined {
  if (plan.arrivals) return plan.arrivals.knows;
  if (replica.seq > 0) return undefined;
  const others = knownHere(connection);
  return Object.keys(others).length > 0 ? others : undefined;
}

function headerOf(
  connection: Connection,
  plan: ActionPlan,
  replica: ReplicaHead,
  latestHere: string | null,
): ActionHeader {
  const now = new Date();
  const arrived = plan.arrivals?.latestClock ?? '';
  const latest = latestHere === null || arrived > latestHere ? arrived || null : latestHere;
  const knows = knownFrom(connection, plan, replica);
  return {
    id: plan.id,
    type: plan.type,
    subject: plan.subject,
    personId: plan.personId,
    replicaId: replica.id,
    replicaSeq: replica.seq + 1,
    clock: nextStamp(latest, now, replica.id),
    at: now.toISOString(),
    groupId: plan.groupId,
    reverses: plan.reverses,
    ...(knows ? { knows } : {}),
  };
}

/**
 * The one door for writes: runs `work` in one IMMEDIATE transaction, writes what it changed and the action to the
 * journal, commits durably. Where nothing changed all is rolled back and `commit` is null. Whatever is thrown rolls
 * all back. `finish` runs last, within the transaction.
 */
export function runAction<T>(
  state: StoreState,
  plan: ActionPlan,
  work: (writer: RecordWriter, seq: number) => T,
  finish: (action: WrittenAction) => void,
): { readonly value: T; readonly commit: Commit | null } {
  const { connection, identities, tallies, replicas } = state;
  const touched = new Touched();
  let seq = 0;
  let value: T;
  try {
    value = connection.immediate(() => {
      const replica = replicas.head();
      const latest = connection.prepare<{ seq: number; clock: string }>(LATEST_ACTION).get();
      const header = headerOf(connection, plan, replica, latest?.clock ?? null);
      seq = (latest?.seq ?? 0) + 1 + (plan.arrivals?.count ?? 0);
      const digest = plan.arrivals?.hashing?.begin() ?? state.packing?.begin() ?? localDigest();
      const log = new ChangeLog(connection, seq, digest.update(actionBeginning(replica.hash, header)));
      const result = work(new RecordWriter(state, log, touched), seq);
      if (log.count === 0 && !plan.evenIfEmpty) throw new NothingChanged(result);
      const hash = log.finish();
      tallies.flush();
      connection
        .prepare(
          `INSERT INTO action (seq, id, type, subject, person_id, replica, replica_seq, clock, at, group_id, reverses,
             change_count, touched, hash, knows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          seq,
          header.id,
          header.type,
          packText(header.subject),
          header.personId,
          replica.row,
          header.replicaSeq,
          header.clock,
          header.at,
          header.groupId,
          header.reverses,
          log.count,
          JSON.stringify(touched.records),
          hash,
          header.knows === undefined ? null : canonicalJson(header.knows),
        );
      finish({ seq, altered: log.altered });
      return result;
    });
  } catch (thrown) {
    // What was remembered of rows made in this transaction, or counted in it, is no longer so.
    identities.forget();
    tallies.forget();
    if (thrown instanceof NothingChanged) return { value: thrown.value as T, commit: null };
    throw thrown;
  }
  state.committed();
  const { id, type, subject } = plan;
  return {
    value,
    commit: {
      action: { id, seq, type, subject },
      touched: touched.records,
      undoState: undoState(connection),
    },
  };
}
