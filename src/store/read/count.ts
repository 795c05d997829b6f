import type { AnnotationFilter } from '../types.ts';
import type { ReadContext } from './context.ts';
import { both, listed, type RowFilter, rowFilter, tallyFilter } from './row-filter.ts';

const IN_LIVE_DOCUMENTS = 'document NOT IN (SELECT row FROM document WHERE deleted = 1)';

/** The smallest sums that can answer, and what they take. */
function sumFor(context: ReadContext, filter: AnnotationFilter): RowFilter {
  const { documentIds, codeIds, entityIds, adjudicated } = filter;
  const asked = Object.entries(filter)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name]) => name);
  const only = (name: string) => asked.length === 1 && asked[0] === name;
  if (asked.length === 0) {
    return {
      sql: 'SELECT annotations AS count FROM tally WHERE document = 0 AND code = 0 AND person = 0',
      values: [],
    };
  }
  if (only('codeIds')) {
    const { sql, values } = listed(context, 'code', 'code', codeIds);
    return {
      sql: `SELECT sum(annotations) AS count FROM tally WHERE document = 0 AND person = 0 AND code > 0${sql}`,
      values,
    };
  }
  if (only('entityIds')) {
    const { sql, values } = listed(context, 'entity', 'entity', entityIds);
    return { sql: `SELECT sum(mentions) AS count FROM mention_tally WHERE entity > 0${sql}`, values };
  }
  const inDocuments = (column: string) => listed(context, column, 'document', documentIds);
  if (entityIds) {
    const { sql, values } = both(rowFilter(context, filter), inDocuments('annotation.document'));
    return {
      sql: `SELECT count(*) AS count FROM annotation
        WHERE deleted = 0 AND entity IS NOT NULL AND ${IN_LIVE_DOCUMENTS}${sql}`,
      values,
    };
  }
  if (adjudicated) {
    const { sql, values } = both(rowFilter(context, filter), inDocuments('annotation.document'));
    return {
      sql: `SELECT count(*) AS count FROM (SELECT DISTINCT result AS row FROM verdict WHERE deleted = 0 AND result IS NOT NULL) AS standing
        CROSS JOIN annotation ON annotation.row = standing.row WHERE deleted = 0 AND ${IN_LIVE_DOCUMENTS}${sql}`,
      values,
    };
  }
  const { sql, values } = both(tallyFilter(context, filter, 'tally'), inDocuments('tally.document'));
  return {
    sql: `SELECT sum(annotations) AS count FROM tally WHERE document > 0 AND code > 0 AND ${IN_LIVE_DOCUMENTS}${sql}`,
    values,
  };
}

/** Those without a place: few, and not told apart in the tallies. */
function countLost(context: ReadContext, filter: AnnotationFilter): number {
  const { sql, values } = both(
    rowFilter(context, filter),
    listed(context, 'annotation.document', 'document', filter.documentIds),
  );
  const counted = context.connection.prepare<{ count: number }>(
    `SELECT count(*) AS count FROM annotation
     WHERE deleted = 0 AND lost = 1 AND ${IN_LIVE_DOCUMENTS}${sql}`,
  );
  return counted.get(...values)?.count ?? 0;
}

/** Annotations, not deleted and in documents not deleted, from the tallies where these can tell. */
export function countAnnotations(context: ReadContext, filter: AnnotationFilter): number {
  const { lost, ...others } = filter;
  if (lost === true) return countLost(context, others);
  if (lost === false) return countAnnotations(context, others) - countLost(context, others);
  context.tallies.flush();
  const { sql, values } = sumFor(context, filter);
  return context.connection.prepare<{ count: number | null }>(sql).get(...values)?.count ?? 0;
}
