import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateIn, dateOfFileName, dateOfStamp, datesIn } from './dates.ts';

describe('dates in a text', () => {
  it.each([
    ['2024-12-31', '2024-12-31'],
    ['31.12.2024', '2024-12-31'],
    ['1.2.2024', '2024-02-01'],
    ['31/12/2024', '2024-12-31'],
    ['12/31/2024', '2024-12-31'],
    ['03/04/2024', ''],
    ['December 31, 2024', '2024-12-31'],
    ['Dec. 31, 2024, 18:30', '2024-12-31'],
    ['Tuesday 31st of December 2024', '2024-12-31'],
    ['31 декабря 2024 г.', '2024-12-31'],
    ['1 мая 2023, 10:00', '2023-05-01'],
    ['31 снежня 2024', '2024-12-31'],
    ['5 траўня 2023', '2023-05-05'],
    ['31 грудня 2024 року', '2024-12-31'],
    ['2 листопада 2024', '2024-11-02'],
    ['3. März 2024', '2024-03-03'],
    ['24. Dezember 2024', '2024-12-24'],
    ['1er mars 2024', '2024-03-01'],
    ['le 14 juillet 2024', '2024-07-14'],
    ['3 maja 2024', '2024-05-03'],
    ['December 2024', '2024-12'],
    ['декабрь 2024', '2024-12'],
    ['31 February 2024', ''],
    ['30.02.2024', ''],
    ['Version 1.2.2024.3', ''],
    ['In 2024 there were 12', ''],
    ['Martha 5, 2024', ''],
    ['10:30', ''],
  ])('%s is %j', (text, date) => {
    expect(dateIn(text)).toBe(date);
  });

  it('are several or none', () => {
    expect(datesIn('from 1 May 2023 to 3 June 2024')).toEqual(['2023-05-01', '2024-06-03']);
    expect(dateIn('from 1 May 2023 to 3 June 2024')).toBe('');
    expect(datesIn('nothing')).toEqual([]);
  });

  it('are real days, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.nat(2_300),
        fc.nat(14),
        fc.nat(34),
        (noise, year, month, day) => {
          for (const date of datesIn(`${noise} ${day}.${month}.${year} ${year}-${month}-${day} ${noise}`)) {
            expect(date).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
            const full = date.padEnd(10, '-01').slice(0, 10);
            expect(new Date(`${full}T00:00:00Z`).toISOString().slice(0, 10)).toBe(full);
          }
        },
      ),
    );
  });
});

describe('dates of stamps and file names', () => {
  it.each([
    ['2024-12-31T23:30:00+03:00', '2024-12-31'],
    ['2024-12-31 23:30', '2024-12-31'],
    ['2024-12', '2024-12'],
    ['2024', '2024'],
    ['20241231', '2024-12-31'],
    ['20241231T101500Z', '2024-12-31'],
    ['Tue, 31 Dec 2024 10:00:00 GMT', '2024-12-31'],
    ['yesterday', ''],
    ['', ''],
  ])('stamp %j is %j', (stamp, date) => {
    expect(dateOfStamp(stamp)).toBe(date);
  });

  it.each([
    ['2024-12-31 Talks.txt', '2024-12-31'],
    ['talks_2024_12_31.html', '2024-12-31'],
    ['talks_20241231.html', '2024-12-31'],
    ['31.12.2024.txt', '2024-12-31'],
    ['report 2024.txt', ''],
    ['2024-12-31_2025-01-01.txt', ''],
    ['1234567890.txt', ''],
  ])('file name %j is %j', (name, date) => {
    expect(dateOfFileName(name)).toBe(date);
  });
});

/** How dates are written in six languages: what the standard library writes, by language and style. */
describe('dates as each language writes them', () => {
  const LANGUAGES = ['en-US', 'en-GB', 'ru', 'be', 'uk', 'de', 'fr'] as const;
  const STYLES: readonly Intl.DateTimeFormatOptions[] = [
    { dateStyle: 'full' },
    { dateStyle: 'long' },
    { day: 'numeric', month: 'short', year: 'numeric' },
    { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    { dateStyle: 'long', timeStyle: 'short' },
    { day: '2-digit', month: '2-digit', year: 'numeric' },
  ];
  const days = fc
    .date({ min: new Date('1850-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const written = (day: string, language: string, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

  it.each(LANGUAGES)('are read back from what is written in %s', (language) => {
    fc.assert(
      fc.property(days, fc.constantFrom(...STYLES), (day, style) => {
        const text = written(day, language, style);
        // 03/04/2024 may be March or April: it is no date here, and never the wrong one.
        const isAmbiguous =
          /^\d{2}\/\d{2}\/\d{4}$/.test(text) &&
          Number(day.slice(8)) <= 12 &&
          day.slice(5, 7) !== day.slice(8);
        expect([text, dateIn(text)]).toEqual([text, isAmbiguous ? '' : day]);
      }),
      { numRuns: 40 },
    );
  });

  it.each(LANGUAGES)('a month and its year are read back from what is written in %s', (language) => {
    fc.assert(
      fc.property(days, fc.constantFrom('long' as const, 'short' as const), (day, month) => {
        const text = written(day, language, { month, year: 'numeric' });
        expect([text, dateIn(text)]).toEqual([text, day.slice(0, 7)]);
      }),
      { numRuns: 24 },
    );
  });
});
