import { X } from 'lucide-react';
import { DOCUMENT_STATUSES, type DocumentStatus } from '../../core/project/records.ts';
import { IconButton } from '../controls/buttons.tsx';
import { useCodebook } from '../session/queries.ts';
import { type DocumentFilter, type Known, NO_FILTER } from './arrange.ts';
import styles from './DocumentFilterBar.module.css';
import { STATUS_WORDS } from './status-words.ts';

const ANY = '';

interface DocumentFilterBarProps {
  readonly filter: DocumentFilter;
  readonly known: Known;
  readonly onChange: (filter: DocumentFilter) => void;
  readonly onClose: () => void;
}

/** Chooses documents by my progress, my assignments, a document code, and a field of the project's. */
export function DocumentFilterBar({ filter, known, onChange, onClose }: DocumentFilterBarProps) {
  const codes = useCodebook().filter(({ kind }) => kind === 'document');
  const field = known.fields.find(({ id }) => id === filter.field?.definitionId);
  const setWords = (words: string) => {
    if (field) onChange({ ...filter, field: { definitionId: field.id, words } });
  };
  const listed = field?.type === 'boolean' ? ['yes', 'no'] : field?.choices.map(({ label }) => label);
  return (
    <fieldset className={styles.bar}>
      <legend className={styles.legend}>Only documents</legend>
      <select
        aria-label="Only with my progress"
        value={filter.status ?? ANY}
        onChange={(event) =>
          onChange({ ...filter, status: (event.target.value || null) as DocumentStatus | null })
        }
      >
        <option value={ANY}>Any progress</option>
        {DOCUMENT_STATUSES.map((status) => (
          <option key={status} value={status}>
            {`${STATUS_WORDS[status].sign} ${STATUS_WORDS[status].label}`}
          </option>
        ))}
      </select>
      <select
        aria-label="Only with the document code"
        value={filter.codeId ?? ANY}
        onChange={(event) => onChange({ ...filter, codeId: event.target.value || null })}
      >
        <option value={ANY}>Any code</option>
        {codes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <IconButton
        label="Without these filters"
        icon={<X />}
        small
        onPress={() => {
          onChange(NO_FILTER);
          onClose();
        }}
      />
      {((known.assigned?.size ?? 0) > 0 || filter.mine) && (
        <select
          aria-label="Only assigned to me"
          value={filter.mine ? 'mine' : ANY}
          onChange={(event) => onChange({ ...filter, mine: event.target.value === 'mine' })}
        >
          <option value={ANY}>Whoever codes</option>
          <option value="mine">Assigned to me</option>
        </select>
      )}
      {known.fields.length > 0 && (
        <select
          aria-label="Only with a value in the field"
          value={field?.id ?? ANY}
          onChange={(event) =>
            onChange({
              ...filter,
              field: event.target.value === ANY ? null : { definitionId: event.target.value, words: '' },
            })
          }
        >
          <option value={ANY}>Any field</option>
          {known.fields.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {field &&
        (listed && listed.length > 0 ? (
          <select
            aria-label={`Value of ${field.name}`}
            value={filter.field?.words ?? ANY}
            onChange={(event) => setWords(event.target.value)}
          >
            <option value={ANY}>any value</option>
            {listed.map((label) => (
              <option key={label} value={label}>
                {label}
              </option>
            ))}
          </select>
        ) : (
          <input
            aria-label={`Value of ${field.name}`}
            placeholder="any value"
            value={filter.field?.words ?? ''}
            dir="auto"
            onChange={(event) => setWords(event.target.value)}
          />
        ))}
    </fieldset>
  );
}
