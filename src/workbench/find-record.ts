import type { Annotation } from '../core/annotation/annotation.ts';
import type { Code } from '../core/codebook/code.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { RecordKind } from '../core/journal/action.ts';
import type { DocumentRecord, TextRecord } from '../core/project/records.ts';
import type { StoreReader } from '../store/types.ts';

function missing(kind: RecordKind, id: Id): GlossatorError {
  return new GlossatorError('not-found', `This ${kind} is not in the project, or has been deleted.`, {
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

/** Raises `not-found`. */
export function textOf(read: StoreReader, textId: Id): TextRecord {
  const text = read.text(textId);
  if (!text)
    throw new GlossatorError('not-found', 'This text is not in the project.', {
      place: { recordId: textId },
    });
  return text;
}
