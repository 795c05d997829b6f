import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTEXT_LENGTH } from '../annotation/annotation.ts';
import { describeSpan, describeSpanIn, verifySpan } from './anchor.ts';
import { isGraphemeBoundary, snapToGraphemes } from './graphemes.ts';
import { reanchor } from './reanchor.ts';

const text =
  'The council met on Monday. The mayor said: “We will not sign.” On Tuesday the mayor said: “We may sign.” ' +
  'Nobody signed anything that week, and the talks went on until the end of the month.';
const at = (quote: string, from = 0): { start: number; end: number } => {
  const start = text.indexOf(quote, from);
  return { start, end: start + quote.length };
};

describe('describing a span', () => {
  it('keeps the quotation and its context', () => {
    const range = at('not sign');
    const span = describeSpan(text, range);
    expect(span).toEqual({
      ...range,
      quote: 'not sign',
      prefix: text.slice(range.start - CONTEXT_LENGTH, range.start),
      suffix: text.slice(range.end, range.end + CONTEXT_LENGTH),
    });
    expect(verifySpan(text, span)).toBeNull();
  });

  it('cuts no surrogate pair and reads the same from a slice', () => {
    const emoji = `${'😀'.repeat(40)}x${'😀'.repeat(40)}`;
    const range = { start: 80, end: 81 };
    const span = describeSpan(emoji, range);
    expect(span.prefix).toBe('😀'.repeat(16));
    expect(describeSpan(`a${emoji}`, { start: 81, end: 82 }).prefix).toBe('😀'.repeat(16));
    const odd = describeSpan(`${'😀'.repeat(30)}ab${'😀'.repeat(30)}`, { start: 61, end: 61 });
    expect(odd.prefix).toBe(`${'😀'.repeat(15)}a`);
    expect(odd.suffix).toBe(`b${'😀'.repeat(15)}`);
    expect(describeSpanIn(emoji.slice(20, 140), 20, range)).toEqual(span);
    expect(() => describeSpanIn(emoji.slice(0, 10), 0, range)).toThrow(RangeError);
  });

  it('says what is wrong with a span that does not fit', () => {
    const span = describeSpan(text, at('not sign'));
    expect(verifySpan(text.replace('not', 'now'), span)?.code).toBe('quotation-mismatch');
    expect(verifySpan('short', span)?.code).toBe('offset-outside-text');
    expect(verifySpan(text, { ...span, end: span.start })?.code).toBe('span-empty');
    expect(verifySpan(text, { ...span, start: 0.5 })?.code).toBe('offset-outside-text');
  });
});

describe('anchoring again', () => {
  it('keeps the place where nothing around it changed', () => {
    const span = describeSpan(text, at('not sign'));
    expect(reanchor(span, text)).toEqual({ range: at('not sign'), how: 'position', confidence: 1 });
    expect(reanchor(span, `${text} More.`)?.how).toBe('position');
  });

  it('finds a quotation that occurs once, wherever it went', () => {
    const span = describeSpan(text, at('not sign'));
    const moved = `A new opening paragraph.\n\n${text}`;
    const found = reanchor(span, moved);
    expect(found?.how).toBe('quotation');
    expect(moved.slice(found?.range.start, found?.range.end)).toBe('not sign');
    expect(found?.confidence).toBe(1);
  });

  it('tells equal quotations apart by context', () => {
    const second = at('the mayor said', 50);
    const span = describeSpan(text, second);
    const moved = `The mayor said nothing; the mayor said little. ${text}`;
    const found = reanchor(span, moved);
    expect(found?.how).toBe('context');
    expect(found?.range.start).toBe(second.start + moved.length - text.length);
  });

  it('does not stay at the old place where the context says otherwise', () => {
    const before = 'red fox, blue fox, green fox';
    const span = describeSpan(before, { start: 25, end: 28 }); // the third "fox"
    const after = 'a green fox and then an: fox, red fox, blue fox, green fox';
    expect(after.slice(25, 28)).toBe('fox');
    expect(reanchor(span, after)?.range).toEqual({ start: after.length - 3, end: after.length });
  });

  it('finds a quotation that was itself corrected, and says so', () => {
    const quote = 'Nobody signed anything that week';
    const span = describeSpan(text, at(quote));
    const corrected = `Intro. ${text.replace('anything that', 'a thing this')}`;
    const found = reanchor(span, corrected);
    expect(found?.how).toBe('approximate');
    expect(corrected.slice(found?.range.start, found?.range.end)).toBe('Nobody signed a thing this week');
    expect(found?.confidence).toBeLessThan(1);
  });

  it('finds a long quotation by its beginning and end', () => {
    const long = Array.from({ length: 60 }, (_, index) => `sentence number ${index} of the passage.`).join(
      ' ',
    );
    const before = `Before. ${long} After.`;
    const span = describeSpan(before, { start: 8, end: 8 + long.length });
    const after = `Something else. ${long.replace('number 30', 'no. thirty')} After.`;
    const found = reanchor(span, after);
    expect(found?.how).toBe('approximate');
    expect(found?.range).toEqual({ start: 16, end: after.length - ' After.'.length });
  });

  it('says that a passage is lost rather than guess', () => {
    expect(reanchor(describeSpan(text, at('not sign')), 'Quite another text about gardening.')).toBeNull();
    expect(reanchor(describeSpan(text, at('Tuesday')), text.replace('Tuesday', 'Friday'))).toBeNull();
  });

  const words = fc.array(fc.constantFrom('Лука', 'said', 'the', 'кот', '😀', 'не\u0301', '.', 'signed'), {
    minLength: 1,
    maxLength: 30,
  });
  it('always stands on the quotation, or on something that it calls approximate, at grapheme boundaries', () => {
    fc.assert(
      fc.property(words, words, fc.nat(), fc.nat(), fc.nat(), fc.nat(), (ours, inserted, a, b, c, d) => {
        const before = ours.join(' ');
        const ends = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y);
        const range = snapToGraphemes(before, { start: ends[0] ?? 0, end: ends[1] ?? 0 });
        if (range.start === range.end) return;
        const span = describeSpan(before, range);
        const [from = 0, to = 0] = [c % (before.length + 1), d % (before.length + 1)].sort((x, y) => x - y);
        const cut = snapToGraphemes(before, { start: from, end: to });
        const after = `${before.slice(0, cut.start)} ${inserted.join(' ')} ${before.slice(cut.end)}`;
        const found = reanchor(span, after);
        if (!found) {
          // Nothing is lost while the quotation still stands somewhere.
          let standing = after.indexOf(span.quote);
          while (standing >= 0) {
            const end = standing + span.quote.length;
            expect(isGraphemeBoundary(after, standing) && isGraphemeBoundary(after, end)).toBe(false);
            standing = after.indexOf(span.quote, standing + 1);
          }
          return;
        }
        expect(isGraphemeBoundary(after, found.range.start)).toBe(true);
        expect(isGraphemeBoundary(after, found.range.end)).toBe(true);
        expect(found.confidence).toBeGreaterThanOrEqual(0);
        expect(found.confidence).toBeLessThanOrEqual(1);
        if (found.how !== 'approximate')
          expect(after.slice(found.range.start, found.range.end)).toBe(span.quote);
        // An edit that touches neither the span nor its context leaves no doubt.
        if (cut.start >= range.end + CONTEXT_LENGTH) {
          expect(found).toEqual({ range, how: 'position', confidence: 1 });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
