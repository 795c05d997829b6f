import { expect, test } from 'vitest';
import { bracketPaths, segmentsOf } from './brackets.ts';

const whole = { span: 0, begins: true, ends: true };

test('a span that goes on from unit to unit is one bracket', () => {
  const segments = segmentsOf([
    { top: 100, extents: [{ span: 0, top: 20, bottom: 40, begins: true, ends: false }] },
    { top: 140, extents: [{ span: 0, top: 0, bottom: 60, begins: false, ends: false }] },
    { top: 200, extents: [{ span: 0, top: 0, bottom: 20, begins: false, ends: true }] },
  ]);
  expect(segments).toEqual([{ ...whole, top: 120, bottom: 220 }]);
  expect(bracketPaths(segments, 10)).toEqual({ bracket: 'M6 122.5H10V218.5H6', link: '' });
});

test('the spans of a discontinuous annotation are joined by a line', () => {
  const segments = segmentsOf([
    {
      top: 0,
      extents: [
        { ...whole, top: 0, bottom: 20 },
        { ...whole, span: 1, top: 60, bottom: 80 },
      ],
    },
  ]);
  expect(bracketPaths(segments, 10).link).toBe('M10 18.5V62.5');
});

test('a bracket that goes on beyond what is shown has no tick there', () => {
  const { bracket } = bracketPaths([{ span: 0, top: 0, bottom: 50, begins: false, ends: false }], 10);
  expect(bracket).toBe('M10 2.5V48.5');
});
