import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlockText } from './block-text.ts';

const blocks = fc
  .record({ start: fc.nat(1_000), lengths: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }) })
  .map(({ start, lengths }) => {
    const length = lengths.reduce((sum, each) => sum + each, 0);
    return { text: new BlockText({ start, end: start + length }, lengths), start, lengths, length };
  });

test('every place in the nodes is an offset, and every offset the same place again, on either side', () => {
  fc.assert(
    fc.property(blocks, ({ text, start, lengths, length }) => {
      for (let offset = start; offset <= start + length; offset += 1)
        for (const side of ['before', 'after'] as const) {
          const place = text.place(offset, side);
          if (lengths.length === 0) expect(place).toBeNull();
          else expect(place && text.offsetOf(place.node, place.offset)).toBe(offset);
        }
      for (const [node, nodeLength] of lengths.entries())
        for (let offset = 0; offset < nodeLength; offset += 1)
          expect(text.place(text.offsetOf(node, offset), 'after')).toEqual({ node, offset });
    }),
  );
});

test('where two nodes meet the side decides', () => {
  const text = new BlockText({ start: 10, end: 16 }, [2, 4]);
  expect(text.place(12, 'before')).toEqual({ node: 0, offset: 2 });
  expect(text.place(12, 'after')).toEqual({ node: 1, offset: 0 });
});

test('offsets outside of the block are at its ends', () => {
  const text = new BlockText({ start: 10, end: 16 }, [2, 4]);
  expect(text.place(3, 'after')).toEqual({ node: 0, offset: 0 });
  expect(text.place(99, 'after')).toEqual({ node: 1, offset: 4 });
});

test('nodes that do not hold the text of the block are refused', () => {
  expect(() => new BlockText({ start: 0, end: 5 }, [2, 2])).toThrow(RangeError);
});
