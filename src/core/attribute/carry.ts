import type { Id } from '../ids.ts';
import type { AttributeChoice, AttributeDefinition, AttributeValue, AttributeValues } from './attribute.ts';
import { labelKey } from './definitions.ts';

/*
 * Values that go from one list of definitions to another: with a record that gets another code, and with codes that are
 * merged. Unlike a changed definition, where ids say what was what, two codes may ask the same under different ids.
 */

/** The definition that asks the same: of the same id, else of the same name (without regard to case), in any case of the same type. */
function counterpart(
  definition: AttributeDefinition,
  among: readonly AttributeDefinition[],
): AttributeDefinition | undefined {
  const alike = among.filter(({ type }) => type === definition.type);
  return (
    alike.find(({ id }) => id === definition.id) ??
    alike.find(({ name }) => labelKey(name) === labelKey(definition.name))
  );
}

/** Ids of the wanted choices that have the same id or label as a chosen one, in the order of the list. */
function choicesIn(
  chosen: readonly Id[],
  from: readonly AttributeChoice[],
  to: readonly AttributeChoice[],
): readonly Id[] {
  const labels = new Set(from.filter(({ id }) => chosen.includes(id)).map(({ label }) => labelKey(label)));
  return to.filter(({ id, label }) => chosen.includes(id) || labels.has(labelKey(label))).map(({ id }) => id);
}

function carried(value: AttributeValue, from: AttributeDefinition, to: AttributeDefinition) {
  if (from.type === 'choice' && typeof value === 'string') {
    return choicesIn([value], from.choices, to.choices)[0];
  }
  if (from.type === 'choices' && Array.isArray(value)) {
    const ids = choicesIn(value, from.choices, to.choices);
    return ids.length > 0 ? ids : undefined;
  }
  return value;
}

/**
 * The values that fit other definitions: those of attributes alike in name and type, choices alike in label. `lost` counts
 * those that fit nothing; a choice of several that has a part that fits keeps that part and is counted.
 */
export function carryValues(
  from: readonly AttributeDefinition[],
  to: readonly AttributeDefinition[],
  values: AttributeValues,
): { readonly values: AttributeValues; readonly lost: number } {
  const kept: Record<Id, AttributeValue> = {};
  let lost = 0;
  for (const [id, value] of Object.entries(values)) {
    const definition = from.find((each) => each.id === id);
    const target = definition && counterpart(definition, to);
    const fits = definition && target ? carried(value, definition, target) : undefined;
    if (!target || fits === undefined) {
      lost += 1;
      continue;
    }
    if (Array.isArray(fits) && Array.isArray(value) && fits.length < value.length) lost += 1;
    kept[target.id] = fits;
  }
  return { values: kept, lost };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let n = 2; taken.has(labelKey(free)); n++) free = `${name} (${n})`;
  return free;
}

function withChoicesOf(definition: AttributeDefinition, other: AttributeDefinition): AttributeDefinition {
  const known = new Set(definition.choices.map(({ label }) => labelKey(label)));
  const ids = new Set(definition.choices.map(({ id }) => id));
  const more = other.choices.filter(({ id, label }) => !known.has(labelKey(label)) && !ids.has(id));
  return more.length > 0 ? { ...definition, choices: [...definition.choices, ...more] } : definition;
}

/**
 * Definitions that ask all that two lists ask, so that `carryValues` from either loses nothing: those of `into`, with further
 * choices where both have an attribute alike in name and type, and then those that only `from` has, under a free name and not required.
 */
export function joinDefinitions(
  into: readonly AttributeDefinition[],
  from: readonly AttributeDefinition[],
): {
  readonly definitions: readonly AttributeDefinition[];
  /** names of those that both have, and of those that `into` gets */
  readonly kept: readonly string[];
  readonly added: readonly string[];
} {
  const definitions = [...into];
  const kept: string[] = [];
  const added: string[] = [];
  for (const definition of from) {
    const there = counterpart(definition, definitions);
    if (there) {
      definitions[definitions.indexOf(there)] = withChoicesOf(there, definition);
      kept.push(there.name);
      continue;
    }
    const name = freeName(definition.name, new Set(definitions.map((each) => labelKey(each.name))));
    definitions.push({ ...definition, name, required: false });
    added.push(name);
  }
  return { definitions, kept, added };
}
