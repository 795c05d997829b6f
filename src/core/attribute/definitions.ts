import { type ErrorPlace, GlossatorError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { AttributeChoice, AttributeDefinition, AttributeValues } from './attribute.ts';
import { checkValue, isNothing } from './values.ts';

/** Two names are one where they differ in nothing but case and white space. */
export function sameLabel(a: string, b: string): boolean {
  return labelKey(a) === labelKey(b);
}

/** Equal for labels that `sameLabel` takes for one. */
export function labelKey(label: string): string {
  return tidyLabel(label).toLowerCase();
}

/** Trimmed, with single spaces, in NFC. */
export function tidyLabel(label: string): string {
  return label.trim().replace(/\s+/gu, ' ').normalize('NFC');
}

function refuse(message: string, place: ErrorPlace, field: string, remedy: string): never {
  throw new GlossatorError('attribute-definition-invalid', message, {
    place: { ...place, field: `attributes.${field}` },
    remedy,
  });
}

function checkChoices(
  definition: AttributeDefinition,
  name: string,
  index: number,
  place: ErrorPlace,
): readonly AttributeChoice[] {
  if (definition.type !== 'choice' && definition.type !== 'choices') return [];
  const field = `${index}.choices`;
  if (definition.choices.length === 0) {
    refuse(`‘${name}’ has nothing to choose from.`, place, field, 'Add a choice, or make it a text.');
  }
  const labels = new Set<string>();
  const ids = new Set<Id>();
  return definition.choices.map((choice) => {
    const label = tidyLabel(choice.label);
    if (label === '') {
      refuse(`A choice of ‘${name}’ has no label.`, place, field, 'Give it a label, or remove it.');
    }
    if (labels.has(labelKey(label))) {
      refuse(
        `‘${name}’ has the choice ‘${label}’ twice.`,
        place,
        field,
        'Remove one of them, or name it otherwise.',
      );
    }
    if (ids.has(choice.id)) {
      refuse(`Two choices of ‘${name}’ have one id.`, place, field, 'Remove one of them and add it again.');
    }
    labels.add(labelKey(label));
    ids.add(choice.id);
    return { id: choice.id, label };
  });
}

/**
 * The definitions with tidy names and labels; `choices` emptied where the type has none; `initial` normalised as by `checkValue`.
 * Raises `attribute-definition-invalid` for a name or label that is empty or there twice (without regard to case), a list without
 * choices, an initial value that does not fit. `place` says whose they are; its field becomes `attributes.INDEX.…`.
 */
export function checkDefinitions(
  definitions: readonly AttributeDefinition[],
  place: ErrorPlace = {},
): readonly AttributeDefinition[] {
  const names = new Set<string>();
  const ids = new Set<Id>();
  return definitions.map((definition, index) => {
    const name = tidyLabel(definition.name);
    if (name === '') {
      refuse('An attribute needs a name.', place, `${index}.name`, 'Give it a name, or remove it.');
    }
    if (names.has(labelKey(name))) {
      refuse(`There are two attributes ‘${name}’.`, place, `${index}.name`, 'Give one of them another name.');
    }
    if (ids.has(definition.id)) {
      refuse(
        `‘${name}’ has the id of another attribute.`,
        place,
        `${index}.id`,
        'Remove it and add it again.',
      );
    }
    names.add(labelKey(name));
    ids.add(definition.id);
    const checked = { ...definition, name, choices: checkChoices(definition, name, index, place) };
    return { ...checked, initial: checkInitial(checked, index, place) };
  });
}

function checkInitial(
  definition: AttributeDefinition,
  index: number,
  place: ErrorPlace,
): AttributeDefinition['initial'] {
  const { initial, name } = definition;
  if (isNothing(initial)) return null;
  try {
    return checkValue(definition, initial);
  } catch (thrown) {
    if (!(thrown instanceof GlossatorError)) throw thrown;
    const message = `‘${name}’ cannot begin with that value. ${thrown.message}`;
    refuse(message, place, `${index}.initial`, thrown.remedy ?? 'Choose another one, or none.');
  }
}

/** What a new record starts with. The definitions are taken as checked. */
export function initialValues(definitions: readonly AttributeDefinition[]): AttributeValues {
  return Object.fromEntries(
    definitions.flatMap(({ id, initial }) => (initial === null ? [] : [[id, initial] as const])),
  );
}

/** The required definitions that have no value, in their order. */
export function missingRequired(
  definitions: readonly AttributeDefinition[],
  values: AttributeValues,
): readonly AttributeDefinition[] {
  return definitions.filter((definition) => definition.required && !Object.hasOwn(values, definition.id));
}

/**
 * The definitions with the ids of those that they replace, found by name, and their choices' ids by label: for definitions from a file that has no ids, so that
 * values keep their meaning. An id that one of `definitions` has already stays with it.
 */
export function withIdsOf(
  replaced: readonly AttributeDefinition[],
  definitions: readonly AttributeDefinition[],
): readonly AttributeDefinition[] {
  const own = new Set(definitions.map((definition) => definition.id));
  return definitions.map((definition) => {
    const same =
      replaced.find((each) => each.id === definition.id) ??
      replaced.find((each) => !own.has(each.id) && sameLabel(each.name, definition.name));
    if (!same) return definition;
    const labelled = (label: string): Id | undefined =>
      same.choices.find((each) => sameLabel(each.label, label))?.id;
    const known = new Set(same.choices.map((choice) => choice.id));
    const ids = new Map(
      definition.choices.map(({ id, label }) => [id, known.has(id) ? id : (labelled(label) ?? id)]),
    );
    const renewed = (id: Id): Id => ids.get(id) ?? id;
    const { initial } = definition;
    return {
      ...definition,
      id: same.id,
      choices: definition.choices.map(({ id, label }) => ({ id: renewed(id), label })),
      initial: Array.isArray(initial)
        ? initial.map(renewed)
        : typeof initial === 'string'
          ? renewed(initial)
          : initial,
    };
  });
}
