import { z } from 'zod';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Warning } from '../../core/errors.ts';
import type { Commit } from '../../core/journal/action.ts';
import { once } from '../once.ts';
import { action, job, query, returns } from '../procedure.ts';
import { CODE_KINDS } from '../vocabulary.ts';
import type { AttributeMigration } from './project.ts';
import {
  actionId,
  attributeDefinition,
  type Done,
  type DoneWithLoss,
  groupId,
  id,
  name,
  nothing,
  path,
} from './shared.ts';

const attributes = once(() => z.array(attributeDefinition()).max(200));
const editableCodeFields = once(() => ({
  name: name(),
  colour: z.number().int().nonnegative(),
  key: z.string().max(1).nullable(),
  description: z.string().max(20_000),
  attributes: attributes(),
  /** of a relation code only */
  ends: z
    .strictObject({ from: z.array(id()).max(1_000), to: z.array(id()).max(1_000), directed: z.boolean() })
    .nullable(),
}));

/** One version of a code's definition, as the journal keeps it. */
export interface CodeVersion {
  readonly version: number;
  readonly description: string;
  /** names of its attributes */
  readonly attributes: readonly string[];
  readonly at: string;
  readonly personName: string;
  /** annotations (of its kind) that were made or last confirmed under it */
  readonly annotations: number;
}

/** What a merge of codes would move. */
export interface CodeMergePreview {
  readonly codes: readonly {
    readonly codeId: string;
    readonly annotations: number;
    readonly children: number;
    /** attributes whose values stay because the other code has one of the same name and type */
    readonly keptAttributes: readonly string[];
    /** attributes that the other code gets */
    readonly addedAttributes: readonly string[];
  }[];
  /** annotations that would become the very same as another of the same person */
  readonly duplicates: number;
}

/** A codebook in a file, read but not yet taken in. */
export interface CodebookPreview {
  readonly format: CodebookFormat;
  readonly codes: readonly {
    readonly path: readonly string[];
    readonly kind: string;
    readonly description: string;
    /** 'new'; 'same': there by its id or path and alike; 'differs': there, and would be changed */
    readonly effect: 'new' | 'same' | 'differs';
  }[];
  readonly warnings: readonly Warning[];
}
export type CodebookFormat = 'qdc' | 'csv' | 'json';
const codebookFormat = once(() => z.enum(['qdc', 'csv', 'json']));

export const codeProcedures = {
  'codes.list': query(() => nothing(), returns<readonly CountedCode[]>()),
  'codes.create': action(
    () =>
      z
        .strictObject({
          actionId: actionId(),
          groupId: groupId(),
          ...editableCodeFields(),
          kind: z.enum(CODE_KINDS),
          parentId: id().nullable(),
        })
        .partial({ colour: true, key: true, description: true, attributes: true, ends: true, kind: true }),
    returns<{ commit: Commit | null; codeId: string }>(),
  ),
  'codes.edit': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        groupId: groupId(),
        codeId: id(),
        fields: z.strictObject(editableCodeFields()).partial(),
      }),
    returns<DoneWithLoss>(),
  ),
  /** Puts a code under a parent (null: the top) at a place among its new siblings, 0-based. */
  'codes.move': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        codeId: id(),
        parentId: id().nullable(),
        index: z.number().int().nonnegative(),
      }),
    returns<Done>(),
  ),
  /** Deletes a code; its children move up to its parent; its annotations as said. */
  'codes.delete': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        codeId: id(),
        deletion: z.discriminatedUnion('annotations', [
          z.strictObject({ annotations: z.literal('delete') }),
          z.strictObject({ annotations: z.literal('move'), toCodeId: id() }),
        ]),
      }),
    returns<DoneWithLoss>(),
  ),

  /** Whole list of the further parents. Raises `code-cycle`. */
  'codes.setOtherParents': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        groupId: groupId(),
        codeId: id(),
        otherParentIds: z.array(id()).max(100),
      }),
    returns<Done>(),
  ),
  'codes.versions': query(() => z.strictObject({ codeId: id() }), returns<readonly CodeVersion[]>()),
  /** What becomes of the values if the code had these attributes. */
  'codes.previewAttributes': query(
    () => z.strictObject({ codeId: id(), attributes: attributes() }),
    returns<AttributeMigration>(),
  ),
  'codes.previewMerge': query(
    () => z.strictObject({ intoId: id(), codeIds: z.array(id()).min(1).max(1_000) }),
    returns<CodeMergePreview>(),
  ),
  /** Annotations, children and attributes move to `intoId`; the others are deleted. Codes of one kind only. */
  'codes.merge': action(
    () => z.strictObject({ actionId: actionId(), intoId: id(), codeIds: z.array(id()).min(1).max(1_000) }),
    returns<Done>(),
  ),
  /** A new code beside it, with its colour, description and attributes, takes these annotations. */
  'codes.split': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        codeId: id(),
        name: name(),
        annotationIds: z.array(id()).max(1_000_000),
      }),
    returns<{ commit: Commit | null; codeId: string }>(),
  ),
  /** For dividing a code: its annotations that answer to words in the quotation or to a value of an attribute. */
  'codes.matching': query(
    () =>
      z.strictObject({
        codeId: id(),
        words: z.string().max(1_000).optional(),
        attribute: z.strictObject({ definitionId: id(), value: z.string().max(1_000) }).optional(),
      }),
    returns<{ annotations: readonly Annotation[]; total: number }>(),
  ),
  'codes.exportFile': job(
    () => z.strictObject({ format: codebookFormat(), path: path() }),
    returns<{ codes: number; lost: readonly { what: string; count: number }[] }>(),
  ),
  'codes.previewFile': job(
    () => z.strictObject({ path: path(), format: codebookFormat().optional() }),
    returns<CodebookPreview>(),
  ),
  /** Takes a codebook in: codes known by id, else by path, are brought to what the file says; nothing is deleted. */
  'codes.importFile': job(
    () => z.strictObject({ path: path(), format: codebookFormat().optional() }),
    returns<{ commit: Commit | null; made: number; changed: number; warnings: readonly Warning[] }>(),
  ),
} as const;
