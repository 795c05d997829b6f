import type { EntityProposal } from '../contract/procedures.ts';
import type { Entity } from '../core/entity/entity.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { StoreReader } from '../store/types.ts';

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ').trim().toLocaleLowerCase();
}

function tidy(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().normalize('NFC');
}

/** The entity as it is stored. Raises `entity-name-empty`, `entity-identifier-invalid`. */
export function checkEntity(entity: Entity): Entity {
  const name = tidy(entity.name);
  const place = { recordKind: 'entity', recordId: entity.id };
  if (name === '') {
    throw new GlossatorError('entity-name-empty', 'An entity needs a name.', {
      place: { ...place, field: 'name' },
    });
  }
  const aliases = [...new Set(entity.aliases.map(tidy))].filter((alias) => alias !== '' && alias !== name);
  const identifiers = entity.identifiers.map(({ scheme, value }) => ({
    scheme: scheme.trim(),
    value: value.trim(),
  }));
  if (identifiers.some(({ scheme, value }) => scheme === '' || value === '')) {
    throw new GlossatorError('entity-identifier-invalid', 'An identifier needs a register and a value.', {
      place: { ...place, field: 'identifiers' },
      remedy: 'Write for example wikidata and Q42.',
    });
  }
  return { ...entity, name, kind: tidy(entity.kind), aliases, identifiers };
}

/** The entity with another spelling of its name, where it does not have it. */
export function learnAlias(entity: Entity, spelling: string): Entity {
  return checkEntity({ ...entity, aliases: [...entity.aliases, spelling] });
}

/** The entity with all that others are called and known by. */
export function mergedEntity(into: Entity, others: readonly Entity[]): Entity {
  const aliases = others.flatMap((other) => [other.name, ...other.aliases]);
  const identifiers = [...into.identifiers];
  for (const identifier of others.flatMap((other) => other.identifiers)) {
    const known = identifiers.some(
      ({ scheme, value }) => scheme === identifier.scheme && value === identifier.value,
    );
    if (!known) identifiers.push(identifier);
  }
  const descriptions = [into, ...others].map(({ description }) => description.trim());
  const description = [...new Set(descriptions)].filter((text) => text !== '').join('\n\n');
  return checkEntity({ ...into, aliases: [...into.aliases, ...aliases], identifiers, description });
}

/** What an entity keeps, and what another gets that takes some of its aliases. */
export function splitOff(
  entity: Entity,
  wanted: { readonly aliases: readonly string[]; readonly name: string; readonly kind: string },
  id: Id,
): { readonly kept: Entity; readonly made: Entity; readonly takes: (quotation: string) => boolean } {
  const taken = new Set(wanted.aliases);
  const now = new Date().toISOString();
  const made = checkEntity({
    ...entity,
    id,
    name: wanted.name,
    kind: wanted.kind,
    aliases: wanted.aliases,
    identifiers: [],
    description: '',
    createdAt: now,
    updatedAt: now,
  });
  const keys = new Set([made.name, ...wanted.aliases].map(folded));
  return {
    kept: { ...entity, aliases: entity.aliases.filter((alias) => !taken.has(alias)) },
    made,
    takes: (quotation) => keys.has(folded(quotation)),
  };
}

/** Entities that the words may name, best first. */
export function proposalsFor(read: StoreReader, words: string, limit: number): readonly EntityProposal[] {
  const wanted = folded(words);
  const proposals = read.entities().flatMap((entity): readonly EntityProposal[] => {
    const names = [entity.name, ...entity.aliases];
    const same = names.find((name) => folded(name) === wanted);
    if (same !== undefined) return [{ entityId: entity.id, matched: same, how: 'same', score: 1 }];
    const begun = wanted === '' ? undefined : names.find((name) => folded(name).startsWith(wanted));
    return begun === undefined ? [] : [{ entityId: entity.id, matched: begun, how: 'prefix', score: 0.5 }];
  });
  return proposals.sort((a, b) => b.score - a.score).slice(0, limit);
}
