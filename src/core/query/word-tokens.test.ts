import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, wordTokens } from './word-tokens.ts';

const words = (text: string) => wordTokens(text).words;

describe('words', () => {
  it.each([
    ['Straße', 'STRASSE'],
    ['ὁδός', 'ΟΔΟΣ'],
    ['ΟΔΟΣ', 'οδος'],
    ['İstanbul', 'istanbul'],
    ['ﬁnance', 'Finance'],
    ['étude', 'e\u0301tude'],
    ['co\u00adoperate', 'cooperate'],
    ['слово', 'сло\u0301во'],
    ['Ёлка', 'елка'],
    ['й', 'и\u0306'],
    ['が', 'か\u3099'],
    ['שָׁלוֹם', 'שלום'],
    ['سلـــام', 'سلام'],
    ['می‌خواهم', 'میخواهم'],
  ])('%s and %s are one', (one, other) => {
    expect(words(one)).toEqual(words(other));
    expect(words(one)).toHaveLength(1);
  });

  it.each([
    ['мой', 'мои'],
    ['は', 'ば'],
    ['हिन्दी', 'हन्द'],
    ['don', 'don’t'],
  ])('%s and %s are not', (one, other) => {
    expect(words(one)).not.toEqual(words(other));
  });

  it('are single letters where a script writes without spaces', () => {
    expect(words('漢字 kanji ภาษา')).toEqual(['漢', '字', 'KANJI', 'ภ', 'า', 'ษ', 'า']);
  });

  it('stand where the text has them', () => {
    const { starts, ends } = wordTokens('a — “e\u0301t”, 漢字');
    expect([starts, ends]).toEqual([
      [0, 5, 11, 12],
      [1, 8, 12, 13],
    ]);
  });

  it('are the same in a folded text, for which only letters and digits of ASCII count', () => {
    const letter = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(...'aZ5 -éйЁßςİ漢がภ\u0301\u0306\u3099\u00ad\u200d\ud800\u0345\u093f'),
      fc.constantFrom(
        'и\u0301\u0306',
        'か\u200d\u3099',
        '\u1100\u1161',
        '한',
        '😀',
        '\u0130',
        '\u1e9e',
        '\u02bcn',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 12 }).map((letters) => letters.join('')),
        (text) => {
          const folded = foldText(text)
            .toUpperCase()
            .split(/[^A-Z0-9\u0080-\u{10ffff}]+/u)
            .filter((word) => word !== '');
          expect(folded).toEqual(words(text));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
