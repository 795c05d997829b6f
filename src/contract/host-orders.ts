import { z } from 'zod';
import { GlossatorError } from '../core/errors.ts';
import { once } from './once.ts';

/* What main posts to the project's process: see hosting.ts. */

// By default each schema is compiled when it is first used, which takes as long as some hundred checks without; a day's calls are fewer.
z.config({ jitless: true });

const filePath = once(() => z.string().min(1).max(32_767));

const toHostSchema = once(() =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('open'),
      /** absolute path of the `.gloss` file */
      path: filePath(),
      /** make the file; it is an error where one is there */
      create: z.strictObject({ name: z.string().min(1).max(200) }).optional(),
      /** make the sample project, from the texts in this folder; it is an error where the file is there */
      sample: z.strictObject({ folder: filePath() }).optional(),
      /** make the file of what can be read of this damaged one, which stays as it is; it is an error where `path` is there */
      recover: z.strictObject({ damaged: filePath() }).optional(),
      /** make the file of this sealed one, which stays as it is; it is an error where `path` is there */
      receive: z.strictObject({ sealed: filePath(), passphrase: z.string().min(1).max(1_000) }).optional(),
    }),
    z.strictObject({ type: z.literal('port') }),
    z.strictObject({ type: z.literal('close') }),
  ]),
);
export type ToHost = z.infer<ReturnType<typeof toHostSchema>>;
export type OpenRequest = Extract<ToHost, { type: 'open' }>;

/** What main posted, checked. Raises `invalid-input`. */
export function readToHost(message: unknown): ToHost {
  const parsed = toHostSchema().safeParse(message);
  if (parsed.success) return parsed.data;
  throw new GlossatorError(
    'invalid-input',
    `The main process sent what is no message: ${parsed.error.message}`,
  );
}
