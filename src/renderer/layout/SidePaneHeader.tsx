import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { inDigits } from '../controls/words.ts';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { Layout } from './layout.ts';
import styles from './SidePaneHeader.module.css';

type LowerPane = Layout['lowerPane'];
const TABS: readonly { readonly id: LowerPane; readonly title: string }[] = [
  { id: 'codebook', title: 'Codebook' },
  { id: 'entities', title: 'Entities' },
];

/** The last tab chosen by arrow key: the header of the pane that it brings is another element, and takes the focus. */
let arrived: LowerPane | null = null;

/** The heading of the pane under the documents: tabs, of which the chosen one tells its count, and what can be done there. */
export function SidePaneHeader({
  pane,
  count,
  children,
}: {
  readonly pane: LowerPane;
  readonly count: number;
  readonly children?: ReactNode;
}) {
  const { layout } = useWorkspace();
  const shown = useObservable(layout, (value) => value.lowerPane);
  const own = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (arrived === pane) own.current?.focus();
    arrived = null;
  }, [pane]);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const next = TABS.find(({ id }) => id !== shown);
    if (!next) return;
    arrived = next.id;
    layout.patch({ lowerPane: next.id });
  }
  return (
    <div className={styles.header}>
      <div role="tablist" aria-label="Under the documents" className={styles.tabs}>
        {TABS.map(({ id, title }) => (
          <button
            key={id}
            ref={id === pane ? own : null}
            type="button"
            role="tab"
            aria-selected={id === shown}
            tabIndex={id === shown ? 0 : -1}
            className={styles.tab}
            onClick={() => layout.patch({ lowerPane: id })}
            onKeyDown={onKeyDown}
          >
            {title}
            {id === pane && <span className={styles.count}>{inDigits(count)}</span>}
          </button>
        ))}
      </div>
      <span className={styles.actions}>{children}</span>
    </div>
  );
}
