import { z } from 'zod';
import type { Commit } from '../../core/journal/action.ts';
import { once } from '../once.ts';
import { ANNOTATION_STATUSES, ATTRIBUTE_TYPES } from '../vocabulary.ts';

export const id = once(() => z.uuid());
export const offset = once(() => z.number().int().nonnegative());
export const range = once(() =>
  z
    .strictObject({ start: offset(), end: offset() })
    .refine((value) => value.start <= value.end, 'start is after end'),
);
/** Chosen by the caller, so that a call repeated after the workbench died is done once (see the store's write door). */
export const actionId = once(() => id().optional());
/** Calls of one group are one step of undo, such as making a code and tagging with it. */
export const groupId = once(() => id().optional());
export const path = once(() => z.string().min(1).max(32_767));
export const page = once(() => ({ limit: z.number().int().min(1).max(1_000), after: id().optional() }));
export const status = once(() => z.enum(ANNOTATION_STATUSES));
/** What annotations are chosen by. */
export const filter = once(() => ({
  documentIds: z.array(id()).optional(),
  codeIds: z.array(id()).optional(),
  personIds: z.array(id()).optional(),
  statuses: z.array(status()).optional(),
  entityIds: z.array(id()).optional(),
  outdated: z.boolean().optional(),
  adjudicated: z.boolean().optional(),
  lost: z.boolean().optional(),
}));
export const nothing = once(() => z.strictObject({}));
export const name = once(() => z.string().max(200));
/** Markdown, of a comment or memo. */
export const body = once(() => z.string().max(1_000_000));

export const attributeValue = once(() =>
  z.union([z.string().max(100_000), z.number(), z.boolean(), z.array(id()).max(1_000)]),
);
/** New values by definition; null takes a value away; those not named stay. */
export const attributePatch = once(() => z.record(id(), attributeValue().nullable()));
export const attributeDefinition = once(() =>
  z.strictObject({
    id: id(),
    name: name(),
    type: z.enum(ATTRIBUTE_TYPES),
    required: z.boolean(),
    choices: z.array(z.strictObject({ id: id(), label: name() })).max(1_000),
    initial: attributeValue().nullable(),
  }),
);

/** Done, and what changed; null where there was nothing to change. */
export interface Done {
  readonly commit: Commit | null;
}

/** Done, and how many values of attributes had to be left behind: those that the new definitions or the new code do not ask for. Undo brings them back. */
export interface DoneWithLoss extends Done {
  readonly lostValues: number;
}
