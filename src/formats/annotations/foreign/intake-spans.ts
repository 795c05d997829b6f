import type { Span } from '../../../core/annotation/annotation.ts';
import type { ErrorValue } from '../../../core/errors.ts';
import { describeSpan } from '../../../core/text/anchor.ts';
import { graphemeEnd, graphemeStart } from '../../../core/text/graphemes.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { ForeignAnnotation } from './types.ts';

export interface TakenSpans {
  /** null: the annotation cannot be kept */
  readonly spans: readonly Span[] | null;
  /** they lie outside the text, and are kept as an anchor without a place */
  readonly lost: boolean;
  readonly error: ErrorValue | null;
  readonly warning: ErrorValue | null;
}

function refused(code: ErrorValue['code'], message: string, offset: number): TakenSpans {
  return { spans: null, lost: false, error: { code, message, place: { offset } }, warning: null };
}

/** What the store can hold. */
const MAX_OFFSET = 2 ** 31 - 1;

/** White space alike: what formats of one line each make of line ends in quotations. */
function alike(a: string, b: string): boolean {
  return a === b || a.replace(/\s+/gu, ' ').trim() === b.replace(/\s+/gu, ' ').trim();
}

/**
 * The spans of a foreign annotation by the one rule: what reaches past the end of the text is kept without a place, an empty or impossible range is refused, an end inside a
 * character (grapheme cluster) moves outwards and that is told; parts come in text order, overlapping ones are joined. A quotation that differs from the text by
 * more than white space is told; the position counts.
 */
export function takeSpans(text: string, { ranges, quotes }: ForeignAnnotation): TakenSpans {
  if (ranges.length === 0) return refused('span-empty', 'It marks no text.', 0);
  const whole: { start: number; end: number }[] = [];
  let warning: ErrorValue | null = null;
  let lost: ErrorValue | null = null;
  for (const [index, { start, end }] of ranges.entries()) {
    if (
      !Number.isSafeInteger(start) ||
      !Number.isSafeInteger(end) ||
      start < 0 ||
      end < start ||
      end > MAX_OFFSET
    ) {
      return refused('offset-outside-text', `${start}–${end} is no range of a text.`, start);
    }
    if (start === end) return refused('span-empty', `At ${start} it marks no text.`, start);
    if (end > text.length) {
      const message = `${start}–${end} reaches past the end of the text, which is ${text.length} UTF-16 code units long; it was kept without a place.`;
      lost ??= { code: 'offset-outside-text', message, place: { offset: start } };
    }
    if (lost) continue;
    const quote = quotes?.[index];
    if (quote !== undefined && !alike(quote, text.slice(start, end))) {
      const message = `The text at ${start}–${end} is ‘${excerpt(text.slice(start, end))}’, not ‘${excerpt(quote)}’; the position was kept.`;
      warning ??= { code: 'quotation-mismatch', message, place: { offset: start } };
    }
    const snapped = { start: graphemeStart(text, start), end: graphemeEnd(text, end) };
    if (snapped.start !== start || snapped.end !== end) {
      const message = `${start}–${end} ends inside a character; ${snapped.start}–${snapped.end} was marked instead.`;
      warning ??= { code: 'offset-inside-character', message, place: { offset: start } };
    }
    whole.push(snapped);
  }
  if (lost) return { spans: placeless(text, ranges, quotes), lost: true, error: null, warning: lost };
  return {
    lost: false,
    spans: disjoint(whole).map((range) => describeSpan(text, range)),
    error: null,
    warning,
  };
}

function placeless(
  text: string,
  ranges: readonly TextRange[],
  quotes: readonly string[] | undefined,
): readonly Span[] {
  return disjoint(ranges).map((range, index) => ({
    ...range,
    quote: quotes?.[index] ?? text.slice(range.start, range.end),
    prefix: '',
    suffix: '',
  }));
}

function disjoint(ranges: readonly TextRange[]): readonly TextRange[] {
  if (ranges.length === 1) return ranges;
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = found.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

function excerpt(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57).toWellFormed()}…`;
}
