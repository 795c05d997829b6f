import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuery, NEEDS_LENIENCE } from '../text/find-pattern.ts';
import { bytePattern } from './byte-pattern.ts';

const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('what bytes must match', () => {
  it('takes every letter that is the same but for its case', () => {
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz0123456789');
    const others = letters.map((letter) => ({
      pattern: bytePattern(letter.repeat(3), false),
      same: new RegExp(`^${letter}$`, 'iu'),
    }));
    for (let point = 0; point <= 0xffff; point += 1) {
      const character = String.fromCodePoint(point);
      const matching = others.filter(({ same }) => same.test(character));
      for (const { pattern } of matching) expect(pattern?.test(latin1(character.repeat(3)))).toBe(true);
    }
  });

  it('is in every text in which the query is found, but for signs that are passed over', () => {
    const piece = fc.constantFrom(
      'minister',
      'MIN',
      'ster',
      'é',
      'e\u0301',
      'e\u0302',
      'ſ',
      '\u212a',
      'k',
      's',
      ' ',
      '’',
      'и',
      '漢',
      '😀',
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (before, query, after, caseSensitive) => {
        const pattern = bytePattern(query, caseSensitive);
        const passage = `${before}${caseSensitive ? query : query.toUpperCase()}${after}`;
        if (!pattern || NEEDS_LENIENCE.test(passage)) return;
        const found = compileQuery(query, { caseSensitive, wholeWord: false })?.next(passage, 0);
        if (found) expect(pattern.test(latin1(passage))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is nothing for what has few letters of ASCII', () => {
    expect(bytePattern('мин', false)).toBeNull();
    expect(bytePattern('€ 5', false)).toBeNull();
    expect(bytePattern('ab', false)).toBeNull();
    // The last letter bears a mark, and might be written as another.
    expect(bytePattern('abx\u0302', false)).toBeNull();
  });
});
