import { hull, type Span } from '../../core/annotation/annotation.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { FieldValue } from '../../core/journal/action.ts';
import type { SqlValue } from '../connection.ts';
import { type Column, json } from './column.ts';
import { extentClass } from './extent.ts';

/** UTF-16 */
export const MAX_OFFSET = 2 ** 31 - 1;

/** The spans if they are such as an annotation may have; raises `invalid-input` otherwise. */
export function checkedSpans(value: FieldValue): readonly Span[] {
  const spans = value as readonly Span[];
  let previousEnd = 0;
  if (!Array.isArray(value) || spans.length === 0) {
    throw new GlossatorError('invalid-input', 'An annotation has at least one span.');
  }
  for (const span of spans) {
    const { start, end, quote, prefix, suffix } = span;
    if (typeof quote !== 'string' || typeof prefix !== 'string' || typeof suffix !== 'string') {
      throw new GlossatorError(
        'invalid-input',
        'A span of an annotation has its quotation and what stands beside it.',
        { place: { offset: start, recordKind: 'annotation', field: 'spans' } },
      );
    }
    const whole = Number.isInteger(start) && Number.isInteger(end) && end <= MAX_OFFSET;
    if (!whole || start < previousEnd || end < start) {
      throw new GlossatorError(
        'invalid-input',
        `The spans of an annotation are in text order and apart: ${start}–${end} is not.`,
        { place: { offset: start, recordKind: 'annotation', field: 'spans' } },
      );
    }
    previousEnd = end;
  }
  return spans;
}

/** Spans in canonical JSON, written out by hand because a large import spends much of its time here. */
function spansJson(spans: readonly Span[]): string {
  const written = spans.map(
    ({ start, end, quote, prefix, suffix }) =>
      `{"end":${end},"prefix":${JSON.stringify(prefix)},"quote":${JSON.stringify(quote)},"start":${start},"suffix":${JSON.stringify(suffix)}}`,
  );
  return `[${written.join(',')}]`;
}

/** The columns that follow from the spans: start, end, extent class. */
export function hullValues(value: FieldValue): SqlValue[] {
  const { start, end } = hull(value as unknown as readonly Span[]);
  return [start, end, extentClass(end - start)];
}

export const spansColumn: Column = {
  ...json('spans'),
  encode: (value) => spansJson(checkedSpans(value)),
  asUtf8: true,
  derived: { columns: ['start', '"end"', 'extent_class'], values: hullValues },
};
