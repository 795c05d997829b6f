import { z } from 'zod';
import { ATTRIBUTE_TYPES } from '../../../core/attribute/attribute.ts';
import { CODE_KINDS } from '../../../core/codebook/code.ts';
import { COMMENTED_KINDS, MEMO_KINDS } from '../../../core/discussion/discussion.ts';
import { isId } from '../../../core/ids.ts';
import { DOCUMENT_STATUSES } from '../../../core/project/records.ts';
import { VERDICT_DECISIONS } from '../../../core/review/verdict.ts';
import { BLOCK_KINDS, MARK_KINDS } from '../../../core/text/structure.ts';

/**
 * The records of Glossator JSONL as they stand in a file. Fields that this version does not know are passed over, so that a
 * file may carry more for other programs.
 */

const id = z.string().refine(isId, 'is not a UUIDv7');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hexadecimal');
const offset = z.number().int().nonnegative();
/** ISO 8601 in UTC */
export const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const instant = z.string().regex(INSTANT, 'is not an instant like 2025-01-31T12:00:00.000Z');

export const headerSchema = z.object({
  record: z.literal('header'),
  format: z.string(),
  version: z.number().int().positive(),
});

export const personSchema = z.object({ id, name: z.string(), colour: offset });

const value = z.union([z.string(), z.number(), z.boolean(), z.array(id)]);

export const definitionSchema = z.object({
  id,
  name: z.string(),
  type: z.enum(ATTRIBUTE_TYPES),
  required: z.boolean().default(false),
  choices: z.array(z.object({ id, label: z.string() })).default([]),
  initial: value.nullable().default(null),
});

export const entitySchema = z.object({
  id,
  name: z.string().min(1),
  kind: z.string().default(''),
  aliases: z.array(z.string()).default([]),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })).default([]),
  description: z.string().default(''),
  createdAt: instant,
  updatedAt: instant,
});

export const codeSchema = z.object({
  id,
  name: z.string().min(1),
  kind: z.enum(CODE_KINDS).default('span'),
  parent: id.nullable(),
  otherParents: z.array(id).default([]),
  path: z.array(z.string()).min(1),
  colour: offset,
  key: z.string().nullable(),
  description: z.string(),
  attributes: z.array(definitionSchema).default([]),
  ends: z
    .object({ from: z.array(id), to: z.array(id), directed: z.boolean() })
    .nullable()
    .default(null),
  version: z.number().int().positive().default(1),
  position: z.number(),
  createdAt: instant,
  updatedAt: instant,
});

/** What is put on something under a code. Attributes are checked against the code's definitions. */
const coded = {
  id,
  code: z.string(),
  person: z.string(),
  codeVersion: z.number().int().positive().optional(),
  attributes: z.unknown().optional(),
  createdAt: instant,
  updatedAt: instant,
};

export const documentCodeSchema = z.object({ ...coded, document: z.string() });

export const relationSchema = z.object({ ...coded, from: id, to: id, note: z.string().default('') });

export const progressSchema = z.object({
  id,
  document: z.string(),
  person: z.string(),
  status: z.enum(DOCUMENT_STATUSES),
  updatedAt: instant,
});

export const assignmentSchema = z.object({
  id,
  document: z.string(),
  person: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

const judged = {
  id,
  person: z.string(),
  decision: z.enum(VERDICT_DECISIONS),
  result: id.nullable(),
  reason: z.string(),
  createdAt: instant,
  updatedAt: instant,
};

export const verdictSchema = z.object({ ...judged, annotation: id });
export const relationVerdictSchema = z.object({ ...judged, relation: id });

export const commentSchema = z.object({
  id,
  targetKind: z.enum(COMMENTED_KINDS),
  target: id,
  thread: id,
  person: z.string(),
  body: z.string(),
  resolved: z.boolean().default(false),
  deleted: z.boolean().default(false),
  createdAt: instant,
  updatedAt: instant,
});

export const memoSchema = z.object({
  id,
  targetKind: z.enum(MEMO_KINDS),
  target: id.nullable(),
  person: z.string(),
  title: z.string(),
  body: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

export const documentSchema = z.object({
  id,
  title: z.string(),
  source: z.string(),
  author: z.string(),
  date: z.string(),
  language: z.string(),
  fields: z.record(z.string(), z.string()),
  attributes: z.unknown().optional(),
  fileName: z.string(),
  createdAt: instant,
  updatedAt: instant,
  text: z.object({ sha256, length: offset, codePoints: offset, lines: offset }),
  original: z.object({
    sha256,
    mediaType: z.string(),
    encoding: z.string(),
    format: z.string(),
    lines: offset,
  }),
});

const block = z.object({
  kind: z.enum(BLOCK_KINDS),
  start: offset,
  end: offset,
  level: offset.exactOptional(),
  ordinal: z.number().int().exactOptional(),
  quote: offset.exactOptional(),
  cell: z
    .object({
      table: offset,
      row: offset,
      column: offset,
      header: z.boolean().exactOptional(),
      columnSpan: offset.exactOptional(),
    })
    .exactOptional(),
  back: z.number().int().positive().exactOptional(),
  continues: z.boolean().exactOptional(),
});

const mark = z.object({
  kind: z.enum(MARK_KINDS),
  start: offset,
  end: offset,
  href: z.string().exactOptional(),
});

export const textSchema = z.object({
  document: id,
  seq: offset,
  start: offset,
  text: z.string(),
  blocks: z.array(block),
  marks: z.array(mark),
});

export const originalSchema = z.object({ document: id, seq: offset, base64: z.base64() });

export const endSchema = z.object({
  lines: offset,
  counts: z.object({
    persons: offset,
    entities: offset.default(0),
    documentFields: offset.default(0),
    codes: offset,
    documents: offset,
    documentCodes: offset.default(0),
    progress: offset.default(0),
    assignments: offset.default(0),
    annotations: offset,
    relations: offset.default(0),
    verdicts: offset.default(0),
    relationVerdicts: offset.default(0),
    comments: offset.default(0),
    memos: offset.default(0),
  }),
  sha256,
});

export type DocumentLine = z.output<typeof documentSchema>;
export type TextLine = z.output<typeof textSchema>;
export type OriginalLine = z.output<typeof originalSchema>;
export type EndCounts = z.output<typeof endSchema>['counts'];

export function noneCounted(): EndCounts {
  return {
    persons: 0,
    entities: 0,
    documentFields: 0,
    codes: 0,
    documents: 0,
    documentCodes: 0,
    progress: 0,
    assignments: 0,
    annotations: 0,
    relations: 0,
    verdicts: 0,
    relationVerdicts: 0,
    comments: 0,
    memos: 0,
  };
}
