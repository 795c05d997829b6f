import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HashingThread } from './hashing-thread.ts';

let thread: HashingThread;
beforeAll(() => {
  thread = new HashingThread();
});
afterAll(() => thread.close());

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.uint8Array({ maxLength: 40 }),
  fc.constantFrom(700_000, 5_000).map((length) => new Uint8Array(length).fill(length % 251)),
);

describe('hashing in a thread of its own', () => {
  it('comes to what node:crypto does, of several at a time and in whatever order they are taken', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(piece, { maxLength: 6 }), { maxLength: 4 }),
        fc.boolean(),
        (all, backwards) => {
          const digests = all.map((pieces) => {
            const digest = thread.begin();
            for (const one of pieces) {
              const stored = new Uint8Array(deflateSync(one));
              if (stored.length % 2 === 0) digest.update(one);
              else digest.updateStored(stored, Buffer.from(one));
            }
            return digest;
          });
          for (const digest of digests) digest.end();
          const order = [...all.keys()];
          if (backwards) order.reverse();
          for (const i of order) {
            const expected = createHash('sha256');
            for (const one of all[i] ?? []) expected.update(one);
            expect(digests[i]?.digest()).toBe(expected.digest('hex'));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('takes more than may wait for it', () => {
    const bytes = new Uint8Array(1_048_576).fill(7);
    const digest = thread.begin();
    const expected = createHash('sha256');
    for (let i = 0; i < 20; i++) {
      digest.update(bytes);
      expected.update(bytes);
    }
    expect(digest.digest()).toBe(expected.digest('hex'));
  });
});
