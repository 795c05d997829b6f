import type { Warning } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Connection } from '../connection.ts';
import { brokenLink, sequence } from '../journal/chain.ts';
import type { ActionRow } from '../read/journal.ts';
import type { Pace } from './pace.ts';

interface ReplicaRow {
  readonly row: number;
  readonly id: Id;
  readonly intactFrom: number;
}

/** Checks the chain of hashes of every sequence; one problem is told of each. `checked` is told of each action. */
export async function checkJournal(
  connection: Connection,
  pace: Pace,
  checked: () => void,
): Promise<Warning[]> {
  const problems: Warning[] = [];
  const replicas = connection
    .prepare<ReplicaRow>('SELECT row, id, intact_from AS intactFrom FROM replica')
    .all();
  for (const replica of replicas) {
    let previous: ActionRow | undefined;
    let broken: string | undefined;
    for (const row of sequence(connection, replica.row)) {
      broken ??= brokenLink(connection, row, previous, replica.intactFrom);
      previous = row;
      checked();
      await pace.step();
    }
    if (broken === undefined) continue;
    problems.push({
      code: 'journal-broken',
      message: `The journal has been damaged or altered: ${broken}.`,
      place: { recordKind: 'replica', recordId: replica.id },
      remedy: 'The records are unharmed, but what happened before this place can no longer be proved.',
    });
  }
  return problems;
}
