import type { Id } from '../../../core/ids.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter, loseSaid } from '../foreign/describe.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { jsonLines } from '../foreign/json-write.ts';
import { metadataOf } from '../foreign/metadata.ts';
import { partsOf } from '../foreign/parts.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';

/**
 * A document a line. A set with relations or document codes is written with `entities` (and `relations`, `cats`) as doccano
 * does for relation extraction and intent detection, one without as `label` triples, as for sequence labelling.
 */
function* recordsOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<unknown> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, {
    relations: true,
    documentCodes: true,
    metadata: true,
  });
  const plain =
    source.relations()[Symbol.iterator]().next().done === true &&
    !source.codes.some(({ kind }) => kind === 'document');
  let id = 0;
  let entityId = 0;
  let relationId = 0;
  for (const entry of source.documents()) {
    const documentId = entry.document.id;
    losses.document(entry);
    const text = describer.text(entry);
    const count = codePointCounter(text);
    const ids = new Map<Id, number>();
    const relations = describer.relations(documentId);
    const ends = new Set(relations.flatMap(({ fromId, toId }) => [fromId, toId]));
    const entities: { id: number; label: string; start_offset: number; end_offset: number }[] = [];
    for (const annotation of losses.annotations(documentId)) {
      for (const { start, end } of partsOf(annotation, options.discontinuous, tally)) {
        entityId += 1;
        if (ends.has(annotation.id) && !ids.has(annotation.id)) ids.set(annotation.id, entityId);
        entities.push({
          id: entityId,
          label: describer.label(annotation.codeId),
          start_offset: count(start),
          end_offset: count(end),
        });
      }
    }
    const meta = metadataOf(entry.document);
    id += 1;
    yield {
      id,
      text,
      ...(plain
        ? { label: entities.map((each) => [each.start_offset, each.end_offset, each.label]) }
        : {
            entities,
            relations: relations.map((relation) => {
              relationId += 1;
              loseSaid(relation, tally);
              return {
                id: relationId,
                from_id: ids.get(relation.fromId),
                to_id: ids.get(relation.toId),
                type: describer.label(relation.codeId),
              };
            }),
            cats: Array.from(source.documentCodes(documentId), ({ codeId }) => describer.label(codeId)),
          }),
      ...(Object.keys(meta).length > 0 ? { meta } : {}),
    };
  }
  losses.set();
}

export const doccanoWriter: ForeignWriter = {
  format: 'doccano',
  write: (source, tally, options) => [
    { path: 'export.jsonl', pieces: jsonLines(recordsOf(source, tally, options)) },
  ],
};
