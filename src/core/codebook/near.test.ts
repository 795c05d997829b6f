import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearlyEqualCodes } from './near.ts';

function reasons(name: string, ...others: readonly string[]): readonly string[] {
  const codes = others.map((other) => ({ id: other, name: other }));
  return nearlyEqualCodes(name, codes).map((near) => `${near.code.name}: ${near.reason}`);
}

describe('a code nearly like another', () => {
  it('is told with the reason', () => {
    expect(reasons('Claim', 'claim ', 'CLAIM')).toEqual(['claim : name', 'CLAIM: name']);
    expect(reasons('Resume', 'Résumé')).toEqual(['Résumé: accents']);
    expect(reasons('Foreign policy', 'ForeignPolicy', 'foreign-policy', 'foreign_policy')).toHaveLength(3);
    expect(reasons('Foreign policy', 'foreign-policy')).toEqual(['foreign-policy: spacing']);
    expect(reasons('Co-operation', 'Cooperation')).toEqual(['Cooperation: spacing']);
    expect(reasons('Policy, foreign', 'Foreign policy')).toEqual(['Foreign policy: word-order']);
    expect(reasons('Claims', 'Claim')).toEqual(['Claim: plural']);
    expect(reasons('Policies', 'Policy')).toEqual(['Policy: plural']);
    expect(reasons('Санкции', 'Санкция', 'Санкци')).toContain('Санкция: spelling');
    expect(reasons('Propaganda', 'Пропаганда')).toEqual(['Пропаганда: transliteration']);
    expect(reasons('Quotaiton', 'Quotation')).toEqual(['Quotation: spelling']);
    expect(reasons('Negotiatons', 'Negotiations')).toEqual(['Negotiations: spelling']);
    expect(reasons('Postion', 'Position')).toEqual(['Position: spelling']);
  });

  it('is not where the names say different things', () => {
    expect(reasons('Round 1', 'Round 2', 'Round 11')).toEqual([]);
    expect(reasons('legal', 'illegal', 'paralegal', 'regal')).toEqual([]);
    expect(reasons('responsible', 'irresponsible')).toEqual([]);
    expect(reasons('For', 'Far', 'Form', 'Fort')).toEqual([]);
    expect(reasons('Actor', 'Author', 'Factor', 'Act')).toEqual([]);
    expect(reasons('Class', 'Clas')).toEqual([]);
    expect(reasons('!!!', '???', '')).toEqual([]);
  });

  it('is the surest first, and never itself', () => {
    expect(reasons('claims', 'Claim', 'Claims')).toEqual(['Claims: name', 'Claim: plural']);
    expect(nearlyEqualCodes('Claim', [{ id: 'a', name: 'Claim' }], 'a')).toEqual([]);
  });

  it('is near both ways, and every name is near itself', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 14 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 's', 'A', '-', ' ', 'é', 'я', '1'), maxLength: 12 }),
    );
    fc.assert(
      fc.property(names, names, (a, b) => {
        expect(reasons(a, a)).toEqual([`${a}: name`]);
        expect(reasons(a, b).length).toBe(reasons(b, a).length);
      }),
    );
  });
});
