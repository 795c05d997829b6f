import type { SqlValue } from '../connection.ts';
import type { AnnotationFilter } from '../types.ts';
import type { ReadContext } from './context.ts';
import { rowFilter } from './text-order.ts';

const LISTED = 'IN (SELECT value FROM json_each(?))';

/** The smallest sums that can answer, and the rows to add up. */
function sumFor(context: ReadContext, filter: AnnotationFilter): { sql: string; values: SqlValue[] } {
  const { identities } = context;
  const rows = (kind: 'document' | 'code', ids: readonly string[]) =>
    JSON.stringify(ids.map((id) => identities.find(kind, id)).filter((row) => row !== undefined));
  const { documentIds, codeIds, personIds } = filter;
  if (!documentIds && !codeIds && !personIds) {
    return {
      sql: 'SELECT annotations AS count FROM tally WHERE document = 0 AND code = 0 AND person = 0',
      values: [],
    };
  }
  if (codeIds && !documentIds && !personIds) {
    const sql = `SELECT sum(annotations) AS count FROM tally WHERE document = 0 AND code ${LISTED} AND person = 0`;
    return { sql, values: [rows('code', codeIds)] };
  }
  const others = rowFilter(context, filter);
  const documents = documentIds ? ` AND document ${LISTED}` : '';
  return {
    sql: `SELECT sum(annotations) AS count FROM tally JOIN document ON document.row = tally.document
      WHERE deleted = 0 AND code > 0${documents}${others.sql}`,
    values: [...(documentIds ? [rows('document', documentIds)] : []), ...others.values],
  };
}

/** Annotations, not deleted and in documents not deleted, from the tallies: none of them is read. */
export function countAnnotations(context: ReadContext, filter: AnnotationFilter): number {
  context.tallies.flush();
  const { sql, values } = sumFor(context, filter);
  return context.connection.prepare<{ count: number | null }>(sql).get(...values)?.count ?? 0;
}
