import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntityIndex, type NamedEntity } from './entity-index.ts';
import { CYRILLIC_SURNAMES, LATIN_SURNAMES, NAMES_IN_TEXTS, SPELLINGS } from './testing/surnames.ts';

function indexOf(...names: readonly (readonly string[])[]): EntityIndex {
  return EntityIndex.of(names.map(([name = '', ...aliases]) => ({ id: name, name, aliases })));
}

function found(index: EntityIndex, words: string, limit = 10): readonly string[] {
  return index.propose(words, limit).map((proposal) => proposal.entityId);
}

/** As `checkEntity` leaves them. */
const anyName = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom('а', 'к', 'ш', 'л', 'е', 'ў', 'я', ' ', '-'),
      minLength: 1,
      maxLength: 8,
    }),
    fc.string({
      unit: fc.constantFrom('a', 'k', 's', 'h', 'l', 'e', 'u', 'y', ' ', '’'),
      minLength: 1,
      maxLength: 8,
    }),
  )
  .map((name) => name.trim().replace(/\s+/gu, ' ').normalize('NFC'))
  .filter((name) => name !== '');
const anyEntities: fc.Arbitrary<readonly NamedEntity[]> = fc
  .array(fc.record({ name: anyName, aliases: fc.array(anyName, { maxLength: 4 }) }), { maxLength: 12 })
  .map((rows) => rows.map((row, i) => ({ id: `e${i}`, ...row })));

