import type { Id } from '../../core/ids.ts';
import type { MergeReport } from '../../core/review/merge/report.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { storedJson } from '../rows/stored-json.ts';
import { unpackText } from '../rows/text-value.ts';

/** A merge that was done in this file. */
export interface MergeEntry {
  readonly actionId: Id;
  readonly at: string;
  readonly personName: string;
  /** whether it has been undone */
  readonly undone: boolean;
  readonly report: MergeReport;
}

/** The merges of this file, newest first. */
export function mergeLog(connection: Connection): readonly MergeEntry[] {
  return connection
    .prepare<{ id: Id; at: string; name: SqlValue; inForce: number; report: string }>(
      `SELECT action.id AS id, at, person.name AS name, in_force AS inForce, report FROM merge
       JOIN action ON action.seq = merge.action LEFT JOIN person ON person.id = action.person_id
       ORDER BY merge.action DESC`,
    )
    .all()
    .map(({ id, at, name, inForce, report }) => ({
      actionId: id,
      at,
      personName: name === null ? '' : unpackText(name),
      undone: inForce === 0,
      report: storedJson<MergeReport>(report, 'the report of a merge'),
    }));
}
