import { useCallback, useEffect, useRef } from 'react';
import { PaneHeader } from '../layout/PaneHeader.tsx';
import { usePaneFocus } from '../layout/use-pane-focus.ts';
import { useObservable } from '../session/observable.ts';
import { useAnnotation } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { AnnotationInspector } from './AnnotationInspector.tsx';
import { DocumentInspector } from './DocumentInspector.tsx';
import styles from './InspectorPane.module.css';

/** What is known of the selected annotation, or of the document. */
export function InspectorPane() {
  const { state } = useWorkspace();
  // What is read comes first: the lists beside it follow when it has been painted.
  const documentId = useObservable(state, (value) => value.documentId && value.shownId);
  // Until then it stands for the document before: what is pressed in it would change that one.
  const isBehind = useObservable(state, (value) => value.documentId !== value.shownId);
  const isEmpty = useObservable(state, (value) => value.documentId === null);
  const annotationId = useObservable(state, (value) => value.annotationId);
  const annotation = useAnnotation(annotationId);
  const pane = useRef<HTMLElement>(null);
  usePaneFocus(
    'inspector',
    useCallback(
      () => pane.current?.querySelector<HTMLElement>('[role=listbox], button, textarea')?.focus(),
      [],
    ),
  );

  // What was undone or deleted elsewhere is no longer selected.
  useEffect(() => {
    if (annotation === null) state.patch({ annotationId: null });
  }, [annotation, state]);

  return (
    <section
      ref={pane}
      className={styles.pane}
      data-pane="inspector"
      aria-label="Inspector"
      inert={isBehind && !isEmpty}
    >
      {annotation ? (
        <AnnotationInspector key={annotation.id} annotation={annotation} />
      ) : documentId !== null ? (
        <DocumentInspector key={documentId} documentId={documentId} />
      ) : (
        <>
          <PaneHeader title="Inspector" />
          {isEmpty && <p className={styles.empty}>The annotations of the open document are listed here.</p>}
        </>
      )}
    </section>
  );
}
