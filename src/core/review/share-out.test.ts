import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedOut } from './share-out.ts';

describe('sharing out documents', () => {
  it('gives every document to all where no number is asked', () => {
    expect(sharedOut(['d', 'e'], ['A', 'B'], null, [{ documentId: 'e', personId: 'B' }])).toEqual([
      { documentId: 'd', personId: 'A' },
      { documentId: 'd', personId: 'B' },
      { documentId: 'e', personId: 'A' },
    ]);
  });

  it('by lot puts everyone together with everyone else sooner or later', () => {
    const documentIds = Array.from({ length: 60 }, (_, n) => `d${n}`);
    const shares = sharedOut(documentIds, ['A', 'B', 'C', 'D'], 2, [], 7);
    const pairs = documentIds.map((id) =>
      shares
        .filter(({ documentId }) => documentId === id)
        .map(({ personId }) => personId)
        .sort()
        .join(),
    );
    expect(new Set(pairs).size).toBe(6);
  });

  it('gives each document to as many as asked, everyone about as many, and nothing twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.option(fc.nat(1_000)),
        (documents, people, perDocument, seed) => {
          const documentIds = Array.from({ length: documents }, (_, n) => `d${n}`);
          const personIds = Array.from({ length: people }, (_, n) => `p${n}`);
          const shares = sharedOut(documentIds, personIds, perDocument, [], seed);
          expect(sharedOut(documentIds, personIds, perDocument, [], seed)).toEqual(shares);
          const each = Math.min(people, perDocument);
          expect(shares).toHaveLength(documents * each);
          expect(new Set(shares.map(({ documentId, personId }) => documentId + personId)).size).toBe(
            shares.length,
          );
          const loads = personIds.map((id) => shares.filter(({ personId }) => personId === id).length);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
          expect(sharedOut(documentIds, personIds, perDocument, shares, seed)).toEqual([]);
        },
      ),
    );
  });
});
