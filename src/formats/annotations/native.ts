import { csvDocumentsWriter } from './csv/documents.ts';
import { csvEntitiesWriter } from './csv/entities.ts';
import { csvRelationsWriter } from './csv/relations.ts';
import { csvWriter } from './csv/write.ts';
import type { FormatAbout } from './foreign/format.ts';
import { jsonlWriter } from './jsonl/write.ts';
import type { AnnotationWriter } from './writer.ts';

const TABLE = { extensions: ['.csv'], unit: 'none', files: 'one', options: [] } as const;

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
];
