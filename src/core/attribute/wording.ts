import type { ErrorPlace } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { AttributeDefinition, AttributeValue } from './attribute.ts';
import { parseDate } from './dates.ts';
import { labelKey } from './definitions.ts';
import { parseNumber } from './numbers.ts';
import { checkValue, refuseValue } from './values.ts';

/** How entities are named in texts for people. */
export interface EntityNaming {
  readonly nameOfEntity: (id: Id) => string | undefined;
  readonly entityNamed: (name: string) => Id | undefined;
}

/** Knows no entities. */
export const NO_ENTITIES: EntityNaming = { nameOfEntity: () => undefined, entityNamed: () => undefined };

const YES = new Set(['yes', 'y', 'true', '1', 'да', 'так', 'tak', 'ja', 'oui']);
const NO = new Set(['no', 'n', 'false', '0', 'нет', 'не', 'ні', 'nie', 'nein', 'non']);

function escaped(label: string): string {
  return label.replace(/[\\;]/g, '\\$&');
}

/** The labels of a list as people write it: set apart by `;`, which within a label is `\;`. */
export function splitLabels(text: string): readonly string[] {
  const labels = (text.match(/(?:\\[\s\S]|[^\\;])+|\\$/g) ?? []).map((part) =>
    part.replace(/\\([\s\S])/g, '$1').trim(),
  );
  return labels.filter((label) => label !== '');
}

function choiceLabelled(definition: AttributeDefinition, label: string): Id | undefined {
  const wanted = labelKey(label);
  return definition.choices.find((choice) => labelKey(choice.label) === wanted)?.id;
}

/**
 * The value as people read it and as a cell of a table holds it; `parseValue` reads it back. A list is `first; second`. What does not answer
 * to its definition (a choice no longer there) is shown as it is stored rather than left out.
 */
export function showValue(
  definition: AttributeDefinition,
  value: AttributeValue,
  nameOfEntity: (id: Id) => string | undefined = NO_ENTITIES.nameOfEntity,
): string {
  const label = (id: Id): string => definition.choices.find((choice) => choice.id === id)?.label ?? id;
  if (typeof value === 'object') return value.map((id) => escaped(label(id))).join('; ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (definition.type === 'choice') return label(String(value));
  if (definition.type === 'entity') return nameOfEntity(String(value)) ?? String(value);
  return String(value);
}

/**
 * The value that a text for people stands for; null for a blank one. Choices by label without regard to case, several set apart by `;`; entities by
 * `entityNamed`, or by id. Raises `attribute-value-invalid`.
 */
export function parseValue(
  definition: AttributeDefinition,
  text: string,
  entityNamed: (name: string) => Id | undefined = NO_ENTITIES.entityNamed,
  place: ErrorPlace = {},
): AttributeValue | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = read(definition, text, trimmed, entityNamed);
  return checkValue(
    definition,
    value ?? refuseValue(definition, `‘${trimmed.slice(0, 80).toWellFormed()}’`, place),
    place,
  );
}

function read(
  definition: AttributeDefinition,
  text: string,
  trimmed: string,
  entityNamed: (name: string) => Id | undefined,
): AttributeValue | null {
  switch (definition.type) {
    case 'text':
      return text;
    case 'number':
      return parseNumber(trimmed);
    case 'date':
      return parseDate(trimmed);
    case 'boolean': {
      const word = trimmed.toLowerCase();
      return YES.has(word) ? true : NO.has(word) ? false : null;
    }
    case 'choice':
      return choiceLabelled(definition, trimmed) ?? null;
    case 'choices': {
      const ids = splitLabels(trimmed).map((label) => choiceLabelled(definition, label));
      const known = ids.filter((id) => id !== undefined);
      return known.length === ids.length ? known : null;
    }
    case 'entity':
      return entityNamed(trimmed) ?? trimmed;
  }
}
