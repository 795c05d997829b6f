import { type Id, newId } from '../../core/ids.ts';
import type { Connection } from '../connection.ts';

/** Previous hash of the first action of a sequence. */
export const FIRST_HASH = '0'.repeat(64);

const CURRENT = 'replica';

export interface ReplicaHead {
  readonly row: number;
  readonly id: Id;
  /** place of the latest action, 0 where there is none */
  readonly seq: number;
  readonly hash: string;
}

export function currentReplica(
  connection: Connection,
):
  | { readonly row: number; readonly id: Id; readonly machineId: string; readonly fileIdentity: string }
  | undefined {
  return connection
    .prepare<{ row: number; id: Id; machineId: string; fileIdentity: string }>(
      `SELECT row, id, machine_id AS machineId, file_identity AS fileIdentity
       FROM replica WHERE id = (SELECT value FROM setting WHERE name = '${CURRENT}')`,
    )
    .get();
}

export function headOf(
  connection: Connection,
  replica: { readonly row: number; readonly id: Id },
): ReplicaHead {
  const latest = connection
    .prepare<{ seq: number; hash: string }>(
      'SELECT replica_seq AS seq, hash FROM action WHERE replica = ? ORDER BY replica_seq DESC LIMIT 1',
    )
    .get(replica.row);
  return { row: replica.row, id: replica.id, seq: latest?.seq ?? 0, hash: latest?.hash ?? FIRST_HASH };
}

/** Begins a new single-writer sequence in this file. Within a transaction. */
export function beginReplica(connection: Connection, machineId: string, fileIdentity: string): ReplicaHead {
  const id = newId();
  const { lastInsertRowid: row } = connection
    .prepare(
      'INSERT INTO replica (id, machine_id, file_identity, created_at, intact_from) VALUES (?, ?, ?, ?, 1)',
    )
    .run(id, machineId, fileIdentity, new Date().toISOString());
  connection
    .prepare(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    )
    .run(CURRENT, id);
  return { row, id, seq: 0, hash: FIRST_HASH };
}

/** Gives the sequence that the next action belongs to. */
export interface ReplicaSource {
  /** Within a transaction: begins a new sequence where this file may not continue the one it holds. */
  head(): ReplicaHead;
}
