import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../controls/buttons.tsx';
import { useWorkspace } from '../session/session-context.ts';
import styles from './PageHeader.module.css';

/** The head of a page in the centre: the way back to the text, what it is, what can be done. */
export function PageHeader({
  title,
  facts,
  children,
}: {
  readonly title: string;
  readonly facts?: ReactNode;
  readonly children?: ReactNode;
}) {
  const { state, focusPane } = useWorkspace();
  return (
    <header className={styles.header}>
      <IconButton
        label="Back to the text"
        keys="Escape"
        icon={<ArrowLeft />}
        onPress={() => {
          state.patch({ page: null });
          focusPane.get('text')?.();
        }}
      />
      <div className={styles.what}>
        <h1 className={styles.title} dir="auto">
          {title}
        </h1>
        {facts !== undefined && <div className={styles.facts}>{facts}</div>}
      </div>
      {children}
    </header>
  );
}
