import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedDocument } from '../../core/project/records.ts';
import { DOCUMENT_SORTS } from '../layout/layout.ts';
import {
  type DocumentFilter,
  filterDocuments,
  type Known,
  NO_FILTER,
  sortDocuments,
  titleOf,
} from './arrange.ts';

function listed(id: string, fields: Partial<ListedDocument> = {}): ListedDocument {
  return {
    id,
    title: id,
    source: '',
    author: '',
    date: '',
    language: '',
    fields: {},
    textId: `text-${id}`,
    fileName: `${id}.txt`,
    createdAt: '2024-01-01T00:00:00Z',
    updatedAt: '2024-01-01T00:00:00Z',
    deleted: false,
    length: 1,
    annotations: 0,
    attributes: {},
    codeIds: [],
    progress: [],
    ...fields,
  };
}
const ids = (documents: readonly ListedDocument[]) => documents.map(({ id }) => id);

describe('the order of documents', () => {
  it('sorts titles as people count: 2 before 10, ё with е', () => {
    const documents = [
      listed('a', { title: 'Part 10' }),
      listed('b', { title: 'part 2' }),
      listed('c', { title: 'Áda' }),
    ];
    expect(ids(sortDocuments(documents, 'title', false))).toEqual(['c', 'b', 'a']);
    expect(ids(sortDocuments(documents, 'title', true))).toEqual(['a', 'b', 'c']);
  });

  it('puts the undated last either way', () => {
    const documents = [listed('a'), listed('b', { date: '2022-03' }), listed('c', { date: '2022' })];
    expect(ids(sortDocuments(documents, 'date', false))).toEqual(['c', 'b', 'a']);
    expect(ids(sortDocuments(documents, 'date', true))).toEqual(['b', 'c', 'a']);
  });

  it('does not depend on the order that came', () => {
    const document = fc.record({
      annotations: fc.nat(2),
      date: fc.constantFrom('', '2020', '2021'),
      title: fc.constantFrom('x', 'y', ''),
    });
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 8 }),
        fc.constantFrom(...DOCUMENT_SORTS),
        fc.boolean(),
        (rows, sort, descending) => {
          const documents = rows.map((row, i) => listed(`d${i}`, row));
          expect(ids(sortDocuments([...documents].reverse(), sort, descending))).toEqual(
            ids(sortDocuments(documents, sort, descending)),
          );
        },
      ),
    );
  });
});

describe('the filter of documents', () => {
  it('wants every word somewhere, in any case and with or without accents', () => {
    const documents = [
      listed('a', { title: 'Interview in Minsk', author: 'Jörg Schäfer' }),
      listed('b', { title: 'Минск: брифинг' }),
    ];
    expect(ids(filterDocuments(documents, 'schafer minsk'))).toEqual(['a']);
    expect(ids(filterDocuments(documents, 'МИНСК'))).toEqual(['b']);
    expect(ids(filterDocuments(documents, '  '))).toEqual(['a', 'b']);
  });
});

const ME = 'me';
const STANCE = {
  id: 'stance',
  name: 'Stance',
  type: 'choice',
  required: false,
  choices: [
    { id: 'c2', label: 'strong' },
    { id: 'c1', label: 'weak' },
  ],
  initial: null,
} as const;
const YEAR = { ...STANCE, id: 'year', name: 'Year', type: 'number', choices: [] } as const;
const KNOWN: Known = { me: ME, fields: [STANCE, YEAR], nameOfEntity: () => undefined };

describe('documents by what the project asks of them', () => {
  const documents = [
    listed('a', { attributes: { stance: 'c1', year: 15 }, codeIds: ['report'] }),
    listed('b', { progress: [{ personId: ME, status: 'done' }] }),
    listed('c', { attributes: { stance: 'c2', year: 5 }, progress: [{ personId: 'x', status: 'done' }] }),
  ];

  it('sort by a field in its own order, those without a value last either way', () => {
    expect(ids(sortDocuments(documents, 'field:stance', false, KNOWN))).toEqual(['c', 'a', 'b']);
    expect(ids(sortDocuments(documents, 'field:stance', true, KNOWN))).toEqual(['a', 'c', 'b']);
    expect(ids(sortDocuments(documents, 'field:year', false, KNOWN))).toEqual(['c', 'a', 'b']);
    expect(ids(sortDocuments(documents, 'field:elsewhere', false, KNOWN))).toEqual(['a', 'b', 'c']);
  });

  it('sort by my own progress', () => {
    expect(ids(sortDocuments(documents, 'status', true, KNOWN))[0]).toBe('b');
  });

  it('are chosen by my progress, by a code, by a value', () => {
    const chosen = (filter: Partial<DocumentFilter>) =>
      ids(filterDocuments(documents, '', { ...NO_FILTER, ...filter }, KNOWN));
    expect(chosen({ status: 'not-started' })).toEqual(['a', 'c']);
    expect(chosen({ codeId: 'report' })).toEqual(['a']);
    expect(chosen({ field: { definitionId: 'stance', words: 'STRONG' } })).toEqual(['c']);
    expect(chosen({ field: { definitionId: 'year', words: '5' } })).toEqual(['c']);
    expect(chosen({ field: { definitionId: 'stance', words: '' } })).toEqual(['a', 'c']);
  });
});

describe('a document without a title', () => {
  it('is known by its file', () => {
    expect(titleOf({ title: ' ', fileName: 'page.html' })).toBe('page.html');
    expect(titleOf({ title: '', fileName: '' })).toBe('Untitled');
  });
});
