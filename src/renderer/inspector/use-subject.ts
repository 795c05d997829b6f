import { useCallback, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';

/** What the inspector is about: an annotation, else a document, else nothing. */
export interface Subject {
  readonly annotation: Annotation | null;
  readonly documentId: Id | null;
}

export interface DrawnSubject {
  /** what the inspector shows */
  readonly drawn: Subject;
  /** something else is to be shown, and is being prepared */
  readonly isLate: boolean;
  /** shows at once what is to be shown */
  readonly catchUp: () => void;
}

function isList({ annotation, documentId }: Subject): boolean {
  return annotation === null && documentId !== null;
}

function isSameList(one: Subject, other: Subject): boolean {
  return isList(one) && isList(other) && one.documentId === other.documentId;
}

/**
 * The list of a document's annotations, with all that is known of the document below it, takes long to draw and is asked for in the
 * moment in which the next click or key is due: when a text has been painted, when a tag has been undone. So it is prepared in
 * pieces between which clicks are taken, and the inspector shows meanwhile what it showed. A key, and whoever asks for a part of
 * the inspector, finds it ready: it is finished before the key means anything.
 */
export function useSubject(annotation: Annotation | null, documentId: Id | null): DrawnSubject {
  const { state } = useWorkspace();
  const wanted = useMemo(() => ({ annotation, documentId }), [annotation, documentId]);
  const prepared = useDeferredValue(wanted);
  const [atOnce, setAtOnce] = useState<Subject | null>(null);
  const isAsked = useObservable(state, (value) => value.sectionAsked !== null);
  const latest = useRef({ wanted, drawn: prepared });
  const isReady =
    !isList(wanted) ||
    prepared === wanted ||
    isSameList(latest.current.drawn, wanted) ||
    atOnce === wanted ||
    isAsked;
  const drawn = isReady ? wanted : latest.current.drawn;
  const catchUp = useCallback(() => flushSync(() => setAtOnce(latest.current.wanted)), []);
  useLayoutEffect(() => {
    latest.current = { wanted, drawn };
    if (isReady) return;
    window.addEventListener('keydown', catchUp, { capture: true });
    return () => window.removeEventListener('keydown', catchUp, { capture: true });
  }, [wanted, drawn, isReady, catchUp]);
  return { drawn, isLate: !isReady, catchUp };
}
