import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { GlossatorError } from '../../../core/errors.ts';
import { extensionOf } from '../reader.ts';
import type { ContainerInput, DocumentContainer } from './container.ts';
import { decodedPieces, encodingOfPieces } from './decoded-pieces.ts';
import { type RowOrProblem, tableContainer } from './table.ts';

const MAX_BYTES = 8 * 1024 ** 3;
/** UTF-16 code units of one row; beyond it the quotation marks are at odds. */
const MAX_ROW = 32 * 1024 * 1024;

const about = (id: 'csv' | 'tsv', title: string): Omit<DocumentContainer, 'parts' | 'columns'> => ({
  id,
  title,
  extensions: [`.${id}`],
  maxBytes: MAX_BYTES,
  encoding: (input) => encodingOfPieces(input.pieces(), input.encoding),
  recognise: (_head, fileName) => (extensionOf(fileName) === `.${id}` ? 0.9 : 0),
});

/** Tables with commas, semicolons, tabs or bars between their cells (RFC 4180, and what spreadsheets write). The first row names the columns. */
export const csvContainer = tableContainer(about('csv', 'Table (CSV)'), (input) => rowsOf(input, null));
export const tsvContainer = tableContainer(about('tsv', 'Table (tabs)'), (input) => rowsOf(input, '\t'));

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE = 65_536;

const OPTIONS = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  bom: true,
  max_record_size: MAX_ROW,
} as const;

/** The sign that divides most rows of the beginning into the same number of cells, more than one. */
export function delimiterOf(beginning: string): string {
  const lines = beginning.slice(0, SAMPLE).split(/\r\n?|\n/);
  const sample = lines.slice(0, lines.length > 1 ? -1 : 1).join('\n');
  let best: { readonly delimiter: string; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const rows = sampleRows(sample, delimiter);
    const width = rows[0]?.length ?? 0;
    const alike = rows.filter((row) => row.length === width).length / Math.max(1, rows.length);
    const score = width > 1 ? alike * Math.min(width, 20) : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function sampleRows(sample: string, delimiter: string): readonly (readonly string[])[] {
  try {
    return parseSync(sample, { ...OPTIONS, delimiter, to: 60, skip_empty_lines: true }) as string[][];
  } catch {
    // The sample may end within a cell: then this is not the sign, or another tells more.
    return [];
  }
}

/** The rows of a table of text; `fixed`: what divides its cells, where its name says so. @throws GlossatorError record-malformed */
export async function* rowsOf(
  input: Pick<ContainerInput, 'pieces' | 'fileName' | 'encoding'>,
  fixed: string | null,
): AsyncGenerator<RowOrProblem> {
  const { encoding } = await encodingOfPieces(input.pieces(), input.encoding);
  const delimiter = fixed ?? delimiterOf(await beginningOf(decodedPieces(input.pieces(), encoding)));
  const source = Readable.from(decodedPieces(input.pieces(), encoding));
  const parser = source.pipe(parse({ ...OPTIONS, delimiter, quote: fixed === '\t' ? null : '"' }));
  source.on('error', (thrown) => parser.destroy(thrown));
  let names: readonly string[] | null = null;
  let number = 0;
  try {
    for await (const record of parser) {
      const cells = record as readonly string[];
      number += 1;
      if (names === null) names = columnNames(cells);
      else if (cells.some((cell) => cell !== '')) yield rowOf(names, cells, `row ${number}`);
    }
  } catch (thrown) {
    if (!isCsvError(thrown)) throw thrown;
    throw new GlossatorError(
      'record-malformed',
      `The table cannot be read beyond row ${number}: ${thrown.message}.`,
      {
        place: { path: input.fileName, line: number + 1 },
        remedy: 'A quotation mark that opens a cell must close it. Save the table anew from a spreadsheet.',
        cause: thrown,
      },
    );
  } finally {
    source.destroy();
  }
}

function isCsvError(thrown: unknown): thrown is CsvError {
  return thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('CSV_');
}

async function beginningOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= SAMPLE) break;
  }
  return text;
}

/** Names of the columns, each once; one without a name is called by its place. */
export function columnNames(cells: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.replace(/\s+/gu, ' ').trim() || `column ${index + 1}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

export function rowOf(names: readonly string[], cells: readonly string[], name: string): RowOrProblem {
  const extra = cells.slice(names.length).findIndex((cell) => cell !== '');
  if (extra >= 0) {
    return { name, problem: `It has ${cells.length} cells, and the table ${names.length} columns.` };
  }
  return { name, values: Object.fromEntries(names.map((column, index) => [column, cells[index] ?? ''])) };
}
