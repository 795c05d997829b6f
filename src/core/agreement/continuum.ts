import { finished } from './steps.ts';

/** One coder's spans in a document: columns of equal length. Offsets half-open, in the document's unit. */
export interface Spans {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** number of the category, 0 … */
  readonly categories: Int32Array;
}

/** A document that several coders unitized. */
export interface Continuum {
  readonly length: number;
  /** by coder; null where the coder did not work on this document, which is not the same as marking nothing in it */
  readonly coders: readonly (Spans | null)[];
}

export const NO_SPANS: Spans = {
  starts: new Float64Array(0),
  ends: new Float64Array(0),
  categories: new Int32Array(0),
};

/** Spans from rows of [start, end, category]. */
export function spansOf(rows: readonly (readonly [number, number, number])[]): Spans {
  return {
    starts: Float64Array.from(rows, ([start]) => start),
    ends: Float64Array.from(rows, ([, end]) => end),
    categories: Int32Array.from(rows, ([, , category]) => category),
  };
}

/** Units of one category by one coder: sorted, apart from each other, [start, end, start, end …]; they may touch. */
export type Units = Float64Array;

const NO_UNITS: Units = new Float64Array(0);

function sortedAndApart(flat: Float64Array): Units {
  let sorted = true;
  for (let at = 2; at < flat.length; at += 2) {
    if ((flat[at] as number) < (flat[at - 1] as number)) {
      sorted = false;
      break;
    }
  }
  if (sorted) return flat;
  const order = Array.from({ length: flat.length / 2 }, (_, unit) => unit);
  order.sort((a, b) => (flat[2 * a] as number) - (flat[2 * b] as number));
  const joined = new Float64Array(flat.length);
  let used = 0;
  for (const unit of order) {
    const start = flat[2 * unit] as number;
    const end = flat[2 * unit + 1] as number;
    if (used > 0 && start < (joined[used - 1] as number)) {
      joined[used - 1] = Math.max(joined[used - 1] as number, end);
    } else {
      joined[used] = start;
      joined[used + 1] = end;
      used += 2;
    }
  }
  return joined.slice(0, used);
}

/**
 * A coder's spans by category as units that do not overlap: spans of one category that overlap are one unit, those that
 * only touch are two, those without extent are none. Categories without units are left out.
 */
export function unitsByCategory({ starts, ends, categories }: Spans): Map<number, Units> {
  const sizes = new Map<number, number>();
  for (let span = 0; span < starts.length; span += 1) {
    if ((ends[span] as number) <= (starts[span] as number)) continue;
    const category = categories[span] as number;
    sizes.set(category, (sizes.get(category) ?? 0) + 2);
  }
  const flats = new Map<number, { readonly flat: Float64Array; used: number }>();
  for (const [category, size] of sizes) flats.set(category, { flat: new Float64Array(size), used: 0 });
  for (let span = 0; span < starts.length; span += 1) {
    const start = starts[span] as number;
    const end = ends[span] as number;
    if (end <= start) continue;
    const filling = flats.get(categories[span] as number);
    if (!filling) continue;
    filling.flat[filling.used] = start;
    filling.flat[filling.used + 1] = end;
    filling.used += 2;
  }
  return new Map([...flats].map(([category, { flat }]) => [category, sortedAndApart(flat)]));
}

/** One category of a continuum: by coder its units, null where the coder did not take part. */
export interface Unitized {
  readonly length: number;
  readonly coders: readonly (Units | null)[];
}

/** As `byCategory`; yields after each coder of a document. */
export function* byCategorySteps(
  continua: readonly Continuum[],
  categories: number,
): Generator<void, readonly Unitized[][]> {
  const result: Unitized[][] = Array.from({ length: categories }, () => []);
  for (const { length, coders } of continua) {
    const units: (ReturnType<typeof unitsByCategory> | null)[] = [];
    for (const spans of coders) {
      units.push(spans === null ? null : unitsByCategory(spans));
      yield;
    }
    for (let category = 0; category < categories; category += 1) {
      result[category]?.push({
        length,
        coders: units.map((own) => (own === null ? null : (own.get(category) ?? NO_UNITS))),
      });
    }
  }
  return result;
}

/** The continua seen as one category each, by category 0 … `categories` - 1. */
export function byCategory(continua: readonly Continuum[], categories: number): readonly Unitized[][] {
  return finished(byCategorySteps(continua, categories));
}

/** Continua with these coders only, in this order. */
export function continuaOf(continua: readonly Continuum[], chosen: readonly number[]): readonly Continuum[] {
  return continua.map(({ length, coders }) => ({
    length,
    coders: chosen.map((coder) => coders[coder] ?? null),
  }));
}

/** How many coders took part. */
export function participants(coders: readonly (object | null)[]): number {
  return coders.reduce((count, each) => count + (each === null ? 0 : 1), 0);
}

/** Continua by who took part in them: those of a group have the same two or more coders, and no others. */
export function groupsByCoders<Each extends { readonly coders: readonly (object | null)[] }>(
  continua: readonly Each[],
): readonly Each[][] {
  const groups = new Map<string, Each[]>();
  for (const continuum of continua) {
    if (participants(continuum.coders) < 2) continue;
    const key = continuum.coders.map((each) => (each === null ? '-' : '+')).join('');
    const group = groups.get(key);
    if (group) group.push(continuum);
    else groups.set(key, [continuum]);
  }
  return [...groups.values()];
}
