import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { GlossatorError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { colourValue } from '../../codebooks/colour-value.ts';
import { holdable } from '../../xml/escape.ts';
import { formatCodePath } from '../code-path.ts';
import { quotationTable } from '../csv/write.ts';
import type { ExportSource } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';

/** Workbooks are made in memory: a larger set is for the table in CSV, which is not. Rows. */
export const XLSX_ROWS_LIMIT = 200_000;
/** What a cell of a spreadsheet holds. UTF-16 code units. */
const CELL_LENGTH = 32_767;
/** Columns of the matrix beyond which no spreadsheet goes. */
const COLUMNS_LIMIT = 16_384;

type Value = string | number;

/** A text as a spreadsheet holds it: a text there, never a formula; a longer one is cut, and counted. */
function textOf(value: string, tally: ExportTally): string {
  const whole = holdable(value, tally);
  if (whole in Object.prototype) {
    // write-excel-file 4.1.1 looks texts up in a plain object, and loses those that every object has a member of.
    tally.lose('words with an invisible space after them, such as ‘constructor’', 1);
    return `${whole}\u200b`;
  }
  if (whole.length <= CELL_LENGTH) return whole;
  tally.lose('ends of texts longer than a cell holds', 1);
  return `${whole.slice(0, CELL_LENGTH - 1).toWellFormed()}…`;
}

function sheetOf(
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
  tally: ExportTally,
): SheetData {
  const heading = (name: string) =>
    ({ value: textOf(name, tally), type: String, fontWeight: 'bold' }) as const;
  const sheet: SheetData = [columns.map(heading)];
  for (const row of rows) {
    if (sheet.length > XLSX_ROWS_LIMIT) {
      throw new GlossatorError(
        'invalid-input',
        `The table has more than ${XLSX_ROWS_LIMIT.toLocaleString('en')} rows, which is too much for a workbook.`,
        { place: { field: 'format' }, remedy: 'Export it as CSV, or choose fewer documents or codes.' },
      );
    }
    sheet.push(
      row.map((value) =>
        typeof value === 'number' ? { value, type: Number } : { value: textOf(value, tally), type: String },
      ),
    );
  }
  return sheet;
}

/** Which annotations bear which codes, counted while the quotations are gone through. */
class Counts {
  readonly #byDocument = new Map<Id, Map<Id, number>>();
  readonly #byCode = new Map<Id, number>();

  add(documentId: Id, codeId: Id): void {
    const codes = this.#byDocument.get(documentId) ?? new Map<Id, number>();
    this.#byDocument.set(documentId, codes);
    codes.set(codeId, (codes.get(codeId) ?? 0) + 1);
    this.#byCode.set(codeId, (this.#byCode.get(codeId) ?? 0) + 1);
  }

  of(codeId: Id): number {
    return this.#byCode.get(codeId) ?? 0;
  }

  in(documentId: Id, codeId: Id): number {
    return this.#byDocument.get(documentId)?.get(codeId) ?? 0;
  }
}

function* codebookRows(source: ExportSource, counts: Counts): Generator<readonly Value[]> {
  for (const { id, path, kind, colour, key, description } of source.codes)
    yield [formatCodePath(path), kind, colourValue(colour), key ?? '', description, counts.of(id)];
}

/** How often each code stands in each document; codes that stand in none are left out. */
function matrixOf(source: ExportSource, counts: Counts, tally: ExportTally): SheetData {
  const used = source.codes.filter(({ id }) => counts.of(id) > 0);
  const shown = used.slice(0, COLUMNS_LIMIT - 1);
  tally.lose('codes of the matrix beyond the columns of a sheet', used.length - shown.length);
  function* rows(): Generator<readonly Value[]> {
    for (const { document } of source.documents())
      yield [document.title, ...shown.map(({ id }) => counts.in(document.id, id))];
  }
  return sheetOf(['document', ...shown.map(({ path }) => formatCodePath(path))], rows(), tally);
}

async function* writeWorkbook(source: ExportSource, tally: ExportTally): AsyncGenerator<Uint8Array> {
  const counts = new Counts();
  for (const { document } of source.documents())
    for (const { codeId } of source.annotations(document.id)) counts.add(document.id, codeId);
  const { columns, rows } = quotationTable(source, tally);
  function* quotations(): Generator<readonly Value[]> {
    for (const row of rows) yield columns.map((column) => row[column] ?? '');
  }
  const frozen = { stickyRowsCount: 1 };
  const codebook = ['code', 'kind', 'colour', 'key', 'description', 'annotations'];
  const workbook = writeExcelFile([
    { sheet: 'Quotations', data: sheetOf(columns, quotations(), tally), ...frozen },
    { sheet: 'Codebook', data: sheetOf(codebook, codebookRows(source, counts), tally), ...frozen },
    { sheet: 'Matrix', data: matrixOf(source, counts, tally), ...frozen },
  ]);
  yield await workbook.toBuffer();
}

/** The quotations as a workbook of a spreadsheet program (Office Open XML), with the codebook and a matrix of documents and codes. */
export const xlsxWriter: AnnotationWriter = {
  format: 'xlsx',
  extension: '.xlsx',
  lossless: false,
  holdsLost: true,
  write: writeWorkbook,
};
