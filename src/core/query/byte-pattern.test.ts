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
    const space = fc.constantFrom(
      ' ',
      '  ',
      '\n',
      '\t',
      '\u00a0',
      '\u0085',
      '\u1680',
      '\u2003',
      '\u2029',
      '\u205f',
      '\u3000',
    );
    fc.assert(
      fc.property(text, text, text, fc.boolean(), space, (before, query, after, caseSensitive, apart) => {
        const pattern = bytePattern(query, caseSensitive);
        const sought = (caseSensitive ? query : query.toUpperCase()).replaceAll(' ', apart);
        const passage = `${before}${sought}${after}`;
        if (!pattern || NEEDS_LENIENCE.test(passage)) return;
        const found = compileQuery(query, { caseSensitive, wholeWord: false })?.next(passage, 0);
        if (found) expect(pattern.test(latin1(passage))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('asks for words one after the other, and not only for the longest', () => {
    const pattern = bytePattern('No dam\u00a0at all', false);
    expect(pattern?.test(latin1('there is no  dam\nat\u2003ALL'))).toBe(true);
    for (const other of ['no dam', 'dam at all', 'no, dam at all', 'nodam at all']) {
      expect(pattern?.test(latin1(other))).toBe(false);
    }
  });

  it('is nothing for what has few letters of ASCII', () => {
    expect(bytePattern('мин', false)).toBeNull();
    expect(bytePattern('€ 5', false)).toBeNull();
    expect(bytePattern('ab', false)).toBeNull();
    expect(bytePattern('a bé c', false)).toBeNull();
    // The last letter bears a mark, and might be written as another.
    expect(bytePattern('abx\u0302', false)).toBeNull();
  });
});
