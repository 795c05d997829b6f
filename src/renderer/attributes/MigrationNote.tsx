import type { AttributeMigration } from '../../contract/procedures.ts';
import { counted } from '../controls/words.ts';
import styles from './DefinitionsEditor.module.css';

/** What becomes of the values that were given, where the definitions change as drafted. */
export function MigrationNote({ migration }: { readonly migration: AttributeMigration }) {
  const lossy = migration.changes.filter(({ lost }) => lost > 0);
  const converted = migration.changes.filter(({ converted: count }) => count > 0);
  if (lossy.length === 0 && converted.length === 0) return null;
  return (
    <div role="status" aria-label="What becomes of the values">
      {lossy.length > 0 && (
        <ul className={styles.migration}>
          {lossy.map(({ definitionId, name, lost, lostExamples }) => (
            <li key={definitionId}>
              ‘{name}’: {counted(lost, 'value', 'values')} cannot be kept: {lostExamples.join(', ')}
              {lostExamples.length < lost && ' …'}
            </li>
          ))}
          <li>Undo brings them back.</li>
        </ul>
      )}
      {converted.map(({ definitionId, name, converted: count }) => (
        <p key={definitionId} className={styles.kept}>
          ‘{name}’: {counted(count, 'value is', 'values are')} written otherwise.
        </p>
      ))}
    </div>
  );
}
