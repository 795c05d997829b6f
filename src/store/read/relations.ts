import type { Relation } from '../../core/relation/relation.ts';
import type { SqlRow } from '../connection.ts';
import { IS_VISIBLE, VISIBLE_RELATION } from '../link-queries.ts';
import { recordOf, rowById } from '../rows/records.ts';
import type { RelationFilter, StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';
import { CLASSES, OVERLAPPING_ROWS, overlappingValues } from './extent-classes.ts';
import { both, LISTED, listed, NO_FILTER, type RowFilter, rowList } from './row-filter.ts';

/** Relations that begin or end at one of the annotations in a table `near (row)`. */
const AT_NEAR = `linked (relation) AS (
    SELECT relation.row FROM near CROSS JOIN relation ON from_annotation = near.row WHERE relation.deleted = 0
    UNION
    SELECT relation.row FROM near CROSS JOIN relation ON to_annotation = near.row WHERE relation.deleted = 0
  )`;
const LINKED = `SELECT relation.* FROM linked CROSS JOIN ${VISIBLE_RELATION}
  WHERE relation.row = linked.relation AND ${IS_VISIBLE} ORDER BY relation.id`;

/** Takes row numbers as a JSON list. */
export const RELATIONS_OF = `WITH near (row) AS (SELECT value FROM json_each(?)), ${AT_NEAR} ${LINKED}`;

/** Takes what OVERLAPPING takes, and the limit. */
export const RELATIONS_TOUCHING = `WITH RECURSIVE ${CLASSES},
  near (row) AS MATERIALIZED (SELECT annotation.row FROM ${OVERLAPPING_ROWS}), ${AT_NEAR} ${LINKED} LIMIT ?`;

export function relationPageQuery(filter: RowFilter): string {
  return `SELECT relation.* FROM ${VISIBLE_RELATION}
    WHERE relation.id > ? AND ${IS_VISIBLE}${filter.sql} ORDER BY relation.id LIMIT ?`;
}

function filterOf(context: ReadContext, { documentIds, codeIds, personIds }: RelationFilter): RowFilter {
  const rows = documentIds && rowList(context, 'document', documentIds);
  return both(
    listed(context, 'relation.code', 'code', codeIds),
    listed(context, 'relation.person', 'person', personIds),
    rows === undefined
      ? NO_FILTER
      : { sql: ` AND (source.document ${LISTED} OR target.document ${LISTED})`, values: [rows, rows] },
  );
}

/** From the tally where it can tell: then no relation is read. */
function countRelations(context: ReadContext, filter: RelationFilter): number {
  const { connection, tallies } = context;
  const { codeIds, documentIds, personIds } = filter;
  tallies.flush();
  const count = (sql: string, { sql: and, values }: RowFilter) =>
    connection.prepare<{ count: number | null }>(sql + and).get(...values)?.count ?? 0;
  if (documentIds || personIds) {
    return count(
      `SELECT count(*) AS count FROM ${VISIBLE_RELATION} WHERE ${IS_VISIBLE}`,
      filterOf(context, filter),
    );
  }
  const codes = codeIds ? listed(context, 'code', 'code', codeIds) : { sql: ' AND code = 0', values: [] };
  return count('SELECT sum(relations) AS count FROM relation_tally WHERE true', codes);
}

export function relationReader(context: ReadContext) {
  const { connection, identities } = context;
  const relationOf = (row: SqlRow) => recordOf<Relation>('relation', row, identities);

  return {
    relation(id) {
      const row = rowById(connection, 'relation', id);
      return row && relationOf(row);
    },
    relationsOf: (annotationIds) =>
      connection
        .prepare(RELATIONS_OF)
        .all(rowList(context, 'annotation', annotationIds))
        .map(relationOf),
    relationsTouching(documentId, { start, end }, limit) {
      const document = identities.find('document', documentId);
      if (document === undefined || limit <= 0) return [];
      return connection
        .prepare(RELATIONS_TOUCHING)
        .all(...overlappingValues(document, start, end), limit)
        .map(relationOf);
    },
    relationPage({ limit, after = '', ...filter }) {
      if (limit <= 0) return [];
      const asked = filterOf(context, filter);
      return connection
        .prepare(relationPageQuery(asked))
        .all(after, ...asked.values, limit)
        .map(relationOf);
    },
    countRelations: (filter) => countRelations(context, filter),
  } satisfies Partial<StoreReader>;
}
