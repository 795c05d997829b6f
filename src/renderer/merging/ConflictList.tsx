import { useMemo } from 'react';
import type { ConflictChoice, MergeConflict } from '../../core/review/merge/report.ts';
import { RadioChoices } from '../controls/fields.tsx';
import { counted, moment } from '../controls/words.ts';
import { useCodebook } from '../session/queries.ts';
import styles from './ConflictList.module.css';
import { conflictKey, fieldWords, kindWords, valueWords } from './conflict-words.ts';

interface ConflictListProps {
  readonly conflicts: readonly MergeConflict[];
  readonly count: number;
  readonly choices: ReadonlyMap<string, ConflictChoice>;
  readonly onChoose: (conflict: MergeConflict, choice: ConflictChoice) => void;
}

const SHOWN_LIMIT = 200;

/** What both sides changed, each with a choice; the later one is chosen already. */
export function ConflictList({ conflicts, count, choices, onChoose }: ConflictListProps) {
  const codes = useCodebook();
  const names = useMemo(() => new Map(codes.map(({ id, name }) => [id, name])), [codes]);
  if (count === 0) return null;
  const shown = conflicts.slice(0, SHOWN_LIMIT);
  return (
    <section className={styles.conflicts} aria-label="Changed on both sides">
      <h3 className={styles.title}>Changed on both sides: {counted(count, 'field', 'fields')}</h3>
      {count > shown.length && (
        <p className={styles.note}>
          The first {shown.length} are listed; of the others the later change is taken.
        </p>
      )}
      {shown.map((conflict) => {
        const { kind, label, field, key, ours, theirs, taken, bothPossible } = conflict;
        const [one] = kindWords(kind);
        const said = (value: typeof ours.value) => valueWords(field, value, (id) => names.get(id));
        const where = key === null ? fieldWords(field) : `${fieldWords(field)}, ${key}`;
        return (
          <RadioChoices
            key={conflictKey(conflict)}
            label={`${one} ‘${label}’: ${where}`}
            value={choices.get(conflictKey(conflict)) ?? taken}
            onChange={(choice) => onChoose(conflict, choice as ConflictChoice)}
            choices={[
              {
                id: 'ours',
                label: <bdi>{said(ours.value)}</bdi>,
                hint: `Here: ${ours.personName}, ${moment(ours.at)}${taken === 'ours' ? ' (the later)' : ''}`,
              },
              {
                id: 'theirs',
                label: <bdi>{said(theirs.value)}</bdi>,
                hint: `In the file: ${theirs.personName}, ${moment(theirs.at)}${taken === 'theirs' ? ' (the later)' : ''}`,
              },
              ...(bothPossible ? [{ id: 'both', label: 'Both', hint: 'One below the other' }] : []),
            ]}
          />
        );
      })}
    </section>
  );
}
