import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ActionType, RecordKind } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { ACTION_QUERY, type ActionRow, changesIn, partsOf } from '../read/journal.ts';
import { decides, type JournalWrite, type WritingAction, writeOf } from './journal-writes.ts';
import { isKnownKind } from './other-file.ts';

/** Records that arriving actions speak of, each with what these say of it. */
export type Touches = Map<RecordKind, Map<Id, JournalWrite[]>>;

/** Which records a row of the journal speaks of. */
export interface SpokenOf {
  readonly changeRow: number;
  readonly ids: ReadonlyMap<RecordKind, readonly Id[]>;
}

export function writingAction(row: ActionRow): WritingAction {
  return {
    type: row.type,
    clock: row.clock,
    at: row.at,
    personId: row.person_id,
    groupId: row.group_id,
    replicaId: row.replica_id,
    replicaSeq: row.replica_seq,
  };
}

export function touched(touches: Touches, kind: RecordKind, id: Id): JournalWrite[] {
  let byId = touches.get(kind);
  if (!byId) {
    byId = new Map();
    touches.set(kind, byId);
  }
  let writes = byId.get(id);
  if (!writes) {
    writes = [];
    byId.set(id, writes);
  }
  return writes;
}

/** What an undo changed has to be decided anew although the undo itself says nothing; what a merge changed follows from others. */
function concerns(type: ActionType): boolean {
  return type !== 'merge';
}

function fromFuture(kind: string): GlossatorError {
  return new GlossatorError(
    'project-from-future',
    `This file holds records that this program does not know (${kind}). Nothing of it was taken in.`,
    { remedy: 'Install the newest Glossator and merge with that.' },
  );
}

/** Rows of fewer lines are not worth being repeated as they are: the journal would be of many small rows. */
const REPEATED_FROM = 16;

/**
 * Gathers from this file's journal what these actions, by their places, say; those just taken in with `fresh`. Gives of each row of
 * theirs which records it speaks of.
 */
export function gather(
  connection: Connection,
  seqs: readonly number[],
  fresh: boolean,
  retracted: ReadonlySet<Id>,
  touches: Touches,
): readonly SpokenOf[] {
  const rows: SpokenOf[] = [];
  const query = connection.prepare<ActionRow>(`${ACTION_QUERY} WHERE seq = ?`);
  for (const seq of seqs) {
    const row = query.get(seq);
    if (!row) continue;
    const action = writingAction(row);
    for (const { row: changeRow, lines } of partsOf(connection, seq)) {
      const ids = new Map<RecordKind, Id[]>();
      rows.push({ changeRow, ids });
      const changes = changesIn(lines);
      const count = changes.length;
      for (const [index, change] of changes.entries()) {
        if (!isKnownKind(change.kind)) throw fromFuture(change.kind);
        const ofKind = ids.get(change.kind);
        if (ofKind) ofKind.push(change.id);
        else ids.set(change.kind, [change.id]);
        if (!concerns(action.type)) continue;
        const writes = touched(touches, change.kind, change.id);
        // What was here before is found in the journal by its record.
        if (!fresh || !decides(action.type)) continue;
        const line = count < REPEATED_FROM ? undefined : { row: changeRow, index, count };
        writes.push(writeOf(action, change, retracted, true, line));
      }
    }
  }
  return rows;
}
