import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { checkStructure } from '../../../core/text/check.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { BLOCK_MAX_LENGTH } from '../../../core/text/structure.ts';
import { outlineOf } from '../testing/outline.ts';
import { headingOf } from './heading.ts';
import { readText } from './reader.ts';

function read(text: string, fileName = 'note.txt'): ParsedDocument {
  const document = readText({ bytes: Buffer.from(text), fileName });
  expect(checkStructure(document)).toEqual([]);
  return document;
}

describe('plain text', () => {
  it('is the text as it stands, each line that is not blank a block', () => {
    const text = '\n  First line\nsecond, hard-wrapped\n\n \t\n\tThird\u00a0line 😀\n';
    const document = read(text);
    expect(document.text).toBe(text);
    expect(document.blocks.map(({ start, end }) => text.slice(start, end))).toEqual([
      '  First line',
      'second, hard-wrapped',
      '\tThird\u00a0line 😀',
    ]);
  });

  it.each<[string, string, string, string[]]>([
    ['CRLF', 'a\r\n\r\nb\r\n', 'a\n\nb\n', ['p a', 'p b']],
    ['CR', 'a\rb', 'a\nb', ['p a', 'p b']],
    ['mixed newlines', 'a\r\nb\nc\rd', 'a\nb\nc\nd', ['p a', 'p b', 'p c', 'p d']],
    [
      'Unicode line ends, which stay',
      'a\u2028b\u2029c\u0085d\fe\vf',
      'a\u2028b\u2029c\u0085d\fe\vf',
      ['p a', 'p b', 'p c', 'p d', 'p e', 'p f'],
    ],
    ['a byte order mark, which goes', '\ufeffa', 'a', ['p a']],
    ['markup, which is text', '<b>a</b> **b**', '<b>a</b> **b**', ['p <b>a</b> **b**']],
    ['right-to-left text', 'שלום\nعليكم', 'שלום\nعليكم', ['p שלום', 'p عليكم']],
    ['decomposed letters, which stay so', 'и\u0306', 'и\u0306', ['p и\u0306']],
    ['a stray NUL', 'a\0b', 'a\0b', ['p a\0b']],
  ])('with %s', (_name, source, text, outline) => {
    const document = read(source);
    expect(document.text).toBe(text);
    expect(outlineOf(document)).toEqual(outline);
  });

  it('divides a line that is too long without changing it', () => {
    const line = 'Ён сказаў, што гатовы. '.repeat(1_000).trimEnd();
    const document = read(`Title\n${line}\nEnd`);
    expect(document.text).toBe(`Title\n${line}\nEnd`);
    expect(document.blocks.length).toBeGreaterThan(6);
    expect(document.blocks.slice(2, -1).every(({ continues }) => continues)).toBe(true);
    expect(Math.max(...document.blocks.map(({ start, end }) => end - start))).toBeLessThanOrEqual(
      BLOCK_MAX_LENGTH,
    );
  });

  it('is refused where it is blank', () => {
    for (const text of ['', ' \n\t\r\n', '\ufeff', '\u2028\u00a0']) {
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'file-empty' }));
    }
  });

  it('keeps every byte of any valid UTF-8 but for newlines and the mark, soundly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        try {
          const document = readText({ bytes: Buffer.from(text), fileName: 'x.txt', encoding: 'utf-8' });
          expect(checkStructure(document)).toEqual([]);
          expect(document.text).toBe(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
        } catch (thrown) {
          if (!(thrown instanceof GlossatorError)) throw thrown;
          expect(thrown.code).toBe('file-empty');
          expect(text.replace(/^\ufeff/, '')).toMatch(/^[\s\u0085]*$/);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what a plain text says of itself', () => {
  it.each<[string, string[], string, string, string]>([
    [
      'a title and a dateline',
      ['Talks resume', '20 December 2024', 'The sides met.'],
      'a.txt',
      'Talks resume',
      '2024-12-20',
    ],
    [
      'a date above the title',
      ['20 снежня 2024', 'Перамовы аднавіліся', 'Тэкст.'],
      'a.txt',
      'Перамовы аднавіліся',
      '2024-12-20',
    ],
    [
      'a lone “by” above a period and the title',
      ['by', 'December 16 – December 22, 2024', 'Western relations'],
      'a.txt',
      'Western relations',
      '2024-12-22',
    ],
    [
      'nothing but prose',
      [`The sides met${' and met'.repeat(30)}.`],
      '2024-12-20_the talks.txt',
      '2024-12-20 the talks',
      '2024-12-20',
    ],
    ['two dates', ['Talks', '1 May 2024', '2 June 2024'], 'a.txt', 'Talks', ''],
    ['figures only', ['12', '34'], 'figures.txt', 'figures', ''],
  ])('%s', (_name, lines, fileName, title, date) => {
    expect(headingOf(lines, fileName)).toEqual({ title, date });
  });
});
