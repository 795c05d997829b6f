import type { InputOf } from '../../contract/procedures.ts';

export type ExportSettings = InputOf<'export.preview'>;
export type ExportFormat = ExportSettings['format'];

export interface FormatWords {
  readonly id: ExportFormat;
  readonly name: string;
  readonly use: string;
  readonly loses: string;
  readonly extension: string;
}

export const EXPORT_FORMATS: readonly FormatWords[] = [
  {
    id: 'jsonl',
    name: 'Glossator JSONL',
    use: 'Every record, one a line: texts, codes, people, annotations, entities, relations, comments, memos. Read it back into any project, or with any program.',
    loses: 'Nothing is lost.',
    extension: 'jsonl',
  },
  {
    id: 'csv',
    name: 'Quotations, as a table (CSV)',
    use: 'One row an annotation, with its code, quotation, context and note. For spreadsheets and statistics.',
    loses: 'The texts themselves and the codebook’s colours, keys and descriptions are not in it.',
    extension: 'csv',
  },
  {
    id: 'csv-relations',
    name: 'Relations, as a table (CSV)',
    use: 'One row a relation, with the code, quotation and document of both its ends.',
    loses: 'Annotations without relations are not in it, nor the texts.',
    extension: 'csv',
  },
  {
    id: 'csv-documents',
    name: 'Documents, as a table (CSV)',
    use: 'One row for each document and code that it bears, with its fields and everyone’s progress.',
    loses: 'The texts and their annotations are not in it.',
    extension: 'csv',
  },
  {
    id: 'csv-entities',
    name: 'Entities, as a table (CSV)',
    use: 'One row an entity, with its aliases, identifiers and number of mentions.',
    loses: 'The passages that name it are not in it: the table of quotations has them.',
    extension: 'csv',
  },
];

/** A file name that every system takes, from a project's name. */
export function suggestedName(projectName: string, extension: string): string {
  const stem = projectName
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what file names cannot hold
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120);
  return `${stem || 'export'}.${extension}`;
}
