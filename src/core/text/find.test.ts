import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FindOptions, findInText } from './find.ts';
import { isGraphemeBoundary } from './graphemes.ts';

const loose: FindOptions = { caseSensitive: false, wholeWord: false };

function* cut(text: string, size: number): Generator<{ start: number; text: string }> {
  for (let start = 0; start < text.length; start += size)
    yield { start, text: text.slice(start, start + size) };
}

function found(
  text: string,
  query: string,
  options: Partial<FindOptions> = {},
  size = text.length || 1,
): string[] {
  const { ranges, total } = findInText(cut(text, size), query, { ...loose, ...options }, 1_000);
  expect(total).toBe(ranges.length / 2);
  return Array.from({ length: total }, (_, index) => text.slice(ranges[index * 2], ranges[index * 2 + 1]));
}

describe('finding in a text', () => {
  it.each<[string, string, string, Partial<FindOptions>, string[]]>([
    ['letters without regard to case', 'Лукашенко, ЛУКАШЕНКО', 'лукашенко', {}, ['Лукашенко', 'ЛУКАШЕНКО']],
    ['case where asked', 'Minsk minsk', 'minsk', { caseSensitive: true }, ['minsk']],
    ['folding of one letter to one', 'ΣΊΣΥΦΟΣ ſ', 'σ', {}, ['Σ', 'Σ', 'Σ']],
    ['characters that mean something in a pattern', 'a.b a+b (a|b) [x] \\d', 'a+b', {}, ['a+b']],
    ['a hyphen', 'well-known, wellknown', 'l-k', {}, ['l-k']],
    [
      'every sign of a keyboard',
      ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
      '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
      {},
      ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
    ],
    ['a backslash and a class', 'x\\d1 [a-z]', '\\d', {}, ['\\d']],
    [
      'a space as any white space',
      'peace\n\n  talks peace\u00a0talks peacetalks',
      'peace talks',
      {},
      ['peace\n\n  talks', 'peace\u00a0talks'],
    ],
    ['typographic and plain apostrophes', "п’ять п'ять пʼять", "п'ять", {}, ['п’ять', "п'ять", 'пʼять']],
    ['typographic and plain quotation marks', '“No” «No» "No"', '"No"', {}, ['“No”', '«No»', '"No"']],
    ['precomposed in decomposed', 'Бій Бии\u0306 Би\u0439', 'бий', {}, ['Бии\u0306', 'Би\u0439']],
    ['decomposed in precomposed', 'край кра\u0438\u0306', 'кра\u0438\u0306', {}, ['край', 'кра\u0438\u0306']],
    ['no half of a decomposed letter', 'и\u0306 и', 'и', {}, ['и']],
    ['no bare letter in an accented one, however spelt', 'e e\u0301 é', 'e', {}, ['e']],
    ['words with stress marks', 'Лукаше\u0301нко', 'лукашенко', {}, ['Лукаше\u0301нко']],
    ['a stress mark at the end', 'вода\u0301 вода', 'вода', {}, ['вода\u0301', 'вода']],
    ['words with soft hyphens', 'Bela\u00adrus', 'belarus', {}, ['Bela\u00adrus']],
    ['whole words in any script', 'мир миру перемир МИР', 'мир', { wholeWord: true }, ['мир', 'МИР']],
    [
      'whole words beside punctuation',
      '“war”, war-time, post_war',
      'war',
      { wholeWord: true },
      ['war', 'war'],
    ],
    ['whole words after a miss that overlaps', 'aa aaa a-a-a a', 'a a', { wholeWord: true }, ['a a']],
    ['whole words where a script has none', '平和条約', '和', { wholeWord: true }, ['和']],
    ['emoji whole', '👍 👍🏽', '👍', {}, ['👍', '👍🏽']],
    ['nothing for an empty query', 'abc', '', {}, []],
    ['runs for a query of white space', 'a  b\n\nc', ' ', {}, ['  ', '\n\n']],
    ['one white-space character at the ends', 'a   b', ' b', {}, [' b']],
  ])('finds %s', (_name, text, query, options, expected) => {
    expect(found(text, query, options)).toEqual(expected);
  });

  it('counts past the limit', () => {
    const { ranges, total } = findInText([{ start: 0, text: 'ab'.repeat(50) }], 'a', loose, 3);
    expect(Array.from(ranges)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(total).toBe(50);
  });

  it('gives offsets of the whole text where the first chunk does not start at 0', () => {
    expect(Array.from(findInText([{ start: 100, text: 'a b' }], 'b', loose, 3).ranges)).toEqual([102, 103]);
  });

  it('finds the same however the text is cut into chunks, and in batches beyond one', () => {
    const unit = 'Пра\u0301ва на   мір. Right to “peace”. 👩‍👩‍👧 ';
    const text = unit.repeat(60_000);
    for (const query of ['право на мир', 'права на мір', 'to "peace"', '👩‍👩‍👧 пра']) {
      const whole = findInText([{ start: 0, text }], query, loose, 1_000_000);
      const cutUp = findInText(cut(text, 16_381), query, loose, 1_000_000);
      expect(cutUp.total).toBe(whole.total);
      expect(Buffer.compare(Buffer.from(cutUp.ranges.buffer), Buffer.from(whole.ranges.buffer))).toBe(0);
    }
    expect(findInText([{ start: 0, text }], 'права на мір', loose, 1).total).toBe(60_000);
  });

  it('finds a plain word where a naive search finds it', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'A', 'и', ' ', '\n', '"', "'"), { maxLength: 40 });
    const needle = fc.array(fc.constantFrom('a', 'b', 'и'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(letters, needle, (parts, query) => {
        const text = parts.join('');
        const wanted = query.join('');
        const expected: number[] = [];
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
          expected.push(at, at + wanted.length);
        }
        const { ranges } = findInText(cut(text, 3), wanted, { caseSensitive: true, wholeWord: false }, 1_000);
        expect(Array.from(ranges)).toEqual(expected);
      }),
    );
  });

  it('takes any query over any text, in whole clusters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.boolean(),
        fc.boolean(),
        (text, query, caseSensitive, wholeWord) => {
          const haystack = `${text}${query}${text}`;
          const { ranges } = findInText(cut(haystack, 7), query, { caseSensitive, wholeWord }, 100);
          let before = 0;
          for (const offset of ranges) {
            expect(offset).toBeGreaterThanOrEqual(before);
            expect(isGraphemeBoundary(haystack, offset)).toBe(true);
            before = offset;
          }
        },
      ),
    );
  });

  it('does not blow up on hostile queries', () => {
    const spaces = `${' '.repeat(200_000)}x`;
    expect(found(spaces, ' y')).toEqual([]);
    expect(found(spaces, 'a b c d')).toEqual([]);
    expect(found(`${'a '.repeat(100_000)}b`, `${'a '.repeat(400)}c`)).toEqual([]);
    expect(found('a'.repeat(200_000), `${'a'.repeat(900)}b`)).toEqual([]);
    expect(found(`x${'\u0301'.repeat(100_000)}`, 'xy')).toEqual([]);
  });
});
