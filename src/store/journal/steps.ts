import type { Id } from '../../core/ids.ts';
import type { ActionType } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';

/** What undo does not go through: without these there is no project, or nobody to undo. */
const NOT_UNDOABLE: ReadonlySet<ActionType> = new Set(['create-project', 'join']);

interface OpenStep {
  readonly first: number;
  readonly isTop: 0 | 1;
}

/** Whether a step done after `first` changed one of these records: then the group cannot go on beneath it. */
function isCrossed(connection: Connection, first: number, group: Id, records: readonly number[]): boolean {
  const later = connection.prepare(
    `SELECT 1 FROM change_of JOIN change ON change.row = change_of.change JOIN action ON action.seq = change.action
     WHERE change_of.record = ? AND action.seq > ? AND action.group_id <> ? LIMIT 1`,
  );
  return records.some((record) => later.get(record, first, group) !== undefined);
}

/**
 * Makes a new action a step of undo, or part of the step of its group; what could be redone is dropped. `altered`
 * are the numbers of the records that it changed. Within the action's transaction.
 */
export function noteStep(
  connection: Connection,
  action: { readonly seq: number; readonly type: ActionType; readonly groupId: Id },
  altered: readonly number[],
): void {
  if (NOT_UNDOABLE.has(action.type)) return;
  connection.prepare('DELETE FROM step WHERE undone = 1').run();
  const open = connection
    .prepare<OpenStep>(
      `SELECT first, first = (SELECT max(first) FROM step) AS isTop FROM step
       WHERE group_id = ? AND by_action IS NULL ORDER BY first DESC LIMIT 1`,
    )
    .get(action.groupId);
  if (open && (open.isTop || !isCrossed(connection, open.first, action.groupId, altered))) {
    connection.prepare('UPDATE step SET last = ? WHERE first = ?').run(action.seq, open.first);
    return;
  }
  connection
    .prepare('INSERT INTO step (first, last, group_id, undone) VALUES (?, ?, ?, 0)')
    .run(action.seq, action.seq, action.groupId);
}
