import { useMemo } from 'react';
import { moment } from '../controls/words.ts';
import { useEntityMap } from '../session/entity-queries.ts';
import { useCodeMap, useHistory, useProject } from '../session/queries.ts';
import styles from './History.module.css';
import { type HistoryNames, historyInWords } from './history-words.ts';

const MOST_ENTRIES = 100;

/** The names that the history tells records by. */
function useHistoryNames(): HistoryNames {
  const codes = useCodeMap();
  const entities = useEntityMap();
  const fields = useProject()?.project.documentFields;
  return useMemo(() => {
    const asked = [...[...codes.values()].flatMap(({ attributes }) => attributes), ...(fields ?? [])];
    const attributes = new Map(asked.map((definition) => [definition.id, definition]));
    return {
      code: (id) => codes.get(id)?.name,
      entity: (id) => entities.get(id)?.name,
      attribute: (id) => attributes.get(id),
    };
  }, [codes, entities, fields]);
}

/** Who changed a record, when, and from what to what; newest first. */
export function History({ recordId }: { readonly recordId: string }) {
  const names = useHistoryNames();
  const entries = useHistory(recordId, MOST_ENTRIES);
  return (
    <ol className={styles.history} data-copyable>
      {entries.map((entry) => {
        const { what, changes } = historyInWords(entry, names);
        return (
          <li key={entry.actionId}>
            <p>
              <strong>{entry.personName}</strong> {what}
            </p>
            <time dateTime={entry.at}>{moment(entry.at)}</time>
            {changes.map((change) => (
              <p key={change.field} className={styles.change} dir="auto">
                {change.field}: {change.before !== null && <del>{change.before}</del>}{' '}
                <ins>{change.after}</ins>
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
