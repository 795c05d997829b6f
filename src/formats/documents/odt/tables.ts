import { isElement, type XmlElement } from '../../xml/tree.ts';

export interface OdtCell {
  readonly element: XmlElement;
  readonly row: number;
  readonly column: number;
  readonly header?: true;
  readonly columnSpan?: number;
}

const SPAN_MAX = 256;
/** Rows and columns that repeat are how empty ones are written; a full row that repeats for ever is a bomb. */
const REPEATS_MAX = 64;

function counted(element: XmlElement, name: string, most: number): number {
  const value = Number(element.attributes[name] ?? 1);
  return Number.isInteger(value) && value >= 1 ? Math.min(value, most) : 1;
}

interface Row {
  readonly element: XmlElement;
  readonly header: boolean;
}

function* rowsOf(parent: XmlElement, header: boolean): Generator<Row> {
  for (const child of parent.children) {
    if (!isElement(child)) continue;
    if (child.name === 'table:table-row') yield { element: child, header };
    else if (/^table:table-(?:header-rows|rows|row-group)$/.test(child.name)) {
      yield* rowsOf(child, header || child.name === 'table:table-header-rows');
    }
  }
}

/** The cells of a table in its grid (OpenDocument 1.3, part 3, 9.1); covered ones are none. */
export function gridOf(table: XmlElement): OdtCell[] {
  const cells: OdtCell[] = [];
  let row = 0;
  for (const { element, header } of rowsOf(table, false)) {
    let column = 0;
    for (const cell of element.children) {
      if (!isElement(cell)) continue;
      const repeats = counted(cell, 'table:number-columns-repeated', REPEATS_MAX);
      if (cell.name === 'table:table-cell') {
        const columnSpan = counted(cell, 'table:number-columns-spanned', SPAN_MAX);
        for (let copy = 0; copy < repeats; copy += 1) {
          cells.push({
            element: cell,
            row,
            column: column + copy,
            ...(header ? { header } : {}),
            ...(columnSpan > 1 ? { columnSpan } : {}),
          });
        }
      }
      if (/^table:(?:covered-)?table-cell$/.test(cell.name)) column += repeats;
    }
    row += 1;
  }
  return cells;
}
