import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { errorOf } from '../testing/raised.ts';
import { asAlias, checkEntity, type EntityFields, learnAlias, mergedEntity, splitEntity } from './rules.ts';

const arbitraryName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
  .filter((text) => text.trim() !== '');

const arbitraryFields: fc.Arbitrary<EntityFields> = fc.record({
  name: arbitraryName,
  kind: fc.constantFrom('', 'person', 'place'),
  aliases: fc.array(fc.oneof(arbitraryName, fc.constantFrom('Minsk', 'Мінск', ' Minsk ')), { maxLength: 5 }),
  identifiers: fc.array(
    fc.record({ scheme: fc.constantFrom('wikidata', 'VIAF'), value: fc.constantFrom('Q1', 'Q2') }),
    { maxLength: 3 },
  ),
  description: fc.constantFrom('', 'One.', 'Two.\n\nOne.', 'On'),
});

function withId(fields: EntityFields): EntityFields & { readonly id: string } {
  return { ...checkEntity(fields), id: newId() };
}

const plain: EntityFields = { name: 'Minsk', kind: 'place', aliases: [], identifiers: [], description: '' };

describe('an entity', () => {
  it('is tidied, and checked again stays as it is', () => {
    fc.assert(
      fc.property(arbitraryFields, (fields) => {
        const checked = checkEntity(fields);
        expect(checkEntity(checked)).toEqual(checked);
        expect(new Set([checked.name, ...checked.aliases]).size).toBe(checked.aliases.length + 1);
      }),
    );
  });

  it('needs a name, and both halves of an identifier', () => {
    expect(errorOf(() => checkEntity({ ...plain, name: ' \u00a0' })).code).toBe('entity-name-empty');
    const half = {
      ...plain,
      identifiers: [
        { scheme: '', value: '' },
        { scheme: 'wikidata', value: ' ' },
      ],
    };
    expect(errorOf(() => checkEntity(half))).toMatchObject({
      code: 'entity-identifier-invalid',
      place: { field: 'identifiers.1' },
    });
    expect(
      checkEntity({ ...plain, identifiers: [{ scheme: ' WikiData', value: 'Q2280 ' }] }).identifiers,
    ).toEqual([{ scheme: 'wikidata', value: 'Q2280' }]);
  });
});

describe('merging entities', () => {
  it('loses no name, no identifier and no description, and done again changes nothing', () => {
    fc.assert(
      fc.property(arbitraryFields, fc.array(arbitraryFields, { maxLength: 3 }), (first, rest) => {
        const into = withId(first);
        const others = rest.map(withId);
        const merged = mergedEntity(into, others);
        expect(mergedEntity(merged, others)).toEqual(merged);
        expect({ ...checkEntity(merged), id: into.id }).toEqual(merged);
        const names = [merged.name, ...merged.aliases];
        for (const other of [into, ...others]) {
          expect(names).toEqual(expect.arrayContaining([other.name, ...other.aliases]));
          expect(merged.identifiers).toEqual(expect.arrayContaining([...other.identifiers]));
          expect(merged.description).toContain(other.description);
        }
        expect(merged.name).toBe(into.name);
      }),
    );
  });

  it('refuses an entity into itself', () => {
    const minsk = withId(plain);
    expect(errorOf(() => mergedEntity(minsk, [minsk])).code).toBe('entity-into-itself');
  });

  it('is taken apart again by splitting', () => {
    const minsk = withId({ ...plain, aliases: ['Мінск'] });
    const brest = withId({ ...plain, name: 'Brest', aliases: ['Брэст'] });
    const merged = mergedEntity(minsk, [brest]);
    const { kept, split } = splitEntity(merged, ['Brest', 'Брэст'], ' Brest', 'place');
    expect(kept).toEqual(minsk);
    expect(split).toEqual({ ...plain, name: 'Brest', aliases: ['Брэст'] });
    expect(errorOf(() => splitEntity(minsk, ['Brest'], 'Brest', '')).code).toBe('not-found');
    expect(errorOf(() => splitEntity(minsk, [], 'Brest', '')).code).toBe('invalid-input');
    expect(errorOf(() => splitEntity(minsk, ['Мінск'], ' ', '')).code).toBe('entity-name-empty');
  });
});

describe('learning an alias', () => {
  const entity = { name: 'Aliaksandr Lukashenka', aliases: ['Лукашэнка'] };

  it('takes a quotation for a name without what stands around it', () => {
    const quotations = [
      '“Lukashenko’s',
      ' Лукашенко,',
      'Lukashenko\n Alexander',
      'A. Lukashenko (',
      'Joe B.',
      '(USA)',
      'end.',
    ];
    expect(quotations.map(asAlias)).toEqual([
      'Lukashenko',
      'Лукашенко',
      'Lukashenko Alexander',
      'A. Lukashenko',
      'Joe B.',
      'USA',
      'end',
    ]);
    expect(['he', 'Яго', '…', '', 'x'.repeat(200)].map(asAlias)).toEqual([null, null, null, null, null]);
  });

  it('adds what is not known, and changes nothing for what is', () => {
    expect(learnAlias(entity, 'Lukashenko').aliases).toEqual(['Лукашэнка', 'Lukashenko']);
    for (const known of ['лукашэнка', 'ALIAKSANDR-LUKASHENKA', 'she', '?']) {
      expect(learnAlias(entity, known)).toBe(entity);
    }
  });

  it('keeps no space before what was taken off', () => {
    for (const quotation of ['Minsk )', 'Minsk ’s', '( Minsk .)']) expect(asAlias(quotation)).toBe('Minsk');
  });

  it('learns each quotation once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (quotation) => {
        const learnt = learnAlias(entity, quotation);
        expect(learnAlias(learnt, quotation)).toBe(learnt);
        const fields = { ...plain, ...learnt };
        expect(checkEntity(fields).aliases).toEqual(learnt.aliases);
      }),
    );
  });
});
