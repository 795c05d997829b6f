import { newId } from '../../core/ids.ts';
import { RECORD_KINDS } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { brokenLink, sequence } from '../journal/chain.ts';
import { actionOfRow } from '../journal/change-log.ts';
import type { ActionRow } from '../read/journal.ts';
import { recordNumber, recordTables } from '../rows/record-table.ts';
import { everyChange } from './journal-changes.ts';
import type { Losses } from './losses.ts';

/** Which rows of the journal speak of which records, anew. */
function rebuildChangeOf(connection: Connection): void {
  connection.exec('DELETE FROM change_of');
  const insert = connection.prepare('INSERT OR IGNORE INTO change_of (record, change) VALUES (?, ?)');
  for (const { row: change, changes } of everyChange(connection)) {
    for (const { kind, id } of changes) {
      if (!RECORD_KINDS.includes(kind)) continue;
      const record = connection
        .prepare<{ row: number }>(`SELECT row FROM ${recordTables[kind].table} WHERE id = ?`)
        .get(id);
      if (record) insert.run(recordNumber(kind, record.row), change);
    }
  }
}

/** Marks from where each sequence is whole to its end; gives how many places were broken. */
function markBreaks(connection: Connection): number {
  let breaks = 0;
  const replicas = connection
    .prepare<{ row: number; intactFrom: number }>('SELECT row, intact_from AS intactFrom FROM replica')
    .all();
  for (const { row: replica, intactFrom } of replicas) {
    let previous: ActionRow | undefined;
    let from = intactFrom;
    for (const row of sequence(connection, replica)) {
      if (brokenLink(connection, row, previous, intactFrom) !== undefined) {
        breaks++;
        from = row.replica_seq;
      }
      previous = row;
    }
    connection.prepare('UPDATE replica SET intact_from = ? WHERE row = ?').run(from, replica);
  }
  return breaks;
}

/** Puts the journal in order; gives whether what was done can still be undone. */
export function rebuildJournal(connection: Connection, stepsWhole: boolean, losses: Losses): boolean {
  const homeless = connection
    .prepare(`DELETE FROM change WHERE ${actionOfRow('row')} NOT IN (SELECT seq FROM action)`)
    .run();
  const now = new Date().toISOString();
  const unknown = connection
    .prepare<{ row: number }>(
      'SELECT DISTINCT replica AS row FROM action WHERE replica NOT IN (SELECT row FROM replica)',
    )
    .all();
  for (const { row } of unknown) {
    connection
      .prepare(
        `INSERT INTO replica (row, id, machine_id, file_identity, created_at, intact_from) VALUES (?, ?, '', '', ?, 1)`,
      )
      .run(row, newId(), now);
  }
  rebuildChangeOf(connection);
  const breaks = markBreaks(connection);
  losses.add(
    'journal',
    'A place in the journal could not be read; what happened before it is no longer proved.',
    breaks,
  );
  const gaps = connection
    .prepare<{ count: number }>('SELECT coalesce(max(seq), 0) - count(*) AS count FROM action')
    .get();
  const homelessSteps = connection
    .prepare(
      `SELECT 1 FROM step WHERE first NOT IN (SELECT seq FROM action) OR last NOT IN (SELECT seq FROM action)
         OR by_action NOT IN (SELECT seq FROM action)`,
    )
    .get();
  const whole = stepsWhole && breaks === 0 && homeless.changes === 0 && gaps?.count === 0 && !homelessSteps;
  if (whole) return true;
  connection.exec('DELETE FROM step');
  losses.add('undo', 'What was done before cannot be undone any more.');
  return false;
}
