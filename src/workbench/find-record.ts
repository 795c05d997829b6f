import type { Annotation } from '../core/annotation/annotation.ts';
import type { DocumentCode } from '../core/annotation/document-code.ts';
import type { Code, CodeKind } from '../core/codebook/code.ts';
import { requireKind } from '../core/codebook/definition.ts';
import type { Comment, Memo } from '../core/discussion/discussion.ts';
import type { Entity } from '../core/entity/entity.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { RecordKind } from '../core/journal/action.ts';
import type { DocumentRecord, TextRecord } from '../core/project/records.ts';
import type { Relation } from '../core/relation/relation.ts';
import type { StoreReader } from '../store/types.ts';

/** It is not there, or not for me to see. */
export function missing(kind: RecordKind, id: Id): GlossatorError {
  const name = kind === 'documentCode' ? 'document code' : kind;
  return new GlossatorError('not-found', `This ${name} is not in the project, or has been deleted.`, {
    place: { recordKind: kind, recordId: id },
    remedy: 'Undo may bring it back.',
  });
}

/** The record, not deleted. Raises `not-found`. */
export function documentOf(read: StoreReader, id: Id): DocumentRecord {
  const document = read.document(id);
  if (!document || document.deleted) throw missing('document', id);
  return document;
}

/** The record, not deleted. Raises `not-found`. */
export function codeOf(read: StoreReader, id: Id): Code {
  const code = read.code(id);
  if (!code || code.deleted) throw missing('code', id);
  return code;
}

/** The record, not deleted. Raises `not-found`. */
export function annotationOf(read: StoreReader, id: Id): Annotation {
  const annotation = read.annotation(id);
  if (!annotation || annotation.deleted) throw missing('annotation', id);
  return annotation;
}

/** The record, not deleted. Raises `not-found`. */
export function relationOf(read: StoreReader, id: Id): Relation {
  const relation = read.relation(id);
  if (!relation || relation.deleted) throw missing('relation', id);
  return relation;
}

/** The record, not deleted. Raises `not-found`. */
export function entityOf(read: StoreReader, id: Id): Entity {
  const entity = read.entity(id);
  if (!entity || entity.deleted) throw missing('entity', id);
  return entity;
}

/** The record, not deleted. Raises `not-found`. */
export function documentCodeOf(read: StoreReader, id: Id): DocumentCode {
  const documentCode = read.documentCode(id);
  if (!documentCode || documentCode.deleted) throw missing('documentCode', id);
  return documentCode;
}

/** The record, not deleted. Raises `not-found`. */
export function commentOf(read: StoreReader, id: Id): Comment {
  const comment = read.comment(id);
  if (!comment || comment.deleted) throw missing('comment', id);
  return comment;
}

/** The record, not deleted. Raises `not-found`. */
export function memoOf(read: StoreReader, id: Id): Memo {
  const memo = read.memo(id);
  if (!memo || memo.deleted) throw missing('memo', id);
  return memo;
}

/** The code, not deleted and of this kind. Raises `not-found`, `code-kind-refused`. */
export function codeOfKind(read: StoreReader, id: Id, kind: CodeKind): Code {
  const code = codeOf(read, id);
  requireKind(code, kind);
  return code;
}

/**
 * Those of the annotations that are there, one at a time in memory. Chosen from a list, some may have been deleted meanwhile and
 * are passed over; raises `not-found` where none was left.
 */
export function* annotationsOf(read: StoreReader, ids: readonly Id[]): Generator<Annotation> {
  let found = 0;
  for (const id of new Set(ids)) {
    const annotation = read.annotation(id);
    if (!annotation || annotation.deleted) continue;
    found += 1;
    yield annotation;
  }
  if (found === 0) throw missing('annotation', ids[0] ?? '');
}

/** Raises `not-found`. */
export function textOf(read: StoreReader, textId: Id): TextRecord {
  const text = read.text(textId);
  if (!text)
    throw new GlossatorError('not-found', 'This text is not in the project.', {
      place: { recordId: textId },
    });
  return text;
}
