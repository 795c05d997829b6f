import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/raised.ts';
import { isGraphemeBoundary } from '../text/graphemes.ts';
import { compileTextQuery } from './compile.ts';
import { RANGES_MAX } from './matcher.ts';
import { SNIPPET_LENGTH, snippetOf } from './snippet.ts';
import type { QueryKind, TextQuery } from './text-query.ts';

const asked = (kind: QueryKind, query: string, more: Partial<TextQuery> = {}): TextQuery => ({
  kind,
  query,
  caseSensitive: false,
  wholeWord: false,
  ...more,
});

function found(query: TextQuery, passage: string): string[] {
  const ranges = compileTextQuery(query).ranges(passage);
  return ranges.flatMap((start, at) => (at % 2 === 0 ? [passage.slice(start, ranges[at + 1])] : []));
}

describe('what is found in a passage', () => {
  it.each<[string, string, string[]]>([
    ['minister', 'A Minister, ministers, MINISTER.', ['Minister', 'MINISTER']],
    ['minist*', 'A Minister, ministers.', ['Minister', 'ministers']],
    ['"the minister"', 'The minister and the  Minister; the other', ['The minister', 'the  Minister']],
    ['minister visit', 'A minister.', []],
    ['minister visit', 'A visit of a minister.', ['visit', 'minister']],
    ['minister -visit', 'A visit of a minister.', []],
    ['(minister visit) OR riga', 'The minister of Riga', ['Riga']],
    ['prime OR "prime minister"', 'The prime minister', ['prime minister']],
    ['don’t', "I don't, I DONʼT", ["don't"]],
    ['слово', 'Сло\u0301во и сло\u00adво.', ['Сло\u0301во', 'сло\u00adво']],
    ['漢字', '常用漢字表', ['漢字']],
    ['"か"', 'か\u3099か', ['か']],
    ['👩', '👩‍👩‍👧 👩', ['👩‍👩‍👧', '👩']],
  ])('words: %s', (query, passage, expected) => {
    expect(found(asked('words', query), passage)).toEqual(expected);
  });

  it('text: as it stands, within letter case and whole words as asked', () => {
    const passage = 'Mins­k: minsk,\nMinsk City';
    expect(found(asked('text', 'minsk'), passage)).toEqual(['Mins­k', 'minsk', 'Minsk']);
    expect(found(asked('text', 'minsk', { caseSensitive: true }), passage)).toEqual(['minsk']);
    expect(found(asked('text', 'minsk city'), 'Minsk\ncity')).toEqual(['Minsk\ncity']);
    expect(found(asked('text', 'min', { wholeWord: true }), 'Min minsk')).toEqual(['Min']);
    expect(errorOf(() => compileTextQuery(asked('text', ' \n')))).toMatchObject({ code: 'invalid-input' });
  });

  it('patterns: one passage from its beginning to its end, without matches of nothing', () => {
    expect(found(asked('pattern', '^\\w+|\\w+$'), 'One two, three')).toEqual(['One', 'three']);
    expect(found(asked('pattern', 'x*'), 'axxbx')).toEqual(['xx', 'x']);
    expect(found(asked('pattern', '(?:)'), '😀')).toEqual([]);
    expect(found(asked('pattern', 'e'), 'e\u0301e')).toEqual(['e\u0301', 'e']);
    expect(found(asked('pattern', 'A', { caseSensitive: true }), 'aA')).toEqual(['A']);
    expect(found(asked('pattern', '\\p{Lu}\\.', { caseSensitive: true }), 'A. b.')).toEqual(['A.']);
  });

  it.each([
    ['(', 'Unterminated group'],
    ['a**', 'Nothing to repeat'],
    ['[b-a]', 'Range out of order in character class'],
    ['\\q', 'Invalid escape'],
    ['a: (', 'Unterminated group'],
  ])('says why %s is no pattern', (query, reason) => {
    const { message } = errorOf(() => compileTextQuery(asked('pattern', query)));
    expect(message).toBe(`This is not a regular expression: ${reason}.`);
  });

  it('is told up to a limit', () => {
    const passage = 'a '.repeat(RANGES_MAX + 10);
    for (const kind of ['words', 'text', 'pattern'] as const) {
      expect(found(asked(kind, 'a'), passage)).toHaveLength(RANGES_MAX);
    }
  });

  const piece = fc.constantFrom(
    'a',
    'é',
    'e\u0301',
    '😀',
    '👩‍👩‍👧',
    '漢',
    'か\u3099',
    ' ',
    '-',
    '\u00ad',
    '\ud83d',
    'שָׁ',
  );
  const some = (maxLength: number) =>
    fc.array(piece, { minLength: 1, maxLength }).map((parts) => parts.join(''));
  it('is whole grapheme clusters in order, and is there where it is said to be', () => {
    const query = fc.oneof(
      fc.record({ kind: fc.constantFrom('words' as const, 'text' as const), query: some(3) }),
      fc.record({
        kind: fc.constant('pattern' as const),
        query: fc.constantFrom('.', '\\S+', '[^a]', '\\p{M}'),
      }),
    );
    fc.assert(
      fc.property(query, some(30), ({ kind, query: text }, passage) => {
        let matcher: ReturnType<typeof compileTextQuery>;
        try {
          matcher = compileTextQuery(asked(kind, text));
        } catch {
          return;
        }
        const ranges = matcher.ranges(passage);
        expect(matcher.isIn(passage)).toBe(ranges.length > 0);
        expect(ranges.every((offset) => isGraphemeBoundary(passage, offset))).toBe(true);
        expect([...ranges].sort((a, b) => a - b)).toEqual(ranges);
        if (ranges.length === 0) return;
        const around = `${passage}\n${passage}`;
        expect(matcher.candidate(around, 0)).toBeLessThan(passage.length);
        expect(matcher.candidate(around, passage.length + 1)).toBeGreaterThan(passage.length);
        const snippet = snippetOf(passage.repeat(20), ranges);
        expect(snippet.text.length).toBeLessThan(SNIPPET_LENGTH + 40);
        expect(passage.repeat(20).startsWith(snippet.text, snippet.start)).toBe(true);
        expect(snippet.start).toBeLessThanOrEqual(ranges[0] ?? 0);
        expect(snippet.start + snippet.text.length).toBeGreaterThan(ranges[0] ?? 0);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a snippet', () => {
  it('is a stretch of whole words around what was found', () => {
    const passage = `${'before it '.repeat(30)}HERE ${'after it '.repeat(40)}`;
    const at = passage.indexOf('HERE');
    const { start, text } = snippetOf(passage, [at, at + 4]);
    expect(text).toMatch(/^(before|it) .*HERE.* (after|it)$/);
    expect(passage.slice(start, start + text.length)).toBe(text);
    expect(text.length).toBeLessThanOrEqual(SNIPPET_LENGTH);
    expect(snippetOf('short HERE', [6, 10])).toEqual({ start: 0, text: 'short HERE' });
  });
});
