import type { ReactNode } from 'react';
import { inDigits } from '../controls/words.ts';
import styles from './PaneHeader.module.css';

/** The heading of a pane, with what can be done there. */
export function PaneHeader({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count?: number;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.header}>
      <h2>{title}</h2>
      {count !== undefined && <span className={styles.count}>{inDigits(count)}</span>}
      <span className={styles.actions}>{children}</span>
    </div>
  );
}
