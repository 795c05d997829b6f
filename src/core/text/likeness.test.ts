import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resemblance, sketchOf } from './likeness.ts';

const words = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => `w${(i * 7919 + seed * 104_729) % 100_003}`);

describe('the resemblance of two texts', () => {
  it('is one of a text and itself, whatever its spaces, capitals and punctuation', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zа-я]{1,8}$/), { minLength: 1, maxLength: 60 }),
        (given) => {
          const plain = sketchOf(given.join(' '));
          expect(resemblance(plain, sketchOf(`${given.join(',\n ').toUpperCase()}.`))).toBe(1);
        },
      ),
    );
  });

  it('is about the share of what they have in common', () => {
    const long = words(1_000, 1);
    const edited = [...long.slice(0, 300), 'altered', ...long.slice(301)];
    const framed = [...words(60, 2), ...long, ...words(60, 3)];
    const half = [...long.slice(0, 500), ...words(500, 4)];
    const of = (other: readonly string[]) => resemblance(sketchOf(long.join(' ')), sketchOf(other.join(' ')));
    expect(of(edited)).toBeGreaterThan(0.93);
    expect(of(framed)).toBeGreaterThan(0.8);
    expect(Math.abs(of(half) - 1 / 3)).toBeLessThan(0.12);
    expect(of(words(1_000, 5))).toBeLessThan(0.05);
  });

  it('is nothing where there are no words, and is told of scripts without spaces', () => {
    expect(resemblance(sketchOf('…'), sketchOf('!'))).toBe(0);
    const text = Array.from({ length: 600 }, (_, i) =>
      String.fromCodePoint(0x4e00 + ((i * 37) % 5_000)),
    ).join('');
    expect(
      resemblance(sketchOf(text), sketchOf(`${text.slice(0, 300)}字${text.slice(300)}`)),
    ).toBeGreaterThan(0.9);
  });
});
