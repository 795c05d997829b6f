import type { Done, TagResult } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { type Annotation, hull, PLAIN_ANNOTATION, type Span } from '../core/annotation/annotation.ts';
import { GlossatorError } from '../core/errors.ts';
import { type Id, newId } from '../core/ids.ts';
import type { TextRange } from '../core/text/structure.ts';
import type { StoreReader } from '../store/types.ts';
import { draftOf, subjectOf } from './draft.ts';
import { annotationOf, codeOf, documentOf, textOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';
import { spansOf } from './spans.ts';

function sameRanges(a: readonly TextRange[], b: readonly TextRange[]): boolean {
  return (
    a.length === b.length && a.every((range, i) => range.start === b[i]?.start && range.end === b[i]?.end)
  );
}

function mineAlike(
  read: StoreReader,
  me: Id,
  documentId: Id,
  codeId: Id,
  spans: readonly Span[],
): readonly Annotation[] {
  return read
    .annotationsInRange(documentId, hull(spans))
    .filter((other) => other.personId === me && other.codeId === codeId && sameRanges(other.spans, spans));
}

/**
 * Tags the ranges as one annotation; where me has the very same tag already, removes it: pressing twice leaves nothing.
 * Ranges are snapped outwards to grapheme clusters, white space at their ends is left out, and those that touch
 * become one. Raises `not-found`, `span-empty`, `offset-outside-text`.
 */
export function tag(session: Session, input: ParsedInput<'annotations.tag'>): TagResult {
  const { store, me } = session;
  const document = documentOf(store.read, input.documentId);
  const code = codeOf(store.read, input.codeId);
  const spans = spansOf(store.read, textOf(store.read, document.textId), input.ranges);
  const alike = mineAlike(store.read, me.id, document.id, code.id, spans);
  // The annotation takes the action's id, so that a call repeated after a crash gives the one that the first call made.
  const id = input.actionId ?? newId();
  const made = input.actionId === undefined ? undefined : store.read.annotation(input.actionId);
  const removing = alike.length > 0 && made === undefined;
  const draft = draftOf(session, removing ? 'untag' : 'tag', code.name, input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    if (removing) {
      for (const annotation of alike) tx.putAnnotation(revised(annotation, { deleted: true }));
      return;
    }
    const now = new Date().toISOString();
    tx.putAnnotation({
      id,
      documentId: document.id,
      personId: me.id,
      codeId: code.id,
      spans,
      ...PLAIN_ANNOTATION,
      codeVersion: code.version,

      createdAt: now,
      updatedAt: now,
      deleted: false,
    });
  });
  return removing
    ? { commit, annotation: null, removed: alike }
    : { commit, annotation: store.read.annotation(id) ?? null, removed: [] };
}

/** Raises `not-found`. */
export function recode(session: Session, input: ParsedInput<'annotations.recode'>): Done {
  const code = codeOf(session.store.read, input.codeId);
  const { commit } = session.store.transact(draftOf(session, 'recode', code.name, input.actionId), (tx) => {
    for (const annotationId of input.annotationIds) {
      tx.putAnnotation(revised(annotationOf(tx, annotationId), { codeId: code.id }));
    }
  });
  return { commit };
}

/**
 * Moves the ends of one span, snapped outwards to grapheme clusters; spans of the annotation that then touch become one.
 * Raises `not-found`, `span-empty`, `offset-outside-text`.
 */
export function adjust(
  session: Session,
  input: ParsedInput<'annotations.adjust'>,
): Done & { annotation: Annotation } {
  const { store } = session;
  const annotation = annotationOf(store.read, input.annotationId);
  if (input.spanIndex >= annotation.spans.length) {
    throw new GlossatorError('not-found', `The annotation has no fragment ${input.spanIndex + 1}.`, {
      place: { recordKind: 'annotation', recordId: annotation.id, field: 'spans' },
    });
  }
  const document = documentOf(store.read, annotation.documentId);
  const ranges = annotation.spans.map((span, i) => (i === input.spanIndex ? input.range : span));
  const spans = spansOf(store.read, textOf(store.read, document.textId), ranges);
  const subject = store.read.code(annotation.codeId)?.name ?? '';
  const { commit } = store.transact(draftOf(session, 'adjust-ends', subject, input.actionId), (tx) => {
    tx.putAnnotation(revised(annotation, { spans }));
  });
  return { commit, annotation: annotationOf(store.read, annotation.id) };
}

/** Raises `not-found`. */
export function editNote(session: Session, input: ParsedInput<'annotations.note'>): Done {
  const annotation = annotationOf(session.store.read, input.annotationId);
  const subject = session.store.read.code(annotation.codeId)?.name ?? '';
  const { commit } = session.store.transact(draftOf(session, 'edit-note', subject, input.actionId), (tx) => {
    const { note } = input;
    if (note !== annotation.note)
      tx.putAnnotation({ ...annotation, note, updatedAt: new Date().toISOString() });
  });
  return { commit };
}

/** Deletes what is there; those already deleted are passed over, so that a repeated call is no error. */
export function deleteAnnotations(session: Session, input: ParsedInput<'annotations.delete'>): Done {
  const { store } = session;
  const annotations = input.annotationIds
    .map((id) => store.read.annotation(id))
    .filter((annotation) => annotation !== undefined)
    .filter((annotation) => !annotation.deleted);
  const names = annotations.map((annotation) => store.read.code(annotation.codeId)?.name ?? '');
  const draft = draftOf(session, 'delete-annotations', subjectOf(names, 'annotations'), input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    for (const annotation of annotations) tx.putAnnotation(revised(annotation, { deleted: true }));
  });
  return { commit };
}
