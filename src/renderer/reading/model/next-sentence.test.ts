import { expect, test } from 'vitest';
import { textOf } from '../testing/text-reader.ts';
import { sentenceFrom } from './next-sentence.ts';

const text = textOf('One came. Two went.', '', 'Three stayed.');

test('the sentence around the caret, or the first that starts at or after a place', () => {
  expect(sentenceFrom(text, 4, true)).toEqual({ start: 0, end: 9 });
  expect(sentenceFrom(text, 4, false)).toEqual({ start: 10, end: 19 });
  expect(sentenceFrom(text, 10, false)).toEqual({ start: 10, end: 19 });
});

test('the next paragraph’s, empty ones passed over; nothing after the last', () => {
  expect(sentenceFrom(text, 19, false)).toEqual({ start: 21, end: 34 });
  expect(sentenceFrom(text, 34, false)).toBeUndefined();
});

test('where the text is not at hand it says from where', () => {
  const cut = { ...text, blockAfter: () => null };
  expect(sentenceFrom(cut, 15, false)).toBe(19);
});
