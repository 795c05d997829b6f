import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Alignment, type Stretch } from './alignment.ts';

const paragraph = (n: number): string =>
  `Paragraph ${n} says that delegate ${n * 7} arrived in town ${n * 13} and spoke for ${n + 3} minutes.\n`;
const text = Array.from({ length: 40 }, (_, n) => paragraph(n)).join('');

const lengths = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { length }) => sum + length, 0);

describe('the alignment of two texts', () => {
  it('of the same text is one stretch', () => {
    expect(new Alignment(text, text).kept).toEqual([{ from: 0, to: 0, length: text.length }]);
  });

  it('keeps all but the words that were changed', () => {
    const { kept, moved } = new Alignment(text, text.replace('delegate 70', 'envoy 70'));
    expect(moved).toEqual([]);
    expect(kept).toHaveLength(2);
    expect(lengths(kept)).toBeGreaterThanOrEqual(text.length - 'delegate'.length);
  });

  it('follows a paragraph that was moved, and one that was put before all', () => {
    const newer = `New at the top.\n${text.replace(paragraph(3), '')}${paragraph(3)}`;
    const { kept, moved } = new Alignment(text, newer);
    expect(moved).toEqual([
      { from: text.indexOf(paragraph(3)), to: newer.indexOf(paragraph(3)), length: paragraph(3).length },
    ]);
    expect(lengths(kept)).toBe(text.length - paragraph(3).length);
  });

  it('follows words where every line was broken anew', () => {
    const words = text.trim().split(/\s+/);
    const older = words.map((word, i) => word + (i % 9 === 8 ? '\n' : ' ')).join('');
    const newer = words.map((word, i) => word + (i % 13 === 12 ? '\n' : ' ')).join('');
    const { kept } = new Alignment(older, newer);
    expect(lengths(kept)).toBeGreaterThan(older.length * 0.8);
  });

  const line = fc
    .array(fc.constantFrom('кот', 'said', 'the', '😀', 'не\u0301', '.', 'signed it', 'x'), { maxLength: 9 })
    .map((words) => words.join(' '));
  const lines = fc.array(line, { maxLength: 12 }).map((all) => all.join('\n'));

  it('says only what is so, in order and apart, whatever the texts', () => {
    fc.assert(
      fc.property(lines, lines, (older, newer) => {
        const { kept, moved } = new Alignment(older, newer);
        for (const { from, to, length } of [...kept, ...moved]) {
          expect(newer.slice(to, to + length)).toBe(older.slice(from, from + length));
          expect(length).toBeGreaterThan(0);
        }
        for (const [i, stretch] of kept.entries()) {
          const before = kept[i - 1];
          if (!before) continue;
          expect(stretch.from).toBeGreaterThanOrEqual(before.from + before.length);
          expect(stretch.to).toBeGreaterThanOrEqual(before.to + before.length);
        }
        const inOld = [...kept, ...moved].sort((a, b) => a.from - b.from);
        inOld.forEach((stretch, i) => {
          const before = inOld[i - 1];
          if (before) expect(stretch.from).toBeGreaterThanOrEqual(before.from + before.length);
        });
      }),
      { numRuns: 500 },
    );
  });
});
