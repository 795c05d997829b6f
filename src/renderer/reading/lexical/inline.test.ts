import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MARK_KINDS, type Mark } from '../../../core/text/structure.ts';
import { inlineRuns } from './inline.ts';

const marks = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...MARK_KINDS),
      start: fc.nat(60),
      length: fc.integer({ min: 1, max: 20 }),
    })
    .map(({ kind, start, length }): Mark => ({ kind, start, end: start + length })),
  { maxLength: 12 },
);

test('runs cover the block without gaps, and each character has exactly the marks that cover it', () => {
  fc.assert(
    fc.property(marks, fc.integer({ min: 5, max: 30 }), fc.nat(30), (all, start, length) => {
      const runs = inlineRuns({ kind: 'paragraph', start, end: start + length }, all);
      expect(runs.reduce((sum, run) => sum + run.end - run.start, 0)).toBe(length);
      for (const run of runs)
        for (let offset = run.start; offset < run.end; offset += 1) {
          const covering = all.filter((mark) => mark.start <= offset && offset < mark.end);
          expect(run.marks).toEqual(new Set(covering.map((mark) => mark.kind)));
        }
    }),
  );
});

test('a run knows the address of the link that it is part of', () => {
  const block = { kind: 'paragraph', start: 0, end: 10 } as const;
  const runs = inlineRuns(block, [
    { kind: 'link', start: 2, end: 6, href: 'https://example.org/' },
    { kind: 'strong', start: 4, end: 8 },
  ]);
  expect(runs.map(({ start, end, href }) => [start, end, href])).toEqual([
    [0, 2, null],
    [2, 4, 'https://example.org/'],
    [4, 6, 'https://example.org/'],
    [6, 8, null],
    [8, 10, null],
  ]);
});
