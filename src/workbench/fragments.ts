import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Annotation, Span } from '../core/annotation/annotation.ts';
import { withoutFragment } from '../core/annotation/fragments.ts';
import type { Id } from '../core/ids.ts';
import type { StoreReader } from '../store/types.ts';
import { annotationsSubject, draftOf } from './draft.ts';
import { annotationOf, documentOf, textOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';
import { spansOf } from './spans.ts';

interface Reshaped extends Done {
  readonly annotation: Annotation;
}

/** The annotation with other spans, in one action. */
function reshape(
  session: Session,
  type: 'adjust-ends' | 'add-fragment' | 'remove-fragment',
  input: { readonly annotationId: Id; readonly actionId?: Id | undefined },
  spansFor: (read: StoreReader, annotation: Annotation) => readonly Span[],
): Reshaped {
  const { store } = session;
  const subject = annotationsSubject(store.read, [input.annotationId]);
  const { commit } = store.transact(draftOf(session, type, subject, input.actionId), (tx) => {
    const annotation = annotationOf(tx, input.annotationId);
    tx.putAnnotation(revised(annotation, { spans: spansFor(tx, annotation) }));
  });
  return { commit, annotation: annotationOf(store.read, input.annotationId) };
}

function textUnder(read: StoreReader, annotation: Annotation) {
  return textOf(read, documentOf(read, annotation.documentId).textId);
}

/**
 * Moves the ends of one span, snapped outwards to grapheme clusters; spans of the annotation that then touch become one.
 * Raises `not-found`, `span-empty`, `offset-outside-text`.
 */
export function adjust(session: Session, input: ParsedInput<'annotations.adjust'>): Reshaped {
  return reshape(session, 'adjust-ends', input, (read, annotation) => {
    const isOnly = annotation.spans.length === 1 && input.spanIndex === 0;
    const others = isOnly ? [] : withoutFragment(annotation, input.spanIndex);
    return spansOf(read, textUnder(read, annotation), [input.range], others);
  });
}

/** Adds ranges to what an annotation marks; those that touch become one. Raises `not-found`, `span-empty`, `offset-outside-text`. */
export function addFragment(session: Session, input: ParsedInput<'annotations.addFragment'>): Reshaped {
  return reshape(session, 'add-fragment', input, (read, annotation) =>
    spansOf(read, textUnder(read, annotation), input.ranges, annotation.spans),
  );
}

/** Takes a fragment away. Raises `not-found`, and `fragment-last` for the only one. */
export function removeFragment(session: Session, input: ParsedInput<'annotations.removeFragment'>): Reshaped {
  return reshape(session, 'remove-fragment', input, (_, annotation) =>
    withoutFragment(annotation, input.spanIndex),
  );
}
