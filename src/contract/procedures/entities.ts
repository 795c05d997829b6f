import { z } from 'zod';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedEntity } from '../../core/entity/entity.ts';
import { once } from '../once.ts';
import { action, query, returns } from '../procedure.ts';
import { actionId, type Done, id, name, nothing, page } from './shared.ts';

/** An entity that a passage may name. */
export interface EntityProposal {
  readonly entityId: string;
  /** the name or alias that it was found by */
  readonly matched: string;
  /** 'same': but for case and accents; 'transliteration': in another script or spelling; 'inflection': another ending; 'prefix': the beginning typed */
  readonly how: 'same' | 'transliteration' | 'inflection' | 'prefix';
  /** 0–1, descending */
  readonly score: number;
}

export interface Mention {
  readonly annotation: Annotation;
  readonly documentTitle: string;
  /** ISO 8601, whole or in part, or empty */
  readonly documentDate: string;
}

const entityFields = once(() => ({
  name: name(),
  kind: name(),
  aliases: z.array(z.string().max(1_000)).max(10_000),
  identifiers: z.array(z.strictObject({ scheme: name(), value: z.string().max(2_000) })).max(1_000),
  description: z.string().max(20_000),
}));

export const entityProcedures = {
  'entities.list': query(() => nothing(), returns<readonly CountedEntity[]>()),
  /** Entities that the words may name, best first. */
  'entities.propose': query(
    () => z.strictObject({ words: z.string().max(10_000), limit: z.number().int().min(1).max(100) }),
    returns<readonly EntityProposal[]>(),
  ),
  /** By the documents' dates (those without one last), then in text order. */
  'entities.mentions': query(
    () => z.strictObject({ entityId: id(), ...page() }),
    returns<{ mentions: readonly Mention[]; total: number }>(),
  ),
  'entities.create': action(
    () =>
      z
        .strictObject({ actionId: actionId(), ...entityFields() })
        .partial({ kind: true, aliases: true, identifiers: true, description: true }),
    returns<{ commit: Done['commit']; entityId: string }>(),
  ),
  'entities.edit': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        entityId: id(),
        fields: z.strictObject(entityFields()).partial(),
      }),
    returns<Done>(),
  ),
  /** Mentions, aliases, identifiers, memos and attribute values move to `intoId`; the others are deleted. Raises `entity-into-itself`. */
  'entities.merge': action(
    () => z.strictObject({ actionId: actionId(), intoId: id(), entityIds: z.array(id()).min(1).max(1_000) }),
    returns<Done>(),
  ),
  /** A new entity takes these aliases, and the mentions whose quotation is one of them but for case and accents. */
  'entities.split': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        entityId: id(),
        aliases: z.array(z.string()).min(1),
        name: name(),
        kind: name(),
      }),
    returns<{ commit: Done['commit']; entityId: string }>(),
  ),
  /** Its mentions stay, linked to nothing. */
  'entities.delete': action(
    () => z.strictObject({ actionId: actionId(), entityIds: z.array(id()).min(1) }),
    returns<Done>(),
  ),
} as const;
