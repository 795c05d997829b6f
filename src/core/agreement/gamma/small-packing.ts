import type { Packing, PackingProblem } from './solver.ts';

/** The best packing by branch and bound, for a few dozen columns. */
export function packExactly({ rows, starts, members, savings }: PackingProblem): Packing {
  const order = Array.from(savings.keys()).sort((a, b) => (savings[b] as number) - (savings[a] as number));
  // What the columns from here on could save at most, were they all to fit.
  const rest = new Float64Array(order.length + 1);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    rest[at] = (rest[at + 1] as number) + (savings[order[at] as number] as number);
  }
  const taken = new Uint8Array(rows);
  let best = 0;
  let bestChosen: readonly number[] = [];
  const chosen: number[] = [];
  const visit = (at: number, saved: number): void => {
    if (saved > best) {
      best = saved;
      bestChosen = chosen.slice();
    }
    if (at === order.length || saved + (rest[at] as number) <= best) return;
    const column = order[at] as number;
    const own = members.subarray(starts[column], starts[column + 1]);
    if (own.every((row) => taken[row] === 0)) {
      for (const row of own) taken[row] = 1;
      chosen.push(column);
      visit(at + 1, saved + (savings[column] as number));
      chosen.pop();
      for (const row of own) taken[row] = 0;
    }
    visit(at + 1, saved);
  };
  visit(0, 0);
  return { chosen: bestChosen, saved: best, bound: best };
}
