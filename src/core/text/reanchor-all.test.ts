import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../annotation/annotation.ts';
import { describeSpan, verifySpan } from './anchor.ts';
import { isGraphemeBoundary, snapToGraphemes } from './graphemes.ts';
import { Reanchorer, type Reanchoring } from './reanchor-all.ts';
import type { TextRange } from './structure.ts';

const paragraphs = [
  'The council met on Monday in the old town hall.',
  'The mayor said: “We will not sign.” Nobody believed her at first.',
  'On Tuesday the mayor said: “We may sign after all, if the price is right.”',
  'Nobody signed anything that week, and the talks went on until the end of the month.',
  'The council met on Friday in the old town hall.',
];
const older = paragraphs.join('\n');
const at = (quote: string, from = 0): TextRange => {
  const start = older.indexOf(quote, from);
  return { start, end: start + quote.length };
};
const place = (newer: string, ...ranges: readonly TextRange[]): Reanchoring =>
  new Reanchorer(older, newer).place(ranges.map((range) => describeSpan(older, range)));
const quotes = ({ spans }: Reanchoring): readonly string[] => spans.map(({ quote }) => quote);

describe('annotations of a text that changed', () => {
  it('stay where the text before them grew', () => {
    const newer = `A title\n${older}`;
    const { outcome, spans } = place(newer, at('We will not sign'));
    expect(outcome).toBe('kept');
    expect(spans).toEqual([describeSpan(newer, { start: 73, end: 89 })]);
  });

  it('go with a paragraph that was moved, each to its own of two like quotations', () => {
    const [a, b, c, d, e] = paragraphs;
    const newer = [e, c, a, b, d].join('\n');
    for (const from of [0, 200]) {
      const range = at('old town hall', from);
      const found = place(newer, range);
      const paragraph = from === 0 ? a : e;
      expect(found.spans[0]?.start).toBe(
        newer.indexOf(paragraph as string) + (paragraph as string).indexOf('old'),
      );
    }
  });

  it('are called changed where the quotation was corrected', () => {
    const newer = older.replace('anything that week', 'a thing that week');
    const found = place(newer, at('Nobody signed anything that week'));
    expect(found.outcome).toBe('changed');
    expect(quotes(found)).toEqual(['Nobody signed a thing that week']);
  });

  it('are lost with a proposal where something else stands there now, and keep what they said', () => {
    const range = at('Tuesday');
    const found = place(older.replace('Tuesday', 'Sunday'), range);
    expect(found).toMatchObject({ outcome: 'lost', spans: [describeSpan(older, range)] });
    expect(found.proposed).toEqual([{ start: range.start, end: range.start + 'Sunday'.length }]);
  });

  it('are lost where the passage is gone, however common its words are', () => {
    const newer = older.replace(`${paragraphs[4]}`, 'The end.');
    const found = place(newer, at('old town hall', 200));
    expect(found.outcome).toBe('lost');
  });

  it('keep all their fragments, or are lost as a whole with what is left proposed', () => {
    const both = [at('We will not sign'), at('talks went on')];
    const shifted = place(`Front.\n${older}`, ...both);
    expect(shifted.outcome).toBe('kept');
    expect(quotes(shifted)).toEqual(['We will not sign', 'talks went on']);
    const cut = older.replace(`${paragraphs[3]}\n`, '');
    const lost = place(cut, ...both);
    expect(lost.outcome).toBe('lost');
    expect(lost.proposed).toEqual([both[0]]);
  });

  it('stay where only lines were broken anew', () => {
    const newer = older.replaceAll('\n', ' ').replaceAll('the ', 'the\n');
    const found = place(newer, at('met on Monday in the old town hall'));
    expect(found.outcome).toBe('kept');
    expect(quotes(found)).toEqual(['met on Monday in the\nold town hall']);
  });

  it('are not sought within other words', () => {
    const newer = older.replace('Nobody signed anything that week', 'They assigned it');
    expect(place(newer, at('signed')).outcome).toBe('lost');
  });

  it('that were lost come back when their text does', () => {
    const range = at('Tuesday');
    const newer = older.replace('Tuesday', 'Sunday');
    const { spans } = place(newer, range);
    const back = new Reanchorer(newer, older).placeLost(spans);
    expect(back).toMatchObject({ outcome: 'kept', spans });
    expect(new Reanchorer(newer, newer).placeLost(spans).outcome).toBe('lost');
  });

  it('are many and the text is long, and it takes a moment', () => {
    const line = (n: number) =>
      `Line ${n} of the long report: delegate ${n % 97} spoke about item ${n % 31}.\n`;
    const before = Array.from({ length: 20_000 }, (_, n) => line(n));
    const after = before.flatMap((each, n) => {
      if (n % 100 === 7) return [];
      if (n % 100 === 50) return [each.replace('delegate', 'the envoy'), 'A line that is new.\n'];
      return [each];
    });
    const [oldText, newText] = [before.join(''), after.join('')];
    const reanchorer = new Reanchorer(oldText, newText);
    const outcomes = new Map<string, number>();
    for (let start = 0; start < oldText.length - 40; start += 30) {
      const { outcome } = reanchorer.place([describeSpan(oldText, { start, end: start + 12 })]);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const total = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
    expect(outcomes.get('kept')).toBeGreaterThan(total * 0.97);
    expect(outcomes.get('lost')).toBeLessThan(total * 0.02);
  });
});

/** Words that are told apart, so that it is known where each went. */
const named = fc
  .integer({ min: 1, max: 60 })
  .map((count) =>
    Array.from(
      { length: count },
      (_, n) => `слово${String(n).padStart(2, '0')}${n % 5 === 0 ? '😀' : ''}${n % 9 === 8 ? '.\n' : ' '}`,
    ),
  );
const common = fc.array(fc.constantFrom('the ', 'said ', 'кот ', 'не\u0301 ', '😀 ', 'No.\n', 'a a '), {
  minLength: 1,
  maxLength: 60,
});
const edit = fc.record({
  kind: fc.constantFrom('insert' as const, 'delete' as const, 'replace' as const, 'move' as const),
  at: fc.nat(60),
  count: fc.integer({ min: 1, max: 12 }),
  to: fc.nat(60),
  words: fc.array(fc.constantFrom('new ', 'нова\u0301 ', '🎉', 'the ', '\n'), { minLength: 1, maxLength: 5 }),
});

/** Items with the edits made to them: what an editor would do, so that it is known what is left of each. */
function edited<T>(
  items: readonly T[],
  edits: readonly (typeof edit extends fc.Arbitrary<infer E> ? E : never)[],
  made: (word: string) => T,
): T[] {
  const result = [...items];
  for (const { kind, at, count, to, words } of edits) {
    const from = at % (result.length + 1);
    const fresh = words.map(made);
    if (kind === 'insert') result.splice(from, 0, ...fresh);
    else if (kind === 'delete') result.splice(from, count);
    else if (kind === 'replace') result.splice(from, count, ...fresh);
    else result.splice(to % (result.length + 1), 0, ...result.splice(from, count));
  }
  return result;
}

function rangesIn(text: string, cuts: readonly number[]): readonly TextRange[] {
  const sorted = cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b);
  const ranges: TextRange[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 2) {
    const range = snapToGraphemes(text, { start: sorted[i] as number, end: sorted[i + 1] as number });
    const last = ranges.at(-1);
    if (range.end > range.start && (!last || range.start > last.end)) ranges.push(range);
  }
  return ranges;
}

