import { GlossatorError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { AttributeDefinition, AttributeValue, AttributeValues } from './attribute.ts';
import { labelKey } from './definitions.ts';
import { checkValue, fitsDefinition } from './values.ts';
import { type EntityNaming, NO_ENTITIES, parseValue, showValue, splitLabels } from './wording.ts';

/** A value that a change of definitions touched, as people read it. */
export interface MovedValue {
  readonly definitionId: Id;
  /** the name that the attribute had; empty where no definition said */
  readonly name: string;
  readonly value: string;
}

export interface MigratedValues {
  /** every one answers to its definition in `after` */
  readonly values: AttributeValues;
  /** definitions whose value stays as it is stored */
  readonly kept: readonly Id[];
  /** values that are stored otherwise now, as they read afterwards */
  readonly converted: readonly MovedValue[];
  /** what is no longer there: whole values, or those choices of a list that are gone */
  readonly lost: readonly MovedValue[];
}

interface Carried {
  readonly value: AttributeValue | null;
  /** choices of a list that could not be carried */
  readonly lost: readonly string[];
}

function labelOf(definition: AttributeDefinition, id: Id): string {
  return definition.choices.find((choice) => choice.id === id)?.label ?? id;
}

/** Choices by id, else by label: who types a list anew means the same choices. */
function carryChoices(
  before: AttributeDefinition,
  after: AttributeDefinition,
  ids: readonly Id[],
): { readonly found: readonly Id[]; readonly lost: readonly string[] } {
  const found = new Set<Id>();
  const lost: string[] = [];
  for (const id of ids) {
    const label = labelOf(before, id);
    const choice =
      after.choices.find((each) => each.id === id) ??
      after.choices.find((each) => labelKey(each.label) === labelKey(label));
    if (choice) found.add(choice.id);
    else lost.push(label);
  }
  return { found: after.choices.map((choice) => choice.id).filter((id) => found.has(id)), lost };
}

function asChoiceIds(
  before: AttributeDefinition,
  after: AttributeDefinition,
  value: AttributeValue,
  naming: EntityNaming,
): { readonly found: readonly Id[]; readonly lost: readonly string[] } {
  if (typeof value === 'object') return carryChoices(before, after, value);
  if (before.type === 'choice') return carryChoices(before, after, [String(value)]);
  const whole = showValue(before, value, naming.nameOfEntity);
  const exact = after.choices.find((choice) => labelKey(choice.label) === labelKey(whole));
  if (exact) return { found: [exact.id], lost: [] };
  const labels = after.type === 'choices' ? splitLabels(whole) : [whole];
  const found = new Set<Id>();
  const lost: string[] = [];
  for (const label of labels) {
    const choice = after.choices.find((each) => labelKey(each.label) === labelKey(label));
    if (choice) found.add(choice.id);
    else lost.push(label);
  }
  return { found: after.choices.map((choice) => choice.id).filter((id) => found.has(id)), lost };
}

function carry(
  before: AttributeDefinition,
  after: AttributeDefinition,
  value: AttributeValue,
  naming: EntityNaming,
): Carried {
  if (after.type === 'choice' || after.type === 'choices') {
    const { found, lost } = asChoiceIds(before, after, value, naming);
    if (after.type === 'choices') return { value: found.length > 0 ? found : null, lost };
    // Which of several was meant is not for a program to say: a list becomes one choice only where it holds one.
    const only = found.length === 1 && lost.length === 0 ? found[0] : undefined;
    return { value: only ?? null, lost: [] };
  }
  if (before.type === after.type) {
    return { value: fitsDefinition(after, value) ? checkValue(after, value) : null, lost: [] };
  }
  const text = showValue(before, value, naming.nameOfEntity);
  if (after.type === 'boolean' && typeof value === 'number' && value !== 0 && value !== 1) {
    return { value: null, lost: [] };
  }
  if (after.type === 'number' && typeof value === 'boolean') return { value: value ? 1 : 0, lost: [] };
  return { value: parsedOrNull(after, text, naming), lost: [] };
}

function parsedOrNull(
  definition: AttributeDefinition,
  text: string,
  naming: EntityNaming,
): AttributeValue | null {
  if (definition.type === 'entity') return naming.entityNamed(text.trim()) ?? null;
  try {
    return parseValue(definition, text, naming.entityNamed);
  } catch (thrown) {
    // It does not read as a value of that type: the caller says that it is lost.
    if (thrown instanceof GlossatorError) return null;
    throw thrown;
  }
}

function sameStored(a: AttributeValue, b: AttributeValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Values given under definitions `before`, carried to `after` (taken as checked): types are converted by what the value reads as, choices by id
 * or label, entities by `naming`. An attribute is the same by its id. What is neither kept nor converted is in `lost`: nothing goes in silence. A list
 * of which some choices remain is converted, and its other choices are lost.
 */
export function migrateValues(
  before: readonly AttributeDefinition[],
  after: readonly AttributeDefinition[],
  values: AttributeValues,
  naming: EntityNaming = NO_ENTITIES,
): MigratedValues {
  const old = new Map(before.map((definition) => [definition.id, definition]));
  const next = new Map(after.map((definition) => [definition.id, definition]));
  const migrated: [Id, AttributeValue][] = [];
  const kept: Id[] = [];
  const converted: MovedValue[] = [];
  const lost: MovedValue[] = [];
  for (const [id, value] of Object.entries(values)) {
    const to = next.get(id);
    // A value that no old definition explains is judged by the new one alone.
    const from = old.get(id) ?? to;
    const name = from?.name ?? '';
    const shown = from ? showValue(from, value, naming.nameOfEntity) : String(value);
    const carried: Carried = from && to ? carry(from, to, value, naming) : { value: null, lost: [] };
    if (!to || carried.value === null) {
      lost.push({ definitionId: id, name, value: shown });
      continue;
    }
    migrated.push([id, carried.value]);
    for (const label of carried.lost) lost.push({ definitionId: id, name, value: label });
    if (sameStored(value, carried.value)) kept.push(id);
    else {
      converted.push({ definitionId: id, name, value: showValue(to, carried.value, naming.nameOfEntity) });
    }
  }
  return { values: Object.fromEntries(migrated), kept, converted, lost };
}
