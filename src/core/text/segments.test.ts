import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextStart, nextStop, previousStop, segmentAt, sentencesOf, wordsOf } from './segments.ts';

const block = 'Мінск (AP) — “We won’t go,” he said. He left.  Кропка';

function cut(text: string, ranges: Iterable<{ start: number; end: number }>): string[] {
  return Array.from(ranges, ({ start, end }) => text.slice(start, end));
}

describe('words and sentences of a block', () => {
  it('are found without what stands between them', () => {
    expect(cut(block, wordsOf(block))).toEqual('Мінск AP We won’t go he said He left Кропка'.split(' '));
    expect(cut(block, sentencesOf(block))).toEqual([
      'Мінск (AP) — “We won’t go,” he said.',
      'He left.',
      'Кропка',
    ]);
  });

  it('are stepped through forwards and backwards', () => {
    expect(nextStop(block, 0, 'word')).toBe(5);
    expect(nextStop(block, 5, 'word')).toBe(9);
    expect(nextStart(block, 0, 'word')).toBe(7);
    expect(previousStop(block, 9, 'word')).toBe(7);
    expect(previousStop(block, 7, 'word')).toBe(0);
    expect(previousStop(block, 0, 'word')).toBeNull();
    expect(nextStop(block, block.length, 'word')).toBeNull();
    expect(block.slice(0, nextStop(block, 3, 'sentence') ?? 0)).toMatch(/said\.$/);
    expect(block.slice(nextStart(block, 3, 'sentence') ?? 0)).toMatch(/^He left/);
    expect(nextStart(block, block.length, 'sentence')).toBeNull();
  });

  it('are found at an offset', () => {
    expect(segmentAt(block, 2, 'word')).toEqual({ start: 0, end: 5 });
    expect(segmentAt(block, 5, 'word')).toEqual({ start: 0, end: 5 });
    expect(segmentAt(block, 11, 'word')).toBeNull();
    expect(segmentAt(block, 2, 'sentence')?.end).toBe(block.indexOf(' He left'));
  });

  it('are those of walking through the whole block', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constant(block)),
        fc.nat(60),
        fc.constantFrom('word' as const, 'sentence' as const),
        (text, at, unit) => {
          const offset = Math.min(at, text.length);
          const all = Array.from(unit === 'word' ? wordsOf(text) : sentencesOf(text));
          expect(nextStop(text, offset, unit)).toBe(all.find(({ end }) => end > offset)?.end ?? null);
          expect(nextStart(text, offset, unit)).toBe(all.find(({ start }) => start > offset)?.start ?? null);
          expect(previousStop(text, offset, unit)).toBe(
            all.findLast(({ start }) => start < offset)?.start ?? null,
          );
          const covering = all.find(({ start, end }) => start <= offset && offset < end);
          expect(segmentAt(text, offset, unit)).toEqual(
            covering ?? all.find(({ end }) => end === offset) ?? null,
          );
        },
      ),
    );
  });

  it('reach the end forwards and the start backwards in any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('grapheme' as const, 'word' as const, 'sentence' as const),
        (text, unit) => {
          let at = 0;
          for (let next = nextStop(text, at, unit); next !== null; next = nextStop(text, at, unit)) {
            expect(next).toBeGreaterThan(at);
            at = next;
          }
          expect(at).toBeLessThanOrEqual(text.length);
          for (let back = previousStop(text, at, unit); back !== null; back = previousStop(text, at, unit)) {
            expect(back).toBeLessThan(at);
            at = back;
          }
          expect(at).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
