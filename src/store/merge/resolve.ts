import type { Id } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Commit, FieldValue } from '../../core/journal/action.ts';
import {
  both,
  type ChosenConflict,
  type MergeConflict,
  type MergeReport,
} from '../../core/review/merge/report.ts';
import type { RecordFields } from '../journal/new-rows.ts';
import { runAction } from '../journal/run-action.ts';
import { noteStep } from '../journal/steps.ts';
import type { StoreState } from '../journal/store-state.ts';
import { cell } from '../rows/column.ts';
import { recordTables } from '../rows/record-table.ts';
import { rowById } from '../rows/records.ts';

function chosenValue({ ours, theirs }: MergeConflict, { choice }: ChosenConflict): FieldValue {
  if (choice === 'both') return both(ours.value, theirs.value);
  return choice === 'ours' ? ours.value : theirs.value;
}

/** The field with one of its keys at this value; null takes the key away. */
function withKey(held: FieldValue, key: string, value: FieldValue): FieldValue {
  const values = { ...(held as Record<string, FieldValue>) };
  if (value === null) delete values[key];
  else values[key] = value;
  return values;
}

/** Those choices that differ from what the default rule took, each with its conflict. */
function deviations(report: MergeReport, choices: readonly ChosenConflict[]) {
  return report.conflicts.flatMap((conflict) => {
    const chosen = choices.find(
      ({ kind, id, field, key }) =>
        kind === conflict.kind && id === conflict.id && field === conflict.field && key === conflict.key,
    );
    if (!chosen || chosen.choice === conflict.taken) return [];
    return chosen.choice === 'both' && !conflict.bothPossible ? [] : [{ conflict, chosen }];
  });
}

/** What a person decided otherwise than the rule: an action of its own in the step of the merge. Null where there is nothing. */
export function resolveConflicts(
  state: StoreState,
  group: Id,
  report: MergeReport,
  { choices = [], personId }: { readonly choices?: readonly ChosenConflict[]; readonly personId: Id },
): Commit | null {
  const decisions = deviations(report, choices);
  if (decisions.length === 0) return null;
  const { connection, identities } = state;
  const type = 'resolve-conflicts';
  const { commit } = runAction(
    state,
    {
      id: newId(),
      type,
      subject: report.projectName,
      personId,
      groupId: group,
      reverses: null,
      evenIfEmpty: false,
    },
    (writer) => {
      for (const { conflict, chosen } of decisions) {
        const { kind, id, field, key } = conflict;
        const column = recordTables[kind].columns.find((one) => one.field === field);
        const row = rowById(connection, kind, id);
        if (!column || !row) continue;
        const value = chosenValue(conflict, chosen);
        const held = column.decode(cell(row, column.column), identities);
        writer.patch(kind, id, { [field]: key === null ? value : withKey(held, key, value) } as RecordFields);
      }
    },
    ({ seq, altered }) => noteStep(connection, { seq, type, groupId: group, openGroup: true }, altered),
  );
  return commit;
}
