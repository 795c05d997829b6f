import { z } from 'zod';
import { isId } from '../../../core/ids.ts';
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

export const codeSchema = z.object({
  id,
  name: z.string().min(1),
  parent: id.nullable(),
  path: z.array(z.string()).min(1),
  colour: offset,
  key: z.string().nullable(),
  description: z.string(),
  position: z.number(),
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
  counts: z.object({ persons: offset, codes: offset, documents: offset, annotations: offset }),
  sha256,
});

export type DocumentLine = z.output<typeof documentSchema>;
export type TextLine = z.output<typeof textSchema>;
export type OriginalLine = z.output<typeof originalSchema>;
