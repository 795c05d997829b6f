import type { Id } from '../../core/ids.ts';
import { joined, type Learned, type Vector } from '../../core/review/merge/vector.ts';
import type { Connection } from '../connection.ts';
import { storedJson } from '../rows/stored-json.ts';

/** SQL: whether an action counts here. What a merge took in does not while that merge is undone. */
export const IN_FORCE = `(action.merged_by IS NULL
  OR EXISTS (SELECT 1 FROM merge WHERE merge.action = action.merged_by AND in_force = 1))`;

/** The latest action of a sequence that counts; then the latest that is in the file at all. */
export const LATEST_IN_FORCE = `SELECT replica_seq AS seq FROM action WHERE replica = ? AND ${IN_FORCE}
  ORDER BY replica_seq DESC LIMIT 1`;
export const LATEST_STORED =
  'SELECT replica_seq AS seq FROM action WHERE replica = ? ORDER BY replica_seq DESC LIMIT 1';

function heads(connection: Connection, latest: string): Vector {
  const vector: Record<Id, number> = {};
  for (const { row, id } of connection
    .prepare<{ row: number; id: Id }>('SELECT row, id FROM replica')
    .all()) {
    const seq = connection.prepare<{ seq: number }>(latest).get(row)?.seq;
    if (seq !== undefined) vector[id] = seq;
  }
  return vector;
}

/** How far each sequence counts in this file. */
export function vectorOf(connection: Connection): Vector {
  return heads(connection, LATEST_IN_FORCE);
}

/** How far each sequence is in this file, with what was taken in by merges that are undone. */
export function storedVectorOf(connection: Connection): Vector {
  return heads(connection, LATEST_STORED);
}

/** The actions that say what their sequence knows, of those that count. */
export function learnedIn(connection: Connection): Learned[] {
  return connection
    .prepare<{ replicaId: Id; replicaSeq: number; knows: string }>(
      `SELECT replica.id AS replicaId, replica_seq AS replicaSeq, knows
       FROM action JOIN replica ON replica.row = action.replica WHERE knows IS NOT NULL AND ${IN_FORCE}`,
    )
    .all()
    .map(({ knows, ...place }) => ({ ...place, knows: storedJson<Vector>(knows, 'an action') }));
}

/** All that this file knows of, with what its actions say that they knew. */
export function knownHere(connection: Connection): Vector {
  return learnedIn(connection).reduce((known, { knows }) => joined(known, knows), vectorOf(connection));
}
