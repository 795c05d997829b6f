import type { TextRange } from '../text/structure.ts';
import { type Annotation, hull } from './annotation.ts';

/** The only span of an annotation, in UTF-8: where in `bytes` its parts stand as JSON strings, with their quotation marks. */
export interface PackedSpan {
  readonly bytes: Uint8Array;
  readonly quote: number;
  readonly quoteEnd: number;
  readonly prefix: number;
  readonly prefixEnd: number;
  readonly suffix: number;
  readonly suffixEnd: number;
}

/** The id and the times of an annotation, in UTF-8: where in `bytes` they begin. Each is as long as it mostly is, and needs no escapes in JSON. */
export interface PackedHead {
  readonly bytes: Uint8Array;
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Bytes of an id and of an instant as they mostly are: UUIDs, and ISO 8601 to the millisecond. */
export const ID_LENGTH = 36;
export const TIME_LENGTH = 24;

/**
 * An annotation as it is stored, whose fields are made when they are asked for: who writes millions asks for few, and copies
 * quotations without making strings of them. It is not to be spread, cloned or kept for long. `start` and `end` are those of the hull
 * of its spans.
 */
export interface PackedAnnotation extends Annotation, TextRange {
  /** null where it has several spans, or is at hand only taken apart */
  packedSpan(): PackedSpan | null;
  /** null where they are of another form, or at hand only taken apart */
  packedHead(): PackedHead | null;
  /** It has no values, is not linked to an entity, and nobody has decided on it: nearly all are so. */
  readonly isPlain: boolean;
}

/** One that has been taken apart already. */
export function notPacked(annotation: Annotation): PackedAnnotation {
  return {
    ...annotation,
    ...hull(annotation.spans),
    packedSpan: () => null,
    packedHead: () => null,
    isPlain: false,
  };
}
