import { GlossatorError } from '../../core/errors.ts';
import type { RecordChange } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { changesIn } from '../read/journal.ts';

/** The changes of the journal that can be read, in order, some at a time in memory; `row` is that of their lines. */
export function* everyChange(
  connection: Connection,
): Generator<{ readonly row: number; readonly changes: readonly RecordChange[] }> {
  const query = connection.prepare<{ row: number; action: number; lines: string }>(
    'SELECT row, action, lines FROM change WHERE (action, row) > (?, ?) ORDER BY action, row LIMIT 32',
  );
  let last = { action: -1, row: -1 };
  for (let batch = query.all(-1, -1); batch.length > 0; batch = query.all(last.action, last.row)) {
    for (const entry of batch) {
      last = entry;
      let changes: readonly RecordChange[] = [];
      try {
        changes = changesIn(entry.lines);
      } catch (thrown) {
        // Lines whose bytes were overwritten: the chain of hashes tells of them.
        if (!(thrown instanceof GlossatorError)) throw thrown;
      }
      yield { row: entry.row, changes };
    }
  }
}
