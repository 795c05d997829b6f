import { GlossatorError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { Entity, ExternalIdentifier } from './entity.ts';
import { sameName } from './spelling/folding.ts';

/** What a person says of an entity. */
export type EntityFields = Pick<Entity, 'name' | 'kind' | 'aliases' | 'identifiers' | 'description'>;

function tidy(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').normalize('NFC');
}

/** Aliases trimmed, each once, the name itself not among them: letter for letter. */
function aliasesBeside(name: string, aliases: Iterable<string>): readonly string[] {
  const distinct = new Set([...aliases].map(tidy));
  distinct.delete('');
  distinct.delete(name);
  return [...distinct];
}

function checkIdentifiers(
  identifiers: readonly ExternalIdentifier[],
  id: Id | undefined,
): readonly ExternalIdentifier[] {
  const checked = new Map<string, ExternalIdentifier>();
  for (const [index, identifier] of identifiers.entries()) {
    const scheme = tidy(identifier.scheme).toLowerCase();
    const value = identifier.value.trim();
    if (scheme === '' && value === '') continue;
    if (scheme === '' || value === '') {
      throw new GlossatorError(
        'entity-identifier-invalid',
        value === '' ? `The identifier of ‘${scheme}’ is empty.` : `No register is named for ‘${value}’.`,
        {
          place: { recordKind: 'entity', ...(id ? { recordId: id } : {}), field: `identifiers.${index}` },
          remedy: 'Give both the register and what it calls the entity, or remove the line.',
        },
      );
    }
    checked.set(JSON.stringify([scheme, value]), { scheme, value });
  }
  return [...checked.values()];
}

/**
 * The fields as they are stored: names tidy and in NFC, aliases each once and not the name, identifiers with their register in lower case, each once,
 * empty lines left out. Raises `entity-name-empty`, `entity-identifier-invalid`.
 */
export function checkEntity(fields: EntityFields, id?: Id): EntityFields {
  const name = tidy(fields.name);
  if (name === '') {
    throw new GlossatorError('entity-name-empty', 'An entity needs a name.', {
      place: { recordKind: 'entity', ...(id ? { recordId: id } : {}), field: 'name' },
      remedy: 'Give it the name that it is best known by.',
    });
  }
  return {
    name,
    kind: tidy(fields.kind),
    aliases: aliasesBeside(name, fields.aliases),
    identifiers: checkIdentifiers(fields.identifiers, id),
    description: fields.description.replace(/\r\n?/g, '\n'),
  };
}

/**
 * The entity with what the others hold: their names and aliases become its aliases, identifiers and descriptions are added; its name and kind stay (an
 * empty kind is filled). Merging the same again changes nothing. Raises `entity-into-itself`.
 */
export function mergedEntity<E extends EntityFields & { readonly id: Id }>(into: E, others: readonly E[]): E {
  if (others.some((other) => other.id === into.id)) {
    throw new GlossatorError('entity-into-itself', `‘${into.name}’ cannot be merged into itself.`, {
      place: { recordKind: 'entity', recordId: into.id },
      remedy: 'Choose another entity to merge it with.',
    });
  }
  const descriptions = [into.description];
  for (const { description } of others) {
    const known = descriptions.some((each) => `\n\n${each}\n\n`.includes(`\n\n${description}\n\n`));
    if (description.trim() !== '' && !known) descriptions.push(description);
  }
  const identifiers = new Map(
    [into, ...others]
      .flatMap((entity) => entity.identifiers)
      .map((each) => [JSON.stringify([each.scheme, each.value]), each]),
  );
  return {
    ...into,
    kind: into.kind || (others.find((other) => other.kind !== '')?.kind ?? ''),
    aliases: aliasesBeside(into.name, [
      ...into.aliases,
      ...others.flatMap((other) => [other.name, ...other.aliases]),
    ]),
    identifiers: [...identifiers.values()],
    description: descriptions.filter((each) => each.trim() !== '').join('\n\n'),
  };
}

/**
 * An entity divided: `kept` without these aliases, `split` with them, under a name and kind of its own. Raises `not-found` for an alias that the entity does not
 * have, `entity-name-empty`, and `invalid-input` where nothing is to be split off.
 */
export function splitEntity<E extends EntityFields & { readonly id: Id }>(
  entity: E,
  aliases: readonly string[],
  name: string,
  kind: string,
): { readonly kept: E; readonly split: EntityFields } {
  const place = { recordKind: 'entity', recordId: entity.id, field: 'aliases' };
  if (aliases.length === 0) {
    throw new GlossatorError('invalid-input', 'No alias is chosen to be split off.', {
      place,
      remedy: 'Choose the spellings that belong to the other entity.',
    });
  }
  const unknown = aliases.find((alias) => !entity.aliases.includes(alias));
  if (unknown !== undefined) {
    throw new GlossatorError('not-found', `‘${unknown}’ is no alias of ‘${entity.name}’.`, {
      place,
      remedy: 'Look at its aliases again.',
    });
  }
  const split = checkEntity({ name, kind, aliases, identifiers: [], description: '' });
  const kept = { ...entity, aliases: entity.aliases.filter((alias) => !aliases.includes(alias)) };
  return { kept, split };
}

/** Longer quotations tell of an entity rather than naming it. UTF-16 code units. */
const LONGEST_ALIAS = 120;

/** Words for whoever was named before. */
const PRONOUNS = new Set(
  (
    'he she it they him her them his hers its their theirs i we you me us who whom which this that these those himself herself itself themselves ' +
    'он она оно они его её ее ей ему им ими их него неё нее ней нему ним ними них нём нем кто который которая он сам ' +
    'ён яна яно яны яго яе ёй яму іх імі хто які якая ' +
    'він вона воно вони його її їй йому їх хто який яка'
  ).split(' '),
);

/**
 * How a quotation stands as a name: without quotation marks and punctuation around it, the English possessive and line breaks. null where it is no name: empty,
 * a pronoun, without a letter or digit, or longer than 120 code units.
 */
export function asAlias(quotation: string): string | null {
  const alias = tidy(quotation)
    .replace(/^[^\p{L}\p{N}\p{M}]+/u, '')
    .replace(/[^\p{L}\p{N}\p{M}.)]+$/u, '')
    .replace(/['’](?:s|S)$/u, '')
    .replace(/[.)]+$/u, (end) =>
      /^\.$/.test(end) && /(?:^|[\s.])\p{L}\.$/u.test(tidy(quotation)) ? end : '',
    )
    .trim();
  if (alias === '' || alias.length > LONGEST_ALIAS || PRONOUNS.has(alias.toLowerCase())) return null;
  return alias;
}

/**
 * The entity with the quotation as a new alias; the very same entity where it is known by that already (but for case, accents, spaces and
 * hyphens, without which it is found) or the quotation is no name.
 */
export function learnAlias<E extends Pick<Entity, 'name' | 'aliases'>>(entity: E, quotation: string): E {
  const alias = asAlias(quotation);
  if (alias === null || [entity.name, ...entity.aliases].some((known) => sameName(known, alias)))
    return entity;
  return { ...entity, aliases: [...entity.aliases, alias] };
}
