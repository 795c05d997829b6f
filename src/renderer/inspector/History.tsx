import { moment } from '../controls/words.ts';
import { useCodeMap, useHistory } from '../session/queries.ts';
import styles from './History.module.css';
import { historyInWords } from './history-words.ts';

const MOST_ENTRIES = 100;

/** Who changed a record, when, and from what to what; newest first. */
export function History({ recordId }: { readonly recordId: string }) {
  const byId = useCodeMap();
  const entries = useHistory(recordId, MOST_ENTRIES);
  return (
    <ol className={styles.history} data-copyable>
      {entries.map((entry) => {
        const { what, changes } = historyInWords(entry, (id) => byId.get(id)?.name ?? 'a code that is gone');
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
