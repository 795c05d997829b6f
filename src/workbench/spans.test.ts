import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeSpanIn } from '../core/text/anchor.ts';
import { snapToGraphemesIn } from '../core/text/graphemes.ts';
import { spansOf } from './spans.ts';
import { openScratch } from './testing/scratch.ts';

const PARAGRAPHS = Array.from(
  { length: 90 },
  (_, i) => `${i} — naïve words, 👩‍👩‍👧 and e\u0301lan: ${'so it went on and on, '.repeat(30 + (i % 7))}end.`,
);

test('a passage is the same whichever chunks of a long text it is read from', () => {
  const scratch = openScratch();
  try {
    const { read } = scratch.store;
    const text = read.text(scratch.addDocument('Long', PARAGRAPHS).textId);
    if (!text) throw new Error('the text is not there');
    const whole = read.slice(text.id, { start: 0, end: text.length });
    const ends = read.outline(text.id).map(({ end }) => end);
    expect(ends.length).toBeGreaterThan(2);
    const place = fc.oneof(
      fc.integer({ min: 0, max: text.length - 1 }),
      // Near the end of a chunk, where context and graphemes are read from the next one.
      fc.tuple(fc.constantFrom(...ends), fc.integer({ min: -80, max: 80 })).map(([end, by]) => end + by),
    );
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 400 }), (from, length) => {
        const start = Math.max(0, Math.min(text.length - 1, from));
        const end = Math.min(text.length, start + length);
        const words = whole.slice(start, end);
        const trimmed = words.trim();
        const begins = start + words.length - words.trimStart().length;
        const meant = trimmed === '' ? { start, end } : { start: begins, end: begins + trimmed.length };
        const expected = describeSpanIn(whole, 0, snapToGraphemesIn(whole, 0, meant));
        expect(spansOf(read, text, [{ start, end }])).toEqual([expected]);
      }),
      { numRuns: 40 },
    );
  } finally {
    scratch.remove();
  }
});
