import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/raised.ts';
import type { AttributeDefinition } from './attribute.ts';
import { isIsoDate, parseDate } from './dates.ts';
import { checkDefinitions, initialValues, missingRequired, withIdsOf } from './definitions.ts';
import { parseNumber } from './numbers.ts';
import { arbitraryDefinitions, arbitraryValuesOf, definition, idOf } from './testing/arbitrary-attributes.ts';
import { applyPatch, checkPatch, checkValue } from './values.ts';
import { parseValue, showValue } from './wording.ts';

describe('definitions', () => {
  it('are tidied, and checked again stay as they are', () => {
    fc.assert(
      fc.property(arbitraryDefinitions, (definitions) => {
        const checked = checkDefinitions(definitions);
        expect(checkDefinitions(checked)).toEqual(checked);
        expect(checked.map((each) => each.id)).toEqual(definitions.map((each) => each.id));
      }),
    );
  });

  it('need names and labels, each once without regard to case', () => {
    const stance = definition('Stance', 'choice', ['For', 'Against']);
    const place = { recordKind: 'code', recordId: idOf(1) };
    expect(errorOf(() => checkDefinitions([stance, definition(' stance ', 'text')], place))).toMatchObject({
      code: 'attribute-definition-invalid',
      place: { recordKind: 'code', recordId: idOf(1), field: 'attributes.1.name' },
    });
    expect(errorOf(() => checkDefinitions([definition(' ', 'text')])).code).toBe(
      'attribute-definition-invalid',
    );
    expect(
      errorOf(() => checkDefinitions([definition('Stance', 'choice', ['For', 'FOR'])])).message,
    ).toContain('FOR');
    expect(errorOf(() => checkDefinitions([definition('Stance', 'choice')])).message).toContain(
      'choose from',
    );
    expect(errorOf(() => checkDefinitions([stance, { ...stance, name: 'Other' }])).message).toContain('id');
  });

  it('begin with a value that fits, or with none', () => {
    const year: AttributeDefinition = { ...definition('Year', 'number'), initial: 2024 };
    const note: AttributeDefinition = { ...definition('Note', 'text'), initial: '  ' };
    const checked = checkDefinitions([year, note]);
    expect(initialValues(checked)).toEqual({ [year.id]: 2024 });
    expect(errorOf(() => checkDefinitions([{ ...year, initial: 'soon' }]))).toMatchObject({
      code: 'attribute-definition-invalid',
      place: { field: 'attributes.0.initial' },
    });
  });

  it('say what is missing', () => {
    const year = { ...definition('Year', 'number'), required: true };
    const sure = { ...definition('Sure', 'boolean'), required: true };
    expect(missingRequired([year, sure, definition('Note', 'text')], { [sure.id]: false })).toEqual([year]);
  });
});

describe('definitions from a file', () => {
  it('take the ids of those that they replace, by name and label', () => {
    const stance = definition('Stance', 'choice', ['For', 'Against']);
    const [pro = '', contra = ''] = stance.choices.map((choice) => choice.id);
    const typed = definition(' stance', 'choice', ['against', 'Neither']);
    const [against = '', neither = ''] = typed.choices.map((choice) => choice.id);
    const [taken] = withIdsOf([stance], [{ ...typed, initial: against }]);
    expect(taken).toMatchObject({ id: stance.id, initial: contra });
    expect(taken?.choices.map((choice) => choice.id)).toEqual([contra, neither]);
    expect(taken?.choices.map((choice) => choice.id)).not.toContain(pro);
    const other = definition('Other', 'text');
    expect(withIdsOf([stance], [other])).toEqual([other]);
  });

  it('stay as they are where they have the ids already', () => {
    fc.assert(
      fc.property(arbitraryDefinitions, (definitions) => {
        const checked = checkDefinitions(definitions);
        expect(withIdsOf(checked, checked)).toEqual(checked);
      }),
    );
  });
});

