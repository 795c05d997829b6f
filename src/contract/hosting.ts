import { z } from 'zod';
import { GlossatorError } from '../core/errors.ts';
import { errorValueSchema } from './error-value.ts';

/**
 * What main and the project's process (the host, `out/host/index.js`, one utility process an open project) say to
 * each other. Calls of the renderer never pass here: they go over the port that main hands over.
 *
 * 1. main forks the host and posts `open`, once. The host answers `opened`, or `failed` and then exits with 0.
 * 2. main posts `port` with one MessagePort in the message's `ports`, as often as a window (re)loads; a new port
 *    takes the place of the one before.
 * 3. main posts `close`; the host lets running calls end, closes the store and exits with 0. A host whose parent's
 *    port closes (main has died) does the same by itself.
 * Any other exit is a crash: main starts the host anew with the same file, neither creating it nor filling it.
 */

/** Service name of the utility process, as it stands in task lists. */
export const HOST_SERVICE_NAME = 'glossator-project';

const filePath = z.string().min(1).max(32_767);

export const toHostSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    /** absolute path of the `.gloss` file */
    path: filePath,
    /** make the file; it is an error where one is there */
    create: z.strictObject({ name: z.string().min(1).max(200) }).optional(),
    /** make the sample project, from the texts in this folder; it is an error where the file is there */
    sample: z.strictObject({ folder: filePath }).optional(),
    /** make the file of what can be read of this damaged one, which stays as it is; it is an error where `path` is there */
    recover: z.strictObject({ damaged: filePath }).optional(),
    /** make the file of this sealed one, which stays as it is; it is an error where `path` is there */
    receive: z.strictObject({ sealed: filePath, passphrase: z.string().min(1).max(1_000) }).optional(),
  }),
  z.strictObject({ type: z.literal('port') }),
  z.strictObject({ type: z.literal('close') }),
]);
export type ToHost = z.infer<typeof toHostSchema>;
export type OpenRequest = Extract<ToHost, { type: 'open' }>;

export const fromHostSchema = z.discriminatedUnion('type', [
  /** `name` is the project's */
  z.strictObject({ type: z.literal('opened'), name: z.string() }),
  z.strictObject({ type: z.literal('failed'), error: errorValueSchema }),
]);
export type FromHost = z.infer<typeof fromHostSchema>;

function read<T>(schema: z.ZodType<T>, message: unknown, from: string): T {
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  throw new GlossatorError('invalid-input', `${from} sent what is no message: ${parsed.error.message}`);
}

/** What main posted, checked. Raises `invalid-input`. */
export function readToHost(message: unknown): ToHost {
  return read(toHostSchema, message, 'The main process');
}

/** What the host posted, checked. Raises `invalid-input`. */
export function readFromHost(message: unknown): FromHost {
  return read(fromHostSchema, message, "The project's process");
}
