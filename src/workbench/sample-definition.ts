import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ANNOTATION_STATUSES } from '../core/annotation/annotation.ts';
import { CODE_KINDS } from '../core/codebook/code.ts';
import { DOCUMENT_STATUSES } from '../core/project/records.ts';

const text = z.string().min(1);

const by = z.enum(['me', 'colleague']);
/** by the attribute's name: a choice's label, or an entity's name */
const values = z.record(text, text);
const attributes = z.array(
  z.strictObject({
    name: text,
    type: z.enum(['entity', 'choice']),
    choices: z.array(text).exactOptional(),
  }),
);

const schema = z.strictObject({
  name: text,
  /** a person made up for the sample, so that there is somebody to disagree with */
  colleague: text,
  documents: z.array(
    z.strictObject({
      file: text,
      /** reasons whose proposed cuts are carried out; absent: those proposed as selected */
      cut: z.array(text).exactOptional(),
      /** over what the file says of itself */
      metadata: z
        .strictObject({ title: text, source: text, author: text, date: text, language: text })
        .partial()
        .exactOptional(),
    }),
  ),
  /** of codes of the starter codebook, by name */
  attributes: z.record(text, attributes),
  /** besides the starter codebook */
  codes: z.array(
    z.strictObject({
      name: text,
      kind: z.enum(CODE_KINDS),
      /** name of a colour */
      colour: text,
      key: text.nullable(),
      description: text,
      attributes: attributes.exactOptional(),
      from: z.array(text).exactOptional(),
      to: z.array(text).exactOptional(),
    }),
  ),
  entities: z.array(
    z.strictObject({ name: text, kind: text, aliases: z.array(text), description: z.string() }),
  ),
  /** by quotation, so that they survive a change of the readers and can be written by hand */
  annotations: z.array(
    z.strictObject({
      file: text,
      by,
      /** names from the top of the codebook, with ‘/’ between */
      code: text,
      /** one quotation for each span, exactly as in the text */
      quotes: z.array(text).min(1),
      /** which occurrence of each quotation in the document, from 1; absent: the first */
      nth: z.number().int().min(1).exactOptional(),
      note: z.string().exactOptional(),
      /** by which relations and comments name it */
      name: text.exactOptional(),
      status: z.enum(ANNOTATION_STATUSES).exactOptional(),
      /** name of an entity */
      entity: text.exactOptional(),
      attributes: values.exactOptional(),
    }),
  ),
  relations: z.array(z.strictObject({ by, code: text, from: text, to: text, note: z.string() })),
  documentCodes: z.array(z.strictObject({ by, file: text, code: text, attributes: values })),
  comments: z.array(z.strictObject({ on: text, thread: z.array(z.strictObject({ by, body: text })).min(1) })),
  /** on the project; an address `entity:NAME` leads to an entity */
  memos: z.array(z.strictObject({ by, title: text, body: text })),
  progress: z.array(z.strictObject({ by, file: text, status: z.enum(DOCUMENT_STATUSES) })),
});

/** What the sample project is made of, besides the texts beside it. */
export type SampleDefinition = z.infer<typeof schema>;
export type SampleAttribute = z.infer<typeof attributes>[number];
export type SampleAnnotation = SampleDefinition['annotations'][number];

/** Reads `sample.json` in the folder of the sample's texts. Raises a `ZodError` where it is malformed. */
export async function readSampleDefinition(folder: string): Promise<SampleDefinition> {
  return schema.parse(JSON.parse(await readFile(path.join(folder, 'sample.json'), 'utf8')));
}
