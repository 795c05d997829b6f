import { expect, test } from 'vitest';
import { textOf } from '../testing/text-reader.ts';
import type { AdjustStep } from '../types.ts';
import { adjustedRange } from './adjust-ends.ts';

const text = textOf('the river rose, they said', 'in May');

function adjusted(
  spans: readonly (readonly [number, number])[],
  index: number,
  step: AdjustStep,
): readonly number[] | null {
  const range = adjustedRange(
    text,
    spans.map(([start, end]) => ({ start, end })),
    index,
    step,
  );
  return range && [range.start, range.end];
}

test('the start goes from beginning to beginning of words, the end from end to end', () => {
  expect(adjusted([[4, 9]], 0, { end: 'start', by: 'word', direction: 'backward' })).toEqual([0, 9]);
  expect(adjusted([[0, 14]], 0, { end: 'start', by: 'word', direction: 'forward' })).toEqual([4, 14]);
  expect(adjusted([[4, 9]], 0, { end: 'end', by: 'word', direction: 'forward' })).toEqual([4, 14]);
  expect(adjusted([[4, 20]], 0, { end: 'end', by: 'word', direction: 'backward' })).toEqual([4, 14]);
});

test('by character, and over the end of a paragraph', () => {
  expect(adjusted([[4, 9]], 0, { end: 'end', by: 'character', direction: 'backward' })).toEqual([4, 8]);
  expect(adjusted([[16, 25]], 0, { end: 'end', by: 'word', direction: 'forward' })).toEqual([16, 28]);
  expect(adjusted([[16, 28]], 0, { end: 'end', by: 'word', direction: 'backward' })).toEqual([16, 25]);
});

test('a span neither vanishes nor runs into the next one', () => {
  expect(adjusted([[4, 5]], 0, { end: 'end', by: 'character', direction: 'backward' })).toEqual([4, 5]);
  expect(adjusted([[4, 9]], 0, { end: 'end', by: 'word', direction: 'backward' })).toEqual([4, 9]);
  const two = [
    [0, 3],
    [4, 9],
  ] as const;
  expect(adjusted(two, 0, { end: 'end', by: 'word', direction: 'forward' })).toEqual([0, 3]);
  expect(adjusted(two, 1, { end: 'start', by: 'character', direction: 'backward' })).toEqual([3, 9]);
});
