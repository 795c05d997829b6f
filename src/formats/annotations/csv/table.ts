import { stringify } from 'csv-stringify/sync';
import { type ExportTally, PIECE_LENGTH } from '../writer.ts';
import { defused } from './cell.ts';

export type Row = Readonly<Record<string, string | number>>;

/** Rows put into CSV at a time. */
const BATCH = 256;

/** Excel takes a file for UTF-8 only where it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

function csvOf(rows: readonly Row[], columns: readonly string[], tally: ExportTally): string {
  const text = stringify(
    rows.map((row) => columns.map((column) => row[column] ?? '')),
    {
      record_delimiter: '\r\n',
      // Else a cell with a lone \n or \r, which is not the delimiter, would stand without quotation marks.
      quoted_match: /[\r\n]/,
      cast: { string: (value) => defused(value) },
    },
  );
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
