import { type Continuum, NO_SPANS, spansOf } from '../../core/agreement/continuum.ts';
import type { Level } from '../../core/agreement/differences.ts';
import { Names, numberIn, readRows, tableError } from './rows.ts';
import { scaleOf, type WrittenValue } from './scale.ts';

/** A table of spans that coders marked in documents. */
export interface ContinuumTable {
  readonly continua: readonly Continuum[];
  readonly documents: readonly string[];
  readonly coders: readonly string[];
  readonly categories: readonly string[];
  readonly numbers: Float64Array;
  readonly spans: number;
  /** spans without extent */
  readonly empty: number;
  /** rows that are written twice, word for word */
  readonly repeated: number;
  /** some span begins or ends within a unit of length */
  readonly fractions: boolean;
  readonly passedOver: readonly string[];
}

const COLUMNS = ['document', 'coder', 'start', 'end', 'value'] as const;

export interface ContinuumTableOptions {
  readonly level: Level;
  readonly categories: readonly string[];
  /** the length of every document; the end of its last span where it is left out */
  readonly length: number | undefined;
}

type Span = [start: number, end: number, value: number];

function offset(cell: string, column: string, line: number, delimiter: string): number {
  const number = numberIn(cell, delimiter);
  if (number !== null && number >= 0) return number;
  throw tableError(
    'table-value-invalid',
    `The ${column} ‘${cell}’ in line ${line} is ${number === null ? 'no number' : 'below 0'}.`,
    line,
  );
}

/**
 * Reads `document,coder,start,end,value`: half-open spans, `value` their category (empty: a category without name). A row
 * with neither start, end nor value says that the coder worked on the document and marked nothing; a coder without any row in a
 * document has not worked on it.
 *
 * @throws GlossatorError table-…, with the line
 */
export function readContinuumTable(bytes: Uint8Array, options: ContinuumTableOptions): ContinuumTable {
  const documents = new Names();
  const coders = new Names();
  const values = new Names();
  const firstLines: number[] = [];
  const spans: Map<number, Span[]>[] = [];
  const seen = new Set<string>();
  const lengths: number[] = [];
  let [count, empty, repeated] = [0, 0, 0];
  let fractions = false;
  let delimiter = ',';
  const raw: { readonly cells: Readonly<Record<(typeof COLUMNS)[number], string>>; readonly line: number }[] =
    [];
  const shape = readRows(bytes, COLUMNS, (cells, line) => raw.push({ cells: { ...cells }, line }));
  delimiter = shape.delimiter;
  for (const { cells, line } of raw) {
    const blank = cells.document === '' ? 'document' : cells.coder === '' ? 'coder' : null;
    if (blank) throw tableError('table-row-invalid', `Line ${line} names no ${blank}.`, line);
    const document = documents.of(cells.document);
    const coder = coders.of(cells.coder);
    const own = spans[document] ?? new Map<number, Span[]>();
    spans[document] = own;
    const marked = own.get(coder) ?? [];
    own.set(coder, marked);
    if (cells.start === '' && cells.end === '' && cells.value === '') continue;
    const start = offset(cells.start, 'start', line, delimiter);
    const end = offset(cells.end, 'end', line, delimiter);
    if (end < start) {
      throw tableError('table-value-invalid', `The span in line ${line} ends before it starts.`, line);
    }
    if (options.length !== undefined && end > options.length) {
      throw tableError(
        'table-value-invalid',
        `The span in line ${line} ends at ${end}, past the length ${options.length} of the document.`,
        line,
        'Give the right --length, or leave it out.',
      );
    }
    const key = `${document} ${coder} ${start} ${end} ${cells.value}`;
    if (seen.has(key)) {
      repeated += 1;
      continue;
    }
    seen.add(key);
    const value = values.of(cells.value);
    if (value === firstLines.length) firstLines.push(line);
    marked.push([start, end, value]);
    lengths[document] = Math.max(lengths[document] ?? 0, end);
    count += 1;
    if (start === end) empty += 1;
    if (!Number.isInteger(start) || !Number.isInteger(end)) fractions = true;
  }
  const written: WrittenValue[] = values.all.map((text, number) => ({ text, line: firstLines[number] ?? 1 }));
  const scale = scaleOf(written, options.level, delimiter, options.categories);
  const placeOf = values.all.map((text) => scale.placeOf.get(text) ?? -1);
  const continua = documents.all.map((_, document): Continuum => {
    const own = spans[document];
    return {
      length: options.length ?? lengths[document] ?? 0,
      coders: coders.all.map((_name, coder) => {
        const marked = own?.get(coder);
        if (marked === undefined) return null;
        return marked.length === 0
          ? NO_SPANS
          : spansOf(marked.map(([start, end, value]) => [start, end, placeOf[value] as number]));
      }),
    };
  });
  return {
    continua,
    documents: documents.all,
    coders: coders.all,
    categories: scale.names,
    numbers: scale.numbers,
    spans: count,
    empty,
    repeated,
    fractions,
    passedOver: shape.passedOver,
  };
}
