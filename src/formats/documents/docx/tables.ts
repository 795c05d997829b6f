import { childNamed, isElement, type XmlElement } from '../../xml/tree.ts';
import { isOn } from './styles.ts';

export interface DocxCell {
  readonly element: XmlElement;
  readonly column: number;
  readonly columnSpan: number;
}

export interface DocxRow {
  readonly header: boolean;
  readonly cells: readonly DocxCell[];
}

const SPAN_MAX = 256;

/** A number of columns: 0 to SPAN_MAX. */
function columns(element: XmlElement | undefined, otherwise: number): number {
  const value = Number(element?.attributes['w:val'] ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? Math.min(value, SPAN_MAX) : otherwise;
}

/** The rows of a table with their cells in the grid; rows that were deleted and cells that go on from above left out. */
export function rowsOf(table: XmlElement): DocxRow[] {
  return elementsIn(table, 'w:tr').flatMap((row) => {
    const properties = childNamed(row, 'w:trPr');
    if (childNamed(properties, 'w:del')) return [];
    const header = childNamed(properties, 'w:tblHeader');
    return [{ header: header !== undefined && isOn(header), cells: cellsOf(row, properties) }];
  });
}

function cellsOf(row: XmlElement, properties: XmlElement | undefined): DocxCell[] {
  let column = columns(childNamed(properties, 'w:gridBefore'), 0);
  const cells: DocxCell[] = [];
  for (const element of elementsIn(row, 'w:tc')) {
    const cell = childNamed(element, 'w:tcPr');
    const columnSpan = Math.max(1, columns(childNamed(cell, 'w:gridSpan'), 1));
    const merged = childNamed(cell, 'w:vMerge');
    if (!merged || merged.attributes['w:val'] === 'restart') cells.push({ element, column, columnSpan });
    column += columnSpan;
  }
  return cells;
}

/** Rows or cells also where they stand in content controls, custom XML or insertions. */
function elementsIn(parent: XmlElement, name: 'w:tr' | 'w:tc'): XmlElement[] {
  return parent.children.flatMap((child) => {
    if (!isElement(child)) return [];
    if (child.name === name) return [child];
    return /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(child.name) ? elementsIn(child, name) : [];
  });
}
