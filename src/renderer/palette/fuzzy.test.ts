import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from './fuzzy.ts';

function best(query: string, names: readonly string[]): string | undefined {
  return names
    .map((name) => ({ name, match: fuzzyMatch(query, name) }))
    .filter(({ match }) => match !== null)
    .sort((a, b) => (b.match?.score ?? 0) - (a.match?.score ?? 0))[0]?.name;
}

describe('fuzzy matching', () => {
  it('finds any name by any of its letters in order, and marks what it found', () => {
    const name = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
    fc.assert(
      fc.property(name, (given) => {
        const match = fuzzyMatch(given, given);
        expect(match).not.toBeNull();
        for (const [start, end] of match?.matched ?? []) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(given.length);
        }
      }),
    );
  });

  it('prefers the exact name, then starts of words, then runs', () => {
    expect(best('claim', ['Disclaimer', 'Claim of fact', 'Claim'])).toBe('Claim');
    expect(best('cf', ['Scuff', 'Claim of fact'])).toBe('Claim of fact');
    expect(best('osi', ['ousting', 'Position'])).toBe('Position');
  });

  it('disregards case and accents, in any script', () => {
    expect(fuzzyMatch('lukasenka', 'Lukašenka')).not.toBeNull();
    expect(fuzzyMatch('ПОЗ', 'позиция')?.matched).toEqual([[0, 3]]);
    expect(fuzzyMatch('ё', 'Елка')).not.toBeNull();
  });

  it('takes words in any order and refuses what is not there', () => {
    expect(fuzzyMatch('fact claim', 'Claim of fact')).not.toBeNull();
    expect(fuzzyMatch('claims', 'Claim')).toBeNull();
    expect(fuzzyMatch('', 'Claim')).toEqual({ score: 0, matched: [] });
  });
});
