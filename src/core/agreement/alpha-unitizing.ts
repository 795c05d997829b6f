import { groupsByCoders, type Unitized, type Units } from './continuum.ts';
import { corrected, type Estimate, undefinedEstimate } from './estimate.ts';

/**
 * The difference δ² between two coders' units in one continuum (Krippendorff 1995), over all pairs of units that intersect
 * the squared distances of their ends, and the squared length of each unit that lies wholly in a gap of the other.
 */
export function unitizingDifference(first: Units, second: Units): number {
  let sum = 0;
  let from = 0;
  let met = 0;
  for (let g = 0; g < first.length; g += 2) {
    const start = first[g] as number;
    const end = first[g + 1] as number;
    // Units of the second that end before this one begins: those that met nothing lie in a gap.
    while (from < second.length && (second[from + 1] as number) <= start) {
      if (from >= met) sum += ((second[from + 1] as number) - (second[from] as number)) ** 2;
      from += 2;
    }
    let h = from;
    while (h < second.length && (second[h] as number) < end) {
      sum += (start - (second[h] as number)) ** 2 + (end - (second[h + 1] as number)) ** 2;
      h += 2;
    }
    if (h === from) sum += (end - start) ** 2;
    met = Math.max(met, h);
  }
  for (let h = Math.max(from, met); h < second.length; h += 2) {
    sum += ((second[h + 1] as number) - (second[h] as number)) ** 2;
  }
  return sum;
}

function gapsInto(gaps: Float64Array, used: number, units: Units, length: number): number {
  let end = 0;
  let count = used;
  for (let at = 0; at < units.length; at += 2) {
    const gap = (units[at] as number) - end;
    if (gap > 0) {
      gaps[count] = gap;
      count += 1;
    }
    end = units[at + 1] as number;
  }
  if (length > end) {
    gaps[count] = length - end;
    count += 1;
  }
  return count;
}

interface Group {
  readonly coders: number;
  readonly length: number;
  readonly observed: number;
  readonly expected: number;
}

/** Observed and expected disagreement (D_o, D_e) of continua that the same coders unitized, laid one after another. */
function disagreements(group: readonly Unitized[]): Group {
  let length = 0;
  let differences = 0;
  let unitCount = 0;
  let gapRoom = 0;
  let coders = 0;
  for (const continuum of group) {
    const present = continuum.coders.filter((units) => units !== null);
    coders = present.length;
    length += continuum.length;
    for (const [at, units] of present.entries()) {
      unitCount += units.length / 2;
      gapRoom += units.length / 2 + 1;
      for (const other of present.slice(at + 1)) differences += 2 * unitizingDifference(units, other);
    }
  }
  const lengths = new Float64Array(unitCount);
  const gaps = new Float64Array(gapRoom);
  let unit = 0;
  let gapCount = 0;
  for (const continuum of group) {
    for (const units of continuum.coders) {
      if (units === null) continue;
      for (let at = 0; at < units.length; at += 2) {
        lengths[unit] = (units[at + 1] as number) - (units[at] as number);
        unit += 1;
      }
      gapCount = gapsInto(gaps, gapCount, units, continuum.length);
    }
  }
  lengths.sort();
  const sortedGaps = gaps.subarray(0, gapCount).sort();
  let chance = 0;
  let within = 0;
  let longEnough = 0;
  let room = 0;
  let nextGap = sortedGaps.length - 1;
  for (let at = lengths.length - 1; at >= 0; at -= 1) {
    const l = lengths[at] as number;
    while (nextGap >= 0 && (sortedGaps[nextGap] as number) >= l) {
      room += (sortedGaps[nextGap] as number) + 1;
      longEnough += 1;
      nextGap -= 1;
    }
    chance += ((unitCount - 1) / 3) * (2 * l * l * l - 3 * l * l + l) + l * l * (room - longEnough * l);
    within += l * (l - 1);
  }
  const values = coders * length;
  const pairs = values * (values - 1) - within;
  return {
    coders,
    length,
    observed: differences / (coders * (coders - 1) * length * length),
    expected: pairs > 0 ? ((2 / length) * chance) / pairs : 0,
  };
}

/**
 * Krippendorff's unitizing alpha of one category (Krippendorff 1995, On the Reliability of Unitizing Continuous Data;
 * Content Analysis 2004, ch. 11.6). Lengths are whole numbers of the smallest unit, characters. Several documents are
 * one continuum, gaps ending where documents end. Where documents have different coders, the disagreements of those with the same
 * coders are found by the formula and added, weighing coders × length². Undefined where no coder has a unit.
 */
export function unitizingAlpha(continua: readonly Unitized[]): Estimate {
  const groups = groupsByCoders(continua.filter(({ length }) => length > 0)).map(disagreements);
  if (groups.length === 0) return undefinedEstimate('no-shared-document');
  const only = groups.length === 1 ? groups[0] : undefined;
  if (only) return corrected(only.observed, only.expected, 'no-spans');
  let observed = 0;
  let expected = 0;
  let all = 0;
  for (const group of groups) {
    const weight = group.coders * group.length * group.length;
    observed += weight * group.observed;
    expected += weight * group.expected;
    all += weight;
  }
  return corrected(observed / all, expected / all, 'no-spans');
}
