import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOf } from '../testing/text-reader.ts';
import { paragraphFrom, stepFrom } from './caret-motion.ts';

/** All places that steps lead through, from one end to the other. */
function walk(
  text: ReturnType<typeof textOf>,
  from: number,
  unit: 'grapheme' | 'word' | 'sentence',
  forward: boolean,
) {
  const stops = [from];
  for (;;) {
    const here = stops.at(-1) ?? from;
    const next = stepFrom(text, here, unit, forward);
    if (next === null || next === here) return stops;
    stops.push(next);
  }
}

test('a step of the arrow is a whole character, and leads from paragraph to paragraph', () => {
  const text = textOf('a👨‍👩‍👧b', 'é');
  expect(walk(text, 0, 'grapheme', true)).toEqual([0, 1, 9, 10, 11, 12]);
  expect(walk(text, 12, 'grapheme', false)).toEqual([12, 11, 10, 9, 1, 0]);
});

test('words forward stop at their ends, backward at their beginnings; punctuation at a paragraph’s end is a stop', () => {
  const text = textOf('He said: no.', 'Then left');
  expect(walk(text, 0, 'word', true)).toEqual([0, 2, 7, 11, 12, 17, 22]);
  expect(walk(text, 22, 'word', false)).toEqual([22, 18, 13, 9, 3, 0]);
});

test('sentences', () => {
  const text = textOf('One here. Two there.', 'Three.');
  expect(walk(text, 0, 'sentence', true)).toEqual([0, 9, 20, 27]);
  expect(walk(text, 27, 'sentence', false)).toEqual([27, 21, 10, 0]);
});

test('any walk ends, at the end that it goes to', () => {
  const paragraphs = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(paragraphs, fc.constantFrom('grapheme', 'word', 'sentence'), (all, unit) => {
      const clean = all.map((each) => each.replaceAll('\n', ' '));
      const text = textOf(...clean);
      const end = clean.join('\n').length;
      expect(walk(text, 0, unit, true).at(-1)).toBe(end);
      expect(walk(text, end, unit, false).at(-1)).toBe(0);
    }),
  );
});

test('a step into text that is not at hand says so', () => {
  const lonely = { ...textOf('one'), blockAfter: () => null, blockBefore: () => null };
  expect(stepFrom(lonely, 3, 'grapheme', true)).toBeNull();
  expect(stepFrom(lonely, 0, 'word', false)).toBeNull();
  expect(stepFrom({ ...lonely, blockAt: () => null }, 0, 'grapheme', true)).toBeNull();
});

test('by paragraph: back to its beginning first, then to the one before', () => {
  const text = textOf('one', 'two');
  expect([6, 4, 0].map((from) => paragraphFrom(text, from, false))).toEqual([4, 0, 0]);
  expect([0, 5].map((from) => paragraphFrom(text, from, true))).toEqual([4, 7]);
});
