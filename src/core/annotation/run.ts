import type { Id } from '../ids.ts';
import { ID_LENGTH, TIME_LENGTH } from './packed.ts';

/** Of each annotation of a run so many numbers, in this order. */
export const RUN_NUMBERS = {
  /** its only span: UTF-16 offsets, half-open */
  start: 0,
  end: 1,
  /** places in `codes` and `personIds` */
  code: 2,
  person: 3,
  /** where in `bytes` its content begins … */
  from: 4,
  /** … where behind its spans the note begins … */
  note: 5,
  /** … and where that ends. */
  to: 6,
  count: 7,
} as const;

/** Where behind `from` the times begin, and the spans. */
export const RUN_CREATED = ID_LENGTH;
export const RUN_UPDATED = RUN_CREATED + TIME_LENGTH;
export const RUN_SPANS = RUN_UPDATED + TIME_LENGTH;

/**
 * Annotations of one document that say no more than nearly all do: each has one span, which stands in the text, no values and no entity, and nobody has
 * decided on it; it may have a note. They are in few pieces of memory, since a large import hands on a million, from thread to thread, to be
 * stored as they stand.
 */
export interface AnnotationRun {
  readonly documentId: Id;
  readonly codes: readonly { readonly id: Id; readonly version: number }[];
  readonly personIds: readonly Id[];
  readonly count: number;
  /** RUN_NUMBERS.count for each */
  readonly numbers: Uint32Array;
  /** UTF-8, of each one after another: id, time of making, time of the last change, canonical JSON of the spans, the same of the note */
  readonly bytes: Uint8Array;
}
