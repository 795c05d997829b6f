import { z } from 'zod';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { once } from '../once.ts';
import { action, query, returns } from '../procedure.ts';
import { TAGGED_AT_ONCE } from '../vocabulary.ts';
import {
  actionId,
  attributePatch,
  type Done,
  type DoneWithLoss,
  filter,
  groupId,
  id,
  name,
  offset,
  page,
  range,
  status,
} from './shared.ts';

export interface TagResult extends Done {
  /** what was made; null where the same tag was there and has been removed */
  readonly annotation: Annotation | null;
  readonly removed: readonly Annotation[];
}

export interface TagManyResult extends Done {
  /** how many annotations were made */
  readonly made: number;
  /** how many passages were passed over, as me had tagged them so */
  readonly already: number;
}

const annotationIds = once(() => z.array(id()).min(1).max(1_000_000));

export const annotationProcedures = {
  'annotations.inRange': query(
    () => z.strictObject({ documentId: id(), range: range() }),
    returns<readonly Annotation[]>(),
  ),
  'annotations.get': query(() => z.strictObject({ annotationId: id() }), returns<Annotation | null>()),
  'annotations.page': query(
    () => z.strictObject({ ...filter(), ...page() }),
    returns<{ annotations: readonly Annotation[]; total: number }>(),
  ),
  'annotations.neighbour': query(
    () =>
      z.strictObject({
        documentId: id(),
        offset: offset(),
        direction: z.enum(['next', 'previous']),
        codeId: id().optional(),
      }),
    returns<Annotation | null>(),
  ),
  'annotations.density': query(
    () => z.strictObject({ documentId: id(), bins: z.number().int().min(1).max(4_096) }),
    returns<{ codeIds: readonly string[]; triples: Uint32Array }>(),
  ),
  /** Tags the ranges with the code; where me has that very tag already, removes it (a second press). */
  'annotations.tag': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        groupId: groupId(),
        documentId: id(),
        codeId: id(),
        ranges: z.array(range()).min(1).max(1_000),
      }),
    returns<TagResult>(),
  ),
  /** Tags each of the passages with the code, in one action; those that me has tagged so already stay as they are. */
  'annotations.tagMany': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        groupId: groupId(),
        codeId: id(),
        passages: z
          .array(z.strictObject({ documentId: id(), ranges: z.array(range()).min(1).max(1_000) }))
          .min(1)
          .max(TAGGED_AT_ONCE),
      }),
    returns<TagManyResult>(),
  ),
  /** Values of attributes alike in name and type stay. */
  'annotations.recode': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        groupId: groupId(),
        annotationIds: z.array(id()).min(1),
        codeId: id(),
      }),
    returns<DoneWithLoss>(),
  ),
  /** New ends for one span; snapped outwards to grapheme clusters. */
  'annotations.adjust': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        annotationId: id(),
        spanIndex: z.number().int().nonnegative(),
        range: range(),
      }),
    returns<{ commit: Done['commit']; annotation: Annotation }>(),
  ),
  'annotations.note': action(
    () => z.strictObject({ actionId: actionId(), annotationId: id(), note: z.string().max(1_000_000) }),
    returns<Done>(),
  ),
  'annotations.delete': action(
    () => z.strictObject({ actionId: actionId(), annotationIds: z.array(id()).min(1) }),
    returns<Done>(),
  ),

  /** Tags the ranges with a new code of this name under `parentId`, in one action; where the place has a code of that name, with it. */
  'annotations.tagInVivo': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        documentId: id(),
        ranges: z.array(range()).min(1).max(1_000),
        name: name(),
        parentId: id().nullable(),
      }),
    returns<TagResult>(),
  ),
  /** Adds ranges to what an annotation marks; ranges that touch become one. */
  'annotations.addFragment': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        annotationId: id(),
        ranges: z.array(range()).min(1).max(1_000),
      }),
    returns<{ commit: Done['commit']; annotation: Annotation }>(),
  ),
  /** Takes a fragment away; the last one cannot be. */
  'annotations.removeFragment': action(
    () => z.strictObject({ actionId: actionId(), annotationId: id(), spanIndex: offset() }),
    returns<{ commit: Done['commit']; annotation: Annotation }>(),
  ),
  /** Values for attributes of the annotations' codes; an annotation whose code does not have the attribute is passed over. */
  'annotations.setAttributes': action(
    () => z.strictObject({ actionId: actionId(), annotationIds: annotationIds(), values: attributePatch() }),
    returns<Done>(),
  ),
  'annotations.setStatus': action(
    () => z.strictObject({ actionId: actionId(), annotationIds: annotationIds(), status: status() }),
    returns<Done>(),
  ),
  /** Links to an entity, or to none. With `learn` the quotations become aliases of the entity where it does not have them. */
  'annotations.linkEntity': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        annotationIds: annotationIds(),
        entityId: id().nullable(),
        learn: z.boolean(),
      }),
    returns<Done>(),
  ),
  /** Makes a new entity and links to it, in one action. */
  'annotations.linkNewEntity': action(
    () =>
      z.strictObject({ actionId: actionId(), annotationIds: annotationIds(), name: name(), kind: name() }),
    returns<{ commit: Done['commit']; entityId: string }>(),
  ),
  /** These have been looked at and hold under the present definition of their code. */
  'annotations.confirmVersion': action(
    () => z.strictObject({ actionId: actionId(), annotationIds: annotationIds() }),
    returns<Done>(),
  ),
} as const;
