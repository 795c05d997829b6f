import { memo, useCallback, useEffect, useRef } from 'react';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import { PaneHeader } from '../layout/PaneHeader.tsx';
import { usePaneFocus } from '../layout/use-pane-focus.ts';
import { useObservable } from '../session/observable.ts';
import { useAnnotation } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { AnnotationInspector } from './AnnotationInspector.tsx';
import { DocumentInspector } from './DocumentInspector.tsx';
import styles from './InspectorPane.module.css';
import { useSubject } from './use-subject.ts';

/** Drawn anew only when what it is about changes: not while something else is being prepared. */
const Inspected = memo(function Inspected({
  annotation,
  documentId,
}: {
  readonly annotation: Annotation | null;
  readonly documentId: Id | null;
}) {
  if (annotation) return <AnnotationInspector key={annotation.id} annotation={annotation} />;
  if (documentId !== null) return <DocumentInspector key={documentId} documentId={documentId} />;
  return <PaneHeader title="Inspector" />;
});

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
  const { drawn, isLate, catchUp } = useSubject(annotation ?? null, documentId);
  const pane = useRef<HTMLElement>(null);
  usePaneFocus(
    'inspector',
    useCallback(() => {
      catchUp();
      pane.current?.querySelector<HTMLElement>('[role=listbox], button, textarea')?.focus();
    }, [catchUp]),
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
      inert={(isBehind && !isEmpty) || isLate}
    >
      <Inspected annotation={drawn.annotation} documentId={drawn.documentId} />
      {isEmpty && !drawn.annotation && (
        <p className={styles.empty}>The annotations of the open document are listed here.</p>
      )}
    </section>
  );
}
