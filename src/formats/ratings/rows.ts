import { parse } from 'csv-parse/sync';
import { type ErrorCode, GlossatorError } from '../../core/errors.ts';
import { decodeBytes } from '../documents/encoding/decode.ts';
import { detectEncoding } from '../documents/encoding/detect.ts';

/** A row's cells by column, without spaces around them, and the line that it ends on, 1-based. */
export type Row<Column extends string> = (cells: Readonly<Record<Column, string>>, line: number) => void;

export interface TableShape {
  /** columns of the table that are not asked for */
  readonly passedOver: readonly string[];
  readonly delimiter: string;
}

const DELIMITERS = [',', ';', '\t'];

export function tableError(code: ErrorCode, message: string, line: number, remedy?: string): GlossatorError {
  return new GlossatorError(code, message, { place: { line }, ...(remedy ? { remedy } : {}) });
}

/** The delimiter that the first line has most of; spreadsheets of many countries write semicolons. */
function delimiterOf(text: string): string {
  const end = text.search(/[\n\r]/);
  const head = end < 0 ? text : text.slice(0, end);
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: head.split(delimiter).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

function columnPlaces<Column extends string>(
  header: readonly string[],
  columns: readonly Column[],
): number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw tableError(
      'table-column-missing',
      `The first line of the table names no column ${missing.map((name) => `‘${name}’`).join(', ')}.`,
      1,
      `Begin the table with a line of names: ${columns.join(',')}.`,
    );
  }
  for (const column of columns) {
    if (names.indexOf(column) !== names.lastIndexOf(column)) {
      throw tableError('table-column-missing', `The table has two columns ‘${column}’.`, 1);
    }
  }
  return columns.map((column) => names.indexOf(column));
}

/**
 * Reads a table with a first line of names: CSV (RFC 4180) with commas, semicolons or tabs, with or without byte order
 * mark. Calls `take` with each row; empty lines are passed over.
 *
 * @throws GlossatorError table-unreadable, table-column-missing, table-row-invalid, with the line
 */
export function readRows<Column extends string>(
  bytes: Uint8Array,
  columns: readonly Column[],
  take: Row<Column>,
): TableShape {
  const decoded = decodeBytes(bytes, detectEncoding(bytes).encoding).text;
  const text = decoded.startsWith('\u{feff}') ? decoded.slice(1) : decoded;
  const delimiter = delimiterOf(text);
  let places: number[] | undefined;
  let width = 0;
  let passedOver: readonly string[] = [];
  const cells = {} as Record<Column, string>;
  const each = (record: readonly string[], { lines }: { readonly lines: number }): null => {
    if (places === undefined) {
      places = columnPlaces(record, columns);
      width = record.length;
      const known: readonly string[] = columns;
      passedOver = record.map((name) => name.trim()).filter((name) => !known.includes(name.toLowerCase()));
      return null;
    }
    if (record.length === 1 && record[0]?.trim() === '') return null;
    if (record.length !== width) {
      throw tableError(
        'table-row-invalid',
        `Line ${lines} has ${record.length} cells where the first line names ${width} columns.`,
        lines,
      );
    }
    for (const [at, column] of columns.entries()) cells[column] = (record[places[at] as number] ?? '').trim();
    take(cells, lines);
    return null;
  };
  try {
    parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, on_record: each as never });
  } catch (thrown) {
    if (thrown instanceof GlossatorError) throw thrown;
    const line =
      thrown instanceof Error && 'lines' in thrown && typeof thrown.lines === 'number' ? thrown.lines : 1;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    throw new GlossatorError('table-unreadable', `The file is no table: ${message}`, {
      place: { line },
      cause: thrown,
    });
  }
  if (places === undefined) {
    throw tableError(
      'table-column-missing',
      'The table is empty.',
      1,
      `Begin the table with a line of names: ${columns.join(',')}.`,
    );
  }
  return { passedOver, delimiter };
}

/** Names in the order in which they come, each with its number. */
export class Names {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.all.length;
    this.#numbers.set(name, number);
    this.all.push(name);
    return number;
  }
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/** The number that a cell writes, null where it writes none. A decimal comma is read where commas do not part cells. */
export function numberIn(cell: string, delimiter: string): number | null {
  if (DECIMAL.test(cell)) {
    const number = Number(cell);
    return Number.isFinite(number) ? number : null;
  }
  return delimiter !== ',' && DECIMAL_COMMA.test(cell) ? Number(cell.replace(',', '.')) : null;
}
