import { type ErrorPlace, GlossatorError } from '../errors.ts';
import { type Id, isId } from '../ids.ts';
import type { AttributeDefinition, AttributeValue, AttributeValues } from './attribute.ts';
import { isIsoDate } from './dates.ts';

/** New values by definition; null takes a value away; those not named stay. */
export type AttributePatch = Readonly<Record<Id, AttributeValue | null>>;

/** What each type asks for, in words that follow "asks for". */
const WANTED = {
  text: 'a text',
  number: 'a number',
  date: 'a date such as 2024-05-31, 2024-05 or 2024',
  boolean: 'yes or no',
  choice: 'one of its choices',
  choices: 'one or more of its choices',
  entity: 'an entity of the project',
} as const;

/** Raises `attribute-value-invalid` for a definition, saying what it wants and, of a list, what there is to choose. */
export function refuseValue(definition: AttributeDefinition, given: string, place: ErrorPlace = {}): never {
  const labels = definition.choices.map((choice) => `‘${choice.label}’`);
  const shown = labels.length > 12 ? [...labels.slice(0, 12), '…'] : labels;
  throw new GlossatorError(
    'attribute-value-invalid',
    `‘${definition.name}’ cannot be ${given}: it asks for ${WANTED[definition.type]}.`,
    {
      place: { ...place, field: place.field ?? `attributes.${definition.id}` },
      remedy:
        labels.length > 0
          ? `Choose from ${shown.join(', ')}.`
          : `Give ${WANTED[definition.type]}, or no value.`,
    },
  );
}

function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `‘${text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text}’`;
}

/** The text with `\n` for every line end; null where there is nothing but white space. */
function tidyText(text: string): string | null {
  return text.trim() === '' ? null : text.replace(/\r\n?/g, '\n');
}

function checkChoiceIds(definition: AttributeDefinition, value: readonly unknown[]): readonly Id[] | null {
  const wanted = new Set(value);
  const chosen = definition.choices.map((choice) => choice.id).filter((id) => wanted.has(id));
  return chosen.length > 0 && chosen.length === wanted.size ? chosen : null;
}

function normalised(definition: AttributeDefinition, value: unknown): AttributeValue | null {
  switch (definition.type) {
    case 'text':
      return typeof value === 'string' ? tidyText(value) : null;
    case 'number':
      // JSON has no negative zero, so none is kept.
      return typeof value === 'number' && Number.isFinite(value) ? value + 0 : null;
    case 'date':
      return typeof value === 'string' && isIsoDate(value) ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'choice':
      return definition.choices.find((choice) => choice.id === value)?.id ?? null;
    case 'choices':
      return Array.isArray(value) ? checkChoiceIds(definition, value) : null;
    case 'entity':
      return isId(value) ? value : null;
  }
}

/**
 * The value as it is stored: line ends `\n`, choices in the order of the list and each once. Raises `attribute-value-invalid` where it is not of the
 * definition's type, is empty, or names a choice that the list does not have. Whether an entity exists is for the caller to ask.
 */
export function checkValue(
  definition: AttributeDefinition,
  value: unknown,
  place: ErrorPlace = {},
): AttributeValue {
  return normalised(definition, value) ?? refuseValue(definition, quoted(value), place);
}

/** Whether a stored value answers to its definition. */
export function fitsDefinition(definition: AttributeDefinition, value: unknown): boolean {
  return normalised(definition, value) !== null;
}

/** What stands for no value: null, a blank text, an empty list. */
export function isNothing(value: unknown): boolean {
  return (
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/**
 * The patch with each value as `checkValue` gives it; an empty text or list takes the value away, like null. What is not among the
 * definitions is left out. Raises `attribute-value-invalid`.
 */
export function checkPatch(
  definitions: readonly AttributeDefinition[],
  patch: AttributePatch,
  place: ErrorPlace = {},
): AttributePatch {
  const checked: [Id, AttributeValue | null][] = [];
  for (const definition of definitions) {
    if (!Object.hasOwn(patch, definition.id)) continue;
    const value = patch[definition.id];
    checked.push([definition.id, isNothing(value) ? null : checkValue(definition, value, place)]);
  }
  return Object.fromEntries(checked);
}

/** The values with the patch (taken as checked) laid over them. */
export function applyPatch(values: AttributeValues, patch: AttributePatch): AttributeValues {
  const after = new Map<Id, AttributeValue>(Object.entries(values));
  for (const [id, value] of Object.entries(patch)) {
    if (value === null) after.delete(id);
    else after.set(id, value);
  }
  return Object.fromEntries(after);
}

/** Whether two values of one definition say the same. */
export function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
