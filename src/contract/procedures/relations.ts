import { z } from 'zod';
import type { AnnotationStatus } from '../../core/annotation/annotation.ts';
import type { Relation } from '../../core/relation/relation.ts';
import { action, query, returns } from '../procedure.ts';
import { actionId, attributePatch, type Done, groupId, id, page, range } from './shared.ts';

/** What is shown of an annotation at an end of a relation, or in a list across documents. */
export interface RelatedAnnotation {
  readonly id: string;
  readonly documentId: string;
  readonly documentTitle: string;
  /** of the document; ISO 8601, whole or in part, or empty */
  readonly documentDate: string;
  readonly codeId: string;
  readonly personId: string;
  readonly status: AnnotationStatus;
  /** hull of its spans: UTF-16 offsets, half-open */
  readonly start: number;
  readonly end: number;
  /** quotations of its spans, shortened to 300 code units each */
  readonly quotes: readonly string[];
  /** its place in the document's text is lost: `start` and `end` are of a former text */
  readonly lost: boolean;
}

export interface RelationView {
  readonly relation: Relation;
  readonly from: RelatedAnnotation;
  readonly to: RelatedAnnotation;
}

export const RELATIONS_SHOWN_LIMIT = 2_000;

export const relationProcedures = {
  'relations.ofAnnotation': query(
    () => z.strictObject({ annotationId: id() }),
    returns<readonly RelationView[]>(),
  ),
  /** For the arcs beside the text: those with an end overlapping the range, at most RELATIONS_SHOWN_LIMIT. */
  'relations.inRange': query(
    () => z.strictObject({ documentId: id(), range: range() }),
    returns<readonly RelationView[]>(),
  ),
  'relations.page': query(
    () =>
      z.strictObject({
        documentIds: z.array(id()).optional(),
        codeIds: z.array(id()).optional(),
        personIds: z.array(id()).optional(),
        ...page(),
      }),
    returns<{ relations: readonly RelationView[]; total: number }>(),
  ),
  /**
   * Raises `relation-ends-refused` where the code does not allow these ends (in this direction), `relation-to-itself`, `relation-exists`.
   */
  'relations.create': action(
    () =>
      z.strictObject({ actionId: actionId(), groupId: groupId(), codeId: id(), fromId: id(), toId: id() }),
    returns<{ commit: Done['commit']; relationId: string }>(),
  ),
  'relations.edit': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        relationId: id(),
        fields: z
          .strictObject({
            codeId: id(),
            fromId: id(),
            toId: id(),
            note: z.string().max(1_000_000),
            values: attributePatch(),
          })
          .partial(),
      }),
    returns<Done>(),
  ),
  'relations.delete': action(
    () => z.strictObject({ actionId: actionId(), relationIds: z.array(id()).min(1) }),
    returns<Done>(),
  ),
} as const;
