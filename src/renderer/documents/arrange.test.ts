import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedDocument } from '../../core/project/records.ts';
import { DOCUMENT_SORTS } from '../layout/layout.ts';
import { filterDocuments, sortDocuments, titleOf } from './arrange.ts';

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

describe('a document without a title', () => {
  it('is known by its file', () => {
    expect(titleOf({ title: ' ', fileName: 'page.html' })).toBe('page.html');
    expect(titleOf({ title: '', fileName: '' })).toBe('Untitled');
  });
});
