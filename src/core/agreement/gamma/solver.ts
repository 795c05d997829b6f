/**
 * The cheapest choice of columns of which each row stands in one at most: column c holds the rows
 * members[starts[c] … starts[c + 1]) and saves savings[c] > 0. (What a unitary alignment saves against its units standing alone.)
 */
export interface PackingProblem {
  readonly rows: number;
  readonly starts: Int32Array;
  readonly members: Int32Array;
  readonly savings: Float64Array;
}

export interface Packing {
  readonly chosen: readonly number[];
  readonly saved: number;
  /** nothing can save more than this; `saved` where the choice is proven best */
  readonly bound: number;
}

/** Solves packings by integer programming; outside the core, since the solver is no pure TypeScript. */
export interface PackingSolver {
  readonly solve: (problem: PackingProblem) => Packing;
}
