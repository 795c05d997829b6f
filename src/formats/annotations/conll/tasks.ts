import { GlossatorError } from '../../../core/errors.ts';

/*
 * Columns of tasks that mark no passages as CoNLL-2002 does: roles of predicates (CoNLL-2008 and -2009), chains and
 * trees in brackets (CoNLL-2012), and the tabular output of CoreNLP. They are recognised so that they are not taken for plain texts, and refused.
 */

const NUMBER = /^\d+$/;

/** The task whose columns these rows are; null: none of those that are refused. */
export function taskOf(rows: readonly (readonly string[])[]): string | null {
  const every = (fits: (cells: readonly string[]) => boolean): boolean => rows.length > 0 && rows.every(fits);
  const isNumber = (cells: readonly string[], ...at: readonly number[]): boolean =>
    at.every((index) => NUMBER.test(cells[index] ?? ''));
  if (
    every(
      (cells) =>
        cells.length >= 12 &&
        isNumber(cells, 1, 2) &&
        /\*/.test(cells[5] ?? '') &&
        /^[(*]/.test(cells[10] ?? ''),
    )
  )
    return 'CoNLL-2012';
  if (every((cells) => cells.length >= 14 && isNumber(cells, 0, 8, 9) && /^[Y_]$/.test(cells[12] ?? '')))
    return 'CoNLL-2009';
  if (every((cells) => cells.length >= 11 && isNumber(cells, 0, 8))) return 'CoNLL-2008';
  const isCoreNlp = (cells: readonly string[]): boolean =>
    cells.length === 7 &&
    isNumber(cells, 0) &&
    /^(?:O|[A-Z][A-Z_]+)$/.test(cells[4] ?? '') &&
    /^(?:_|\d+)$/.test(cells[5] ?? '');
  return every(isCoreNlp) ? 'CoreNLP' : null;
}

/** Rows are told by these many cells; prose has lines of hundreds of words. */
const CELLS_TOLD = 15;

/** The cells of a line, up to as many as rows are told by. */
export function cellsIn(line: string): string[] {
  return line.includes('\t') ? line.split('\t', CELLS_TOLD) : line.trim().split(/ +/, CELLS_TOLD);
}

/** The rows of the beginning of a file, without comments; the last one only where it is whole. */
export function rowsIn(beginning: string, isWhole: boolean): readonly (readonly string[])[] {
  return beginning
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(0, isWhole ? undefined : -1)
    .filter((line) => line.trim() !== '' && !/^#(?: |begin document|end document)/.test(line))
    .slice(0, 400)
    .map(cellsIn);
}

export function refusedTask(task: string, path: string): GlossatorError {
  return new GlossatorError(
    'file-format-unknown',
    `These are columns of ${task}: trees, roles of predicates or chains of words, which are not read here.`,
    {
      place: { path, line: 1 },
      remedy:
        'Convert it to CAS XMI or WebAnno TSV with a program that reads it (DKPro Core does), or to columns of CoNLL-2003, and import that.',
    },
  );
}
