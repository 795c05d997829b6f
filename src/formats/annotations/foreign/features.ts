import { ANNOTATION_STATUSES, type AnnotationStatus } from '../../../core/annotation/annotation.ts';
import { foreignValue, textOf } from './json-value.ts';
import type { ForeignAnnotation, ForeignEntity, ForeignValue } from './types.ts';

/*
 * Formats that give an annotation free features (names with values) hold with them all that we know of it. These names are
 * ours; an attribute of the same name is written with `attribute:` before it.
 */

const OURS = [
  'annotator',
  'note',
  'status',
  'entity',
  'entity_kind',
  'identifiers',
  'created',
  'updated',
] as const;
const PREFIX = 'attribute:';

export type Features = Readonly<Record<string, ForeignValue>>;

/** What is said of an annotation besides its code and place. */
export type Said = Pick<
  ForeignAnnotation,
  'person' | 'note' | 'status' | 'entity' | 'createdAt' | 'updatedAt' | 'attributes'
>;

function isOurs(name: string): boolean {
  return (OURS as readonly string[]).includes(name) || name.startsWith(PREFIX);
}

export function toFeatures(said: Said): Features {
  const features: Record<string, ForeignValue> = {};
  for (const [name, value] of Object.entries(said.attributes ?? {})) {
    features[isOurs(name) ? PREFIX + name : name] = value;
  }
  if (said.person) features.annotator = said.person;
  if (said.note) features.note = said.note;
  if (said.status !== undefined) features.status = said.status;
  if (said.entity) {
    features.entity = said.entity.name;
    if (said.entity.kind) features.entity_kind = said.entity.kind;
    const identifiers = said.entity.identifiers ?? [];
    if (identifiers.length > 0)
      features.identifiers = identifiers.map(({ scheme, value }) => `${scheme}:${value}`);
  }
  if (said.createdAt !== undefined) features.created = said.createdAt;
  if (said.updatedAt !== undefined) features.updated = said.updatedAt;
  return features;
}

/** The instant in ISO 8601, UTC; undefined where it is none. */
export function instantOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)) return undefined;
  const time = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

export function statusOf(value: unknown): AnnotationStatus | undefined {
  return ANNOTATION_STATUSES.find((status) => status === value);
}

/** `scheme:value`; without a scheme the format's own, `fallback`. */
export function identifierOf(text: string, fallback: string): { scheme: string; value: string } {
  const [, scheme, value] = /^([^:\s]+):(.+)$/s.exec(text) ?? [];
  return scheme && value && !value.startsWith('//') ? { scheme, value } : { scheme: fallback, value: text };
}

function entityOf(features: Readonly<Record<string, unknown>>): ForeignEntity | undefined {
  const name = textOf(features.entity);
  if (name === undefined) return undefined;
  const kind = textOf(features.entity_kind);
  const held = foreignValue(features.identifiers);
  // Formats without lists join them.
  const identifiers = typeof held === 'string' ? held.split('; ') : held;
  return {
    name,
    ...(kind === undefined ? {} : { kind }),
    ...(Array.isArray(identifiers)
      ? { identifiers: (identifiers as readonly string[]).map((text) => identifierOf(text, 'id')) }
      : {}),
  };
}

/** Reads back what `toFeatures` wrote, and what other programs call the same. */
export function fromFeatures(features: Readonly<Record<string, unknown>>): Said {
  const attributes: Record<string, ForeignValue> = {};
  const entity = entityOf(features);
  const said = {
    person: typeof features.annotator === 'string' ? textOf(features.annotator) : undefined,
    note: typeof features.note === 'string' ? textOf(features.note) : undefined,
    status: statusOf(features.status),
    entity,
    createdAt: instantOf(features.created),
    updatedAt: instantOf(features.updated),
  };
  const taken = new Set<string>([
    ...(said.person === undefined ? [] : ['annotator']),
    ...(said.note === undefined ? [] : ['note']),
    ...(said.status === undefined ? [] : ['status']),
    ...(entity ? ['entity', 'entity_kind', 'identifiers'] : []),
    ...(said.createdAt === undefined ? [] : ['created']),
    ...(said.updatedAt === undefined ? [] : ['updated']),
  ]);
  for (const [name, value] of Object.entries(features)) {
    const held = foreignValue(value);
    if (taken.has(name) || held === undefined || name.trim() === '') continue;
    attributes[name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name] = held;
  }
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;
  return Object.keys(attributes).length > 0 ? { ...kept, attributes } : kept;
}
