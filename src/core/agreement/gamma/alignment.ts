import { type Candidates, candidates, type DissimilarityOptions } from './candidates.ts';
import type { AlignUnits } from './dissimilarity.ts';
import { packExactly } from './small-packing.ts';
import type { PackingProblem, PackingSolver } from './solver.ts';

/** The best alignment of a continuum: what each coder's units correspond to in the others'. */
export interface Alignment {
  /** sum of the unitary disorders */
  readonly disorder: number;
  /** by how much `disorder` may at most lie above the best there is; 0 where it is proven best */
  readonly gap: number;
  /** units of all coders, and coders: disorder × coders / units is the disorder of the alignment */
  readonly units: number;
  readonly coders: number;
  /** unitary alignments of two units or more, each by its units, numbered coder after coder */
  readonly together: readonly (readonly number[])[];
}

/** Up to this many columns a component is solved here, by trying; beyond by the solver. */
const SMALL = 24;

function components({ units, starts, members }: Candidates): number[][] {
  const parent = Int32Array.from({ length: units }, (_, unit) => unit);
  const rootOf = (unit: number): number => {
    let root = unit;
    while (parent[root] !== root) root = parent[root] as number;
    let at = unit;
    while (parent[at] !== root) {
      const next = parent[at] as number;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const columns = starts.length - 1;
  for (let column = 0; column < columns; column += 1) {
    const first = rootOf(members[starts[column] as number] as number);
    for (let at = (starts[column] as number) + 1; at < (starts[column + 1] as number); at += 1) {
      parent[rootOf(members[at] as number)] = first;
    }
  }
  const byRoot = new Map<number, number[]>();
  for (let column = 0; column < columns; column += 1) {
    const root = rootOf(members[starts[column] as number] as number);
    const own = byRoot.get(root);
    if (own) own.push(column);
    else byRoot.set(root, [column]);
  }
  return [...byRoot.values()];
}

/** The columns of one component with its rows numbered from 0. */
function problemOf(found: Candidates, columns: readonly number[]): PackingProblem {
  const rows = new Map<number, number>();
  const starts = new Int32Array(columns.length + 1);
  const members: number[] = [];
  const savings = new Float64Array(columns.length);
  for (const [place, column] of columns.entries()) {
    const [from, to] = [found.starts[column] as number, found.starts[column + 1] as number];
    for (let at = from; at < to; at += 1) {
      const unit = found.members[at] as number;
      const row = rows.get(unit) ?? rows.size;
      rows.set(unit, row);
      members.push(row);
    }
    starts[place + 1] = members.length;
    savings[place] = (to - from) * found.alone - (found.costs[column] as number);
  }
  return { rows: rows.size, starts, members: Int32Array.from(members), savings };
}

/**
 * The best alignment (Mathet et al. 2015, section 5.1): every unit in exactly one unitary alignment, at the least disorder in
 * sum. What cannot influence each other is solved apart. Null where there are more unitary alignments than can be held.
 */
export function bestAlignment(
  coders: readonly AlignUnits[],
  options: DissimilarityOptions,
  solver: PackingSolver,
): Alignment | null {
  const found = candidates(coders, options);
  if (found === null) return null;
  let saved = 0;
  let bound = 0;
  const together: (readonly number[])[] = [];
  for (const columns of components(found)) {
    const problem = problemOf(found, columns);
    const packing = columns.length <= SMALL ? packExactly(problem) : solver.solve(problem);
    saved += packing.saved;
    bound += packing.bound;
    for (const place of packing.chosen) {
      const column = columns[place] as number;
      together.push(found.members.slice(found.starts[column], found.starts[column + 1]));
    }
  }
  return {
    disorder: found.units * found.alone - saved,
    gap: Math.max(0, bound - saved),
    units: found.units,
    coders: coders.length,
    together,
  };
}
