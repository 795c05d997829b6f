import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { changeRow } from './change-log.ts';
import { packLines, unpackLines, utf8Of } from './stored-lines.ts';

const long = 'Слова и words, 😀 and more.\n'.repeat(100);

function unpacked(value: Uint8Array): string | null {
  try {
    return unpackLines(value);
  } catch (thrown) {
    if (thrown instanceof GlossatorError && thrown.code === 'project-damaged') return null;
    throw thrown;
  }
}

describe('lines of the journal', () => {
  it('are read as they were written, few as text, many in less room', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(2_000), (word, times) => {
        const lines = word.repeat(times);
        const packed = packLines(lines, utf8Of(lines));
        expect(unpackLines(packed)).toBe(lines);
        expect(Buffer.from(utf8Of(lines)).equals(Buffer.from(lines))).toBe(true);
        expect(typeof packed === 'string').toBe(lines.length < 1_024);
      }),
    );
    expect(packLines(long, utf8Of(long)).length).toBeLessThan(long.length / 10);
  });

  it('whose bytes were altered or cut off are refused, never taken for others', () => {
    const packed = Buffer.from(packLines(long, utf8Of(long)));
    for (let at = 0; at < packed.length; at++) {
      const altered = Buffer.from(packed);
      altered.writeUInt8(altered.readUInt8(at) ^ 0x15, at);
      expect([null, long]).toContain(unpacked(altered));
      expect(unpacked(packed.subarray(0, at))).toBeNull();
    }
  });

  it('have a row for each part of each action, and none of another', () => {
    expect(changeRow(1, 2 ** 20 - 1) + 1).toBe(changeRow(2, 0));
    expect(Number.isSafeInteger(changeRow(2 ** 33 - 1, 2 ** 20 - 1))).toBe(true);
    expect(() => changeRow(1, 2 ** 20)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => changeRow(2 ** 33, 0)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
