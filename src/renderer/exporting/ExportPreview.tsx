import { useEffect, useState } from 'react';
import type { OutputOf } from '../../contract/procedures.ts';
import { Progress } from '../controls/Progress.tsx';
import { counted } from '../controls/words.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import type { JobState } from '../session/use-job.ts';
import styles from './ExportPreview.module.css';
import { LostList } from './LostList.tsx';

type Preview = OutputOf<'export.preview'>;

/** The first lines of the file as it will be, with how much there is. The last preview stays while the next is made. */
export function ExportPreview({ state }: { readonly state: JobState<Preview> }) {
  const [last, setLast] = useState<Preview | null>(null);
  useEffect(() => {
    if (state.phase === 'done') setLast(state.output);
  }, [state]);
  return (
    <div className={styles.preview}>
      <div className={styles.head} role="status">
        {last && (
          <strong>
            {counted(last.annotations, 'annotation', 'annotations')} in{' '}
            {counted(last.documents, 'document', 'documents')}
          </strong>
        )}
        {state.phase === 'running' && !last && <Progress label="Counting" progress={state.progress} />}
      </div>
      {state.phase === 'failed' && <ErrorNote error={state.error} />}
      {last?.note && <p className={styles.note}>{last.note}</p>}
      {last && (
        <>
          {last.lines.length > 0 && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            <ol className={styles.lines} tabIndex={0} aria-label="First lines of the file" data-copyable>
              {last.lines.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file are known by their place
                <li key={index}>{line}</li>
              ))}
            </ol>
          )}
          <div className={styles.foot}>
            <LostList lost={last.lost} />
          </div>
        </>
      )}
    </div>
  );
}
