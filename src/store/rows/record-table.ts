import { hull, type Span } from '../../core/annotation/annotation.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type FieldValue, RECORD_KINDS, type RecordKind } from '../../core/journal/action.ts';
import type { SqlValue } from '../connection.ts';
import {
  type Column,
  flag,
  instant,
  json,
  number,
  reference,
  referenceOrNull,
  text,
  textOrNull,
} from './column.ts';
import { extentClass } from './extent.ts';

/** A record's table: the write door, undo, the readers and recovery all follow it. */
export interface RecordTable {
  readonly kind: RecordKind;
  /** sorted by field, which is the order of canonical JSON */
  readonly columns: readonly Column[];
  /** whether the record can be marked as deleted, which is how its making is taken back */
  readonly deletable: boolean;
}

function recordTable(kind: RecordKind, columns: readonly Column[]): RecordTable {
  return {
    kind,
    columns: [...columns].sort((a, b) => (a.field < b.field ? -1 : 1)),
    deletable: columns.some((column) => column.field === 'deleted'),
  };
}

const MAX_OFFSET = 2 ** 31 - 1;

/** The spans if they are such as an annotation may have; raises `invalid-input` otherwise. */
export function checkedSpans(value: FieldValue): readonly Span[] {
  const spans = value as readonly Span[];
  let previousEnd = 0;
  if (!Array.isArray(value) || spans.length === 0) {
    throw new GlossatorError('invalid-input', 'An annotation has at least one span.');
  }
  for (const span of spans) {
    const { start, end } = span;
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

const times = [instant('createdAt', 'created_at'), instant('updatedAt', 'updated_at')] as const;

export const recordTables: Readonly<Record<RecordKind, RecordTable>> = {
  project: recordTable('project', [text('name'), instant('createdAt', 'created_at')]),
  person: recordTable('person', [text('name'), number('colour'), flag('deleted', false)]),
  document: recordTable('document', [
    reference('textId', 'text'),
    text('title'),
    text('source'),
    text('author'),
    text('date'),
    text('language'),
    json('fields'),
    text('fileName', 'file_name'),
    ...times,
    flag('deleted'),
  ]),
  code: recordTable('code', [
    text('name'),
    referenceOrNull('parentId', 'parent', 'code'),
    number('colour'),
    textOrNull('key'),
    text('description'),
    number('position'),
    ...times,
    flag('deleted'),
  ]),
  annotation: recordTable('annotation', [
    reference('documentId', 'document'),
    reference('personId', 'person'),
    reference('codeId', 'code'),
    {
      ...json('spans', { columns: ['start', '"end"', 'extent_class'], values: hullValues }),
      encode: (value) => spansJson(checkedSpans(value)),
    },
    text('note'),
    ...times,
    flag('deleted'),
  ]),
};

/** More than there will be kinds, so that a new kind renumbers nothing. */
const KIND_FACTOR = 32;

/** A record's number in `change_of`: its row and its kind in one integer. */
export function recordNumber(kind: RecordKind, row: number): number {
  return row * KIND_FACTOR + RECORD_KINDS.indexOf(kind);
}
