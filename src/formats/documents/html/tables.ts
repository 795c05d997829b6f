import {
  attribute,
  type ChildNode,
  type Element,
  elementsUnder,
  isElement,
  parentElement,
  textUnder,
} from './tree.ts';

/** A cell in the grid of its table. */
export interface GridCell {
  readonly element: Element;
  readonly row: number;
  readonly column: number;
  readonly columnSpan: number;
  readonly header: boolean;
}

/** The HTML Standard (“forming a table”) allows 1,000 columns and 65,534 rows; no page that is read has as many. */
const COLUMN_SPAN_MAX = 256;
const ROW_SPAN_MAX = 1_000;

/** Text of a cell (UTF-16 code units) beyond which a table is a page's frame rather than a table. */
const CELL_TEXT_MAX = 2_000;
/** and from which on several paragraphs in a cell say the same */
const PASSAGE_MIN = 300;

/** The rows of a table in order, its head first and its foot last, without those of tables inside it. */
function rowsOf(table: Element): Element[] {
  const head: Element[] = [];
  const body: Element[] = [];
  const foot: Element[] = [];
  for (const child of table.childNodes) {
    if (!isElement(child)) continue;
    const section = child.tagName === 'thead' ? head : child.tagName === 'tfoot' ? foot : body;
    if (child.tagName === 'tr') body.push(child);
    else if (/^t(?:head|body|foot)$/.test(child.tagName)) {
      for (const row of child.childNodes) if (isElement(row) && row.tagName === 'tr') section.push(row);
    }
  }
  return head.concat(body, foot);
}

function isCell(node: ChildNode): node is Element {
  return isElement(node) && (node.tagName === 'td' || node.tagName === 'th');
}

function span(element: Element, name: 'colspan' | 'rowspan', most: number): number {
  const value = Number.parseInt(attribute(element, name) ?? '1', 10);
  return Number.isInteger(value) && value >= 1 ? Math.min(value, most) : 1;
}

/** Places every cell in the grid, spans observed; all counts 0-based. */
export function gridOf(table: Element): GridCell[] {
  const cells: GridCell[] = [];
  /** for each column how many more rows it is taken by a cell from above */
  let taken: number[] = [];
  for (const [row, element] of rowsOf(table).entries()) {
    const next = taken.map((rows) => Math.max(0, rows - 1));
    const inHead = parentElement(element)?.tagName === 'thead';
    let column = 0;
    for (const cell of element.childNodes) {
      if (!isCell(cell)) continue;
      while ((taken[column] ?? 0) > 0) column += 1;
      const columnSpan = span(cell, 'colspan', COLUMN_SPAN_MAX);
      const rowSpan = span(cell, 'rowspan', ROW_SPAN_MAX);
      cells.push({ element: cell, row, column, columnSpan, header: cell.tagName === 'th' || inHead });
      if (rowSpan > 1) {
        for (let at = column; at < Math.min(column + columnSpan, COLUMN_SPAN_MAX); at += 1) {
          next[at] = Math.max(next[at] ?? 0, rowSpan - 1);
        }
      }
      column += columnSpan;
    }
    taken = next;
  }
  return cells;
}

/** Whether a table arranges a page rather than data: then its cells are read one after the other as plain content. */
export function isLayoutTable(table: Element, grid: readonly GridCell[]): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  if (grid.length < 2) return true;
  let telling = false;
  for (const element of elementsUnder(table)) {
    if (element.tagName === 'table') return true;
    telling ||= element.tagName === 'th' || element.tagName === 'caption' || element.tagName === 'thead';
  }
  if (telling) return false;
  const rows = new Set(grid.map(({ row }) => row)).size;
  const columns = new Set(grid.map(({ column }) => column)).size;
  if (rows < 2 || columns < 2) return true;
  return grid.some(({ element }) => isPassage(element));
}

/** Whether a cell holds running text of several paragraphs, or more text than a cell of data does. */
function isPassage(cell: Element): boolean {
  const { length } = textUnder(cell);
  if (length < PASSAGE_MIN) return false;
  if (length > CELL_TEXT_MAX) return true;
  let paragraphs = 0;
  let breaks = 0;
  for (const { tagName } of elementsUnder(cell)) {
    if (tagName === 'p') paragraphs += 1;
    if (tagName === 'br') breaks += 1;
  }
  return paragraphs >= 2 || breaks >= 4;
}
