import type { Id } from '../../core/ids.ts';
import type { ActionType } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { actionOfRow, changeRow } from './change-log.ts';

/** What undo does not go through: without these there is no project, or nobody to undo. */
const NOT_UNDOABLE: ReadonlySet<ActionType> = new Set(['create-project', 'join']);

interface OpenStep {
  readonly first: number;
  readonly isTop: 0 | 1;
}

export const LATER_CHANGE = `SELECT 1 FROM change_of JOIN action ON action.seq = ${actionOfRow('change_of.change')}
  WHERE change_of.record = ? AND change_of.change >= ? AND action.group_id <> ? LIMIT 1`;
export const OPEN_STEP = `SELECT first, first = (SELECT max(first) FROM step) AS isTop FROM step
  WHERE open_group = ? AND by_action IS NULL ORDER BY first DESC LIMIT 1`;

/** Whether a step done after `first` changed one of these records: then the group cannot go on beneath it. */
function isCrossed(connection: Connection, first: number, group: Id, records: readonly number[]): boolean {
  const later = connection.prepare(LATER_CHANGE);
  return records.some((record) => later.get(record, changeRow(first + 1, 0), group) !== undefined);
}

/**
 * Makes a new action a step of undo, or part of the step of its group; what could be redone is dropped. `altered`
 * are the numbers of the records that it changed; `openGroup` where others of its group may follow. Within the action's transaction.
 */
export function noteStep(
  connection: Connection,
  action: {
    readonly seq: number;
    readonly type: ActionType;
    readonly groupId: Id;
    readonly openGroup: boolean;
  },
  altered: readonly number[],
): void {
  if (NOT_UNDOABLE.has(action.type)) return;
  connection.prepare('DELETE FROM step WHERE undone = 1').run();
  const open = action.openGroup ? connection.prepare<OpenStep>(OPEN_STEP).get(action.groupId) : undefined;
  if (open && (open.isTop || !isCrossed(connection, open.first, action.groupId, altered))) {
    connection.prepare('UPDATE step SET last = ? WHERE first = ?').run(action.seq, open.first);
    return;
  }
  connection
    .prepare('INSERT INTO step (first, last, open_group, undone) VALUES (?, ?, ?, 0)')
    .run(action.seq, action.seq, action.openGroup ? action.groupId : null);
}
