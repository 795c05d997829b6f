import type { ColumnMapping, ImportTable } from '../../contract/procedures.ts';
import { isText, listOf, objectOf, recordOf } from '../../contract/shape.ts';
import { recall, remember } from '../session/remembered.ts';

/** What a column can hold, in the order in which it is asked. */
export const COLUMN_ROLES = ['text', 'title', 'date', 'author', 'source', 'language'] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export const ROLE_NAMES: Readonly<Record<ColumnRole, string>> = {
  text: 'Text',
  title: 'Title',
  date: 'Date',
  author: 'Author',
  source: 'Source',
  language: 'Language',
};

/** The mapping with another column for a role; '' for none. */
export function withColumn(mapping: ColumnMapping, role: ColumnRole, column: string): ColumnMapping {
  const { [role]: _, ...others } = mapping;
  return column === '' ? others : { ...others, [role]: column };
}

/** The mapping with all other columns as fields, or with none. */
export function withFields(mapping: ColumnMapping, keep: boolean): ColumnMapping {
  const { fields: _, ...roles } = mapping;
  return keep ? roles : { ...roles, fields: [] };
}

const ROLES = { text: isText, title: isText, date: isText, author: isText, source: isText, language: isText };
const areMappings = recordOf(
  objectOf<ColumnMapping>({ ...ROLES, fields: listOf(isText) }, [...COLUMN_ROLES, 'fields'], { open: true }),
);
/** Kinds of tables that are remembered; the oldest are forgotten first. */
const REMEMBERED = 100;

/** Tables with the same columns are of the same kind. */
function kindOf({ columns }: ImportTable): string {
  return JSON.stringify(columns.map((column) => column.name));
}

/** What the columns of such a table were taken for the last time. */
export function recalledColumns(table: ImportTable): ColumnMapping | undefined {
  return recall('columns', areMappings, {})[kindOf(table)];
}

export function rememberColumns(table: ImportTable, mapping: ColumnMapping): void {
  const { [kindOf(table)]: _, ...others } = recall('columns', areMappings, {});
  const all = [...Object.entries(others), [kindOf(table), mapping] as const];
  remember('columns', Object.fromEntries(all.slice(-REMEMBERED)));
}
