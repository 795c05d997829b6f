import { type ComponentType, useCallback, useEffect, useRef } from 'react';
import { DefinitionsPage } from '../codebook/DefinitionsPage.tsx';
import { EntityPage } from '../entities/EntityPage.tsx';
import { MemosPage } from '../memos/MemosPage.tsx';
import { ProgressPage } from '../progress/ProgressPage.tsx';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { CentrePage as Page } from '../workspace/workspace.ts';
import styles from './CentrePage.module.css';
import { usePaneFocus } from './use-pane-focus.ts';

const NAMES: Readonly<Record<Page['kind'], string>> = {
  entity: 'Entity',
  memos: 'Memos',
  progress: 'Progress',
  definitions: 'Definitions',
};

function Content({ page }: { readonly page: Page }) {
  switch (page.kind) {
    case 'entity':
      return <EntityPage key={page.entityId} entityId={page.entityId} />;
    case 'memos':
      return <MemosPage target={page.target} memoId={page.memoId} />;
    case 'progress':
      return <ProgressPage />;
    case 'definitions':
      return <DefinitionsPage key={page.codeId} codeId={page.codeId} />;
  }
}

function ShownPage({ page }: { readonly page: Page }) {
  const { state, focusPane } = useWorkspace();
  const pane = useRef<HTMLElement>(null);
  const focus = useCallback(() => {
    const wanted = pane.current?.querySelector<HTMLElement>('[data-first], [role=listbox]');
    (wanted ?? pane.current)?.focus();
  }, []);
  usePaneFocus('page', focus);
  useEffect(focus, [focus]);
  return (
    <section
      ref={pane}
      className={styles.page}
      data-pane="page"
      aria-label={NAMES[page.kind]}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        state.patch({ page: null });
        focusPane.get('text')?.();
      }}
    >
      <Content page={page} />
    </section>
  );
}

/** The centre of the window: the text, or a page over it, behind which the text keeps its place. */
export function Centre({ Text }: { readonly Text: ComponentType }) {
  const { state } = useWorkspace();
  const page = useObservable(state, (value) => value.page);
  return (
    <div className={styles.centre}>
      <div className={styles.text} inert={page !== null}>
        <Text />
      </div>
      {page && <ShownPage key={page.kind === 'entity' ? page.entityId : page.kind} page={page} />}
    </div>
  );
}
