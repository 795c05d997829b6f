import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import type { Describer } from './describe.ts';
import { identifierOf, type Said, statusOf } from './features.ts';
import type { ForeignEntity, ForeignValue } from './types.ts';

/*
 * Formats whose features are words: what is known of an annotation under plain names, and back. An attribute that is called like one of these
 * is written with `attribute_` before it.
 */

const OURS: ReadonlySet<string> = new Set([
  'annotator',
  'note',
  'status',
  'entity',
  'entity_kind',
  'identifier',
]);
const PREFIX = 'attribute_';

function wordOf(value: ForeignValue, tally: ExportTally): string {
  if (typeof value === 'string') return value;
  tally.lose('types of numbers, lists and yes or no (written as words)', 1);
  return typeof value === 'object' ? value.join('; ') : String(value);
}

/** Values of attributes as words. */
export function attributeWords(
  attributes: Readonly<Record<string, ForeignValue>>,
  tally: ExportTally,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      OURS.has(name) || name.startsWith(PREFIX) ? PREFIX + name : name,
      wordOf(value, tally),
    ]),
  );
}

/** The features of one annotation; the annotator only where several have a part in the set, the status only where it is more than a draft. */
export function flatFeatures(
  annotation: Annotation,
  describer: Describer,
  source: ExportSource,
  tally: ExportTally,
): Record<string, string> {
  const features = attributeWords(describer.attributes(annotation), tally);
  if (source.persons.length > 1) features.annotator = describer.person(annotation.personId);
  if (annotation.note !== '') features.note = annotation.note;
  if (annotation.status !== 'draft') features.status = annotation.status;
  const entity = describer.entity(annotation.entityId);
  if (entity) {
    const [identifier, ...others] = entity.identifiers ?? [];
    features.entity = entity.name;
    if (entity.kind) features.entity_kind = entity.kind;
    if (identifier) features.identifier = `${identifier.scheme}:${identifier.value}`;
    tally.lose('further identifiers of entities', others.length);
  }
  return features;
}

function entityIn({
  entity,
  entity_kind: kind,
  identifier,
}: Readonly<Record<string, ForeignValue>>): ForeignEntity | undefined {
  const known =
    typeof identifier === 'string' && identifier.trim() !== '' ? identifierOf(identifier, 'iri') : null;
  const name = typeof entity === 'string' && entity.trim() !== '' ? entity : known?.value;
  if (name === undefined) return undefined;
  return {
    name,
    ...(typeof kind === 'string' && kind !== '' ? { kind } : {}),
    ...(known ? { identifiers: [known] } : {}),
  };
}

/** What features say. */
export function fromFlat(features: Readonly<Record<string, ForeignValue>>): Said {
  const entity = entityIn(features);
  const { annotator, note } = features;
  const status = statusOf(features.status);
  const taken = new Set([
    ...(typeof annotator === 'string' ? ['annotator'] : []),
    ...(typeof note === 'string' ? ['note'] : []),
    ...(status ? ['status'] : []),
    ...(entity ? ['entity', 'entity_kind', 'identifier'] : []),
  ]);
  const attributes = Object.fromEntries(
    Object.entries(features)
      .filter(([name]) => !taken.has(name))
      .map(([name, value]) => [name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name, value]),
  );
  return {
    ...(typeof annotator === 'string' && annotator !== '' ? { person: annotator } : {}),
    ...(typeof note === 'string' ? { note } : {}),
    ...(status ? { status } : {}),
    ...(entity ? { entity } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}
