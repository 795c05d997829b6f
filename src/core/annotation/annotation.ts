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

export interface Annotation {
  readonly id: Id;
  readonly documentId: Id;
  /** the person whose annotation it is */
  readonly personId: Id;
  readonly codeId: Id;
  /** one or more, in text order, not overlapping one another */
  readonly spans: readonly Span[];
  readonly note: string;
  /** ISO 8601, UTC */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

/** First start to last end: the least range that covers an annotation. */
export function hull(spans: readonly TextRange[]): TextRange {
  const first = spans[0];
  const last = spans[spans.length - 1];
  if (!first || !last) throw new RangeError('an annotation has at least one span');
  return { start: first.start, end: last.end };
}
