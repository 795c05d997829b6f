import type { RecordTwin } from '../../core/review/merge/report.ts';
import { Checkbox } from '../controls/fields.tsx';
import { counted, inDigits } from '../controls/words.ts';
import styles from './TwinList.module.css';

export function twinKey({ kind, id, likeId }: RecordTwin): string {
  return `${kind} ${id} ${likeId}`;
}

function twinWords({ kind, share, annotations, lostCount }: RecordTwin): string {
  const has = counted(annotations, 'annotation', 'annotations');
  if (kind === 'person') return `The same name, but not known as the same; ${has}.`;
  const lost =
    lostCount === 0
      ? 'all would find their places'
      : `${inDigits(lostCount)} would find no place and be listed as lost`;
  return `${Math.round(share * 100)} % of the text is the same; ${has}, ${lost}.`;
}

interface TwinListProps {
  readonly twins: readonly RecordTwin[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (key: string, chosen: boolean) => void;
}

/** Documents and people of the file that may be ones that are here; each is taken for one only where that is chosen. */
export function TwinList({ twins, chosen, onChange }: TwinListProps) {
  if (twins.length === 0) return null;
  return (
    <section className={styles.twins} aria-label="Perhaps the same">
      <h3 className={styles.title}>Perhaps the same: choose those that are</h3>
      {twins.map((twin) => {
        const key = twinKey(twin);
        const { kind, name, likeName, lost, lostCount } = twin;
        return (
          <div key={key} className={styles.twin}>
            <Checkbox checked={chosen.has(key)} onChange={(value) => onChange(key, value)}>
              {kind === 'document' ? 'Document' : 'Person'} <bdi>‘{name}’</bdi> is <bdi>‘{likeName}’</bdi>
            </Checkbox>
            <p className={styles.hint}>{twinWords(twin)}</p>
            {lost.length > 0 && (
              <ul className={styles.lost} aria-label="Would find no place">
                {lost.map((quote) => (
                  <li key={quote} dir="auto">
                    ‘{quote}’
                  </li>
                ))}
                {lostCount > lost.length && <li>and {inDigits(lostCount - lost.length)} more</li>}
              </ul>
            )}
          </div>
        );
      })}
    </section>
  );
}
