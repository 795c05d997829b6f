import { type ErrorValue, GlossatorError } from '../core/errors.ts';
import { isErrorValue } from './error-value.ts';
import { isText, objectOf, oneOf } from './shape.ts';

/*
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

export type FromHost =
  /** `name` is the project's */
  | { readonly type: 'opened'; readonly name: string }
  | { readonly type: 'failed'; readonly error: ErrorValue };

const isOpened = objectOf<Extract<FromHost, { type: 'opened' }>>({ type: oneOf('opened'), name: isText });
const isFailed = objectOf<Extract<FromHost, { type: 'failed' }>>({
  type: oneOf('failed'),
  error: isErrorValue,
});

/** What the host posted, checked. Raises `invalid-input`. */
export function readFromHost(message: unknown): FromHost {
  if (isOpened(message) || isFailed(message)) return message;
  throw new GlossatorError('invalid-input', "The project's process sent what is no message.");
}
