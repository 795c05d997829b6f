import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../errors.ts';
import { errorOf } from '../testing/raised.ts';
import { parseWords, type WordQuery } from './word-query.ts';

/** As s-expressions: words in capitals, as they are folded. */
function told(query: WordQuery): string {
  switch (query.kind) {
    case 'phrase':
      return query.words.join('_') + (query.prefix ? '*' : '');
    case 'signs':
      return `'${query.signs}'`;
    case 'any':
      return `(or ${query.parts.map(told).join(' ')})`;
    case 'all':
      return `(and ${[...query.parts.map(told), ...query.without.map((part) => `-${told(part)}`)].join(' ')})`;
  }
}

const parsed = (query: string) => told(parseWords(query));

describe('the language of words', () => {
  it.each([
    ['minister', 'MINISTER'],
    ['minister visit', '(and MINISTER VISIT)'],
    ['minister AND visit', '(and MINISTER VISIT)'],
    ['"prime minister"', 'PRIME_MINISTER'],
    ['„prime minister“ «the visit»', '(and PRIME_MINISTER THE_VISIT)'],
    ['sanction*', 'SANCTION*'],
    ['"prime min*"', 'PRIME_MIN*'],
    ['"prime min"*', 'PRIME_MIN*'],
    ['Minsk OR Riga', '(or MINSK RIGA)'],
    ['Minsk|Riga | Vilnius', '(or MINSK RIGA VILNIUS)'],
    ['visit Minsk OR Riga', '(or (and VISIT MINSK) RIGA)'],
    ['visit (Minsk OR Riga)', '(and VISIT (or MINSK RIGA))'],
    ['visit -sport', '(and VISIT -SPORT)'],
    ['visit NOT "football match"', '(and VISIT -FOOTBALL_MATCH)'],
    ['visit -(sport OR culture)', '(and VISIT -(or SPORT CULTURE))'],
    ['visit (-sport)', '(and VISIT -SPORT)'],
    ['a (b (c))', '(and A B C)'],
    ['or and not', '(and OR AND NOT)'],
    ['don’t', 'DON_T'],
    ['well-known', 'WELL_KNOWN'],
    ['Лукашенка OR Лукашенко', '(or ЛУКАШЕНКА ЛУКАШЕНКО)'],
    ['漢字', '漢_字'],
    ['😀', "'😀'"],
    ['price €', "(and PRICE '€')"],
    ['"—"', "'—'"],
  ])('reads %s', (query, tree) => {
    expect(parsed(query)).toBe(tree);
  });

  it.each([
    ['"prime minister', 'PRIME_MINISTER'],
    ['(Minsk OR Riga', '(or MINSK RIGA)'],
    ['Minsk) Riga', '(and MINSK RIGA)'],
    ['Minsk OR', 'MINSK'],
    ['OR Minsk', 'MINSK'],
    ['Minsk OR OR Riga', '(or MINSK RIGA)'],
    ['Minsk -', 'MINSK'],
    ['Minsk NOT', 'MINSK'],
    ['Minsk () Riga', '(and MINSK RIGA)'],
    ['Minsk, Riga — Vilnius', '(and MINSK RIGA VILNIUS)'],
    ['"" Minsk', 'MINSK'],
    ['Minsk *', 'MINSK'],
  ])('is lenient with %s', (query, tree) => {
    expect(parsed(query)).toBe(tree);
  });

  it.each([
    ['', 0],
    ['  ', 0],
    ['()', 0],
    ['*', 0],
    ['—', 0],
    ['-sport', 0],
    ['  NOT sport', 2],
    ['Minsk OR -sport', 9],
    ['Minsk -(-sport)', 7],
    ['min*ter', 3],
    ['Riga *ster', 5],
    [`${'('.repeat(40)}a`, 30],
    ['a '.repeat(101), 200],
  ])('refuses %j and says where', (query, offset) => {
    const raised = errorOf(() => parseWords(query));
    expect(raised).toMatchObject({ code: 'invalid-input', place: { field: 'query', offset } });
    expect(raised.remedy).toMatch(/\.$/);
  });

  it('reads or refuses whatever is typed', () => {
    const typed = fc.array(
      fc.constantFrom(
        'a',
        'б*',
        '漢',
        '"',
        '(',
        ')',
        '|',
        '-',
        ' ',
        'OR',
        ' NOT ',
        '*',
        '😀',
        '\ud800',
        '“',
        '”',
        '\n',
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(typed, (parts) => {
        const query = parts.join('');
        try {
          const tree = parseWords(query);
          expect(tree.kind === 'all' && tree.parts.length === 0).toBe(false);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(GlossatorError);
          const { offset = -1 } = (thrown as GlossatorError).place ?? {};
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(query.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