describe('proposing entities', () => {
  it('never misses one that has the very words as a name or alias, and puts these first', () => {
    fc.assert(
      fc.property(anyEntities, (entities) => {
        const index = EntityIndex.of(entities);
        for (const entity of entities) {
          for (const words of [entity.name, ...entity.aliases]) {
            const same = entities.filter((each) => [each.name, ...each.aliases].includes(words));
            const proposals = index.propose(words, same.length);
            expect(proposals.map((each) => each.entityId).sort()).toEqual(same.map((each) => each.id).sort());
            for (const proposal of proposals) expect(proposal).toMatchObject({ how: 'same', score: 1 });
          }
        }
      }),
    );
  });

  it('gives each entity once, best first, no more than asked for, whatever the words', () => {
    fc.assert(
      fc.property(
        anyEntities,
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (entities, words, limit) => {
          const proposals = EntityIndex.of(entities).propose(words, limit);
          expect(proposals.length).toBeLessThanOrEqual(limit);
          expect(new Set(proposals.map((each) => each.entityId)).size).toBe(proposals.length);
          const scores = proposals.map((each) => each.score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
          for (const { score } of proposals) expect(score > 0 && score <= 1).toBe(true);
        },
      ),
    );
  });

  it('answers the same after changes as if made anew', () => {
    fc.assert(
      fc.property(anyEntities, anyEntities, anyName, (before, after, words) => {
        const index = EntityIndex.of(before);
        for (const entity of before) index.remove(entity.id);
        for (const entity of before) index.put(entity);
        for (const entity of before) index.remove(entity.id);
        for (const entity of after) index.put(entity);
        expect(index.propose(words, 20)).toEqual(EntityIndex.of(after).propose(words, 20));
      }),
    );
  });

  it('finds the spellings of one name by one another', () => {
    for (const spellings of SPELLINGS) {
      for (const known of spellings) {
        const index = indexOf([known], ['Smith'], ['Сидоренко'], ['Kowalski']);
        for (const asked of spellings) expect([asked, ...found(index, asked, 1)]).toEqual([asked, known]);
      }
    }
  });

  it('finds people and places by what texts in several languages call them, and nothing else beside', () => {
    const index = indexOf(...Object.keys(NAMES_IN_TEXTS).map((name) => [name]));
    for (const [name, texts] of Object.entries(NAMES_IN_TEXTS)) {
      for (const words of texts) expect([words, ...found(index, words)]).toEqual([words, name]);
    }
  });

  it('finds a name in another case, in the same script and in another', () => {
    const index = indexOf(['Lukashenko'], ['Минск'], ['Ціханоўская'], ['Warszawa'], ['Łukašenka II']);
    const asked: Readonly<Record<string, string>> = {
      Лукашенки: 'Lukashenko',
      Лукашенкой: 'Lukashenko',
      Лукашенку: 'Lukashenko',
      'Lukashenko’s': 'Lukashenko',
      Минска: 'Минск',
      Минском: 'Минск',
      Мінску: 'Минск',
      'Minsk’s': 'Минск',
      Тихановской: 'Ціханоўская',
      Ціханоўскай: 'Ціханоўская',
      Warszawie: 'Warszawa',
    };
    for (const [words, name] of Object.entries(asked))
      expect([words, ...found(index, words, 1)]).toEqual([words, name]);
  });

  it('finds a longer name by the family name, by initials, and by its beginning', () => {
    const index = indexOf(['Alexander Lukashenko'], ['Viktor Babaryka'], ['Святлана Ціханоўская']);
    expect(found(index, 'Лукашенка')).toEqual(['Alexander Lukashenko']);
    expect(found(index, 'Аляксандр Лукашэнка')).toEqual(['Alexander Lukashenko']);
    expect(found(index, 'Lukashenko, Alexander')).toEqual(['Alexander Lukashenko']);
    expect(found(index, 'A. G. Lukashenko')).toEqual(['Alexander Lukashenko']);
    expect(found(index, 'President Lukashenko')).toEqual(['Alexander Lukashenko']);
    expect(found(index, 'Luk')).toEqual(['Alexander Lukashenko']);
    expect(found(index, 'Лук')).toEqual(['Alexander Lukashenko']);
    expect(found(index, 'Viktor Bab')).toEqual(['Viktor Babaryka']);
    expect(found(index, 'Tsikhanouskaya')).toEqual(['Святлана Ціханоўская']);
    expect(found(index, 'Tsikh')).toEqual(['Святлана Ціханоўская']);
  });

  it('says how it was found', () => {
    const index = indexOf(['Лукашенко']);
    const how = ['ЛУКАШЕНКО', 'Lukashenka', 'Лукашенкой', 'Лука'].map(
      (words) => index.propose(words, 1)[0]?.how,
    );
    expect(how).toEqual(['same', 'transliteration', 'inflection', 'prefix']);
  });

  it('knows names in scripts that it cannot sound out', () => {
    const index = indexOf(['北京市'], ['تهران'], ['თბილისი'], ['ירושלים'], ['★']);
    expect(found(index, '北京')).toEqual(['北京市']);
    expect(found(index, 'تِهران')).toEqual(['تهران']);
    expect(found(index, 'თბილ')).toEqual(['თბილისი']);
    expect(found(index, 'יְרוּשָׁלַיִם')).toEqual(['ירושלים']);
    expect(found(index, '★')).toEqual(['★']);
  });

  it('takes no name for another', () => {
    for (const names of [CYRILLIC_SURNAMES, LATIN_SURNAMES]) {
      const index = indexOf(...names.map((name) => [name]));
      const mistaken = names.flatMap((name) =>
        index
          .propose(name, 20)
          .filter((each) => each.entityId !== name && each.how !== 'prefix')
          .map((each) => `${name} → ${each.entityId} ${each.score.toFixed(2)}`),
      );
      // One in a hundred at most, and none of these before the name itself.
      expect([mistaken.length <= names.length / 100, mistaken]).toEqual([true, mistaken]);
      for (const name of names) expect(found(index, name, 1)).toEqual([name]);
    }
  });

  it('holds ten thousand entities, and finds each by a spelling in another script', () => {
    const syllables = 'ба ве ги до жу за ки ле мо ну па ри со ту фа хо ца че ша'.split(' ');
    const latin = 'ba ve gi do zhu za ki le mo nu pa ri so tu fa kho tsa che sha'.split(' ');
    const entities = Array.from({ length: 10_000 }, (_, n) => {
      const parts = [n % 19, Math.floor(n / 19) % 19, Math.floor(n / 361) % 19, Math.floor(n / 6859) % 19];
      const name = `${parts.map((part) => syllables[part]).join('')}нко`;
      const other = `${parts.map((part) => latin[part]).join('')}nko`;
      return {
        id: `e${n}`,
        other,
        name,
        aliases: [`Иван ${name}`, `И. ${name}`, `${name} Иван`, `г-н ${name}`, `Ivan ${name}`],
      };
    });
    const index = EntityIndex.of(entities);
    for (let n = 0; n < 10_000; n += 331) {
      expect(found(index, entities[n]?.other ?? '', 40)).toContain(`e${n}`);
    }
  });
});
