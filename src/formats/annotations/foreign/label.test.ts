import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOf, pathOf } from './label.ts';

const name = fc
  .oneof(
    fc.string({ unit: fc.constantFrom('/', '\\', ' ', 'a'), minLength: 1 }),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');

describe('a code path as a label', () => {
  it('is read back', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (path) => {
        expect(pathOf(labelOf(path))).toEqual(path);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves labels of other programs as they are', () => {
    for (const label of ['PER', 'AC/DC', 'C:\\x', 'a/b/c', 'http://example.org/x'])
      expect(pathOf(label)).toEqual([label]);
    expect(pathOf('NamedEntity / PER')).toEqual(['NamedEntity', 'PER']);
  });
});
