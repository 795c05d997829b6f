import { CONTEXT_LENGTH, type Span } from '../core/annotation/annotation.ts';
import { joinRanges } from '../core/annotation/fragments.ts';
import { GlossatorError } from '../core/errors.ts';
import type { TextRecord } from '../core/project/records.ts';
import { describeSpanIn } from '../core/text/anchor.ts';
import { snapToGraphemesIn } from '../core/text/graphemes.ts';
import type { TextRange } from '../core/text/structure.ts';
import type { StoreReader } from '../store/types.ts';

interface Slice {
  readonly slice: string;
  readonly start: number;
  readonly end: number;
}

/** Whole chunks around a range, so that graphemes and context at its ends are seen, however long the text is. */
function sliceAround(read: StoreReader, text: TextRecord, range: TextRange): Slice {
  const from = Math.max(0, range.start - CONTEXT_LENGTH);
  const to = Math.min(text.length, range.end + CONTEXT_LENGTH);
  const first = read.chunkAt(text.id, from);
  const start = first?.start ?? 0;
  if (first && isWithin(to, first.end, text)) return { slice: first.text, start, end: first.end };
  const end = read.chunkAt(text.id, to)?.end ?? text.length;
  return { slice: read.slice(text.id, { start, end }), start, end };
}

/** Whether an offset lies before the end of a slice, or both end with the text. */
function isWithin(offset: number, end: number, text: TextRecord): boolean {
  return offset < end || end === text.length;
}

/** The same, without reading again what was read for the range before: ranges that are chosen at once are mostly close together. */
function slicesAround(read: StoreReader, text: TextRecord): (range: TextRange) => Slice {
  let last: Slice | undefined;
  return (range) => {
    const from = Math.max(0, range.start - CONTEXT_LENGTH);
    const to = Math.min(text.length, range.end + CONTEXT_LENGTH);
    const isHeld = last !== undefined && last.start <= from && isWithin(to, last.end, text);
    if (last === undefined || !isHeld) last = sliceAround(read, text, range);
    return last;
  };
}

/** Without the white space at its ends; a range of nothing but white space is kept as it is: it was meant. */
function withoutOuterSpace(slice: string, sliceStart: number, range: TextRange): TextRange {
  const quote = slice.slice(range.start - sliceStart, range.end - sliceStart);
  const trimmed = quote.trimStart();
  if (trimmed === '') return range;
  const start = range.start + quote.length - trimmed.length;
  return { start, end: start + trimmed.trimEnd().length };
}

/**
 * The spans that stand for ranges a person chose: snapped outwards to grapheme clusters, without white space at their ends, in text
 * order, those that touch joined, also with the spans that are `there` already and otherwise stay as they are. UTF-16 offsets,
 * half-open. Raises `span-empty` and `offset-outside-text`.
 */
export function spansOf(
  read: StoreReader,
  text: TextRecord,
  ranges: readonly TextRange[],
  there: readonly Span[] = [],
): readonly Span[] {
  return spansIn(read, text)(ranges, there);
}

/** `spansOf` for many choices in one text: what stands around one is not read again for the next. */
export function spansIn(
  read: StoreReader,
  text: TextRecord,
): (ranges: readonly TextRange[], there?: readonly Span[]) => readonly Span[] {
  const around = slicesAround(read, text);
  const tidied = (range: TextRange) => {
    if (range.end > text.length) {
      throw new GlossatorError(
        'offset-outside-text',
        `The text ends at ${text.length}; the passage at ${range.end}.`,
        {
          place: { offset: range.end },
          remedy: 'Open the document again and select the passage anew.',
        },
      );
    }
    if (range.start >= range.end) {
      throw new GlossatorError('span-empty', 'Nothing is selected there.', {
        place: { offset: range.start },
        remedy: 'Select at least one character.',
      });
    }
    const { slice, start } = around(range);
    return snapToGraphemesIn(slice, start, withoutOuterSpace(slice, start, range));
  };
  return (ranges, there = []) =>
    joinRanges([...ranges.map(tidied), ...there]).map((range) => {
      const same = there.find((span) => span.start === range.start && span.end === range.end);
      if (same) return same;
      const { slice, start } = around(range);
      return describeSpanIn(slice, start, range);
    });
}
