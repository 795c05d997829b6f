import { csvDocumentsWriter } from './csv/documents.ts';
import { csvEntitiesWriter } from './csv/entities.ts';
import { csvRelationsWriter } from './csv/relations.ts';
import { csvWriter } from './csv/write.ts';
import type { FormatAbout } from './foreign/format.ts';
import { jsonlWriter } from './jsonl/write.ts';
import { docxPassagesWriter, docxTextWriter } from './report/docx.ts';
import { htmlPassagesWriter } from './report/html-passages.ts';
import { htmlTextWriter } from './report/html-text.ts';
import { pdfPassagesWriter, pdfTextWriter } from './report/pdf.ts';
import type { AnnotationWriter } from './writer.ts';
import { xlsxWriter } from './xlsx/write.ts';

const TABLE = { extensions: ['.csv'], unit: 'none', files: 'one', options: [] } as const;

const REPORT = { unit: 'none', files: 'one', options: [], holds: ['annotations'] } as const;

/** Our own formats, in the order in which they are offered: first that which holds everything. */
export const nativeFormats: readonly { readonly about: FormatAbout; readonly writer: AnnotationWriter }[] = [
  {
    writer: jsonlWriter,
    about: {
      format: 'jsonl',
      title: 'Glossator JSONL',
      description:
        'Every record, one a line: texts, codes, people, annotations, entities, relations, comments, memos. Read it back into any project, or with any program.',
      loses: 'Nothing is lost.',
      extensions: ['.jsonl'],
      unit: 'utf16',
      holds: ['everything'],
      files: 'one',
      options: [],
    },
  },
  {
    writer: csvWriter,
    about: {
      ...TABLE,
      format: 'csv',
      title: 'Quotations, as a table (CSV)',
      description:
        'One row an annotation, with its code, quotation, context and note. For spreadsheets and statistics.',
      loses: 'The texts themselves and the codebook’s colours, keys and descriptions are not in it.',
      unit: 'utf16',
      holds: ['annotations'],
    },
  },
  {
    writer: csvRelationsWriter,
    about: {
      ...TABLE,
      format: 'csv-relations',
      title: 'Relations, as a table (CSV)',
      description: 'One row a relation, with the code, quotation and document of both its ends.',
      loses: 'Annotations without relations are not in it, nor the texts.',
      holds: ['relations'],
    },
  },
  {
    writer: csvDocumentsWriter,
    about: {
      ...TABLE,
      format: 'csv-documents',
      title: 'Documents, as a table (CSV)',
      description:
        'One row for each document and code that it bears, with its fields and everyone’s progress.',
      loses: 'The texts and their annotations are not in it.',
      holds: ['documents', 'document codes', 'progress'],
    },
  },
  {
    writer: csvEntitiesWriter,
    about: {
      ...TABLE,
      format: 'csv-entities',
      title: 'Entities, as a table (CSV)',
      description: 'One row an entity, with its aliases, identifiers and number of mentions.',
      loses: 'The passages that name it are not in it: the table of quotations has them.',
      holds: ['entities'],
    },
  },
  {
    writer: xlsxWriter,
    about: {
      ...TABLE,
      format: 'xlsx',
      title: 'Quotations, as a workbook (XLSX)',
      description:
        'A sheet of quotations, one of the codebook, and a matrix that counts each code in each document.',
      loses: 'The texts themselves, relations and memos are not in it.',
      extensions: ['.xlsx'],
      unit: 'utf16',
      holds: ['annotations', 'codes'],
    },
  },
  {
    writer: htmlTextWriter,
    about: {
      ...REPORT,
      format: 'html-text',
      title: 'Report: annotated texts (HTML)',
      description: 'The texts with highlights and notes in the margin, on one page for reading and printing.',
      loses: 'Relations, memos and document codes are not in it.',
      extensions: ['.html'],
    },
  },
  {
    writer: htmlPassagesWriter,
    about: {
      ...REPORT,
      format: 'html-passages',
      title: 'Report: passages by code (HTML)',
      description: 'Every passage under its code, with document, page or paragraph, person and date.',
      loses: 'The texts themselves, relations and memos are not in it.',
      extensions: ['.html'],
    },
  },
  {
    writer: pdfTextWriter,
    about: {
      ...REPORT,
      format: 'pdf-text',
      title: 'Report: annotated texts (PDF)',
      description: 'The texts with highlights and notes in the margin, on numbered pages.',
      loses: 'Relations, memos and document codes are not in it.',
      extensions: ['.pdf'],
    },
  },
  {
    writer: pdfPassagesWriter,
    about: {
      ...REPORT,
      format: 'pdf-passages',
      title: 'Report: passages by code (PDF)',
      description:
        'Every passage under its code, with document, page or paragraph, person and date, on numbered pages.',
      loses: 'The texts themselves, relations and memos are not in it.',
      extensions: ['.pdf'],
    },
  },
  {
    writer: docxTextWriter,
    about: {
      ...REPORT,
      format: 'docx-text',
      title: 'Report: annotated texts (Word)',
      description: 'The texts with highlights, and a comment for each annotation.',
      loses: 'Relations, memos and document codes are not in it.',
      extensions: ['.docx'],
    },
  },
  {
    writer: docxPassagesWriter,
    about: {
      ...REPORT,
      format: 'docx-passages',
      title: 'Report: passages by code (Word)',
      description: 'Every passage under its code, with document, page or paragraph, person and date.',
      loses: 'The texts themselves, relations and memos are not in it.',
      extensions: ['.docx'],
    },
  },
];
