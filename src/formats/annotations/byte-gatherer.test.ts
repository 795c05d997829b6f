import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteGatherer } from './byte-gatherer.ts';

const part = fc.oneof(
  fc.record({ way: fc.constant('text' as const), text: fc.string({ unit: 'grapheme' }) }),
  fc.record({ way: fc.constant('number' as const), number: fc.oneof(fc.maxSafeNat(), fc.nat(100)) }),
  fc.record({
    way: fc.constant('part' as const),
    bytes: fc.uint8Array({ maxLength: 300 }),
    from: fc.nat(20),
  }),
);

describe('a gatherer of bytes', () => {
  it('holds what it was handed, one after another, also past the length of a piece', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const gatherer = new ByteGatherer(64);
        const expected: Uint8Array[] = [];
        const taken: Uint8Array[] = [];
        for (const each of parts) {
          if (each.way === 'text') {
            gatherer.text(each.text);
            expected.push(Buffer.from(each.text));
          } else if (each.way === 'number') {
            gatherer.number(each.number);
            expected.push(Buffer.from(String(each.number)));
          } else {
            gatherer.part(each.bytes, Math.min(each.from, each.bytes.length), each.bytes.length);
            expected.push(each.bytes.subarray(each.from));
          }
          if (gatherer.isFull) taken.push(gatherer.take());
        }
        taken.push(gatherer.take());
        expect(Buffer.concat(taken)).toEqual(Buffer.concat(expected));
      }),
    );
  });
});
