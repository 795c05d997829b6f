import { describe, expect, it } from 'vitest';
import { placesOf } from './quoted-positions.ts';

describe('positions of a program that counts in more than one way', () => {
  const text = '😀😀 Ana met Bo and Ana';
  const shifted = { start: (at: number) => at, by: 2 };
  const places = placesOf(
    [
      { range: { start: 5, end: 8 }, quote: 'Ana' },
      { range: { start: 7, end: 10 }, quote: 'met' },
      { range: { start: 13, end: 15 }, quote: 'Bo' },
      { range: { start: 0, end: 1 }, quote: 'gone' },
      { range: { start: 3, end: 6 }, quote: '' },
    ],
    [(range) => range, ({ start, end }) => ({ start: start + shifted.by, end: end + shifted.by })],
    ({ start, end }) => text.slice(start, end),
  );

  it('are taken as most fit, and each as it fits; one that fits nowhere stays as most count', () => {
    expect(places.map(({ range, fits }) => [text.slice(range.start, range.end), fits])).toEqual([
      ['Ana', true],
      ['met', true],
      ['Bo', true],
      ['\ud83d', false],
      ['\ude00 A', true],
    ]);
  });
});
