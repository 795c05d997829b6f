import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesHash, hashAhead, textHash } from './content-hash.ts';
import { countCodePoints } from './write/put-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  // Also lone surrogates, and pairs.
  fc
    .array(fc.constantFrom('a', 'é', '\ud83d', '\ude00', '😀', '\n', '\0'), { maxLength: 20 })
    .map((units) => units.join('')),
);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('is that of the UTF-8, whether the source is the very text or not, and however often one asks', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, isVeryText) => {
      const structured = { text, blocks: [], marks: [] };
      const utf8 = new TextEncoder().encode(text);
      const source = isVeryText ? utf8 : Uint8Array.from([...utf8, 10]);
      for (let asked = 0; asked < 2; asked += 1) {
        expect(textHash(structured, source)).toBe(sha256(utf8));
        expect(bytesHash(source)).toBe(sha256(source));
      }
    }),
    { numRuns: 500 },
  );
});

it('is the same where it was worked out ahead, of a part of a buffer too, and where the text is known to be the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, fc.nat(9), async (text, before) => {
      const utf8 = new TextEncoder().encode(text);
      const source = Uint8Array.from([...new Uint8Array(before), ...utf8, 1, 2]).subarray(before, -2);
      await hashAhead(source);
      expect(bytesHash(source)).toBe(sha256(utf8));
      expect(textHash({ text, blocks: [], marks: [] }, source, true)).toBe(sha256(utf8));
    }),
  );
});

it('counts code points as the iterator of strings does', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(countCodePoints(text)).toBe([...text].length);
    }),
    { numRuns: 500 },
  );
});
