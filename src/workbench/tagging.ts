import type { Done, DoneWithLoss, TagResult } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { type Annotation, PLAIN_ANNOTATION } from '../core/annotation/annotation.ts';
import type { Code } from '../core/codebook/code.ts';
import { newId } from '../core/ids.ts';
import type { StoreReader } from '../store/types.ts';
import { firstValues, recodedValues } from './attribute-values.ts';
import { codeName, draftOf, subjectOf } from './draft.ts';
import { annotationsAlike } from './duplicates.ts';
import { annotationOf, annotationsOf, codeOfKind, documentOf, textOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';
import { spansOf } from './spans.ts';

/** A new annotation: a draft under its code's present definition, with the values that its attributes begin with. */
export function newAnnotation(
  read: StoreReader,
  made: Pick<Annotation, 'id' | 'documentId' | 'personId' | 'spans'> & { readonly code: Code },
): Annotation {
  const { code, ...place } = made;
  const now = new Date().toISOString();
  return {
    ...place,
    codeId: code.id,
    ...PLAIN_ANNOTATION,
    codeVersion: code.version,
    attributes: firstValues(read, code.attributes),
    createdAt: now,
    updatedAt: now,
    deleted: false,
  };
}

/**
 * Tags the ranges as one annotation; where me has the very same tag already, removes it: pressing twice leaves nothing.
 * Ranges are snapped outwards to grapheme clusters, white space at their ends is left out, and those that touch
 * become one. Raises `not-found`, `code-kind-refused`, `span-empty`,
 * `offset-outside-text`.
 */
export function tag(session: Session, input: ParsedInput<'annotations.tag'>): TagResult {
  const { store, me } = session;
  const document = documentOf(store.read, input.documentId);
  const code = codeOfKind(store.read, input.codeId, 'span');
  const spans = spansOf(store.read, textOf(store.read, document.textId), input.ranges);
  const here = { personId: me.id, documentId: document.id, spans };
  const alike = annotationsAlike(store.read, here, new Set([code.id]));
  // The annotation takes the action's id, so that a call repeated after a crash gives the one that the first call made.
  const id = input.actionId ?? newId();
  const made = input.actionId === undefined ? undefined : store.read.annotation(input.actionId);
  const removing = alike.length > 0 && made === undefined;
  const draft = draftOf(session, removing ? 'untag' : 'tag', code.name, input.actionId, input.groupId);
  const { commit } = store.transact(draft, (tx) => {
    if (removing) {
      for (const annotation of alike) tx.putAnnotation(revised(annotation, { deleted: true }));
      return;
    }
    tx.putAnnotation(newAnnotation(tx, { id, documentId: document.id, personId: me.id, code, spans }));
  });
  return removing
    ? { commit, annotation: null, removed: alike }
    : { commit, annotation: store.read.annotation(id) ?? null, removed: [] };
}

/**
 * Gives annotations another code. Values of attributes alike in name and type stay; `lostValues` counts the others, which the journal
 * keeps. Raises `not-found`, `code-kind-refused`.
 */
export function recode(session: Session, input: ParsedInput<'annotations.recode'>): DoneWithLoss {
  let lostValues = 0;
  const subject = codeName(session.store.read, input.codeId);
  const draft = draftOf(session, 'recode', subject, input.actionId, input.groupId);
  const { commit } = session.store.transact(draft, (tx) => {
    const code = codeOfKind(tx, input.codeId, 'span');
    for (const annotation of annotationsOf(tx, input.annotationIds)) {
      if (annotation.codeId === code.id) continue;
      const { values, lost } = recodedValues(tx, annotation, code);
      lostValues += lost;
      tx.putAnnotation(
        revised(annotation, { codeId: code.id, codeVersion: code.version, attributes: values }),
      );
    }
  });
  return { commit, lostValues };
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
