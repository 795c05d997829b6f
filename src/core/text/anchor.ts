import { CONTEXT_LENGTH, type Span } from '../annotation/annotation.ts';
import type { ErrorValue } from '../errors.ts';
import type { TextRange } from './structure.ts';

const isLowSurrogateAt = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
};
const isHighSurrogateAt = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
};

/** True where the offset stands between the two halves of a surrogate pair. */
function splitsPair(text: string, offset: number): boolean {
  return isLowSurrogateAt(text, offset) && isHighSurrogateAt(text, offset - 1);
}

/**
 * The span of a range: its positions, its quotation, and the context by which it is found again.
 * @param range UTF-16 offsets, half-open, at grapheme boundaries, inside the text
 */
export function describeSpan(text: string, range: TextRange): Span {
  return describeSpanIn(text, 0, range);
}

/**
 * As `describeSpan`, from a slice of the text. The slice must reach CONTEXT_LENGTH code units beyond the range at both
 * ends, or to the text's ends; `range` is of the whole text.
 * @throws RangeError where the range is not inside the slice
 */
export function describeSpanIn(slice: string, sliceStart: number, range: TextRange): Span {
  const start = range.start - sliceStart;
  const end = range.end - sliceStart;
  if (start < 0 || end > slice.length || end < start) {
    throw new RangeError(
      `range ${range.start}–${range.end} is not inside the slice ${sliceStart}–${sliceStart + slice.length}`,
    );
  }
  return {
    start: range.start,
    end: range.end,
    quote: slice.slice(start, end),
    prefix: slice.slice(contextStart(slice, start), start),
    suffix: slice.slice(end, contextEnd(slice, end)),
  };
}

/** Where the context of a span begins that starts here; UTF-16 offsets. */
export function contextStart(text: string, start: number): number {
  const from = Math.max(0, start - CONTEXT_LENGTH);
  return splitsPair(text, from) ? from + 1 : from;
}

/** Where the context of a span ends that ends here; UTF-16 offsets. */
export function contextEnd(text: string, end: number): number {
  const to = Math.min(text.length, end + CONTEXT_LENGTH);
  return Math.max(end, splitsPair(text, to) ? to - 1 : to);
}

/**
 * Does the span stand where it says? Compares positions against the quotation; the context may have changed.
 * @returns what is wrong as a value (offset-outside-text, span-empty, quotation-mismatch), or null
 */
export function verifySpan(text: string, span: Span): ErrorValue | null {
  return verifySpanIn(text, 0, span, text.length);
}

/** As `verifySpan`, from a slice that holds at least the span where the span lies inside the text. */
export function verifySpanIn(
  slice: string,
  sliceStart: number,
  span: Span,
  textLength: number,
): ErrorValue | null {
  const place = { offset: span.start };
  if (
    !Number.isSafeInteger(span.start) ||
    !Number.isSafeInteger(span.end) ||
    span.start < 0 ||
    span.end > textLength
  ) {
    return {
      code: 'offset-outside-text',
      message: `The span ${span.start}–${span.end} lies outside the text, which is ${textLength} long.`,
      place,
    };
  }
  if (span.end <= span.start) {
    return { code: 'span-empty', message: `The span ${span.start}–${span.end} holds no text.`, place };
  }
  const found = slice.slice(span.start - sliceStart, span.end - sliceStart);
  if (found === span.quote) return null;
  return {
    code: 'quotation-mismatch',
    message: `The text at ${span.start}–${span.end} is “${excerpt(found)}”, not “${excerpt(span.quote)}”.`,
    place,
    remedy: 'Check that the annotations belong to this version of the text.',
  };
}

function excerpt(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
