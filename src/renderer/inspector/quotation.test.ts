import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortened, wholeQuote } from './quotation.ts';

describe('a quotation on one line', () => {
  it('joins its spans and its lines', () => {
    expect(wholeQuote([{ quote: 'He said\n\nthat' }, { quote: ' it rained ' }])).toBe(
      'He said that … it rained',
    );
  });

  it('keeps both ends of what is long, and no half of a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const short = shortened(text, 40);
        expect(short.length).toBeLessThanOrEqual(Math.max(40, Math.min(text.length, 40)));
        expect(short.isWellFormed()).toBe(true);
      }),
    );
    expect(shortened('abcdefghij', 9)).toBe('abc … hij');
  });
});
