import type { Id } from '../../../core/ids.ts';
import type { ExportSource } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { type Row, writeTable } from './table.ts';

const COLUMNS = [
  'entity',
  'kind',
  'aliases',
  'identifiers',
  'description',
  'mentions',
  'created',
  'updated',
  'entity_id',
] as const;

/** Several in one cell, set apart by `;`, which within one is `\;`. */
function list(items: readonly string[]): string {
  return items.map((item) => item.replace(/[\\;]/g, '\\$&')).join('; ');
}

function mentionsIn(source: ExportSource): ReadonlyMap<Id, number> {
  const mentions = new Map<Id, number>();
  for (const { document } of source.documents()) {
    for (const { entityId } of source.annotations(document.id)) {
      if (entityId !== null) mentions.set(entityId, (mentions.get(entityId) ?? 0) + 1);
    }
  }
  return mentions;
}

function* rowsOf(source: ExportSource, tally: ExportTally): Generator<Row> {
  const mentions = mentionsIn(source);
  tally.rows = 0;
  for (const entity of source.entities) {
    tally.rows += 1;
    yield {
      entity: entity.name,
      kind: entity.kind,
      aliases: list(entity.aliases),
      identifiers: list(entity.identifiers.map(({ scheme, value }) => `${scheme}:${value}`)),
      description: entity.description,
      mentions: mentions.get(entity.id) ?? 0,
      created: entity.createdAt,
      updated: entity.updatedAt,
      entity_id: entity.id,
    };
  }
  tally.lose('all that is not about entities, by document', [...source.documents()].length);
}

/** Entities as a table, one row an entity: see docs/formats/csv.md. */
export const csvEntitiesWriter: AnnotationWriter = {
  format: 'csv-entities',
  extension: '.csv',
  lossless: false,
  write: (source, tally) => writeTable(COLUMNS, rowsOf(source, tally), tally),
};
