import type { Annotation } from '../../../core/annotation/annotation.ts';
import { hull } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { ExportSource } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { AttributeColumns, Names } from './names.ts';
import { REVIEW_COLUMNS, reviewCells } from './review-cells.ts';
import { type Row, writeTable } from './table.ts';

const END_COLUMNS = ['document', 'code', 'person', 'quote', 'start_utf16', 'end_utf16'] as const;
const COLUMNS = [
  'relation',
  'person',
  ...END_COLUMNS.map((column) => `from_${column}`),
  ...END_COLUMNS.map((column) => `to_${column}`),
  'note',
  ...REVIEW_COLUMNS,
  'created',
  'updated',
  'relation_id',
  'from_annotation_id',
  'to_annotation_id',
  'code_id',
  'person_id',
] as const;

function endCells(
  side: 'from' | 'to',
  annotation: Annotation | undefined,
  names: Names,
  titles: ReadonlyMap<Id, string>,
): Row {
  if (!annotation) return {};
  const { start, end } = hull(annotation.spans);
  return {
    [`${side}_document`]: titles.get(annotation.documentId) ?? '',
    [`${side}_code`]: names.code(annotation.codeId),
    [`${side}_person`]: names.person(annotation.personId),
    [`${side}_quote`]: annotation.spans.map(({ quote }) => quote).join(' … '),
    [`${side}_start_utf16`]: start,
    [`${side}_end_utf16`]: end,
  };
}

function* rowsOf(
  source: ExportSource,
  attributes: AttributeColumns,
  names: Names,
  tally: ExportTally,
): Generator<Row> {
  const titles = new Map<Id, string>();
  for (const { document } of source.documents()) titles.set(document.id, document.title);
  tally.rows = 0;
  for (const relation of source.relations()) {
    tally.rows += 1;
    yield {
      relation: names.code(relation.codeId),
      person: names.person(relation.personId),
      ...endCells('from', source.annotation(relation.fromId), names, titles),
      ...endCells('to', source.annotation(relation.toId), names, titles),
      note: relation.note,
      ...reviewCells(source.reviewedRelation(relation)),
      created: relation.createdAt,
      updated: relation.updatedAt,
      relation_id: relation.id,
      from_annotation_id: relation.fromId,
      to_annotation_id: relation.toId,
      code_id: relation.codeId,
      person_id: relation.personId,
      ...attributes.cells(relation),
    };
  }
  tally.lose('documents and their annotations, but for the ends of relations', titles.size);
}

function writeRelations(source: ExportSource, tally: ExportTally): Iterable<Uint8Array> {
  const names = new Names(source);
  const attributes = new AttributeColumns(source, 'relation', names);
  return writeTable([...COLUMNS, ...attributes.columns], rowsOf(source, attributes, names, tally), tally);
}

/** Relations as a table, one row a relation: see docs/formats/csv.md. */
export const csvRelationsWriter: AnnotationWriter = {
  format: 'csv-relations',
  extension: '.csv',
  lossless: false,
  write: writeRelations,
};
