import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineDivider } from './lines.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function divided(bytes: Uint8Array, cuts: readonly number[], maxLength = 1_000) {
  const divider = new LineDivider(maxLength);
  const offsets = [0, ...[...cuts].sort((a, b) => a - b).filter((cut) => cut < bytes.length), bytes.length];
  const lines = offsets.slice(1).flatMap((end, i) => divider.divide(bytes.subarray(offsets[i], end)));
  return { lines: [...lines, ...divider.finish()], digest: await divider.digestBeforeLastLine() };
}

describe('lines of a file in pieces', () => {
  it('gives the same lines and hash however the bytes are cut', async () => {
    const line = fc.constantFrom('', 'a', '{"b":1}', 'привет 😀', '\r', 'c\r');
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.boolean(), fc.array(fc.nat(80)), async (texts, ended, cuts) => {
        const bytes = Buffer.from(texts.join('\n') + (ended && texts.length > 0 ? '\n' : ''));
        const wanted = bytes
          .toString('utf8')
          .split('\n')
          .map((text, index) => ({ number: index + 1, text: text.replace(/\r$/, '') }))
          .filter(({ text }) => text !== '');
        const { lines, digest } = await divided(bytes, cuts);
        expect(
          lines.map(({ number, bytes: content }) => ({
            number,
            text: Buffer.from(content ?? []).toString('utf8'),
          })),
        ).toEqual(wanted);
        const last = wanted.at(-1);
        const before = bytes
          .toString('utf8')
          .split('\n')
          .slice(0, (last?.number ?? 1) - 1);
        expect(digest).toBe(sha256(Buffer.from(before.map((text) => `${text}\n`).join(''))));
      }),
    );
  });

  it('hands on a line that is too long as null and goes on after it', async () => {
    const bytes = Buffer.from(`a\n${'x'.repeat(50)}\nb\n`);
    for (const cuts of [[], [10, 20, 30, 40, 50, 55], [1, 2, 3]]) {
      const { lines, digest } = await divided(bytes, cuts, 20);
      expect(
        lines.map(({ number, bytes: content }) => [number, content && Buffer.from(content).toString()]),
      ).toEqual([
        [1, 'a'],
        [2, null],
        [3, 'b'],
      ]);
      expect(digest).toBe(sha256(bytes.subarray(0, bytes.length - 2)));
    }
  });
});
