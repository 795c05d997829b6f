import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Repeatable chance: the same seed gives the same project, on any machine. */
export interface Chance {
  /** a whole number from low to high, both included */
  int(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** the lower the place, the likelier: like words in a text (Zipf's law, roughly) */
  pickFrequent<T>(from: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  const int = (low: number, high: number) => uniformInt(generator, low, high);
  function at<T>(from: readonly T[], index: number): T {
    const value = from[index];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }
  return {
    int,
    pick: (from) => at(from, int(0, from.length - 1)),
    pickFrequent: (from) =>
      at(from, Math.min(int(0, from.length - 1), int(0, from.length - 1), int(0, from.length - 1))),
  };
}
