import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  graphemeEnd,
  graphemeStart,
  isGraphemeBoundary,
  nextGrapheme,
  previousGrapheme,
  snapToGraphemes,
  snapToGraphemesIn,
} from './graphemes.ts';

const whole = new Intl.Segmenter('und', { granularity: 'grapheme' });

function boundariesOf(text: string): number[] {
  return [...Array.from(whole.segment(text), (segment) => segment.index), text.length];
}

/** Pieces whose joining the rules of UAX 29 turn on. */
const pieces = [
  ...'a b\n.1#*©é\t\r',
  '\r\n',
  '\u0301',
  '\u0306',
  '\u200d',
  '\u200c',
  '\ufe0f',
  '\u20e3',
  '👍',
  '🏽',
  '👩‍👩‍👧',
  '❤',
  '🇧',
  '🇾',
  '🇧🇾',
  'ᄀ',
  'ᅡ',
  'ᆨ',
  '가',
  '각',
  'क',
  '्',
  'ष',
  'ि',
  'ക',
  '്',
  'ൎ',
  'ำ',
  'ก',
  '؀',
  'ب',
  'ّ',
  'ﾞ',
  'カ',
  '漢',
  'Л',
  'й',
  '\u{e0067}',
  '🏴',
  '\ud83d',
  '\udc4d',
  '\u2028',
  '\u00ad',
  '\u200b',
  '\u{110bd}',
  '𑄇',
  '\u{1b000}',
];
const hardText = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join(''));
const anyText = fc.oneof(
  hardText,
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.string({ maxLength: 24 }),
);

describe('grapheme boundaries from a window', () => {
  it('are those of segmenting the whole text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const boundaries = boundariesOf(text);
        for (let offset = 0; offset <= text.length; offset += 1) {
          const before = boundaries.findLast((boundary) => boundary <= offset);
          const after = boundaries.find((boundary) => boundary >= offset);
          expect(graphemeStart(text, offset)).toBe(before);
          expect(graphemeEnd(text, offset)).toBe(after);
          expect(isGraphemeBoundary(text, offset)).toBe(before === offset);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['a base with 3,000 combining marks', `x${'a'}${'\u0301'.repeat(3_000)}y`],
    ['an odd run of flags', '🇧🇾'.repeat(301)],
    ['a run of regional indicators without partner', `a${'🇧'.repeat(301)}b`],
    ['a family emoji in a run of emoji', '👩‍👩‍👧'.repeat(200)],
    ['Hangul jamo', '각'.repeat(300)],
    ['Devanagari conjuncts', 'क्षि'.repeat(200)],
  ])('hold in %s', (_name, text) => {
    const boundaries = boundariesOf(text);
    for (let offset = 0; offset <= text.length; offset += 37) {
      expect(graphemeStart(text, offset)).toBe(boundaries.findLast((boundary) => boundary <= offset));
      expect(graphemeEnd(text, offset)).toBe(boundaries.find((boundary) => boundary >= offset));
    }
  });
});

describe('snapping a range', () => {
  it('takes whole clusters at both ends', () => {
    const text = 'а👩‍👩‍👧б';
    expect(snapToGraphemes(text, { start: 2, end: 4 })).toEqual({ start: 1, end: 9 });
    expect(snapToGraphemes(text, { start: 1, end: 9 })).toEqual({ start: 1, end: 9 });
    expect(snapToGraphemes(text, { start: 3, end: 3 })).toEqual({ start: 1, end: 1 });
    expect(snapToGraphemes(text, { start: -5, end: 99 })).toEqual({ start: 0, end: 10 });
  });

  it('gives offsets of the whole text from a slice of whole blocks', () => {
    const text = 'first\n\nсло\u0301во\n\nlast';
    const slice = text.slice(7, 13);
    expect(snapToGraphemesIn(slice, 7, { start: 10, end: 12 })).toEqual({ start: 9, end: 12 });
  });

  it('steps over clusters by arrow', () => {
    const text = 'а👩‍👩‍👧б';
    expect(nextGrapheme(text, 1)).toBe(9);
    expect(previousGrapheme(text, 9)).toBe(1);
    expect(nextGrapheme(text, 10)).toBe(10);
    expect(previousGrapheme(text, 0)).toBe(0);
  });
});
