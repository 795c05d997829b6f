import { type ExportTally, PIECE_LENGTH } from '../writer.ts';
import { defused } from './cell.ts';

export type Row = Readonly<Record<string, string | number>>;

/** Rows put into CSV at a time. */
const BATCH = 256;

/** Excel takes a file for UTF-8 only where it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What cannot stand in a cell without quotation marks around it: RFC 4180, 2.6. */
const MARKED = /[",\r\n]/;

/** By hand: a large set has tens of millions of cells, and csv-stringify takes five times as long as all else that is done for them. */
function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (value === '') return value;
  const text = defused(value);
  return MARKED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf(rows: readonly Row[], columns: readonly string[], tally: ExportTally): string {
  let text = '';
  for (const row of rows) {
    let line = '';
    for (const column of columns) line += `${cellOf(row[column] ?? '')},`;
    text += `${line.slice(0, -1)}\r\n`;
  }
  if (text.isWellFormed()) return text;
  const whole = text.toWellFormed();
  let replaced = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== whole.charCodeAt(i)) replaced += 1;
  tally.lose('lone surrogates', replaced);
  return whole;
}

/** The table in pieces, the names of its columns first: RFC 4180, UTF-8 with a byte order mark. */
export function* writeTable(
  columns: readonly string[],
  rows: Iterable<Row>,
  tally: ExportTally,
): Generator<Uint8Array> {
  const names = Object.fromEntries(columns.map((column) => [column, column]));
  let gathered = BYTE_ORDER_MARK + csvOf([names], columns, tally);
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    gathered += csvOf(batch, columns, tally);
    batch = [];
    if (gathered.length < PIECE_LENGTH) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  yield Buffer.from(gathered + csvOf(batch, columns, tally));
}
