import { isDeepStrictEqual } from 'node:util';
import { type Annotation, hull } from '../core/annotation/annotation.ts';
import type { DocumentCode } from '../core/annotation/document-code.ts';
import type { CodeKind } from '../core/codebook/code.ts';
import type { Id } from '../core/ids.ts';
import type { Relation } from '../core/relation/relation.ts';
import type { TextRange } from '../core/text/structure.ts';
import type { StoreReader } from '../store/types.ts';
import type { Bearer } from './bearers.ts';

export function sameRanges(a: readonly TextRange[], b: readonly TextRange[]): boolean {
  return (
    a.length === b.length && a.every((range, i) => range.start === b[i]?.start && range.end === b[i]?.end)
  );
}

/** Annotations of a person with one of these codes that mark the very same ranges. */
export function annotationsAlike(
  read: StoreReader,
  wanted: Pick<Annotation, 'personId' | 'documentId'> & { readonly spans: readonly TextRange[] },
  codeIds: ReadonlySet<Id>,
): readonly Annotation[] {
  return read
    .annotationsInRange(wanted.documentId, hull(wanted.spans))
    .filter(
      (other) =>
        other.personId === wanted.personId &&
        codeIds.has(other.codeId) &&
        sameRanges(other.spans, wanted.spans),
    );
}

/** Whether nothing would go with it: no values, note or entity, no comment and no relation. */
export function bearsNothing(read: StoreReader, bearer: Bearer): boolean {
  if (Object.keys(bearer.attributes).length > 0) return false;
  if ('note' in bearer && bearer.note !== '') return false;
  if (!('spans' in bearer)) return true;
  return (
    bearer.entityId === null &&
    bearer.status === 'draft' &&
    read.comments('annotation', bearer.id).length === 0 &&
    read.relationsOf([bearer.id]).length === 0
  );
}

/** Whether another of the same person with one of these codes stands at the very same place. */
export function sameBearing(
  read: StoreReader,
  kind: CodeKind,
  bearer: Bearer,
  codeIds: ReadonlySet<Id>,
): boolean {
  if (kind === 'span') {
    return annotationsAlike(read, bearer as Annotation, codeIds).some(({ id }) => id !== bearer.id);
  }
  if (kind === 'relation') {
    const { fromId, toId } = bearer as Relation;
    return read
      .relationsOf([fromId])
      .some(
        (other) =>
          other.id !== bearer.id &&
          other.personId === bearer.personId &&
          codeIds.has(other.codeId) &&
          isDeepStrictEqual([other.fromId, other.toId], [fromId, toId]),
      );
  }
  return read
    .documentCodes((bearer as DocumentCode).documentId)
    .some(
      (other) => other.id !== bearer.id && other.personId === bearer.personId && codeIds.has(other.codeId),
    );
}
