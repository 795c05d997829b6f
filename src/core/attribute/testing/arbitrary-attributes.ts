import fc from 'fast-check';
import { type Id, newId } from '../../ids.ts';
import { ATTRIBUTE_TYPES, type AttributeDefinition, type AttributeValue } from '../attribute.ts';

/** Ids that fast-check can shrink and repeat: made from a number, of version 7. */
export function idOf(n: number): Id {
  return `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

const arbitraryLabel = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((text) => text.trim() !== '' && text.isWellFormed());

function uniqueLabels(minLength: number, maxLength: number) {
  return fc.uniqueArray(arbitraryLabel, {
    minLength,
    maxLength,
    selector: (label) => label.trim().replace(/\s+/gu, ' ').normalize('NFC').toLowerCase(),
  });
}

/** Definitions as someone may type them, with ids from a small pool, so that two lists share some. */
export const arbitraryDefinitions: fc.Arbitrary<readonly AttributeDefinition[]> = uniqueLabels(0, 5).chain(
  (names) =>
    fc.tuple(
      ...names.map((name, index) =>
        fc
          .record({
            type: fc.constantFrom(...ATTRIBUTE_TYPES),
            required: fc.boolean(),
            labels: uniqueLabels(1, 4),
            firstChoice: fc.nat({ max: 2 }),
          })
          .map(
            ({ type, required, labels, firstChoice }): AttributeDefinition => ({
              id: idOf(index),
              name,
              type,
              required,
              choices:
                type === 'choice' || type === 'choices'
                  ? labels.map((label, at) => ({ id: idOf(100 + index * 10 + firstChoice + at), label }))
                  : [],
              initial: null,
            }),
          ),
      ),
    ),
);

/** A value that answers to the definition. */
export function arbitraryValueOf(definition: AttributeDefinition): fc.Arbitrary<AttributeValue> {
  switch (definition.type) {
    case 'text':
      return fc.oneof(
        fc.constantFrom('2024', 'yes', '3.5', 'no'),
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
          .filter((text) => text.trim() !== '' && !text.includes('\r')),
      );
    case 'number':
      return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((n) => n + 0);
    case 'date':
      return fc
        .tuple(
          fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
          fc.constantFrom(4, 7, 10),
        )
        .map(([date, length]) => date.toISOString().slice(0, length));
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...definition.choices.map((choice) => choice.id));
    case 'choices':
      return fc.subarray(
        definition.choices.map((choice) => choice.id),
        { minLength: 1 },
      );
    case 'entity':
      return fc.nat({ max: 3 }).map((n) => idOf(900 + n));
  }
}

/** Values for some of the definitions. */
export function arbitraryValuesOf(
  definitions: readonly AttributeDefinition[],
): fc.Arbitrary<Record<Id, AttributeValue>> {
  return fc.tuple(...definitions.map((definition) => fc.option(arbitraryValueOf(definition)))).map((values) =>
    Object.fromEntries(
      definitions.flatMap((definition, index) => {
        const value = values[index];
        return value === null || value === undefined ? [] : [[definition.id, value] as const];
      }),
    ),
  );
}

/** A definition for an example. */
export function definition(
  name: string,
  type: AttributeDefinition['type'],
  labels: readonly string[] = [],
): AttributeDefinition {
  return {
    id: newId(),
    name,
    type,
    required: false,
    choices: labels.map((label) => ({ id: newId(), label })),
    initial: null,
  };
}
