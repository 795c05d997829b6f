import { corrected, type Estimate, undefinedEstimate } from './estimate.ts';
import { contingency, type RatingTable } from './ratings.ts';

interface Margins {
  readonly total: number;
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

function margins(cells: Float64Array, size: number): Margins {
  const rows = new Float64Array(size);
  const columns = new Float64Array(size);
  let total = 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const count = cells[row * size + column] as number;
      rows[row] = (rows[row] as number) + count;
      columns[column] = (columns[column] as number) + count;
      total += count;
    }
  }
  return { total, rows, columns };
}

/** Disagreement in a contingency table, observed and by the chance that `first` × `second` give. */
function weighed(
  cells: Float64Array,
  size: number,
  weights: Float64Array | undefined,
  chance: (row: number, column: number) => number,
  total: number,
): Estimate {
  let observed = 0;
  let expected = 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const at = row * size + column;
      const difference = weights ? 1 - (weights[at] as number) : row === column ? 0 : 1;
      if (difference === 0) continue;
      observed += difference * (cells[at] as number);
      expected += difference * chance(row, column);
    }
  }
  return corrected(observed / total, expected);
}

/**
 * Cohen's kappa of two coders, over the units that both rated (Cohen 1960); with agreement weights, weighted kappa
 * (Cohen 1968). Undefined where no unit was rated by both, or where both used one and the same category.
 */
export function cohenKappa(
  table: RatingTable,
  first: number,
  second: number,
  weights?: Float64Array,
): Estimate {
  const cells = contingency(table, first, second);
  const { total, rows, columns } = margins(cells, table.categories);
  if (total === 0) return undefinedEstimate('no-pairable-values');
  const chance = (row: number, column: number) =>
    ((rows[row] as number) / total) * ((columns[column] as number) / total);
  return weighed(cells, table.categories, weights, chance, total);
}

/** Scott's pi of two coders (Scott 1955): chance from the categories as both used them together. */
export function scottPi(table: RatingTable, first: number, second: number): Estimate {
  const cells = contingency(table, first, second);
  const { total, rows, columns } = margins(cells, table.categories);
  if (total === 0) return undefinedEstimate('no-pairable-values');
  const shares = rows.map((count, at) => (count + (columns[at] as number)) / (2 * total));
  const chance = (row: number, column: number) => (shares[row] as number) * (shares[column] as number);
  return weighed(cells, table.categories, undefined, chance, total);
}

/** How surely a kappa is known: Fleiss, Cohen & Everitt (1969). */
export interface KappaError {
  /** standard error of the value */
  readonly standardError: number;
  /** standard error if there were nothing but chance */
  readonly standardErrorOfChance: number;
  /** value / standardErrorOfChance */
  readonly z: number;
}

/** Standard errors of Cohen's kappa for large samples; null where kappa is undefined. */
export function cohenKappaError(table: RatingTable, first: number, second: number): KappaError | null {
  const { value } = cohenKappa(table, first, second);
  if (value === null) return null;
  const size = table.categories;
  const cells = contingency(table, first, second);
  const { total, rows, columns } = margins(cells, size);
  const share = (row: number, column: number) => (cells[row * size + column] as number) / total;
  const row = (at: number) => (rows[at] as number) / total;
  const column = (at: number) => (columns[at] as number) / total;
  let chance = 0;
  let diagonal = 0;
  let beside = 0;
  let byChance = 0;
  for (let a = 0; a < size; a += 1) chance += row(a) * column(a);
  for (let a = 0; a < size; a += 1) {
    byChance += row(a) * column(a) * (row(a) + column(a));
    for (let b = 0; b < size; b += 1) {
      if (a === b) diagonal += share(a, a) * (1 - (row(a) + column(a)) * (1 - value)) ** 2;
      else beside += share(a, b) * (column(a) + row(b)) ** 2;
    }
  }
  const rest = (value - chance * (1 - value)) ** 2;
  const standardError =
    Math.sqrt(Math.max(0, diagonal + (1 - value) ** 2 * beside - rest)) / ((1 - chance) * Math.sqrt(total));
  const standardErrorOfChance =
    Math.sqrt(Math.max(0, chance + chance ** 2 - byChance)) / ((1 - chance) * Math.sqrt(total));
  return { standardError, standardErrorOfChance, z: value / standardErrorOfChance };
}

/**
 * Kappa of many coders as Hubert (1977) and Conger (1980) generalise Cohen's: the mean agreement of all pairs against
 * the mean of what chance gives each pair. Every unit is to be rated by all.
 */
export function hubertKappa(table: RatingTable): Estimate {
  let observed = 0;
  let expected = 0;
  let pairs = 0;
  for (let first = 0; first < table.coders; first += 1) {
    for (let second = first + 1; second < table.coders; second += 1) {
      const cells = contingency(table, first, second);
      const { total, rows, columns } = margins(cells, table.categories);
      if (total === 0) continue;
      let same = 0;
      let chance = 0;
      for (let at = 0; at < table.categories; at += 1) {
        same += (cells[at * table.categories + at] as number) / total;
        chance += ((rows[at] as number) / total) * ((columns[at] as number) / total);
      }
      observed += 1 - same;
      expected += 1 - chance;
      pairs += 1;
    }
  }
  if (pairs === 0) return undefinedEstimate('no-pairable-values');
  return corrected(observed / pairs, expected / pairs);
}
