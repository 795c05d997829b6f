import { GlossatorError } from '../../core/errors.ts';
import type { RecordChange } from '../../core/journal/action.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { actionOfRow } from '../journal/change-log.ts';
import { unpackLines } from '../journal/stored-lines.ts';
import { changesIn } from '../read/journal.ts';

const TAKEN_IN = `AND NOT EXISTS (SELECT 1 FROM action
  WHERE seq = ${actionOfRow('change.row')} AND merged_by IS NOT NULL)`;

/**
 * The changes of the journal that can be read, in order, some at a time in memory; `row` is that of their lines. `own`
 * leaves out what merges took in, whose outcome stands in the changes of the merges.
 */
export function* everyChange(
  connection: Connection,
  own = false,
): Generator<{ readonly row: number; readonly changes: readonly RecordChange[] }> {
  const query = connection.prepare<{ row: number; lines: SqlValue }>(
    `SELECT row, lines FROM change WHERE row > ? ${own ? TAKEN_IN : ''} ORDER BY row LIMIT 32`,
  );
  let last = -1;
  for (let batch = query.all(last); batch.length > 0; batch = query.all(last)) {
    for (const entry of batch) {
      last = entry.row;
      let changes: readonly RecordChange[] = [];
      try {
        changes = changesIn(unpackLines(entry.lines));
      } catch (thrown) {
        // Lines whose bytes were overwritten: the chain of hashes tells of them.
        if (!(thrown instanceof GlossatorError)) throw thrown;
      }
      yield { row: entry.row, changes };
    }
  }
}
