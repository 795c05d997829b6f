import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeDocument } from './decode.ts';

/** Line ends of all systems, mixed in one text. */
const newline = fc.constantFrom('\n', '\r\n', '\r');
const withNewlines = (word: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(word, newline), { minLength: 1, maxLength: 12 })
    .map((lines) => lines.map(([line, end]) => line + end).join(''));
const unified = (text: string): string => text.replace(/\r\n?/g, '\n');

it('says of bytes whether they are the text in UTF-8', () => {
  const written = withNewlines(fc.string({ unit: 'binary', maxLength: 12 }));
  const bytes = fc.oneof(
    fc
      .tuple(written, fc.constantFrom('', '\ufeff', '\ufffd'))
      .map(([text, mark]) => Buffer.from(mark + text)),
    fc
      .array(fc.constantFrom('a', 'é', '漢', '\n'), { maxLength: 20 })
      .map((some) => Buffer.from(some.join(''))),
    written.map((text) => Buffer.from(text, 'utf16le')),
    fc.uint8Array({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(bytes, fc.constantFrom(undefined, 'utf-8', 'windows-1252'), (some, chosen) => {
      const { text, encoding, verbatim } = decodeDocument(some, { chosen });
      const same = encoding.encoding === 'utf-8' && Buffer.compare(Buffer.from(text), some) === 0;
      expect(verbatim).toBe(same);
    }),
    { numRuns: 500 },
  );
});

describe('a text in any encoding', () => {
  it.each([
    ['utf-8', 'utf8'],
    ['utf-16le', 'utf16le'],
    ['utf-16be', 'utf16be'],
    ['utf-32le', 'utf32le'],
    ['utf-32be', 'utf32be'],
  ])('with the byte order mark of %s is read as it was written, line ends unified', (encoding, codec) => {
    const text = withNewlines(
      fc.string({ unit: 'grapheme', maxLength: 12 }).filter((word) => !/[\r\n\ufeff]/.test(word)),
    );
    fc.assert(
      fc.property(text, (written) => {
        const decoded = decodeDocument(iconv.encode(written, codec, { addBOM: true }));
        expect(decoded.text).toBe(unified(written));
        expect(decoded.encoding).toMatchObject({ encoding, evidence: 'bom' });
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['windows-1251', 'абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюя«»—№ abc'],
    ['koi8-u', 'абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя abc'],
    ['koi8-r', 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя abc'],
    ['ibm866', 'абвгдеёжзийклмнопрстуўфхцчшщъыьэюя abc'],
    ['windows-1252', 'äöüßéèêàçñ„“”–— abc'],
  ])('is read in %s where that was chosen, whatever it looks like', (encoding, letters) => {
    const word = fc.array(fc.constantFrom(...letters), { maxLength: 20 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(withNewlines(word), (written) => {
        const bytes = iconv.encode(written, encoding === 'ibm866' ? 'cp866' : encoding);
        const decoded = decodeDocument(bytes, { chosen: encoding });
        expect(decoded.text).toBe(unified(written));
        expect(decoded.encoding).toMatchObject({ encoding, evidence: 'chosen', confidence: 1 });
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['windows-1251', 'koi8-u'],
    ['koi8-u', 'windows-1251'],
    ['utf-8', 'windows-1251'],
  ])('that declares %s but is %s is read as what it is, and says so', (declared, real) => {
    const words =
      'Сторони зустрілися в середу і ні про що не домовилися. Зустріч їхніх міністрів продовжать навесні.';
    const page = `<html><head><meta charset="${declared}"></head><body><p>${words.repeat(3)}</p></body></html>`;
    const { text, encoding, warnings } = decodeDocument(iconv.encode(page, real), { declares: 'markup' });
    expect(text).toContain(words);
    expect(encoding.encoding).toBe(real);
    expect(warnings).toMatchObject([{ code: 'encoding-mismatch' }]);
  });

  it('never holds half of a character: lone surrogates become a sign that one can see', () => {
    const unit = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), fc.boolean(), (units, big) => {
        const bytes = Buffer.alloc(units.length * 2 + 2);
        for (const [at, value] of [0xfeff, ...units].entries()) {
          if (big) bytes.writeUInt16BE(value, at * 2);
          else bytes.writeUInt16LE(value, at * 2);
        }
        const { text } = decodeDocument(bytes);
        expect(text.isWellFormed()).toBe(true);
        expect(text).toBe(unified(String.fromCharCode(...units).toWellFormed()));
      }),
      { numRuns: 30 },
    );
  });
});
