import { Check } from 'lucide-react';
import type { DocumentStatus, ListedDocument } from '../../core/project/records.ts';
import { Swatch } from '../controls/CodeMark.tsx';
import { inDigits } from '../controls/words.ts';
import { useCodeMap } from '../session/queries.ts';
import { titleOf } from './arrange.ts';
import styles from './DocumentRow.module.css';
import { STATUS_WORDS } from './status-words.ts';

interface DocumentRowProps {
  readonly document: ListedDocument;
  readonly status: DocumentStatus;
  readonly checked: boolean;
}

/** A document in the list: my progress, title, codes, date and source, number of annotations. */
export function DocumentRow({ document, status, checked }: DocumentRowProps) {
  const codes = useCodeMap();
  const { sign, label } = STATUS_WORDS[status];
  return (
    <span className={styles.row} data-chosen={checked || undefined}>
      <span className={styles.status} data-check title={`${label}; click to choose`}>
        {checked ? (
          <Check role="img" aria-label="chosen" />
        ) : (
          <span role="img" aria-label={label}>
            {sign}
          </span>
        )}
      </span>
      <span className={styles.title} dir="auto">
        {titleOf(document)}
      </span>
      <span className={styles.facts}>
        {document.codeIds.map((id) => {
          const code = codes.get(id);
          return (
            code && (
              <span key={id} className={styles.code}>
                <Swatch colour={code.colour} /> {code.name}
              </span>
            )
          );
        })}
        {[document.date, document.source].filter(Boolean).join(' · ') || document.fileName}
      </span>
      <span className={styles.count} title="Annotations">
        {document.annotations > 0 ? inDigits(document.annotations) : ''}
      </span>
    </span>
  );
}
