import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const text = z.string().min(1);

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
  /** by quotation, so that they survive a change of the readers and can be written by hand */
  annotations: z.array(
    z.strictObject({
      file: text,
      by: z.enum(['me', 'colleague']),
      /** names from the top of the codebook, with ‘/’ between */
      code: text,
      /** one quotation for each span, exactly as in the text */
      quotes: z.array(text).min(1),
      /** which occurrence of each quotation in the document, from 1; absent: the first */
      nth: z.number().int().min(1).exactOptional(),
      note: z.string().exactOptional(),
    }),
  ),
});

/** What the sample project is made of, besides the texts beside it. */
export type SampleDefinition = z.infer<typeof schema>;
export type SampleAnnotation = SampleDefinition['annotations'][number];

/** Reads `sample.json` in the folder of the sample's texts. Raises a `ZodError` where it is malformed. */
export async function readSampleDefinition(folder: string): Promise<SampleDefinition> {
  return schema.parse(JSON.parse(await readFile(path.join(folder, 'sample.json'), 'utf8')));
}
