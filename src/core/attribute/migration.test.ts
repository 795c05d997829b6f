import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributeDefinition, AttributeValue } from './attribute.ts';
import { checkDefinitions } from './definitions.ts';
import { migrateValues } from './migration.ts';
import { arbitraryDefinitions, arbitraryValuesOf, definition, idOf } from './testing/arbitrary-attributes.ts';
import { checkValue } from './values.ts';
import type { EntityNaming } from './wording.ts';

const naming: EntityNaming = {
  nameOfEntity: (id) => (id === idOf(5) ? 'Minsk' : undefined),
  entityNamed: (name) => (name === 'Minsk' ? idOf(5) : undefined),
};

function carried(
  from: AttributeDefinition,
  to: Partial<AttributeDefinition>,
  value: AttributeValue,
): readonly [AttributeValue | undefined, readonly string[]] {
  const { values, lost } = migrateValues(
    [from],
    [{ ...from, choices: [], ...to }],
    { [from.id]: value },
    naming,
  );
  return [values[from.id], lost.map((each) => each.value)];
}

describe('a changed list of attributes', () => {
  it('keeps what still answers, and says what does not: nothing goes in silence', () => {
    fc.assert(
      fc.property(
        arbitraryDefinitions.chain((before) => fc.tuple(fc.constant(before), arbitraryValuesOf(before))),
        arbitraryDefinitions,
        ([before, values], after) => {
          const to = checkDefinitions(after);
          const result = migrateValues(checkDefinitions(before), to, values, naming);
          const spokenOf = new Set([
            ...result.kept,
            ...result.converted.map((each) => each.definitionId),
            ...result.lost.map((each) => each.definitionId),
          ]);
          expect([...spokenOf].sort()).toEqual(Object.keys(values).sort());
          for (const [id, value] of Object.entries(result.values)) {
            const asked = to.find((each) => each.id === id);
            expect(asked && checkValue(asked, value)).toEqual(value);
          }
          for (const id of result.kept) expect(result.values[id]).toEqual(values[id]);
          const whole = Object.keys(values).filter((id) => !(id in result.values));
          for (const id of whole) expect(result.lost.map((each) => each.definitionId)).toContain(id);
        },
      ),
    );
  });

  it('changes nothing where nothing changed, whatever the names', () => {
    fc.assert(
      fc.property(
        arbitraryDefinitions.chain((before) => fc.tuple(fc.constant(before), arbitraryValuesOf(before))),
        ([before, values]) => {
          const definitions = checkDefinitions(before);
          const renamed = definitions.map((each) => ({
            ...each,
            name: `${each.name} again`,
            required: true,
          }));
          const result = migrateValues(definitions, renamed, values);
          expect(result.converted).toEqual([]);
          expect(result.lost).toEqual([]);
          expect(Object.keys(result.values).sort()).toEqual(Object.keys(values).sort());
        },
      ),
    );
  });

  it('converts a value to what it reads as', () => {
    const text = definition('A', 'text');
    expect(carried(text, { type: 'number' }, '1 234,5')).toEqual([1234.5, []]);
    expect(carried(text, { type: 'date' }, '31.12.2024')).toEqual(['2024-12-31', []]);
    expect(carried(text, { type: 'boolean' }, 'Yes')).toEqual([true, []]);
    expect(carried(text, { type: 'entity' }, ' Minsk')).toEqual([idOf(5), []]);
    expect(carried(text, { type: 'entity' }, 'Brest')).toEqual([undefined, ['Brest']]);
    expect(carried(text, { type: 'number' }, 'many')).toEqual([undefined, ['many']]);
    expect(carried(definition('A', 'entity'), { type: 'text' }, idOf(5))).toEqual(['Minsk', []]);
    expect(carried(definition('A', 'number'), { type: 'date' }, 2024)).toEqual(['2024', []]);
    expect(carried(definition('A', 'number'), { type: 'boolean' }, 1)).toEqual([true, []]);
    expect(carried(definition('A', 'number'), { type: 'boolean' }, 7)).toEqual([undefined, ['7']]);
    expect(carried(definition('A', 'boolean'), { type: 'number' }, false)).toEqual([0, []]);
    expect(carried(definition('A', 'date'), { type: 'number' }, '2024-05')).toEqual([undefined, ['2024-05']]);
  });

  it('finds a choice by its label where its id is gone', () => {
    const stance = definition('Stance', 'choice', ['For', 'Against']);
    const [pro = '', contra = ''] = stance.choices.map((choice) => choice.id);
    const anew = [
      { id: idOf(1), label: 'against' },
      { id: idOf(2), label: 'Neither' },
    ];
    expect(carried(stance, { choices: anew }, contra)).toEqual([idOf(1), []]);
    expect(carried(stance, { choices: anew }, pro)).toEqual([undefined, ['For']]);
    expect(carried(stance, { type: 'choices', choices: anew }, contra)).toEqual([[idOf(1)], []]);
    expect(carried(stance, { type: 'text' }, pro)).toEqual(['For', []]);
    expect(carried(definition('A', 'text'), { type: 'choice', choices: anew }, 'NEITHER')).toEqual([
      idOf(2),
      [],
    ]);
    expect(carried(definition('A', 'text'), { type: 'choices', choices: anew }, 'Neither; nobody')).toEqual([
      [idOf(2)],
      ['nobody'],
    ]);
  });

  it('keeps of a list what remains, and chooses none of several', () => {
    const roles = definition('Roles', 'choices', ['Speaker', 'Target', 'Witness']);
    const [speaker = '', target = '', witness = ''] = roles.choices.map((choice) => choice.id);
    const fewer = roles.choices.slice(0, 2);
    expect(carried(roles, { choices: fewer }, [speaker, witness])).toEqual([[speaker], ['Witness']]);
    expect(carried(roles, { choices: fewer }, [witness])).toEqual([undefined, ['Witness']]);
    expect(carried(roles, { type: 'choice', choices: roles.choices }, [target])).toEqual([target, []]);
    expect(carried(roles, { type: 'choice', choices: roles.choices }, [speaker, target])).toEqual([
      undefined,
      ['Speaker; Target'],
    ]);
  });

  it('says what becomes of values whose attribute is gone', () => {
    const year = definition('Year', 'number');
    expect(migrateValues([year], [], { [year.id]: 3, [idOf(9)]: 'stray' })).toEqual({
      values: {},
      kept: [],
      converted: [],
      lost: [
        { definitionId: year.id, name: 'Year', value: '3' },
        { definitionId: idOf(9), name: '', value: 'stray' },
      ],
    });
  });
});
