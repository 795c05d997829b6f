import type { ErrorValue } from '../../../core/errors.ts';
import type { ReadRecord } from '../../../formats/annotations/reader.ts';

/** What the thread is begun with. */
export interface SetToRead {
  readonly path: string;
}

/** So many batches the thread reads ahead of being asked for more; with each message to it it may read one more. */
export const AHEAD = 16;

/** What the thread says; errors as values, for threads strip thrown ones. */
export type SetAnswer =
  /** `bytes` of the file have been read since the last one */
  | { readonly kind: 'batch'; readonly records: readonly ReadRecord[]; readonly bytes: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly error: ErrorValue };
