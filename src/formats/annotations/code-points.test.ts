import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OffsetIndex } from '../../core/text/offsets.ts';
import { codePointCounter } from './code-points.ts';

describe('code points', () => {
  it('are counted as the text is counted, in any order of offsets', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'я', '😀', '👩‍👩‍👧', '\ud83d', '\ude00', '\n') });
    fc.assert(
      fc.property(text, fc.array(fc.nat(60)), (content, offsets) => {
        const count = codePointCounter(content);
        const index = new OffsetIndex(content);
        for (const offset of offsets.map((wanted) => wanted % (content.length + 1))) {
          const isInside = /^[\ud800-\udbff][\udc00-\udfff]/.test(content.slice(Math.max(0, offset - 1)));
          if (!isInside || offset === 0)
            expect(count(offset)).toBe(index.convert(offset, 'utf-16', 'code-point'));
        }
      }),
    );
  });
});
