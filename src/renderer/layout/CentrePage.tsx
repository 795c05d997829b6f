import { type ComponentType, useCallback, useEffect, useRef } from 'react';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { CentrePage as Page } from '../workspace/workspace.ts';
import styles from './CentrePage.module.css';
import { type LatePart, useLatePart } from './late-part.ts';
import { usePaneFocus } from './use-pane-focus.ts';

const PAGES: LatePart<typeof import('./PageContent.tsx')> = {
  load: () => import('./PageContent.tsx'),
  loaded: null,
};

const NAMES: Readonly<Record<Page['kind'], string>> = {
  entity: 'Entity',
  memos: 'Memos',
  progress: 'Progress',
  assignments: 'Assignments',
  review: 'Review',
  search: 'Search',
  agreement: 'Agreement',
  definitions: 'Definitions',
  versions: 'Versions of the text',
  'edit-text': 'Correct the text',
  anchors: 'Places of annotations',
};

function ShownPage({
  page,
  Content,
}: {
  readonly page: Page;
  readonly Content: ComponentType<{ page: Page }>;
}) {
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
  const part = useLatePart(PAGES, page !== null);
  return (
    <div className={styles.centre}>
      <div className={styles.text} inert={page !== null}>
        <Text />
      </div>
      {page && part && (
        <ShownPage
          key={page.kind === 'entity' ? page.entityId : page.kind}
          page={page}
          Content={part.PageContent}
        />
      )}
    </div>
  );
}
