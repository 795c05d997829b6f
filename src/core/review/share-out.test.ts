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

  it('gives each document to as many as asked, everyone about as many, and nothing twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (documents, people, perDocument) => {
          const documentIds = Array.from({ length: documents }, (_, n) => `d${n}`);
          const personIds = Array.from({ length: people }, (_, n) => `p${n}`);
          const shares = sharedOut(documentIds, personIds, perDocument, []);
          const each = Math.min(people, perDocument);
          expect(shares).toHaveLength(documents * each);
          expect(new Set(shares.map(({ documentId, personId }) => documentId + personId)).size).toBe(
            shares.length,
          );
          const loads = personIds.map((id) => shares.filter(({ personId }) => personId === id).length);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
          expect(sharedOut(documentIds, personIds, perDocument, shares)).toEqual([]);
        },
      ),
    );
  });
});
