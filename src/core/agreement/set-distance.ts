/** How far two sets of labels differ; each is a set without repetition. Two empty sets are the same. */
export type SetDistance = (first: ReadonlySet<unknown>, second: ReadonlySet<unknown>) => number;

interface Overlap {
  readonly shared: number;
  readonly joined: number;
  readonly kind: 'same' | 'part' | 'crossing' | 'apart';
}

function overlap(first: ReadonlySet<unknown>, second: ReadonlySet<unknown>): Overlap {
  let shared = 0;
  for (const label of first) if (second.has(label)) shared += 1;
  const joined = first.size + second.size - shared;
  if (shared === joined) return { shared, joined, kind: 'same' };
  const smaller = Math.min(first.size, second.size);
  return { shared, joined, kind: shared === smaller ? 'part' : shared > 0 ? 'crossing' : 'apart' };
}

/** Passonneau (2004): none, a third for a subset, two thirds where they cross, 1 apart. */
export const partialMatchDistance: SetDistance = (first, second) =>
  ({ same: 0, part: 1 / 3, crossing: 2 / 3, apart: 1 })[overlap(first, second).kind];

/** 1 - Jaccard index. */
export const jaccardDistance: SetDistance = (first, second) => {
  const { shared, joined } = overlap(first, second);
  return joined === 0 ? 0 : 1 - shared / joined;
};

/** MASI (Passonneau 2006): 1 - Jaccard index × 1 same, 2/3 subset, 1/3 crossing, 0 apart. */
export const masiDistance: SetDistance = (first, second) => {
  const { shared, joined, kind } = overlap(first, second);
  return joined === 0 ? 0 : 1 - (shared / joined) * { same: 1, part: 2 / 3, crossing: 1 / 3, apart: 0 }[kind];
};
