import { GlossatorError } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { Commit, RecordChange } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { changesIn, linesOf, REDO_NEXT, type StepRow, UNDO_NEXT } from '../read/journal.ts';
import { recordTables } from '../rows/record-table.ts';
import { unpackText } from '../rows/text-value.ts';
import type { RecordWriter } from './record-writer.ts';
import { commitOf, runAction } from './run-action.ts';
import type { StoreState } from './store-state.ts';

/** The actions that a step consists of now, latest first: those of its group, or the undo or redo done with it last. */
function actionsOf(connection: Connection, step: StepRow): readonly number[] {
  if (step.by_action !== null) return [step.by_action];
  return connection
    .prepare<{ seq: number }>(
      'SELECT seq FROM action WHERE seq BETWEEN ? AND ? AND group_id = ? ORDER BY seq DESC',
    )
    .all(step.first, step.last, step.group_id)
    .map(({ seq }) => seq);
}

function takeBack(writer: RecordWriter, { kind, id, before }: RecordChange): void {
  if (before !== null) writer.patch(kind, id, before);
  else if (recordTables[kind].deletable) writer.patch(kind, id, { deleted: true });
}

/**
 * Takes back, or does again, the next step: its changes in reverse through the same door, so that an undo is itself an
 * action that redo takes back. Raises `nothing-to-undo` or `nothing-to-redo`.
 */
export function reverse(state: StoreState, type: 'undo' | 'redo', personId: Id, actionId?: Id): Commit {
  const { connection } = state;
  const repeated = actionId === undefined ? undefined : commitOf(connection, actionId);
  if (repeated) return repeated;
  const step = connection.prepare<StepRow>(type === 'undo' ? UNDO_NEXT : REDO_NEXT).get();
  if (!step) {
    throw type === 'undo'
      ? new GlossatorError('nothing-to-undo', 'There is nothing to undo.')
      : new GlossatorError('nothing-to-redo', 'There is nothing to redo.');
  }
  const id = actionId ?? newId();
  const subject = unpackText(step.subject);
  const { commit } = runAction(
    state,
    { id, type, subject, personId, groupId: id, reverses: step.group_id, evenIfEmpty: true },
    (writer) => {
      for (const action of actionsOf(connection, step)) {
        for (const lines of linesOf(connection, action, true)) {
          for (const change of changesIn(lines).reverse()) takeBack(writer, change);
        }
      }
    },
    ({ seq }) => {
      connection
        .prepare('UPDATE step SET undone = ?, by_action = ? WHERE first = ?')
        .run(type === 'undo' ? 1 : 0, seq, step.first);
      // What a merge took in counts again or no longer.
      connection
        .prepare(
          `UPDATE merge SET in_force = ? WHERE action BETWEEN ? AND ?
             AND action IN (SELECT seq FROM action WHERE group_id = ?)`,
        )
        .run(type === 'undo' ? 0 : 1, step.first, step.last, step.group_id);
    },
  );
  if (!commit) throw new GlossatorError('internal', `The ${type} made no action.`);
  return commit;
}
