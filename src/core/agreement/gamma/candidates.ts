import {
  type AlignUnits,
  type CategoryDistances,
  categoricalDissimilarity,
  type GammaWeights,
  positionalDissimilarity,
} from './dissimilarity.ts';

/**
 * Unitary alignments that a best alignment may hold: each takes at most one unit of each coder. Those of a single unit are
 * always allowed and not listed. Units are numbered coder after coder.
 */
export interface Candidates {
  readonly units: number;
  /** alignment a has the units members[starts[a] … starts[a + 1]) */
  readonly starts: readonly number[];
  readonly members: readonly number[];
  /** disorder of each */
  readonly costs: readonly number[];
  /** disorder of a unit by itself: Δ∅ */
  readonly alone: number;
}

/** So many unitary alignments are held at once; more would need more memory and time than anyone has. */
const CANDIDATES_LIMIT = 4_000_000;

export interface DissimilarityOptions {
  readonly weights: GammaWeights;
  readonly categories: number;
  readonly distances: CategoryDistances;
}

/**
 * Lists the unitary alignments worth considering; null where there are too many. Left out is one of which some unit
 * could be taken out and stand by itself at no more disorder: a best alignment without it exists. (Mathet et al. 2015,
 * section 5.1.3, leave out those above n × Δ∅, which is weaker.)
 */
export function candidates(
  coders: readonly AlignUnits[],
  { weights, categories, distances }: DissimilarityOptions,
): Candidates | null {
  const n = coders.length;
  const pairs = (n * (n - 1)) / 2;
  const { alpha, beta, empty } = weights;
  const offsets: number[] = [];
  let units = 0;
  for (const { starts } of coders) {
    offsets.push(units);
    units += starts.length;
  }
  const coderOf = new Int32Array(units);
  for (const [coder, { starts }] of coders.entries()) {
    coderOf.fill(coder, offsets[coder], (offsets[coder] as number) + starts.length);
  }
  const dissimilarity = (first: number, second: number): number => {
    const [a, b] = [coders[coderOf[first] as number], coders[coderOf[second] as number]] as [
      AlignUnits,
      AlignUnits,
    ];
    const at = first - (offsets[coderOf[first] as number] as number);
    const to = second - (offsets[coderOf[second] as number] as number);
    const position = positionalDissimilarity(
      a.starts[at] as number,
      a.ends[at] as number,
      b.starts[to] as number,
      b.ends[to] as number,
      empty,
    );
    if (position === Number.POSITIVE_INFINITY) return alpha === 0 ? 0 : position;
    return (
      alpha * position +
      beta *
        categoricalDissimilarity(
          a.categories[at] as number,
          b.categories[to] as number,
          categories,
          distances,
          empty,
        )
    );
  };

  // Within an alignment of k units, one whose differences sum to (pairs + k - 1) × Δ∅ stands better by itself.
  const mostOfAll = (pairs + n - 1) * empty;
  const reach: { readonly others: readonly number[]; readonly costs: readonly number[] }[] = [];
  for (let unit = 0; unit < units; unit += 1) {
    const others: number[] = [];
    const costs: number[] = [];
    for (let coder = (coderOf[unit] as number) + 1; coder < n; coder += 1) {
      const from = offsets[coder] as number;
      const count = coders[coder]?.starts.length ?? 0;
      for (let other = from; other < from + count; other += 1) {
        const cost = dissimilarity(unit, other);
        if (cost < mostOfAll) {
          others.push(other);
          costs.push(cost);
        }
      }
    }
    reach.push({ others, costs });
  }

  const starts: number[] = [0];
  const members: number[] = [];
  const found: number[] = [];
  const chosen: number[] = [];
  const sums: number[] = [];
  let tooMany = false;

  const keep = (): void => {
    const k = chosen.length;
    const most = (pairs + k - 1) * empty;
    let all = 0;
    for (const sum of sums) {
      if (sum >= most) return;
      all += sum;
    }
    const cost = (all / 2 + (pairs - (k * (k - 1)) / 2) * empty) / pairs;
    if (cost >= k * empty) return;
    if (found.length >= CANDIDATES_LIMIT) {
      tooMany = true;
      return;
    }
    members.push(...chosen);
    starts.push(members.length);
    found.push(cost);
  };

  const costBetween = (first: number, second: number): number => {
    const { others, costs } = reach[first] as { others: readonly number[]; costs: readonly number[] };
    let low = 0;
    let high = others.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((others[middle] as number) < second) low = middle + 1;
      else high = middle;
    }
    return others[low] === second ? (costs[low] as number) : Number.POSITIVE_INFINITY;
  };

  /** Adds units of later coders, in ascending order, to those that are chosen. */
  const extend = (first: number, from: number): void => {
    const { others, costs } = reach[first] as { others: readonly number[]; costs: readonly number[] };
    for (let place = from; place < others.length && !tooMany; place += 1) {
      const unit = others[place] as number;
      const k = chosen.length;
      if (coderOf[unit] === coderOf[chosen[k - 1] as number]) continue;
      const added: number[] = [costs[place] as number];
      for (let at = 1; at < k; at += 1) added.push(costBetween(chosen[at] as number, unit));
      let own = 0;
      let fits = true;
      for (let at = 0; at < k && fits; at += 1) {
        own += added[at] as number;
        fits = (sums[at] as number) + (added[at] as number) < mostOfAll && own < mostOfAll;
      }
      if (!fits) continue;
      for (let at = 0; at < k; at += 1) sums[at] = (sums[at] as number) + (added[at] as number);
      chosen.push(unit);
      sums.push(own);
      keep();
      extend(first, place + 1);
      chosen.pop();
      sums.pop();
      for (let at = 0; at < k; at += 1) sums[at] = (sums[at] as number) - (added[at] as number);
    }
  };
  for (let unit = 0; unit < units && !tooMany; unit += 1) {
    chosen.push(unit);
    sums.push(0);
    extend(unit, 0);
    chosen.pop();
    sums.pop();
  }
  return tooMany ? null : { units, starts, members, costs: found, alone: empty };
}
