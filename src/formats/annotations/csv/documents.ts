import type { DocumentCode } from '../../../core/annotation/document-code.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { AttributeColumns, Names } from './names.ts';
import { type Row, writeTable } from './table.ts';

const COLUMNS = [
  'document',
  'source',
  'author',
  'date',
  'language',
  'file',
  'length_utf16',
  'length_code_points',
  'progress',
  'document_code',
  'person',
  'created',
  'updated',
  'document_id',
  'document_code_id',
  'code_id',
  'person_id',
] as const;

/** `Field: name` for a typed field, so that none is taken for a column of ours. */
function fieldColumn(name: string): string {
  return `Field: ${name}`;
}

function documentCells(source: ExportSource, { document, text }: SourceDocument, names: Names): Row {
  const progress = [...source.progress(document.id)].map(
    ({ personId, status }) => `${names.person(personId)}: ${status}`,
  );
  return {
    document: document.title,
    source: document.source,
    author: document.author,
    date: document.date,
    language: document.language,
    file: document.fileName,
    length_utf16: text.length,
    length_code_points: text.codePoints,
    progress: progress.join('; '),
    document_id: document.id,
    ...Object.fromEntries(
      source.documentFields.map((definition) => [
        fieldColumn(definition.name),
        names.value(definition, document.attributes),
      ]),
    ),
  };
}

function codeCells(documentCode: DocumentCode, names: Names, attributes: AttributeColumns): Row {
  return {
    document_code: names.code(documentCode.codeId),
    person: names.person(documentCode.personId),
    created: documentCode.createdAt,
    updated: documentCode.updatedAt,
    document_code_id: documentCode.id,
    code_id: documentCode.codeId,
    person_id: documentCode.personId,
    ...attributes.cells(documentCode),
  };
}

function* rowsOf(
  source: ExportSource,
  attributes: AttributeColumns,
  names: Names,
  tally: ExportTally,
): Generator<Row> {
  tally.rows = 0;
  for (const entry of source.documents()) {
    const document = documentCells(source, entry, names);
    const codes = [...source.documentCodes(entry.document.id)];
    const rows =
      codes.length === 0
        ? [document]
        : codes.map((each) => ({ ...document, ...codeCells(each, names, attributes) }));
    tally.rows += rows.length;
    yield* rows;
    tally.lose('document texts with their structure and annotations', 1);
    tally.lose('free fields of documents', Object.keys(entry.document.fields).length);
  }
}

function writeDocuments(source: ExportSource, tally: ExportTally): Iterable<Uint8Array> {
  const names = new Names(source);
  const attributes = new AttributeColumns(source, 'document', names);
  const fields = source.documentFields.map(({ name }) => fieldColumn(name));
  const columns = [...COLUMNS, ...fields, ...attributes.columns];
  return writeTable(columns, rowsOf(source, attributes, names, tally), tally);
}

/** Documents as a table, one row for each document code, and one for a document without any: see docs/formats/csv.md. */
export const csvDocumentsWriter: AnnotationWriter = {
  format: 'csv-documents',
  extension: '.csv',
  lossless: false,
  write: writeDocuments,
};
