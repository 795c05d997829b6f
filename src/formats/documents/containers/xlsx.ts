import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { xlsxReader } from '../xlsx/reader.ts';
import type { ContainerInput } from './container.ts';
import { columnNames, rowOf } from './csv.ts';
import { type RowOrProblem, tableContainer } from './table.ts';

/** Workbooks: a document a row. The first row of each sheet names the columns. Held in memory whole. */
export const xlsxContainer = tableContainer(
  {
    id: 'xlsx-rows',
    title: 'Table (Excel)',
    extensions: xlsxReader.extensions,
    binary: true,
    maxBytes: xlsxReader.maxBytes,
    recognise: (head, fileName) => xlsxReader.recognise(head, fileName),
  },
  rowsOfSheets,
);

export interface Sheet {
  readonly name: string;
  /** cells by row and column */
  readonly rows: Map<number, string[]>;
}

/** The sheets of a workbook out of the blocks that its reader makes of them. */
export function sheetsOf({ text, blocks }: ParsedDocument): readonly Sheet[] {
  const sheets: Sheet[] = [];
  for (const { kind, start, end, cell } of blocks) {
    const value = text.slice(start, end);
    if (kind === 'heading') sheets.push({ name: value, rows: new Map() });
    const rows = sheets.at(-1)?.rows;
    if (!cell || !rows) continue;
    const row = rows.get(cell.row) ?? [];
    rows.set(cell.row, row);
    // A long cell is several blocks.
    row[cell.column] = (row[cell.column] ?? '') + value;
  }
  return sheets;
}

/** The rows of all sheets. @throws GlossatorError what reading the workbook throws */
export async function* rowsOfSheets(input: Pick<ContainerInput, 'whole'>): AsyncGenerator<RowOrProblem> {
  const sheets = sheetsOf(await input.whole(xlsxReader.id));
  for (const { name, rows } of sheets) {
    const [head, ...rest] = [...rows];
    if (!head) continue;
    const names = columnNames(Array.from(head[1], (cell) => cell ?? ''));
    for (const [number, cells] of rest) {
      const row = rowOf(
        names,
        Array.from(cells, (cell) => cell ?? ''),
        `row ${number + 1}`,
      );
      yield sheets.length > 1 ? { ...row, name: `${name}, ${row.name}` } : row;
    }
  }
}
