import type { Id } from '../../core/ids.ts';

/** What of the project goes into the file that is sent. */
export interface SendOptions {
  /** only these documents, with what stands in them; all where none is given */
  readonly documentIds?: readonly Id[];
  /** without the annotations of this person, and what is about those */
  readonly withoutPersonId?: Id;
  /** whoever receives it may use the codebook and not change it */
  readonly frozen?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}
