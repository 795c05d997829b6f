import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundPassage } from '../../core/query/text-query.ts';
import { countsIn, countsOf, hasQuery, orderOf, queryFrom, soughtOf, USUAL_HABITS } from './question.ts';
import { hitsBeyond, piecesOf, rowsOf, shownFrom } from './snippet.ts';
import { passagesToTag } from './tag-found.ts';

const passage = (documentId: string, start: number): FoundPassage => ({
  documentId,
  start,
  end: start + 10,
  ranges: [start, start + 3],
  snippet: { start, text: 'the market' },
});

describe('the snippet', () => {
  it('is cut where hits begin and end, and lost nowhere, whatever lies outside of it', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40, unit: 'grapheme' }),
        fc.nat(30),
        fc.uniqueArray(fc.nat(90), { maxLength: 12 }),
        (text, start, ends) => {
          const sorted = [...ends].sort((a, b) => a - b);
          const ranges = sorted.slice(0, sorted.length - (sorted.length % 2));
          const pieces = piecesOf({ snippet: { start, text }, ranges });
          const shown = text.slice(shownFrom({ snippet: { start, text }, ranges }) - start);
          expect(pieces.map((piece) => piece.text).join('')).toBe(shown.replace(/\s/g, ' '));
          for (const piece of pieces)
            for (let at = piece.start; at < piece.start + piece.text.length; at += 1) {
              const isWithin = ranges.some(
                (from, i) => i % 2 === 0 && from <= at && at < (ranges[i + 1] ?? 0),
              );
              expect(isWithin).toBe(piece.isHit);
            }
        },
      ),
    );
  });

  it('begins at a word, not so far before the first hit that this is cut off, and far enough', () => {
    const shown = (before: string, after: string) => {
      const text = `${before}HIT${after}`;
      const start = shownFrom({
        snippet: { start: 7, text },
        ranges: [7 + before.length, 10 + before.length],
      });
      return text.slice(start - 7);
    };
    expect(shown('the river rose ', ' and fell')).toMatch(/^the river/);
    const long = 'the river rose '.repeat(12);
    expect(shown(long, ' and fell'.repeat(20)).indexOf('HIT')).toBeLessThanOrEqual(56);
    expect(shown(long, ' and fell'.repeat(20))).toMatch(/^(?:the|river|rose) /);
    expect(shown(long, '.').indexOf('HIT')).toBeGreaterThan(85);
    expect(shown('市場'.repeat(60), '').indexOf('HIT')).toBeLessThanOrEqual(55);
    expect(shown('👩‍👩‍👧'.repeat(30), '')).toMatch(/^👩‍👩‍👧/);
  });

  it('says how many hits it does not show', () => {
    expect(hitsBeyond({ snippet: { start: 5, text: 'abc' }, ranges: [5, 6, 8, 9, 20, 21] })).toBe(2);
  });
});

describe('the list', () => {
  it('has a heading for each document, and none where the best come first', () => {
    const passages = [passage('a', 0), passage('a', 20), passage('b', 0)];
    const inWords = (isByDocument: boolean) =>
      rowsOf(passages, isByDocument).map((row) => (row.kind === 'document' ? row.documentId : row.index));
    expect(inWords(true)).toEqual(['a', 0, 1, 'b', 2]);
    expect(inWords(false)).toEqual([0, 1, 2]);
    const counts = countsOf([passage('b', 0), ...passages]);
    expect(counts).toEqual({
      passages: 4,
      documents: [
        { documentId: 'b', passages: 2 },
        { documentId: 'a', passages: 2 },
      ],
    });
    expect(countsIn(counts, ['a', 'c']).passages).toBe(2);
  });
});

describe('the question', () => {
  it('tells only what its kind knows', () => {
    const asked = { ...USUAL_HABITS, query: 'a', documentIds: null, caseSensitive: true, wholeWord: true };
    expect(soughtOf({ ...asked, kind: 'words' })).toMatchObject({ caseSensitive: false, wholeWord: false });
    expect(soughtOf({ ...asked, kind: 'text' })).toMatchObject({ caseSensitive: true, wholeWord: true });
    expect(soughtOf({ ...asked, kind: 'pattern' })).toMatchObject({ caseSensitive: true, wholeWord: false });
    expect(orderOf({ kind: 'text', order: 'relevance' })).toBe('text');
    expect(hasQuery({ kind: 'words', query: ' ' })).toBe(false);
    expect(hasQuery({ kind: 'text', query: ' ' })).toBe(true);
  });

  it('is made of selected text, so that this very text is found', () => {
    expect(queryFrom(' Лукашенка ', 'words')).toBe('Лукашенка');
    expect(queryFrom('said the market', 'words')).toBe('"said the market"');
    expect(queryFrom('a “big” deal', 'words')).toBe('"a  big  deal"');
    expect(queryFrom('OR', 'words')).toBe('"OR"');
    expect(queryFrom('e-mail', 'words')).toBe('"e-mail"');
    expect(queryFrom('one\ntwo', 'text')).toBeNull();
    expect(queryFrom('x'.repeat(201), 'text')).toBeNull();
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 50, unit: 'grapheme' }), (text) => {
        const pattern = queryFrom(text, 'pattern');
        if (pattern !== null) expect(new RegExp(`^${pattern}$`, 'u').test(text.trim())).toBe(true);
      }),
    );
  });
});

it('each hit is tagged by itself, or the passage as a whole', () => {
  const found = [{ ...passage('a', 0), ranges: [0, 3, 5, 7] }, passage('b', 20)];
  expect(passagesToTag(found, 'hits')).toEqual([
    { documentId: 'a', ranges: [{ start: 0, end: 3 }] },
    { documentId: 'a', ranges: [{ start: 5, end: 7 }] },
    { documentId: 'b', ranges: [{ start: 20, end: 23 }] },
  ]);
  expect(passagesToTag(found, 'passages')).toEqual([
    { documentId: 'a', ranges: [{ start: 0, end: 10 }] },
    { documentId: 'b', ranges: [{ start: 20, end: 30 }] },
  ]);
});
