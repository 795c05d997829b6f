import type { AttributeDefinition, AttributeType } from '../../core/attribute/attribute.ts';
import { checkDefinitions } from '../../core/attribute/definitions.ts';
import { GlossatorError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';

export const TYPE_WORDS: Readonly<Record<AttributeType, string>> = {
  text: 'Text',
  number: 'Number',
  date: 'Date, whole or in part',
  boolean: 'Yes or no',
  choice: 'One of a list',
  choices: 'Several of a list',
  entity: 'Entity',
};

export function newDefinition(): AttributeDefinition {
  return { id: newId(), name: '', type: 'text', required: false, choices: [], initial: null };
}

/** The definitions as messages hold them. */
export function plainDefinitions(definitions: readonly AttributeDefinition[]) {
  return definitions.map((definition) => ({
    ...definition,
    choices: definition.choices.map(({ id, label }) => ({ id, label })),
    initial: Array.isArray(definition.initial)
      ? [...definition.initial]
      : (definition.initial as string | number | boolean | null),
  }));
}

export function hasChoices(type: AttributeType): boolean {
  return type === 'choice' || type === 'choices';
}

/**
 * The choices for labels written one a line. A label that was there keeps its id; where as many lines stand as before, one
 * that changed is the same choice renamed.
 */
export function choicesFrom(
  text: string,
  before: AttributeDefinition['choices'],
): AttributeDefinition['choices'] {
  const labels = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const free = new Set(before);
  const taken = labels.map((label) => {
    const same = [...free].find((choice) => choice.label === label);
    if (same) free.delete(same);
    return same;
  });
  return labels.map((label, index) => {
    const same = taken[index];
    if (same) return same;
    const renamed = labels.length === before.length ? before[index] : undefined;
    if (renamed && free.delete(renamed)) return { id: renamed.id, label };
    return { id: newId(), label };
  });
}

/** Why the definitions cannot be stored, in words; null where they can. */
export function definitionsProblem(definitions: readonly AttributeDefinition[]): string | null {
  try {
    checkDefinitions(definitions);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof GlossatorError)) throw thrown;
    return [thrown.message, thrown.remedy].filter(Boolean).join(' ');
  }
}

/** The definition moved by one place; the same list where it is at the end already. */
export function moved(
  definitions: readonly AttributeDefinition[],
  index: number,
  step: 1 | -1,
): readonly AttributeDefinition[] {
  const one = definitions[index];
  const other = definitions[index + step];
  if (!one || !other) return definitions;
  return definitions.with(index, other).with(index + step, one);
}
