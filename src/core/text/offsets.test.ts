import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../errors.ts';
import {
  codePointLength,
  convertSortedOffsets,
  OffsetIndex,
  type OffsetUnit,
  utf8Length,
} from './offsets.ts';

/** The slow and obvious way: every place at which a code point starts, and the end. */
function places(text: string): Record<OffsetUnit, number>[] {
  const found = [{ 'utf-16': 0, 'code-point': 0, 'utf-8': 0 }];
  let place = { 'utf-16': 0, 'code-point': 0, 'utf-8': 0 };
  for (const character of text) {
    const value = character.codePointAt(0) ?? 0;
    place = {
      'utf-16': place['utf-16'] + character.length,
      'code-point': place['code-point'] + 1,
      'utf-8': place['utf-8'] + (value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x1_0000 ? 3 : 4),
    };
    found.push(place);
  }
  return found;
}

const units: OffsetUnit[] = ['utf-16', 'code-point', 'utf-8'];
const anyUnit = fc.constantFrom(...units);
/** includes lone surrogates, which fast-check's own string units leave out */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('\ud83d', '\ude00', '😀', 'é', 'Лу', 'a', '漢\n'),
      fc.string({ unit: 'binary' }),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(''));

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return thrown.code;
    throw thrown;
  }
  return 'none';
}

describe('offset conversion', () => {
  it('counts code points and bytes', () => {
    expect(codePointLength('Лука 😀é')).toBe(7);
    expect(utf8Length('Лука 😀é')).toBe(8 + 1 + 4 + 2);
    expect(codePointLength('\ud83d')).toBe(1);
    expect(utf8Length('\ud83dx\udc4d')).toBe(7);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(codePointLength(text)).toBe(Array.from(text).length);
        const last = places(text).at(-1);
        expect(utf8Length(text)).toBe(last?.['utf-8']);
        if (text.isWellFormed()) expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });

  it('agrees with the obvious way at every place, in one pass and at random', () => {
    fc.assert(
      fc.property(anyText, anyUnit, anyUnit, (text, from, to) => {
        const all = places(text);
        const index = new OffsetIndex(text);
        const expected = all.map((place) => place[to]);
        const offsets = all.map((place) => place[from]);
        expect(convertSortedOffsets(text, offsets, from, to)).toEqual(expected);
        for (const place of all.toReversed()) expect(index.convert(place[from], from, to)).toBe(place[to]);
      }),
    );
  });

  it('finds its way in a text longer than the stride, with pairs across every stop', () => {
    for (const lead of ['', 'x', 'é']) {
      const text = `${lead}${'😀'.repeat(2_000)}Я`;
      const index = new OffsetIndex(text);
      for (const place of places(text)) {
        for (const from of units) {
          for (const to of units) expect(index.convert(place[from], from, to)).toBe(place[to]);
        }
      }
    }
  });

  it('refuses what has no counterpart', () => {
    const index = new OffsetIndex('a😀é');
    expect(codeOf(() => index.convert(2, 'utf-16', 'code-point'))).toBe('offset-inside-character');
    expect(codeOf(() => index.convert(6, 'utf-8', 'utf-16'))).toBe('offset-inside-character');
    expect(codeOf(() => index.convert(4, 'code-point', 'utf-16'))).toBe('offset-outside-text');
    expect(codeOf(() => index.convert(5, 'utf-16', 'utf-16'))).toBe('offset-outside-text');
    expect(codeOf(() => index.convert(-1, 'utf-16', 'utf-8'))).toBe('offset-outside-text');
    expect(codeOf(() => index.convert(0.5, 'utf-16', 'utf-8'))).toBe('offset-outside-text');
    expect(codeOf(() => convertSortedOffsets('a', [0, 2], 'utf-16', 'utf-8'))).toBe('offset-outside-text');
    expect(() => convertSortedOffsets('abc', [2, 1], 'utf-16', 'utf-8')).toThrow(RangeError);
  });
});
