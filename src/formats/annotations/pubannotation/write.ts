import type { Id } from '../../../core/ids.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter, loseSaid } from '../foreign/describe.ts';
import { toFeatures } from '../foreign/features.ts';
import type { ForeignWriter } from '../foreign/format.ts';
import { jsonList } from '../foreign/json-write.ts';
import { metadataOf } from '../foreign/metadata.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';

/** Members that mean something; a field of such a name is set apart. */
const RESERVED = new Set([
  'text',
  'denotations',
  'blocks',
  'relations',
  'attributes',
  'modifications',
  'tracks',
  'project',
  'target',
  'sourcedb',
  'sourceid',
  'divid',
  'source_url',
  'namespaces',
  'config',
]);

interface Track {
  readonly project: string;
  readonly denotations: unknown[];
  readonly relations: unknown[];
  readonly attributes: unknown[];
}

/** A list of texts, each with a track for each person. */
function* recordsOf(source: ExportSource, tally: ExportTally): Generator<unknown> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, {
    features: true,
    persons: true,
    relations: true,
    metadata: true,
  });
  let number = 0;
  for (const entry of source.documents()) {
    losses.document(entry);
    const text = describer.text(entry);
    const count = codePointCounter(text);
    const tracks = new Map<string, Track>();
    const ids = new Map<Id, { id: string; track: Track }>();
    for (const annotation of losses.annotations(entry.document.id)) {
      const { person = '', ...said } = describer.said(annotation);
      const track = tracks.get(person) ?? { project: person, denotations: [], relations: [], attributes: [] };
      tracks.set(person, track);
      const id = `T${track.denotations.length + 1}`;
      ids.set(annotation.id, { id, track });
      const spans = annotation.spans.map(({ start, end }) => ({ begin: count(start), end: count(end) }));
      track.denotations.push({
        id,
        span: spans.length === 1 ? spans[0] : spans,
        obj: describer.label(annotation.codeId),
      });
      for (const [pred, obj] of Object.entries(toFeatures(said))) {
        track.attributes.push({ id: `A${track.attributes.length + 1}`, subj: id, pred, obj });
      }
    }
    for (const relation of describer.relations(entry.document.id)) {
      const [from, to] = [ids.get(relation.fromId), ids.get(relation.toId)];
      if (!from || from.track !== to?.track) {
        tally.lose('relations between annotations of different people', 1);
        continue;
      }
      loseSaid(relation, tally);
      const id = `R${from.track.relations.length + 1}`;
      from.track.relations.push({ id, subj: from.id, pred: describer.label(relation.codeId), obj: to.id });
    }
    number += 1;
    const { source: address, ...others } = metadataOf(entry.document);
    const metadata = Object.fromEntries(
      Object.entries(others).map(([name, value]) => [RESERVED.has(name) ? `field:${name}` : name, value]),
    );
    yield {
      sourcedb: 'Glossator',
      sourceid: String(number),
      ...(address === undefined ? {} : { source_url: address }),
      ...metadata,
      text,
      tracks: [...tracks.values()],
    };
  }
  losses.set();
}

export const pubAnnotationWriter: ForeignWriter = {
  format: 'pubannotation',
  write: (source, tally) => [{ path: 'export.json', pieces: jsonList(recordsOf(source, tally)) }],
};
