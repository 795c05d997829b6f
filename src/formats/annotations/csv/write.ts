import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import { codePointsOf } from '../code-points.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { AttributeColumns, Names } from './names.ts';
import { REVIEW_COLUMNS, reviewCells } from './review-cells.ts';
import { type Row, writeTable } from './table.ts';

/** Quotations as a table, one row a span: see docs/formats/csv.md. */
const COLUMNS = [
  'document',
  'code',
  'person',
  'quote',
  'context_before',
  'context_after',
  'note',
  'status',
  'entity',
  'comments',
  ...REVIEW_COLUMNS,
  'start_utf16',
  'end_utf16',
  'start_code_point',
  'end_code_point',
  'lost',
  'span',
  'spans',
  'created',
  'updated',
  'annotation_id',
  'document_id',
  'code_id',
  'person_id',
  'entity_id',
] as const;

function rowsOf(
  annotation: Annotation,
  { document }: SourceDocument,
  names: Names,
  further: Row,
  codePoints: (offset: number) => number,
): readonly Row[] {
  return annotation.spans.map((span, index) => ({
    document: document.title,
    code: names.code(annotation.codeId),
    person: names.person(annotation.personId),
    quote: span.quote,
    context_before: span.prefix,
    context_after: span.suffix,
    note: annotation.note,
    status: annotation.status,
    entity: names.entity(annotation.entityId),
    start_utf16: span.start,
    end_utf16: span.end,
    start_code_point: annotation.lost ? '' : codePoints(span.start),
    end_code_point: annotation.lost ? '' : codePoints(span.end),
    lost: annotation.lost ? 'yes' : '',
    span: index + 1,
    spans: annotation.spans.length,
    created: annotation.createdAt,
    updated: annotation.updatedAt,
    annotation_id: annotation.id,
    document_id: document.id,
    code_id: annotation.codeId,
    person_id: annotation.personId,
    entity_id: annotation.entityId ?? '',
    ...further,
  }));
}

function* setRows(
  source: ExportSource,
  attributes: AttributeColumns,
  names: Names,
  tally: ExportTally,
): Generator<Row> {
  const used = new Set<Id>();
  for (const entry of source.documents()) {
    tally.lose('document texts with their structure and metadata', 1);
    const before = tally.annotations;
    const codePoints = codePointsOf(source, entry.text);
    for (const annotation of source.annotations(entry.document.id)) {
      tally.annotations += 1;
      used.add(annotation.codeId);
      const comments = source.commentCount(annotation.id);
      const further = {
        comments,
        ...reviewCells(source.reviewed(annotation.id)),
        ...attributes.cells(annotation),
      };
      yield* rowsOf(annotation, entry, names, further, codePoints);
    }
    for (const _ of source.documentCodes(entry.document.id)) tally.lose('document codes', 1);
    for (const _ of source.assignments(entry.document.id)) tally.lose('assignments', 1);
    for (const _ of source.progress(entry.document.id)) tally.lose('progress of people with documents', 1);
    if (tally.annotations === before) tally.lose('documents without annotations', 1);
  }
  tally.lose('code descriptions, colours, keys and order', source.codes.length);
  tally.lose('codes without annotations', source.codes.filter((code) => !used.has(code.id)).length);
  for (const _ of source.relations()) tally.lose('relations', 1);
  for (const _ of source.comments()) tally.lose('words of comments', 1);
  tally.lose('memos', source.memos.length);
  tally.lose('kinds, aliases and identifiers of entities', source.entities.length);
}

/** The table of quotations: its columns, and the rows made as they are asked for. */
export function quotationTable(
  source: ExportSource,
  tally: ExportTally,
): { readonly columns: readonly string[]; readonly rows: Iterable<Row> } {
  const names = new Names(source);
  const attributes = new AttributeColumns(source, 'span', names);
  return {
    columns: [...COLUMNS, ...attributes.columns],
    rows: setRows(source, attributes, names, tally),
  };
}

function writeQuotations(source: ExportSource, tally: ExportTally): Iterable<Uint8Array> {
  const { columns, rows } = quotationTable(source, tally);
  return writeTable(columns, rows, tally);
}

export const csvWriter: AnnotationWriter = {
  format: 'csv',
  extension: '.csv',
  lossless: false,
  holdsLost: true,
  write: writeQuotations,
};
