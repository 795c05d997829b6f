import type { TextRange } from '../../../core/text/structure.ts';
import type { TokenSentence } from '../foreign/tokens.ts';

/*
 * Columns of tokens, a token a line, an empty line after each sentence: CoNLL-2000, -2002, -2003 and what took after them.
 */

/** Stands for white space in labels, which columns cannot hold. */
export const SPACE = '\u2423';

/** Tags of columns before the last stand below a code of this name. */
export const CHUNK = 'Chunk';

const TAG = /^(?:O|[BIESLUM]-\S+)$/;

export interface ColumnSentence extends TokenSentence {
  /** the further columns of each token */
  readonly columns: readonly (readonly string[])[];
  /** of its first token, from 1 */
  readonly line: number;
}

export interface ColumnDocument {
  readonly text: string;
  readonly sentences: readonly ColumnSentence[];
  /** columns (from 0, after the token) whose cells are all tags */
  readonly tagged: readonly number[];
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function cellsOf(line: string): readonly string[] {
  return line.includes('\t') ? line.split('\t').map((cell) => cell.trim()) : line.trim().split(/ +/);
}

/** Divides a file at its `-DOCSTART-` lines; a document has its rows by sentences. */
function* documentsIn(content: string): Generator<readonly (readonly Row[])[]> {
  let sentences: Row[][] = [];
  let rows: Row[] = [];
  const endSentence = (): void => {
    if (rows.length > 0) sentences.push(rows);
    rows = [];
  };
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '') endSentence();
    else if (/^-DOCSTART-/.test(line)) {
      endSentence();
      if (sentences.length > 0) yield sentences;
      sentences = [];
    } else {
      const cells = cellsOf(line);
      // A comment is told from the token `#` by what stands last.
      if (!line.startsWith('# ') || TAG.test(cells.at(-1) ?? '')) rows.push({ cells, line: index + 1 });
    }
  }
  endSentence();
  if (sentences.length > 0) yield sentences;
}

/** How many columns most rows have. */
function usualWidth(sentences: readonly (readonly Row[])[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of sentences.flat()) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** The columns of tags of the first rows; none where it is no file of columns. */
export function taggedColumns(rows: readonly (readonly string[])[]): readonly number[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: Math.max(0, width - 1) }, (_, column) => column).filter((column) =>
    rows.every((cells) => cells.length !== width || TAG.test(cells[column + 1] ?? '')),
  );
}

/**
 * Reads a file of columns: tokens joined by single spaces, a line for each sentence. A row of another width than most is a fault; its token stays, without tags.
 */
export function* parseColumns(content: string): Generator<ColumnDocument> {
  for (const rows of documentsIn(content.replace(/^\uFEFF/, ''))) {
    const width = usualWidth(rows);
    const tagged = taggedColumns(
      rows
        .flat()
        .filter(({ cells }) => cells.length === width)
        .map(({ cells }) => cells),
    );
    const faults: { line: number; message: string }[] = [];
    const sentences: ColumnSentence[] = [];
    const parts: string[] = [];
    let length = 0;
    for (const sentence of rows) {
      const tokens: TextRange[] = [];
      const columns: (readonly string[])[] = [];
      for (const { cells, line } of sentence) {
        const [token = '', ...further] = cells;
        if (cells.length !== width) {
          faults.push({
            line,
            message: `The row has ${cells.length} columns, most have ${width}; its tags were left out.`,
          });
        }
        const gap = tokens.length > 0 ? ' ' : parts.length > 0 ? '\n' : '';
        parts.push(gap, token);
        const start = length + gap.length;
        length = start + token.length;
        tokens.push({ start, end: length });
        columns.push(cells.length === width ? further : further.map(() => 'O'));
      }
      const [first] = tokens;
      if (first)
        sentences.push({ start: first.start, end: length, tokens, columns, line: sentence[0]?.line ?? 1 });
    }
    yield { text: parts.join(''), sentences, tagged, faults };
  }
}
