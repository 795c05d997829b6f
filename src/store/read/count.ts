import type { Id } from '../../core/ids.ts';
import type { AnnotationFilter } from '../types.ts';
import type { ReadContext } from './context.ts';
import { both, listed, type RowFilter, rowFilter, tallyFilter } from './row-filter.ts';

const IN_LIVE_DOCUMENTS = 'document NOT IN (SELECT row FROM document WHERE deleted = 1)';

/** Where to count what a filter of several parts asks for: SQL of what is summed, and from where. */
interface Counted {
  readonly sum: string;
  readonly from: string;
  /** the table with the people */
  readonly table: 'annotation' | 'tally';
  readonly values: RowFilter['values'];
}

function countedFor(context: ReadContext, filter: AnnotationFilter): Counted {
  const { documentIds, entityIds, adjudicated } = filter;
  const inDocuments = (column: string) => listed(context, column, 'document', documentIds);
  if (!entityIds && !adjudicated) {
    const { sql, values } = both(tallyFilter(context, filter, 'tally'), inDocuments('tally.document'));
    return {
      sum: 'sum(annotations)',
      from: `FROM tally WHERE document > 0 AND code > 0 AND ${IN_LIVE_DOCUMENTS}${sql}`,
      table: 'tally',
      values,
    };
  }
  const { sql, values } = both(rowFilter(context, filter), inDocuments('annotation.document'));
  const where = entityIds
    ? 'annotation WHERE deleted = 0 AND entity IS NOT NULL'
    : `(SELECT DISTINCT result AS row FROM verdict WHERE deleted = 0 AND result IS NOT NULL) AS standing
        CROSS JOIN annotation ON annotation.row = standing.row WHERE deleted = 0`;
  return {
    sum: 'count(*)',
    from: `FROM ${where} AND ${IN_LIVE_DOCUMENTS}${sql}`,
    table: 'annotation',
    values,
  };
}

/** The smallest sums that can answer, and what they take. */
function sumFor(context: ReadContext, filter: AnnotationFilter): RowFilter {
  const { codeIds, entityIds } = filter;
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
  const { sum, from, values } = countedFor(context, filter);
  return { sql: `SELECT ${sum} AS count ${from}`, values };
}

const LOST = `FROM annotation WHERE deleted = 0 AND lost = 1 AND ${IN_LIVE_DOCUMENTS}`;

/** Those without a place: few, and not told apart in the tallies. */
function lostFor(context: ReadContext, filter: AnnotationFilter): Counted {
  const { sql, values } = both(
    rowFilter(context, filter),
    listed(context, 'annotation.document', 'document', filter.documentIds),
  );
  return { sum: 'count(*)', from: `${LOST}${sql}`, table: 'annotation', values };
}

function countLost(context: ReadContext, filter: AnnotationFilter): number {
  const { sum, from, values } = lostFor(context, filter);
  const counted = context.connection.prepare<{ count: number }>(`SELECT ${sum} AS count ${from}`);
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

function byPerson({ connection, identities }: ReadContext, counted: Counted): Map<Id, number> {
  const { sum, from, table, values } = counted;
  const query = connection.prepare<{ person: number; count: number }>(
    `SELECT ${table}.person AS person, ${sum} AS count ${from} GROUP BY ${table}.person`,
  );
  return new Map(query.all(...values).map(({ person, count }) => [identities.idOf('person', person), count]));
}

/** As countAnnotations, for each person who has any of these. */
export function countByPerson(context: ReadContext, filter: AnnotationFilter): ReadonlyMap<Id, number> {
  const { lost, ...others } = filter;
  if (lost === true) return byPerson(context, lostFor(context, others));
  context.tallies.flush();
  const counts = byPerson(context, countedFor(context, others));
  const without = lost === false ? byPerson(context, lostFor(context, others)) : [];
  for (const [person, count] of without) counts.set(person, (counts.get(person) ?? 0) - count);
  return new Map([...counts].filter(([, count]) => count > 0));
}
