import type { Level } from '../../core/agreement/differences.ts';
import { MISSING, type RatingTable, ratingTable } from '../../core/agreement/ratings.ts';
import { Names, readRows, tableError } from './rows.ts';
import { scaleOf, type WrittenValue } from './scale.ts';

/** A table of units that coders gave values to. */
export interface UnitTable {
  readonly table: RatingTable;
  readonly coders: readonly string[];
  readonly categories: readonly string[];
  readonly units: number;
  readonly passedOver: readonly string[];
}

const COLUMNS = ['unit', 'coder', 'value'] as const;

/** Rows as columns of numbers: a table of millions of rows is not kept as text. */
class Rows {
  readonly units = new Names();
  readonly coders = new Names();
  readonly values = new Names();
  readonly firstLines: number[] = [];
  #cells = new Int32Array(3 * 1024);
  #lines = new Int32Array(1024);
  count = 0;

  add(unit: string, coder: string, value: string, line: number): void {
    if (3 * this.count === this.#cells.length) {
      const [cells, lines] = [this.#cells, this.#lines];
      this.#cells = new Int32Array(2 * cells.length);
      this.#cells.set(cells);
      this.#lines = new Int32Array(2 * lines.length);
      this.#lines.set(lines);
    }
    const number = value === '' ? MISSING : this.values.of(value);
    if (number === this.firstLines.length) this.firstLines.push(line);
    this.#cells.set([this.units.of(unit), this.coders.of(coder), number], 3 * this.count);
    this.#lines[this.count] = line;
    this.count += 1;
  }

  /** Values unit after unit, one for each coder. */
  matrix(placeOf: (value: number) => number): Int32Array {
    const coders = this.coders.all.length;
    const matrix = new Int32Array(this.units.all.length * coders).fill(MISSING);
    const seen = new Int32Array(matrix.length);
    for (let row = 0; row < this.count; row += 1) {
      const unit = this.#cells[3 * row] as number;
      const coder = this.#cells[3 * row + 1] as number;
      const value = this.#cells[3 * row + 2] as number;
      const line = this.#lines[row] as number;
      const at = unit * coders + coder;
      if (seen[at] !== 0) {
        throw tableError(
          'table-value-repeated',
          `The coder ‘${this.coders.all[coder]}’ has the unit ‘${this.units.all[unit]}’ in line ${seen[at]} and again in line ${line}.`,
          line,
          'Leave one row for each unit and coder.',
        );
      }
      seen[at] = line;
      matrix[at] = value === MISSING ? MISSING : placeOf(value);
    }
    return matrix;
  }
}

/**
 * Reads `unit,coder,value`. A missing row and an empty value both say that the coder gave the unit no value. See `scaleOf` for
 * levels and categories.
 *
 * @throws GlossatorError table-…, with the line
 */
export function readUnitTable(
  bytes: Uint8Array,
  options: { readonly level: Level; readonly categories: readonly string[] },
): UnitTable {
  const rows = new Rows();
  const { passedOver, delimiter } = readRows(bytes, COLUMNS, ({ unit, coder, value }, line) => {
    const empty = unit === '' ? 'unit' : coder === '' ? 'coder' : null;
    if (empty) throw tableError('table-row-invalid', `Line ${line} names no ${empty}.`, line);
    rows.add(unit, coder, value, line);
  });
  const written: WrittenValue[] = rows.values.all.map((text, number) => ({
    text,
    line: rows.firstLines[number] ?? 1,
  }));
  const scale = scaleOf(written, options.level, delimiter, options.categories);
  const places = Int32Array.from(rows.values.all, (text) => scale.placeOf.get(text) ?? MISSING);
  return {
    table: ratingTable(
      rows.matrix((value) => places[value] as number),
      rows.coders.all.length,
      scale.names.length,
      { numbers: scale.numbers },
    ),
    coders: rows.coders.all,
    categories: scale.names,
    units: rows.units.all.length,
    passedOver,
  };
}
