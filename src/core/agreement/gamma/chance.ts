import type { Random } from '../random.ts';
import type { AlignUnits } from './dissimilarity.ts';

/** How continua of chance are made: by shifting whole coders around, or anew from averages. */
export const CHANCE_MODELS = ['shuffle', 'statistical'] as const;
export type ChanceModel = (typeof CHANCE_MODELS)[number];

function sortedUnits(rows: (readonly [number, number, number])[]): AlignUnits {
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return {
    starts: Float64Array.from(rows, ([start]) => start),
    ends: Float64Array.from(rows, ([, end]) => end),
    categories: Int32Array.from(rows, ([, , category]) => category),
  };
}

function rowsOf({ starts, ends, categories }: AlignUnits): (readonly [number, number, number])[] {
  return Array.from(starts, (start, at) => [start, ends[at] as number, categories[at] as number] as const);
}

/** A shift at least `apart` from the others where one is left, else any. */
function shiftApartFrom(
  others: readonly number[],
  low: number,
  high: number,
  apart: number,
  random: Random,
): number {
  let free: (readonly [number, number])[] = [[low, high]];
  for (const other of others) {
    free = free.flatMap(([from, to]) => {
      const left = [from, Math.min(to, other - apart)] as const;
      const right = [Math.max(from, other + apart), to] as const;
      return [left, right].filter(([a, b]) => b > a);
    });
  }
  const room = free.reduce((sum, [from, to]) => sum + to - from, 0);
  if (room <= 0) return low + random.next() * (high - low);
  let place = random.next() * room;
  for (const [from, to] of free) {
    if (place < to - from) return from + place;
    place -= to - from;
  }
  return low;
}

/**
 * A continuum of chance as Mathet et al. (2015), section 5.2, make it: each of its coders is a real coder drawn at random, all
 * units of whom are shifted by one random length around the continuum [low, high). Shifts are at least half
 * the mean length of a unit apart, so that a coder does not meet a copy of the same.
 */
export function shuffled(
  coders: readonly AlignUnits[],
  low: number,
  high: number,
  random: Random,
): AlignUnits[] {
  let lengths = 0;
  let units = 0;
  for (const { starts, ends } of coders) {
    for (const [at, start] of starts.entries()) lengths += (ends[at] as number) - start;
    units += starts.length;
  }
  const apart = units === 0 ? 0 : lengths / units / 2;
  const span = high - low;
  const shifts: number[] = [];
  return coders.map(() => {
    const shift = shiftApartFrom(shifts, 0, span, apart, random);
    shifts.push(shift);
    const whole = coders.every(({ starts }) => starts.every(Number.isInteger)) ? Math.floor(shift) : shift;
    const source = coders[random.below(coders.length)] as AlignUnits;
    return sortedUnits(
      rowsOf(source).map(([start, end, category]) => {
        const moved = low + ((start - low + whole) % span);
        return [moved, moved + end - start, category] as const;
      }),
    );
  });
}

interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, deviation: Math.sqrt(squares) };
}

/**
 * Makes continua of chance from averages (Titeux & Riad 2021, pygamma-agreement): numbers of units, gaps and lengths are
 * drawn from normal distributions with the mean and deviation that were found, categories by their frequency.
 */
export function statisticalChance(coders: readonly AlignUnits[]): (random: Random) => AlignUnits[] {
  const counts = spread(coders.map(({ starts }) => starts.length));
  const lengths = spread(
    coders.flatMap(({ starts, ends }) => Array.from(starts, (start, at) => (ends[at] as number) - start)),
  );
  const gaps = spread(
    coders.flatMap(({ starts, ends }) =>
      Array.from(starts, (start, at) => start - (at === 0 ? 0 : (ends[at - 1] as number))).filter(
        (gap, at) => at > 0 || gap > 0,
      ),
    ),
  );
  const categories = coders.flatMap((units) => Array.from(units.categories));
  const draw = ({ mean, deviation }: Spread, random: Random) => mean + deviation * random.normal();
  return (random) =>
    coders.map(() => {
      const rows: (readonly [number, number, number])[] = [];
      const count = Math.max(1, Math.floor(draw(counts, random)));
      let position = 0;
      for (let unit = 0; unit < count; unit += 1) {
        const start = position + draw(gaps, random);
        const length = Math.abs(draw(lengths, random));
        rows.push([start, start + length, categories[random.below(categories.length)] ?? 0]);
        position = start + length;
      }
      return sortedUnits(rows);
    });
}
