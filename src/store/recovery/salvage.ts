import { GlossatorError } from '../../core/errors.ts';
import type { FieldValue } from '../../core/journal/action.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { checkedSpans, hullValues } from '../rows/spans.ts';
import type { PageFile } from './page-file.ts';
import { SHAPES, shapeOf } from './shapes.ts';
import { leavesUnder, rowsOn } from './table-pages.ts';

export interface Salvaged {
  readonly rows: number;
  /** cells that were there and could not be read */
  readonly unreadable: number;
  /** whether every page of the steps of undo could be read */
  readonly stepsWhole: boolean;
}

/** The first page is the root of the schema; its rows are type, name, table, root page and SQL. */
function rootsIn(file: PageFile): Map<string, number> {
  const roots = new Map<string, number>();
  for (const leaf of leavesUnder(file, 1).leaves) {
    for (const { values } of rowsOn(file, leaf, () => undefined)) {
      const [type, name, , root] = values;
      if (type === 'table' && typeof name === 'string' && typeof root === 'number') roots.set(name, root);
    }
  }
  return roots;
}

const inserts = new Map(
  SHAPES.map(({ table, columns }) => [
    table,
    `INSERT OR IGNORE INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  ]),
);

const SPANS = 9;

/** Whether an annotation's place agrees with its spans: bytes overwritten within a row leave its shape as it was. */
function agrees(values: readonly SqlValue[]): boolean {
  try {
    const spans = JSON.parse(String(values[SPANS])) as FieldValue;
    const place = hullValues(checkedSpans(spans));
    return place.every((value, i) => value === values[SPANS - place.length + i]);
  } catch (thrown) {
    if (thrown instanceof GlossatorError || thrown instanceof TypeError) return false;
    throw thrown;
  }
}

/**
 * Puts every row that can be read into the tables of a new file, under its own row number. Pages that the trees lead
 * to come first, so that an older state of a row, left on a page no longer used, does not take its place.
 */
export function salvageRows(file: PageFile, into: Connection): Salvaged {
  const roots = rootsIn(file);
  const reached = new Set<number>();
  let stepsWhole = false;
  let unreadable = 0;
  let stepsUnreadable = 0;
  let rows = 0;

  function salvage(page: number, allowed: (table: string) => boolean, countUnreadable: () => void): void {
    for (const { rowid, values } of rowsOn(file, page, countUnreadable)) {
      const shape = shapeOf(values);
      const sound = shape !== undefined && (shape.table !== 'annotation' || agrees(values));
      if (!sound || !allowed(shape.table)) {
        if (!sound) countUnreadable();
        continue;
      }
      const own: SqlValue[] = shape.types.startsWith('k') ? [rowid, ...values.slice(1)] : [...values];
      rows += into.prepare(inserts.get(shape.table) ?? '').run(...own).changes;
    }
  }

  for (const { table } of SHAPES) {
    const root = roots.get(table);
    if (root === undefined) continue;
    const { leaves, whole } = leavesUnder(file, root);
    if (table === 'step') stepsWhole = whole;
    for (const leaf of leaves) {
      reached.add(leaf);
      salvage(
        leaf,
        (found) => found === table,
        () => {
          unreadable++;
          if (table === 'step') stepsUnreadable++;
        },
      );
    }
  }
  for (let page = 1; page <= file.pageCount; page++) {
    // Pages that nothing leads to may be of no use any more, so what cannot be read there is no loss to tell of. Steps
    // are the only rows that are ever removed: one found there has been.
    if (!reached.has(page))
      salvage(
        page,
        (table) => table !== 'step',
        () => undefined,
      );
  }
  return { rows, unreadable, stepsWhole: stepsWhole && stepsUnreadable === 0 };
}
