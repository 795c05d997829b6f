import { z } from 'zod';
import { ATTRIBUTE_TYPES } from '../../../core/attribute/attribute.ts';
import { CODE_KINDS } from '../../../core/codebook/code.ts';
import { codePath, codesInTreeOrder } from '../../../core/codebook/tree.ts';
import { GlossatorError, type Warning } from '../../../core/errors.ts';
import { isId } from '../../../core/ids.ts';
import { decodeBytes } from '../../documents/encoding/decode.ts';
import { byteOrderMark } from '../../documents/encoding/detect.ts';
import { type CodebookCode, unreadable, type WrittenCodebook } from '../codebook.ts';
import { settled } from '../settle.ts';

const FORMAT_NAME = 'glossator-codebook';
const FORMAT_VERSION = 1;

const id = z.string().refine(isId, 'is not a UUIDv7');
const attribute = z.object({
  id,
  name: z.string(),
  type: z.enum(ATTRIBUTE_TYPES),
  required: z.boolean().default(false),
  choices: z.array(z.object({ id, label: z.string() })).default([]),
  initial: z
    .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
    .nullable()
    .default(null),
});
const code = z.object({
  id,
  name: z.string(),
  kind: z.enum(CODE_KINDS).default('span'),
  parent: id.nullable().default(null),
  otherParents: z.array(id).default([]),
  colour: z.number().int().default(0),
  key: z.string().nullable().default(null),
  description: z.string().default(''),
  attributes: z.array(attribute).default([]),
  ends: z
    .object({
      from: z.array(id).default([]),
      to: z.array(id).default([]),
      directed: z.boolean().default(true),
    })
    .nullable()
    .default(null),
  version: z.number().int().positive().default(1),
  position: z.number().optional(),
});
const header = z.object({ format: z.literal(FORMAT_NAME), version: z.number().int().positive() });
const codebook = z.object({ codes: z.array(code) });

/** Codebook JSON, version 1: holds all that a codebook is. See docs/formats/codebooks.md. */
export function writeJson(codes: readonly CodebookCode[], generator: string): WrittenCodebook {
  const byId = new Map(codes.map((each) => [each.id, each]));
  const written = codesInTreeOrder(codes).map(({ code: each }) => ({
    id: each.id,
    path: codePath(each, byId),
    name: each.name,
    kind: each.kind,
    parent: each.parentId,
    otherParents: each.otherParentIds,
    colour: each.colour,
    key: each.key,
    description: each.description,
    attributes: each.attributes,
    ends: each.ends,
    version: each.version,
    position: each.position,
  }));
  const file = { format: FORMAT_NAME, version: FORMAT_VERSION, generator, codes: written };
  return { bytes: Buffer.from(`${JSON.stringify(file, null, 2)}\n`), codes: codes.length, lost: [] };
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw unreadable(`${field === '' ? 'The file' : `‘${field}’`}: ${issue?.message ?? 'malformed'}.`, {
    field,
  });
}

/** Raises `codebook-unreadable` (naming the field), `format-version-unknown`, `file-too-large`. */
export function readJson(bytes: Uint8Array, warnings: Warning[]): readonly CodebookCode[] {
  const { text } = decodeBytes(bytes, byteOrderMark(bytes)?.encoding ?? 'utf-8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw unreadable(`The file is not JSON: ${thrown instanceof Error ? thrown.message : ''}`, {}, thrown);
  }
  const { version } = checked(header, value);
  if (version > FORMAT_VERSION) {
    throw new GlossatorError(
      'format-version-unknown',
      `The codebook is of version ${version}; this program knows version ${FORMAT_VERSION}.`,
      { remedy: 'Open it with a newer Glossator, or have it exported anew by this one.' },
    );
  }
  const { codes } = checked(codebook, value);
  return settled(
    codes.map(({ parent, otherParents, position, ...rest }, at) => ({
      ...rest,
      parentId: parent,
      otherParentIds: otherParents,
      position: position ?? at,
    })),
    warnings,
  );
}
