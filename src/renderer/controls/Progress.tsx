import { ProgressBar } from 'react-aria-components';
import type { Progress as JobProgress } from '../../contract/messages.ts';
import { classNames } from './class-names.ts';
import styles from './Progress.module.css';
import { inDigits } from './words.ts';

/** How far a job is, as a bar and in words. */
export function Progress({
  label,
  progress,
  words,
}: {
  readonly label: string;
  readonly progress: JobProgress | null;
  /** how far it is where that is more than a count of a total */
  readonly words?: string;
}) {
  const total = progress?.total ?? null;
  const done = progress?.done ?? 0;
  const known = total !== null && total > 0;
  return (
    <ProgressBar
      aria-label={label}
      isIndeterminate={!known}
      value={known ? done : 0}
      maxValue={known ? total : 1}
      className={classNames(styles.progress)}
    >
      {({ percentage }) => (
        <>
          <span className={styles.text}>
            <span>{label}</span>
            <span className={styles.detail}>{progress?.detail}</span>
            <span>{words ?? (known ? `${inDigits(done)} of ${inDigits(total)}` : '')}</span>
          </span>
          <span className={styles.track}>
            <span
              className={known ? styles.bar : styles.waiting}
              style={known ? { width: `${percentage ?? 0}%` } : {}}
            />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
