import type { Connection } from '../connection.ts';
import { ACTION_QUERY, type ActionRow, actionOf, hashedPartsOf } from '../read/journal.ts';
import { beginActionHash } from './change-log.ts';
import { FIRST_HASH } from './replica.ts';

/** The hash that an action should have, given the previous one of its sequence, and how many changes it has. */
function proofOf(
  connection: Connection,
  row: ActionRow,
  previousHash: string,
): { hash: string; changes: number } {
  const { seq, changeCount, hash, ...header } = actionOf(row);
  const digest = beginActionHash(previousHash, header);
  let changes = 0;
  for (const { utf8, count } of hashedPartsOf(connection, seq)) {
    digest.update(utf8).update('\n');
    changes += count;
  }
  return { hash: digest.digest('hex'), changes };
}

export const CHAIN = `${ACTION_QUERY} WHERE replica = ? AND replica_seq > ? ORDER BY replica_seq LIMIT 256`;

/** The actions of one sequence in order, some at a time in memory. */
export function* sequence(connection: Connection, replica: number): Generator<ActionRow> {
  const query = connection.prepare<ActionRow>(CHAIN);
  let last = 0;
  for (let batch = query.all(replica, last); batch.length > 0; batch = query.all(replica, last)) {
    yield* batch;
    last = batch[batch.length - 1]?.replica_seq ?? last;
  }
}

/** An action, in words. */
export function nameOf(row: ActionRow): string {
  return `action ${row.replica_seq} of sequence ${row.replica_id}`;
}

/** What is wrong with the place of an action in its sequence, in words; `previous` is the place of the one before it, 0 for none. */
export function brokenOrder(row: ActionRow, previous: number): string | undefined {
  return row.replica_seq === previous + 1 ? undefined : `${nameOf(row)} follows a gap`;
}

/**
 * What is wrong with an action in its sequence, in words; undefined where nothing is. `previous` is the action before
 * it, undefined for the first. An action from before `intactFrom` stands in a recovered file and is not proved.
 */
export function brokenLink(
  connection: Connection,
  row: ActionRow,
  previous: Pick<ActionRow, 'replica_seq' | 'hash'> | undefined,
  intactFrom: number,
): string | undefined {
  if (row.replica_seq < intactFrom) return undefined;
  if (row.replica_seq > intactFrom) {
    const gap = brokenOrder(row, previous?.replica_seq ?? 0);
    if (gap !== undefined) return gap;
  }
  if (row.replica_seq === intactFrom && intactFrom > 1) return undefined;
  const { hash, changes } = proofOf(connection, row, previous?.hash ?? FIRST_HASH);
  if (changes !== row.change_count) return `${nameOf(row)} does not have all of its changes`;
  return hash === row.hash ? undefined : `${nameOf(row)} is not what its hash says`;
}

/** Checks the latest action of a sequence alone: what opening a file can afford. */
export function brokenTail(
  connection: Connection,
  replica: number,
  changesLimit: number,
): string | undefined {
  const [row, previous] = connection
    .prepare<ActionRow>(`${ACTION_QUERY} WHERE replica = ? ORDER BY replica_seq DESC LIMIT 2`)
    .all(replica);
  if (!row || row.change_count > changesLimit) return undefined;
  const intactFrom =
    connection
      .prepare<{ intactFrom: number }>('SELECT intact_from AS intactFrom FROM replica WHERE row = ?')
      .get(replica)?.intactFrom ?? 1;
  return brokenLink(connection, row, previous, intactFrom);
}
