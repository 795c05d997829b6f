import type { RatingTable } from './ratings.ts';

/** How two values differ: nominal (same or not), ordinal (by rank), interval (by distance), ratio (by proportion). */
export const LEVELS = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
export type Level = (typeof LEVELS)[number];

/** Weights of agreement between the places of two categories: 1 for the same, less for others. */
export type WeightName = 'identity' | 'linear' | 'quadratic' | 'ratio' | 'bipolar' | 'ordinal' | 'radical';

/**
 * Agreement weights as in Gwet, Handbook of Inter-Rater Reliability (4th ed. 2014), 1 - difference / largest
 * difference, row after row. `numbers` are what the categories measure, ascending. With `identity` all
 * disagreements are alike. `linear` and `quadratic` over the places 0, 1, 2 … are the weights of Cohen (1968).
 */
export function agreementWeights(name: WeightName, numbers: Float64Array): Float64Array {
  const size = numbers.length;
  const low = numbers[0] ?? 0;
  const high = numbers[size - 1] ?? 0;
  const between = (first: number, second: number): number => {
    const [a, b] = [numbers[first] as number, numbers[second] as number];
    if (first === second) return 0;
    switch (name) {
      case 'identity':
        return 1;
      case 'linear':
        return Math.abs(a - b);
      case 'quadratic':
        return (a - b) ** 2;
      case 'radical':
        return Math.sqrt(Math.abs(a - b));
      case 'ratio':
        return ((a - b) / (a + b)) ** 2;
      case 'bipolar': {
        const below = (a + b - 2 * low) * (2 * high - a - b);
        return below === 0 ? 0 : (a - b) ** 2 / below;
      }
      case 'ordinal': {
        const steps = Math.abs(first - second) + 1;
        return (steps * (steps - 1)) / 2;
      }
    }
  };
  const differences = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) differences[row * size + column] = between(row, column);
  }
  const largest = differences.reduce((most, each) => Math.max(most, each), 0);
  return largest === 0 ? differences.fill(1) : differences.map((each) => 1 - each / largest);
}

/** The same table with the categories standing for their places 0, 1, 2 …, as ranks of what was used. */
export function byPlace(table: RatingTable): RatingTable {
  return { ...table, numbers: table.numbers.map((_, place) => place) };
}

/** Which weights a level of measurement asks for in kappa and AC2: none, by rank, by squared distance, by proportion. */
export const LEVEL_WEIGHTS: Readonly<Record<Level, WeightName>> = {
  nominal: 'identity',
  ordinal: 'linear',
  interval: 'quadratic',
  ratio: 'ratio',
};
