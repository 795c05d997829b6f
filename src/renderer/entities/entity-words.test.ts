import { describe, expect, it } from 'vitest';
import type { CountedEntity } from '../../core/entity/entity.ts';
import { aliasesIn, filterEntities, foundBy, kindsOf, sortEntities } from './entity-words.ts';

function entity(name: string, fields: Partial<CountedEntity> = {}): CountedEntity {
  return {
    id: name,
    name,
    kind: 'person',
    aliases: [],
    identifiers: [],
    description: '',
    createdAt: '2024-01-01T00:00:00Z',
    updatedAt: '2024-01-01T00:00:00Z',
    deleted: false,
    mentions: 0,
    ...fields,
  };
}
const names = (entities: readonly CountedEntity[]) => entities.map(({ name }) => name);

describe('entities in a list', () => {
  const all = [
    entity('Анна', { aliases: ['Hanna'] }),
    entity('Jörg 10', { kind: 'organisation' }),
    entity('jörg 2'),
  ];

  it('are found by any spelling, without regard to case and accents', () => {
    expect(names(filterEntities(all, 'hann', null))).toEqual(['Анна']);
    expect(names(filterEntities(all, 'JORG', null))).toEqual(['Jörg 10', 'jörg 2']);
    expect(names(filterEntities(all, 'jorg', 'organisation'))).toEqual(['Jörg 10']);
  });

  it('stand as people sort', () => {
    expect(names(sortEntities(all)).slice(0, 2)).toEqual(['jörg 2', 'Jörg 10']);
  });

  it('have the usual kinds and the project’s own, each once', () => {
    const kinds = kindsOf([
      entity('x', { kind: 'ship' }),
      entity('y', { kind: 'person' }),
      entity('z', { kind: '' }),
    ]);
    expect(kinds).toEqual(['person', 'organisation', 'place', 'event', 'work', 'ship']);
  });
});

describe('spellings written one a line', () => {
  it('leave out blanks, repetitions and the name', () => {
    expect(aliasesIn(' Hanna \n\nHanna\nАнна\nAnna', 'Анна')).toEqual(['Hanna', 'Anna']);
  });
});

describe('how a proposal was found', () => {
  it('is told in words', () => {
    const found = { entityId: 'e', matched: 'Hanna', score: 1 };
    expect(foundBy({ ...found, how: 'same' }, 'Hanna')).toBe('this very name');
    expect(foundBy({ ...found, how: 'same' }, 'Анна')).toBe('also written Hanna');
    expect(foundBy({ ...found, how: 'transliteration' }, 'Анна')).toContain('another script');
  });
});
