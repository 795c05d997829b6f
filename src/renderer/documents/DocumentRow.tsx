import type { ListedDocument } from '../../core/project/records.ts';
import { inDigits } from '../controls/words.ts';
import { titleOf } from './arrange.ts';
import styles from './DocumentRow.module.css';

/** A document in the list: title, date and source, number of annotations. */
export function DocumentRow({ document }: { readonly document: ListedDocument }) {
  return (
    <span className={styles.row}>
      <span className={styles.title} dir="auto">
        {titleOf(document)}
      </span>
      <span className={styles.facts}>
        {[document.date, document.source].filter(Boolean).join(' · ') || document.fileName}
      </span>
      <span className={styles.count} title="Annotations">
        {document.annotations > 0 ? inDigits(document.annotations) : ''}
      </span>
    </span>
  );
}
