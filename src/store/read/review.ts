import type { Assignment, RelationVerdict, Verdict } from '../../core/review/verdict.ts';
import type { SqlRow } from '../connection.ts';
import { IS_VISIBLE, VISIBLE_RELATION } from '../link-queries.ts';
import { recordOf, rowById } from '../rows/records.ts';
import type { StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';
import { byId } from './list-order.ts';

export const VERDICTS_ON = 'SELECT * FROM verdict WHERE annotation = ? AND deleted = 0 ORDER BY id';
const JUDGED_IN = `SELECT verdict.* FROM annotation CROSS JOIN verdict ON verdict.annotation = annotation.row
  WHERE annotation.document = ? AND annotation.deleted = 0 AND verdict.deleted = 0 AND annotation.lost =`;
// Those with a place and those without stand in indexes of their own.
export const VERDICTS_IN = `${JUDGED_IN} 0 UNION ALL ${JUDGED_IN} 1`;
const ALL_VERDICTS = `SELECT verdict.* FROM verdict JOIN annotation ON annotation.row = verdict.annotation
  JOIN document ON document.row = annotation.document
  WHERE verdict.deleted = 0 AND annotation.deleted = 0 AND document.deleted = 0 ORDER BY verdict.id`;
export const VERDICTS_ON_RELATION =
  'SELECT * FROM relation_verdict WHERE relation = ? AND deleted = 0 ORDER BY id';
const ALL_RELATION_VERDICTS = `SELECT relation_verdict.* FROM relation_verdict CROSS JOIN ${VISIBLE_RELATION}
  WHERE relation_verdict.relation = relation.row AND relation_verdict.deleted = 0 AND ${IS_VISIBLE}`;
const linkedIn = (near: string, far: string) => `SELECT relation_verdict.* FROM annotation AS near
  CROSS JOIN relation ON relation.${near} = near.row
  CROSS JOIN annotation AS far ON far.row = relation.${far}
  CROSS JOIN document ON document.row = far.document
  CROSS JOIN relation_verdict ON relation_verdict.relation = relation.row
  WHERE near.document = ? AND near.deleted = 0 AND relation.deleted = 0 AND far.deleted = 0 AND document.deleted = 0
    AND relation_verdict.deleted = 0 AND near.lost =`;
// Those with a place and those without stand in indexes of their own; UNION, since both ends may be in the document.
export const RELATION_VERDICTS_IN = (
  [
    ['from_annotation', 'to_annotation'],
    ['to_annotation', 'from_annotation'],
  ] as const
)
  .flatMap(([near, far]) => [0, 1].map((lost) => `${linkedIn(near, far)} ${lost}`))
  .join(' UNION ');
const ASSIGNMENTS = `SELECT assignment.* FROM assignment JOIN document ON document.row = assignment.document
  WHERE assignment.deleted = 0 AND document.deleted = 0 ORDER BY assignment.id`;

/** Whether a verdict in force puts an annotation, by its row, into the adjudicated set, as `verdictsInForce` says. */
export function isAdjudicated(annotation: string, schema = ''): string {
  return `EXISTS (
  SELECT 1 FROM ${schema}verdict AS verdict CROSS JOIN ${schema}annotation AS judged ON judged.row = verdict.annotation
  WHERE verdict.result = ${annotation} AND verdict.deleted = 0 AND verdict.decision <> 'reject' AND judged.deleted = 0
    AND NOT EXISTS (SELECT 1 FROM ${schema}verdict AS newer
      WHERE newer.annotation = verdict.annotation AND newer.deleted = 0
        AND (newer.updated_at, newer.id) > (verdict.updated_at, verdict.id)))`;
}

/** Whether a verdict in force lets a relation, by its row, stand for itself or for others. */
export function isRelationAdjudicated(relation: string, schema = ''): string {
  return `EXISTS (
  SELECT 1 FROM ${schema}relation_verdict AS verdict CROSS JOIN ${schema}relation AS judged ON judged.row = verdict.relation
  WHERE verdict.result = ${relation} AND verdict.deleted = 0 AND verdict.decision <> 'reject' AND judged.deleted = 0
    AND NOT EXISTS (SELECT 1 FROM ${schema}relation_verdict AS newer
      WHERE newer.relation = verdict.relation AND newer.deleted = 0
        AND (newer.updated_at, newer.id) > (verdict.updated_at, verdict.id)))`;
}

export const ADJUDICATED = isAdjudicated('annotation.row');

export function reviewReader({ connection, identities }: ReadContext) {
  const verdictOf = (row: SqlRow) => recordOf<Verdict>('verdict', row, identities);
  const relationVerdictOf = (row: SqlRow) => recordOf<RelationVerdict>('relationVerdict', row, identities);
  const assignmentOf = (row: SqlRow) => recordOf<Assignment>('assignment', row, identities);

  return {
    verdict(id) {
      const row = rowById(connection, 'verdict', id);
      return row && verdictOf(row);
    },
    verdictsOn: (annotationId) =>
      connection
        .prepare(VERDICTS_ON)
        .all(identities.find('annotation', annotationId) ?? null)
        .map(verdictOf),
    verdicts(documentId) {
      if (documentId === undefined) return connection.prepare(ALL_VERDICTS).all().map(verdictOf);
      const document = identities.find('document', documentId) ?? null;
      return connection.prepare(VERDICTS_IN).all(document, document).map(verdictOf).sort(byId);
    },
    relationVerdict(id) {
      const row = rowById(connection, 'relationVerdict', id);
      return row && relationVerdictOf(row);
    },
    relationVerdictsOn: (relationId) =>
      connection
        .prepare(VERDICTS_ON_RELATION)
        .all(identities.find('relation', relationId) ?? null)
        .map(relationVerdictOf),
    relationVerdicts(documentId) {
      if (documentId === undefined)
        return connection.prepare(ALL_RELATION_VERDICTS).all().map(relationVerdictOf).sort(byId);
      const document = identities.find('document', documentId) ?? null;
      return connection
        .prepare(RELATION_VERDICTS_IN)
        .all(document, document, document, document)
        .map(relationVerdictOf)
        .sort(byId);
    },
    assignment(id) {
      const row = rowById(connection, 'assignment', id);
      return row && assignmentOf(row);
    },
    assignments: () => connection.prepare(ASSIGNMENTS).all().map(assignmentOf),
  } satisfies Partial<StoreReader>;
}
