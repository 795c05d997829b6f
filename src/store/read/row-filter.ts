import { ANNOTATION_STATUSES } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { SqlValue } from '../connection.ts';
import type { ReferredKind } from '../rows/identities.ts';
import type { AnnotationFilter } from '../types.ts';
import type { ReadContext } from './context.ts';
import { ADJUDICATED } from './review.ts';

/** SQL to put after a condition, and the values that it takes. */
export interface RowFilter {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export const NO_FILTER: RowFilter = { sql: '', values: [] };

export const LISTED = 'IN (SELECT value FROM json_each(?))';

/** Row numbers of these records as a JSON list; ids that are not in the project match nothing. */
export function rowList({ identities }: ReadContext, kind: ReferredKind, ids: readonly Id[]): string {
  return JSON.stringify(ids.map((id) => identities.find(kind, id)).filter((row) => row !== undefined));
}

/** Those whose column holds one of these records; where no ids are given, all. */
export function listed(
  context: ReadContext,
  column: string,
  kind: ReferredKind,
  ids: readonly Id[] | undefined,
): RowFilter {
  return ids ? { sql: ` AND ${column} ${LISTED}`, values: [rowList(context, kind, ids)] } : NO_FILTER;
}

export function both(...filters: readonly RowFilter[]): RowFilter {
  return {
    sql: filters.map(({ sql }) => sql).join(''),
    values: filters.flatMap(({ values }) => values),
  };
}

function olderThanItsCode(table: string): string {
  return ` AND ${table}.code_version < (SELECT version FROM code WHERE code.row = ${table}.code)`;
}

/** What a filter says of code, person, status and version: of the annotations themselves, or of the tally of them. */
export function tallyFilter(
  context: ReadContext,
  filter: AnnotationFilter,
  table: 'annotation' | 'tally',
): RowFilter {
  const { codeIds, personIds, statuses, outdated } = filter;
  const places = statuses?.map((status) => ANNOTATION_STATUSES.indexOf(status));
  return both(
    listed(context, `${table}.code`, 'code', codeIds),
    listed(context, `${table}.person`, 'person', personIds),
    places ? { sql: ` AND ${table}.status ${LISTED}`, values: [JSON.stringify(places)] } : NO_FILTER,
    outdated ? { sql: olderThanItsCode(table), values: [] } : NO_FILTER,
  );
}

/** All that a filter says but the documents. */
export function rowFilter(context: ReadContext, filter: AnnotationFilter): RowFilter {
  return both(
    tallyFilter(context, filter, 'annotation'),
    listed(context, 'annotation.entity', 'entity', filter.entityIds),
    filter.adjudicated ? { sql: ` AND ${ADJUDICATED}`, values: [] } : NO_FILTER,
  );
}

export function tallyHas(filter: RowFilter): string {
  return `SELECT 1 FROM tally WHERE document = ? AND code > 0 AND annotations > 0${filter.sql} LIMIT 1`;
}

export function entityHas(filter: RowFilter): string {
  return `SELECT 1 FROM annotation WHERE document = ? AND deleted = 0 AND entity IS NOT NULL${filter.sql} LIMIT 1`;
}

/** Whether a document, by its row, may have annotations that match: those that have none are not looked through. */
export function documentTest(context: ReadContext, filter: AnnotationFilter): (document: number) => boolean {
  const { connection, tallies } = context;
  const counted = tallyFilter(context, filter, 'tally');
  const linked = listed(context, 'annotation.entity', 'entity', filter.entityIds);
  return (document) => {
    tallies.flush();
    const has = (sql: string, { values }: RowFilter) =>
      connection.prepare(sql).get(document, ...values) !== undefined;
    if (counted.sql !== '' && !has(tallyHas(counted), counted)) return false;
    return linked.sql === '' || has(entityHas(linked), linked);
  };
}
