import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqlValue } from '../connection.ts';
import { type ActionDigest, localDigest } from './hashing-thread.ts';
import { PackingThread } from './packing-thread.ts';

let thread: PackingThread;
beforeEach(() => {
  thread = new PackingThread();
});
afterEach(() => thread.close());

/** Rows of the journal: short ones, which are not packed, and long ones of several scripts. */
const rows = fc.array(
  fc
    .tuple(
      fc.constantFrom('{"a":1}', 'слово 😀 ', '\\ud800 é\n', 'plain '),
      fc.constantFrom(1, 40, 3_000, 30_000),
    )
    .map(([text, times]) => text.repeat(times)),
  { maxLength: 60 },
);

function packed(
  digest: ActionDigest,
  lines: readonly (string | Uint8Array)[],
): { hex: string; stored: readonly SqlValue[] } {
  const stored: SqlValue[] = lines.map(() => null);
  digest.update('the beginning\n');
  lines.forEach((some, i) => {
    digest.pack(some, (value) => {
      stored[i] = value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
    });
    if (i % 7 === 3) digest.update(Buffer.from('between'));
  });
  return { hex: digest.digest(), stored };
}

describe('packing in a thread', () => {
  it('gives the hash and the rows that packing here gives, action after action', () => {
    fc.assert(
      fc.property(rows, (lines) => {
        expect(packed(thread.begin(), lines)).toEqual(packed(localDigest(), lines));
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same for lines that are at hand in UTF-8, in memory that it shares or not', () => {
    const shared = (text: string): Uint8Array => {
      const bytes = Buffer.from(new SharedArrayBuffer(text.length * 3));
      return bytes.subarray(0, bytes.write(text));
    };
    fc.assert(
      fc.property(rows, (lines) => {
        const inUtf8 = lines.map((line, i) => {
          if (line.length < 1_024) return line;
          return i % 3 === 0 ? line : i % 3 === 1 ? Buffer.from(line) : shared(line);
        });
        const expected = packed(localDigest(), lines);
        expect(packed(thread.begin(), inUtf8)).toEqual(expected);
        expect(packed(localDigest(), inUtf8)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('hands nothing on of an action that was given up', () => {
    const many = Array.from({ length: 60 }, (_, i) => `${i} слово `.repeat(6_000));
    let handedOn = 0;
    const givenUp = thread.begin();
    for (const some of many) givenUp.pack(some, () => handedOn++);
    const before = handedOn;
    expect(before).toBeLessThan(many.length);
    expect(packed(thread.begin(), many)).toEqual(packed(localDigest(), many));
    expect(handedOn).toBe(before);
  });

  it('goes on after it was let go', () => {
    const many = Array.from({ length: 9 }, () => 'line '.repeat(30_000));
    const first = packed(thread.begin(), many);
    thread.close();
    expect(packed(thread.begin(), many)).toEqual(first);
  });
});
