import type { Cell, ForeignDatabase, Row } from '../database.ts';
import type { Bundle } from '../types.ts';
import { bundleOf } from './memory-bundle.ts';

type Tables = Readonly<Record<string, readonly Row[]>>;

function order(one: Cell | undefined, other: Cell | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one ?? '') < String(other ?? '') ? -1 : 1;
}

function databaseOf(tables: Tables): ForeignDatabase {
  return {
    tables: new Map(
      Object.entries(tables).map(([name, rows]) => [
        name,
        [...new Set(rows.flatMap((row) => Object.keys(row)))],
      ]),
    ),
    *rows(table, { columns, where, orderBy }) {
      const kept = (tables[table] ?? []).filter((row) => !where || row[where.column] === where.equals);
      const sorted = kept.toSorted((a, b) => {
        const differs = (orderBy ?? []).find((column) => a[column] !== b[column]);
        return differs === undefined ? 0 : order(a[differs], b[differs]);
      });
      for (const row of sorted)
        yield Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
    },
  };
}

const HEAD = new TextEncoder().encode(`SQLite format 3\u0000${' '.repeat(100)}`);

/** A bundle with one file that is a database of these rows. */
export function databaseBundle(path: string, tables: Tables): Bundle {
  const bundle = bundleOf({ [path]: HEAD }, path);
  return {
    ...bundle,
    files: bundle.files.map((file) => ({ ...file, database: async () => databaseOf(tables) })),
  };
}