describe('values', () => {
  it('of the wrong type are refused, with where and what instead', () => {
    const stance = definition('Stance', 'choice', ['For', 'Against']);
    const error = errorOf(() =>
      checkValue(stance, idOf(77), { recordKind: 'annotation', recordId: idOf(2) }),
    );
    expect(error).toMatchObject({
      code: 'attribute-value-invalid',
      place: { recordKind: 'annotation', recordId: idOf(2), field: `attributes.${stance.id}` },
    });
    expect(error.remedy).toBe('Choose from ‘For’, ‘Against’.');
    const wrong: readonly [AttributeDefinition['type'], unknown][] = [
      ['text', 3],
      ['text', ' '],
      ['number', '3'],
      ['number', Number.NaN],
      ['number', Number.POSITIVE_INFINITY],
      ['date', '2023-02-29'],
      ['date', '31.12.2024'],
      ['boolean', 'true'],
      ['boolean', 0],
      ['entity', 'Lukashenka'],
      ['text', null],
      ['text', undefined],
    ];
    for (const [type, value] of wrong) {
      expect(errorOf(() => checkValue(definition('A', type), value)).code).toBe('attribute-value-invalid');
    }
    const roles = definition('Roles', 'choices', ['Speaker', 'Target']);
    for (const value of [[], [idOf(77)], [roles.choices[0]?.id, idOf(77)], roles.choices[0]?.id, 'Speaker']) {
      expect(errorOf(() => checkValue(roles, value)).code).toBe('attribute-value-invalid');
    }
  });

  it('are stored in one form', () => {
    const roles = definition('Roles', 'choices', ['Speaker', 'Target']);
    const [speaker = '', target = ''] = roles.choices.map((choice) => choice.id);
    expect(checkValue(roles, [target, speaker, target])).toEqual([speaker, target]);
    expect(Object.is(checkValue(definition('N', 'number'), -0), 0)).toBe(true);
    expect(checkValue(definition('T', 'text'), 'a\r\nb\rc')).toBe('a\nb\nc');
  });

  it('read back from what people see', () => {
    const names = new Map([0, 1, 2, 3].map((n) => [idOf(900 + n), `Entity ${n}`]));
    const ids = new Map([...names].map(([id, name]) => [name, id]));
    fc.assert(
      fc.property(
        arbitraryDefinitions.chain((definitions) =>
          fc.tuple(fc.constant(checkDefinitions(definitions)), arbitraryValuesOf(definitions)),
        ),
        ([definitions, values]) => {
          for (const each of definitions) {
            const value = values[each.id];
            if (value === undefined) continue;
            const shown = showValue(each, value, (id) => names.get(id));
            expect(parseValue(each, shown, (name) => ids.get(name))).toEqual(checkValue(each, value));
          }
        },
      ),
    );
  });

  it('are read as people write them', () => {
    const sure = definition('Sure', 'boolean');
    expect([' Yes', 'да', 'FALSE', '0'].map((text) => parseValue(sure, text))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(parseValue(sure, '  ')).toBeNull();
    expect(errorOf(() => parseValue(sure, 'perhaps')).message).toContain('perhaps');
    const roles = definition('Roles', 'choices', ['Speaker', 'Target; near']);
    const all = roles.choices.map((choice) => choice.id);
    expect(parseValue(roles, 'target\\;  near ; SPEAKER;')).toEqual(all);
    expect(showValue(roles, all)).toBe('Speaker; Target\\; near');
    expect(errorOf(() => parseValue(roles, 'Speaker; Nobody')).code).toBe('attribute-value-invalid');
    const who = definition('Who', 'entity');
    expect(parseValue(who, 'Minsk', (name) => (name === 'Minsk' ? idOf(5) : undefined))).toBe(idOf(5));
    expect(errorOf(() => parseValue(who, 'Brest')).code).toBe('attribute-value-invalid');
  });

  it('are patched: null and blank take away, what is not asked is left out', () => {
    const year = definition('Year', 'number');
    const note = definition('Note', 'text');
    const patch = checkPatch([year, note], { [year.id]: 3, [note.id]: ' ', [idOf(9)]: true });
    expect(patch).toEqual({ [year.id]: 3, [note.id]: null });
    expect(applyPatch({ [note.id]: 'old', [idOf(8)]: true }, patch)).toEqual({
      [year.id]: 3,
      [idOf(8)]: true,
    });
  });

  it('patched twice are as patched once', () => {
    const patches = fc.dictionary(fc.nat({ max: 5 }).map(idOf), fc.option(fc.integer()));
    fc.assert(
      fc.property(fc.dictionary(fc.nat({ max: 5 }).map(idOf), fc.integer()), patches, (values, patch) => {
        const once = applyPatch(values, patch);
        expect(applyPatch(once, patch)).toEqual(once);
        for (const [id, value] of Object.entries(patch)) expect(once[id] ?? null).toBe(value);
      }),
    );
  });
});

describe('dates and numbers', () => {
  it('are days that there are', () => {
    const good = ['2024', '2024-02', '2024-02-29', '0001-12-31', '2000-02-29'];
    const bad = [
      '24',
      '2024-13',
      '2024-00',
      '2023-02-29',
      '1900-02-29',
      '2024-04-31',
      '2024-1-1',
      '2024-01-01T00',
    ];
    expect(good.filter(isIsoDate)).toEqual(good);
    expect(bad.filter(isIsoDate)).toEqual([]);
  });

  it('are read where they can be read in one way only', () => {
    const dates = [
      '31.12.2024',
      '3.5.2024',
      '2024/5/3',
      '25/5/2024',
      '5/25/2024',
      '5/5/2024',
      '3/5/2024',
      '31/31/2024',
    ];
    expect(dates.map(parseDate)).toEqual([
      '2024-12-31',
      '2024-05-03',
      '2024-05-03',
      '2024-05-25',
      '2024-05-25',
      '2024-05-05',
      null,
      null,
    ]);
    const numbers = [
      '1 234,5',
      '1.234.567',
      '1,234,567.25',
      '3,5',
      '−2',
      '1e+21',
      '.5',
      '1,234',
      '1.234',
      '12,34,5',
      '',
    ];
    expect(numbers.map(parseNumber)).toEqual([
      1234.5,
      1234567,
      1234567.25,
      3.5,
      -2,
      1e21,
      0.5,
      null,
      1.234,
      null,
      null,
    ]);
  });
});
