import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { StreamDigest } from './stream-digest.ts';

describe('the digest of a stream', () => {
  it.each([0, 1, 3_000_000, 20_000_000])(
    'is the SHA-256 of its %d bytes, in a thread or not',
    async (length) => {
      const bytes = new Uint8Array(length).map((_, i) => i * 31);
      const digest = new StreamDigest();
      try {
        for (let start = 0; start < length; start += 700_001)
          digest.update(bytes.subarray(start, start + 700_001));
        expect(await digest.digest()).toBe(createHash('sha256').update(bytes).digest('hex'));
      } finally {
        await digest.end();
      }
    },
  );
});
