import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedEntity, Entity } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import type { SqlRow } from '../connection.ts';
import { recordOf, rowById } from '../rows/records.ts';
import type { StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';
import { byDate, byId, compareTitles } from './list-order.ts';
import type { OrderedRow, TextPlace } from './text-order.ts';

/** Documents that mention an entity: one index seek each, however often they do. Takes the entity's row twice. */
export const MENTIONING = `WITH RECURSIVE mentioning (d) AS (
    SELECT min(document) FROM annotation WHERE entity = ? AND deleted = 0
    UNION ALL
    SELECT (SELECT min(document) FROM annotation WHERE entity = ? AND deleted = 0 AND document > d)
    FROM mentioning WHERE d IS NOT NULL
  )
  SELECT document.* FROM mentioning CROSS JOIN document ON document.row = d WHERE document.deleted = 0`;

/** Mentions of an entity in a document, in text order, from after a place. */
export const MENTIONS = `SELECT * FROM annotation
  WHERE entity = ? AND document = ? AND deleted = 0 AND start >= ?
    AND (start > ? OR "end" < ? OR ("end" = ? AND id > ?))
  ORDER BY start, "end" DESC, id LIMIT ?`;

/** Before the first place there can be. */
const BEGINNING: TextPlace = { start: -1, end: 0, id: '' };

export function entityReader({ connection, identities, tallies }: ReadContext) {
  const documentOf = (row: SqlRow) => recordOf<DocumentRecord>('document', row, identities);

  function mentionsFrom(entity: number, limit: number, after: OrderedRow | undefined): Annotation[] {
    const documents = connection.prepare(MENTIONING).all(entity, entity).map(documentOf).sort(byDate);
    const last =
      after && connection.prepare('SELECT * FROM document WHERE row = ?').get(after.document ?? null);
    const lastDocument = last && documentOf(last);
    const page: Annotation[] = [];
    for (const document of documents) {
      if (page.length >= limit) break;
      if (lastDocument && byDate(document, lastDocument) < 0) continue;
      const { start, end, id } = after && document.id === lastDocument?.id ? after : BEGINNING;
      const row = identities.rowOf('document', document.id, 'id');
      const found = connection
        .prepare(MENTIONS)
        .all(entity, row, start, start, end, end, id, limit - page.length);
      page.push(...found.map((one) => recordOf<Annotation>('annotation', one, identities)));
    }
    return page;
  }

  return {
    entities() {
      tallies.flush();
      return connection
        .prepare<SqlRow & { mentions: number }>(
          `SELECT entity.*, coalesce(mentions, 0) AS mentions FROM entity
           LEFT JOIN mention_tally ON mention_tally.entity = entity.row WHERE deleted = 0`,
        )
        .all()
        .map(
          (row): CountedEntity => ({
            ...recordOf<Entity>('entity', row, identities),
            mentions: row.mentions,
          }),
        )
        .sort((a, b) => compareTitles(a.name, b.name) || byId(a, b));
    },
    entity(id) {
      const row = rowById(connection, 'entity', id);
      return row && recordOf<Entity>('entity', row, identities);
    },
    mentions(entityId: Id, limit: number, after?: Id) {
      const entity = identities.find('entity', entityId);
      const last = after === undefined ? undefined : rowById(connection, 'annotation', after);
      if (entity === undefined || (after !== undefined && !last)) return [];
      return mentionsFrom(entity, limit, last as OrderedRow | undefined);
    },
  } satisfies Partial<StoreReader>;
}