describe('any edit of a text', () => {
  it('leaves every annotation on its quotation, or says that it was changed or lost', () => {
    fc.assert(
      fc.property(
        fc.oneof(named, common),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        fc.array(fc.array(fc.nat(2_000), { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        (words, edits, annotations) => {
          const before = words.join('');
          const after = edited(words, edits, (word) => word).join('');
          const reanchorer = new Reanchorer(before, after);
          for (const cuts of annotations) {
            const spans = rangesIn(before, cuts).map((range) => describeSpan(before, range));
            if (spans.length === 0) continue;
            const found = reanchorer.place(spans);
            if (found.outcome === 'lost') {
              expect(found.spans).toEqual(spans);
              continue;
            }
            let end = -1;
            for (const span of found.spans) {
              expect(verifySpan(after, span)).toBeNull();
              expect(isGraphemeBoundary(after, span.start) && isGraphemeBoundary(after, span.end)).toBe(true);
              expect(span.start).toBeGreaterThan(end);
              end = span.end;
            }
            if (found.outcome === 'changed') continue;
            const words = (all: readonly Span[]) =>
              all.map(({ quote }) => quote.replace(/\s+/g, ' ').trim()).sort();
            expect(words(found.spans)).toEqual(words(spans));
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('loses nothing that stands as it was, and follows each word to where it went', () => {
    fc.assert(
      fc.property(named, fc.array(edit, { minLength: 1, maxLength: 5 }), (words, edits) => {
        const before = words.join('');
        const items = edited(words, edits, (word) => word);
        const after = items.join('');
        const reanchorer = new Reanchorer(before, after);
        let start = 0;
        for (const word of words) {
          const name = word.trim().replace(/[.😀]/gu, '');
          const range = { start, end: start + name.length };
          start += word.length;
          const found = reanchorer.place([describeSpan(before, range)]);
          const place = items.indexOf(word);
          if (place < 0) {
            if (found.outcome === 'kept') expect(found.spans[0]?.quote).toBe(name);
            continue;
          }
          const now = items.slice(0, place).join('').length;
          const proposed = [...found.spans, ...found.proposed].map((span) => span.start);
          expect(found.outcome === 'lost' ? proposed : [found.spans[0]?.start]).toContain(now);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('and its undoing bring every lost annotation back exactly', () => {
    fc.assert(
      fc.property(
        named,
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(900), { minLength: 2, maxLength: 12 }),
        (words, edits, cuts) => {
          const before = words.join('');
          const after = edited(words, edits, (word) => word).join('');
          const there = new Reanchorer(before, after);
          const back = new Reanchorer(after, before);
          for (const range of rangesIn(before, cuts)) {
            const spans = [describeSpan(before, range)];
            const found = there.place(spans);
            if (found.outcome !== 'lost') continue;
            expect(back.placeLost(found.spans)).toMatchObject({ outcome: 'kept', spans });
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
