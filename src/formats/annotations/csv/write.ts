import { stringify } from 'csv-stringify/sync';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import { formatCodePath } from '../code-path.ts';
import { codePointsOf } from '../code-points.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import { type AnnotationWriter, type ExportTally, PIECE_LENGTH } from '../writer.ts';
import { defused } from './cell.ts';

/** Quotations as a table, one row a span: see docs/formats/csv.md. */
const COLUMNS = [
  'document',
  'code',
  'person',
  'quote',
  'context_before',
  'context_after',
  'note',
  'start_utf16',
  'end_utf16',
  'start_code_point',
  'end_code_point',
  'span',
  'spans',
  'created',
  'updated',
  'annotation_id',
  'document_id',
  'code_id',
  'person_id',
] as const;

type Row = Record<(typeof COLUMNS)[number], string | number>;

/** Rows put into CSV at a time. */
const BATCH = 256;

/** Excel takes a file for UTF-8 only where it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

interface Names {
  readonly codes: ReadonlyMap<Id, string>;
  readonly persons: ReadonlyMap<Id, string>;
}

function rowsOf(
  annotation: Annotation,
  { document }: SourceDocument,
  names: Names,
  codePoints: (offset: number) => number,
): readonly Row[] {
  return annotation.spans.map((span, index) => ({
    document: document.title,
    code: names.codes.get(annotation.codeId) ?? '',
    person: names.persons.get(annotation.personId) ?? '',
    quote: span.quote,
    context_before: span.prefix,
    context_after: span.suffix,
    note: annotation.note,
    start_utf16: span.start,
    end_utf16: span.end,
    start_code_point: codePoints(span.start),
    end_code_point: codePoints(span.end),
    span: index + 1,
    spans: annotation.spans.length,
    created: annotation.createdAt,
    updated: annotation.updatedAt,
    annotation_id: annotation.id,
    document_id: document.id,
    code_id: annotation.codeId,
    person_id: annotation.personId,
  }));
}

function csvOf(rows: readonly Row[], tally: ExportTally): string {
  const text = stringify([...rows], {
    columns: COLUMNS,
    record_delimiter: '\r\n',
    // Else a cell with a lone \n or \r, which is not the delimiter, would stand without quotation marks.
    quoted_match: /[\r\n]/,
    cast: { string: (value) => defused(value) },
  });
  if (text.isWellFormed()) return text;
  const whole = text.toWellFormed();
  let replaced = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== whole.charCodeAt(i)) replaced += 1;
  tally.lose('lone surrogates', replaced);
  return whole;
}

function* setRows(source: ExportSource, tally: ExportTally): Generator<Row> {
  const names: Names = {
    codes: new Map(source.codes.map((code) => [code.id, formatCodePath(code.path)])),
    persons: new Map(source.persons.map((person) => [person.id, person.name])),
  };
  const used = new Set<Id>();
  for (const entry of source.documents()) {
    tally.lose('document texts with their structure and metadata', 1);
    const before = tally.annotations;
    const codePoints = codePointsOf(source, entry.text);
    for (const annotation of source.annotations(entry.document.id)) {
      tally.annotations += 1;
      used.add(annotation.codeId);
      yield* rowsOf(annotation, entry, names, codePoints);
    }
    if (tally.annotations === before) tally.lose('documents without annotations', 1);
  }
  tally.lose('code descriptions, colours, keys and order', source.codes.length);
  tally.lose('codes without annotations', source.codes.filter((code) => !used.has(code.id)).length);
}

function* writeCsv(source: ExportSource, tally: ExportTally): Generator<Uint8Array> {
  let gathered = `${BYTE_ORDER_MARK}${COLUMNS.join()}\r\n`;
  let batch: Row[] = [];
  for (const row of setRows(source, tally)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    gathered += csvOf(batch, tally);
    batch = [];
    if (gathered.length < PIECE_LENGTH) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  yield Buffer.from(gathered + csvOf(batch, tally));
}

export const csvWriter: AnnotationWriter = {
  format: 'csv',
  extension: '.csv',
  lossless: false,
  write: writeCsv,
};
