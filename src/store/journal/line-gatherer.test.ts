import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineGatherer } from './line-gatherer.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('слово 😀 '.repeat(900), 'a'.repeat(300_000)),
);
const line = fc.oneof(
  { weight: 2, arbitrary: text },
  { weight: 1, arbitrary: fc.array(text, { minLength: 1, maxLength: 4 }) },
);

/** A line in parts, of which each stands amid other bytes. */
function copy(gatherer: LineGatherer, parts: readonly string[]): void {
  const around = Buffer.from('…');
  const bytes = parts.map((part) => Buffer.from(part));
  gatherer.open(bytes.reduce((sum, { length }) => sum + length, 0));
  for (const part of bytes) {
    gatherer.copy(Buffer.concat([around, part, around]), around.length, around.length + part.length);
  }
  gatherer.close();
}

describe('a gatherer of lines', () => {
  it('gives what was added with line ends between, as text or in UTF-8, and never changes what it gave', () => {
    fc.assert(
      fc.property(fc.array(fc.array(line, { minLength: 1, maxLength: 12 }), { maxLength: 12 }), (rows) => {
        const gatherer = new LineGatherer();
        const expected: string[] = [];
        const taken: (string | Uint8Array)[] = [];
        for (const row of rows) {
          const whole = row.map((each) => {
            if (typeof each === 'string') gatherer.add(each);
            else copy(gatherer, each);
            return typeof each === 'string' ? each : each.join('');
          });
          expect(gatherer.count).toBe(row.length);
          expected.push(whole.join('\n'));
          taken.push(gatherer.take());
          expect(gatherer.count).toBe(0);
        }
        const read = taken.map((each) =>
          typeof each === 'string' ? each : Buffer.from(each).toString('utf8'),
        );
        expect(read).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
