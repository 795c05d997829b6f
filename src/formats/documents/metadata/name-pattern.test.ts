import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { parseNamePattern, readName } from './name-pattern.ts';

const read = (pattern: string, path: string) => readName(parseNamePattern(pattern), path);

describe('names of files read by a pattern', () => {
  it.each([
    [
      '{date}_{source}_{title}',
      '/a/2024-12-31_The Lake_Talks.txt',
      { date: '2024-12-31', source: 'The Lake', title: 'Talks' },
    ],
    // What the date is divided by divides the rest, too.
    ['{date}_{title}', '2024_12_31_The_long_title.html', { date: '2024-12-31', title: 'The long title' }],
    ['{date}-{title}', '2024-12-31-Talks.txt', { date: '2024-12-31', title: 'Talks' }],
    ['{date}-{title}', '2024-12-Talks.txt', { date: '2024-12', title: 'Talks' }],
    ['{date} {title}', '31 снежня 2024 Перамовы.docx', { date: '2024-12-31', title: 'Перамовы' }],
    ['{date}_{title}', '3_Mai_2024_Gespräche.pdf', { date: '2024-05-03', title: 'Gespräche' }],
    ['{title} ({date})', 'Talks (20241231).txt', { date: '2024-12-31', title: 'Talks' }],
    [
      '{source}/{date} {title}',
      'C:\\texts\\Lake News\\2024 Talks.txt',
      { source: 'Lake News', date: '2024', title: 'Talks' },
    ],
    ['{_}/{source}/x {*}', '/in/2024/Lake/x y.txt', { source: 'Lake' }],
    ['{Title}.final.txt', 'Talks.final.txt', { title: 'Talks' }],
    ['{title}', 'Release 3.5', { title: 'Release 3.5' }],
    ['{title}_{language}', 'Talks_de-AT.txt', { title: 'Talks', language: 'de-AT' }],
    ['{{{title}}}', '{Talks}.txt', { title: 'Talks' }],
    ['{title} é', 'Talks e\u0301.txt', { title: 'Talks' }],
  ])('%s of %s', (pattern, path, metadata) => {
    expect(read(pattern, path)).toEqual({ metadata, fields: {} });
  });

  it('gives placeholders of other names as fields', () => {
    expect(read('{region}/{Wave 2}-{title}', 'North/b-c.txt')).toEqual({
      metadata: { title: 'c' },
      fields: { region: 'North', 'Wave 2': 'b' },
    });
  });

  it.each([
    ['{date}_{title}', 'Talks.txt', 'Its name is not of this form.'],
    ['{date}_{title}', 'yesterday_Talks.txt', '‘yesterday’ is no date that can be read.'],
    ['{date}_{source}_{title}', '2024-12-31__Talks.txt', 'Its name is not of this form.'],
    ['{source}/{title}', 'Talks.txt', 'Its path has fewer folders than the pattern.'],
    ['x{source}/{title}', '/y/Talks.txt', 'Its folder ‘y’ is not of this form.'],
    [
      '{title}_{language}',
      'Talks_English language.txt',
      '‘English language’ is no language tag, such as en, ru or be.',
    ],
    [
      '{title} ({date})',
      'Talks (on the lake) (31.12.2024).txt',
      '‘on the lake) (31.12.2024’ is no date that can be read.',
    ],
    ['{source} - {title}', '  - Talks.txt', 'Nothing stands for {source}.'],
  ])('%s does not fit %s, and says why', (pattern, path, problem) => {
    expect(read(pattern, path)).toEqual({ problem });
  });

  it.each([
    ['', 'empty'],
    ['notes', 'no placeholder'],
    ['{date}{title}', 'nothing tells where one ends'],
    ['{title}_{Title}', 'twice'],
    ['{title', 'not closed'],
    ['title}', 'no opening one'],
    ['{a{b}', 'within another'],
    ['{a/b}', 'stroke between its braces'],
    ['/{title}', 'A folder has no name'],
    ['{source}//{title}', 'A folder has no name'],
    ['{!}', 'no name of a placeholder'],
    [`{title}${'x'.repeat(500)}`, 'longer than 500'],
  ])('%j is no pattern, and says why', (pattern, why) => {
    expect(() => parseNamePattern(pattern)).toThrow(
      expect.objectContaining({ code: 'name-pattern-invalid' }),
    );
    expect(() => parseNamePattern(pattern)).toThrow(why);
  });

  it('gives back what a name was made of', () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}]{1,12}$/u).map((text) => text.normalize('NFC'));
    const divider = fc.constantFrom('_', ' - ', ' ', '__', '.', ' @ ');
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(word, word, day, divider, divider, (source, title, date, one, other) => {
        const iso = date.toISOString().slice(0, 10);
        expect(
          read(
            `{source}/{date}${one}{author}${other}{title}`,
            `${source}/${iso}${one}A1b${other}${title}.txt`,
          ),
        ).toEqual({
          metadata: { source, date: iso, author: 'A1b', title },
          fields: {},
        });
      }),
      { numRuns: 40 },
    );
  });

  // Nothing of a pattern may be a regular expression, and no name may make it take long.
  it('takes any pattern and any name: an error or a reading, at once', () => {
    const sign = fc.constantFrom(
      '{',
      '}',
      '/',
      'a',
      '_',
      '{date}',
      '{b}',
      '{c}',
      '{title}',
      '(a+)+$',
      '\\',
      ' ',
    );
    const pattern = fc.array(sign, { maxLength: 20 }).map((signs) => signs.join(''));
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.nat(20_000).map((length) => 'a_'.repeat(length)),
      fc.nat(20_000).map((length) => '2024_'.repeat(length)),
    );
    fc.assert(
      fc.property(pattern, name, (source, path) => {
        try {
          const reading = readName(parseNamePattern(source), path);
          expect('problem' in reading || 'metadata' in reading).toBe(true);
        } catch (thrown) {
          if (!(thrown instanceof GlossatorError) || thrown.code !== 'name-pattern-invalid') throw thrown;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('looks at each character of a name a few times only', () => {
    const pattern = parseNamePattern('{date}_{a}_{b}_{c}_{title}!');
    const name = `${'2024_'.repeat(6_000)}`;
    // 30,000 characters: quadratic time would be 900 million steps, and minutes over a few hundred names.
    for (let i = 0; i < 300; i += 1)
      expect(readName(pattern, name)).toEqual({ problem: 'Its name is not of this form.' });
  });
});
