import type { AttributeValues } from '../attribute/attribute.ts';
import type { Id } from '../ids.ts';
import type { TextRange } from '../text/structure.ts';

/**
 * A stretch of text that an annotation marks: its place, and what is needed to find it again when the text
 * changes (W3C Web Annotation Data Model: TextPositionSelector and TextQuoteSelector in one).
 */
export interface Span extends TextRange {
  /** the exact text between start and end */
  readonly quote: string;
  /** up to CONTEXT_LENGTH UTF-16 code units before start, not beginning inside a surrogate pair */
  readonly prefix: string;
  /** up to CONTEXT_LENGTH UTF-16 code units after end, not ending inside a surrogate pair */
  readonly suffix: string;
}

export const CONTEXT_LENGTH = 32;

/** draft: to be looked at again by its maker; final: done; flagged: something is to be settled */
export const ANNOTATION_STATUSES = ['draft', 'final', 'flagged'] as const;
export type AnnotationStatus = (typeof ANNOTATION_STATUSES)[number];

export interface Annotation {
  readonly id: Id;
  readonly documentId: Id;
  /** the person whose annotation it is */
  readonly personId: Id;
  /** a code of kind `span` */
  readonly codeId: Id;
  /** the version of the code's definition under which it was made or last confirmed */
  readonly codeVersion: number;
  /** one or more, in text order, not overlapping one another */
  readonly spans: readonly Span[];
  readonly attributes: AttributeValues;
  readonly status: AnnotationStatus;
  /** whom or what the passage names */
  readonly entityId: Id | null;
  readonly note: string;
  /**
   * Its place in the present text is not known: the spans keep the quotation, the context and the positions that they had
   * in the text where they last stood (these may lie past the end of the present one). It is shown at no place in the text.
   */
  readonly lost: boolean;
  /** ISO 8601, UTC */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

/** What an annotation is where nothing more is said of it; its code has not been defined anew. */
export const PLAIN_ANNOTATION = {
  codeVersion: 1,
  attributes: {},
  status: 'draft',
  entityId: null,
  note: '',
  lost: false,
} as const satisfies Partial<Annotation>;

/** First start to last end: the least range that covers an annotation. */
export function hull(spans: readonly TextRange[]): TextRange {
  const first = spans[0];
  const last = spans[spans.length - 1];
  if (!first || !last) throw new RangeError('an annotation has at least one span');
  return { start: first.start, end: last.end };
}
