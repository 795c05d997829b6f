/*
 * CoNLL-U, version 2 (universaldependencies.org/format): ten columns divided by tabs, a word a line, an empty line after each sentence,
 * comments before it. The ten columns of the CoNLL-X task of 2006 are laid out alike.
 */

export const COLUMNS = 10;
export const MISC = 9;

export interface Row {
  /** 'range': a token of several words, `2-3`; 'empty': a node that is not in the text, `5.1` */
  readonly kind: 'word' | 'range' | 'empty';
  /** numbers of words, both included; of an empty node the number before its dot, twice */
  readonly first: number;
  readonly last: number;
  readonly cells: readonly string[];
  /** in the file, from 1 */
  readonly line: number;
}

export interface Sentence {
  /** the lines before its rows, as they stand */
  readonly comments: readonly string[];
  readonly rows: readonly Row[];
}

export interface Fault {
  readonly line: number;
  readonly message: string;
}

export interface ConlluDocument {
  /** what `# newdoc id` says; null where it says nothing */
  readonly id: string | null;
  readonly sentences: readonly Sentence[];
  /** what `# global.…` lines say, here or before the first document */
  readonly globals: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
  /** its lines with those of the file's globals: enough to be read again by itself */
  readonly lines: readonly string[];
}

const ROW_ID = /^(\d+)(?:([-.])(\d+))?$/;
const NEW_DOCUMENT = /^#\s*newdoc\b(?:\s+id\s*=\s*(.*))?/;
const GLOBAL = /^#\s*global\.(\S+)\s*=\s*(.*)$/;

/** What a comment `# key = value` of a sentence says. */
export function commentOf({ comments }: Sentence, key: string): string | undefined {
  for (const comment of comments) {
    const [, name, value] = /^#\s*([^=]*?)\s*(?:=\s?(.*))?$/s.exec(comment) ?? [];
    if (name === key) return value ?? '';
  }
  return undefined;
}

/** Whether a paragraph begins with the sentence. */
export function beginsParagraph({ comments }: Sentence): boolean {
  return comments.some((comment) => /^#\s*newpar\b/.test(comment));
}

function rowOf(cells: readonly string[], line: number): Row | null {
  const [, number = '', sign, other = ''] = ROW_ID.exec(cells[0] ?? '') ?? [];
  if (cells.length !== COLUMNS || number === '') return null;
  const first = Number(number);
  if (sign === '-') return { kind: 'range', first, last: Number(other), cells, line };
  return { kind: sign === '.' ? 'empty' : 'word', first, last: first, cells, line };
}

/** Gathers lines into sentences and these into documents. */
class Gatherer {
  #comments: string[] = [];
  #rows: Row[] = [];
  #sentences: Sentence[] = [];
  #faults: Fault[] = [];
  #lines: string[] = [];
  #id: string | null = null;
  readonly #globals = new Map<string, string>();
  readonly #globalLines: string[] = [];
  #words = 0;

  comment(line: string): void {
    const begins = NEW_DOCUMENT.exec(line);
    if (begins) this.#id = begins[1]?.trim() || null;
    const [, name, value] = GLOBAL.exec(line) ?? [];
    if (name !== undefined) {
      this.#globals.set(name, value?.trim() ?? '');
      this.#globalLines.push(line);
    }
    this.#comments.push(line);
    this.#lines.push(line);
  }

  row(text: string, line: number): void {
    const cells = text.split('\t');
    const row = rowOf(cells, line);
    if (!row) {
      const message =
        cells.length === COLUMNS
          ? `‘${(cells[0] ?? '').slice(0, 20)}’ is no number of a word; the row was left out.`
          : `The row has ${cells.length} columns, not ${COLUMNS}; it was left out.`;
      this.#faults.push({ line, message });
      return;
    }
    if (row.kind === 'word') {
      if (row.first !== this.#words + 1) {
        this.#faults.push({ line, message: `Word ${row.first} comes after word ${this.#words}.` });
      }
      this.#words = row.first;
    } else if (row.kind === 'range' && row.last < row.first) {
      this.#faults.push({ line, message: `The token ${cells[0]} ends before it begins.` });
    }
    this.#rows.push(row);
    this.#lines.push(text);
  }

  endSentence(): void {
    if (this.#rows.length === 0) return;
    const last = this.#rows.at(-1);
    for (const { kind, last: end, line, cells } of this.#rows) {
      if (kind === 'range' && end > this.#words) {
        this.#faults.push({
          line,
          message: `The token ${cells[0]} reaches past word ${this.#words}, the last.`,
        });
      }
    }
    if (last) this.#sentences.push({ comments: this.#comments, rows: this.#rows });
    this.#comments = [];
    this.#rows = [];
    this.#words = 0;
    this.#lines.push('');
  }

  /** The document so far; null where it has no sentence. What stands before the first one is of the file. */
  endDocument(): ConlluDocument | null {
    this.endSentence();
    if (this.#sentences.length === 0) return null;
    const missing = this.#globalLines.filter((line) => !this.#lines.includes(line));
    const document: ConlluDocument = {
      id: this.#id,
      sentences: this.#sentences,
      globals: new Map(this.#globals),
      faults: this.#faults,
      lines: [...missing, ...this.#lines],
    };
    this.#sentences = [];
    this.#faults = [];
    this.#lines = [];
    this.#id = null;
    return document;
  }
}

/** The documents of a file, divided at its `# newdoc` lines. Rows that are none are faults. */
export function* parseConllu(content: string): Generator<ConlluDocument> {
  const gatherer = new Gatherer();
  let line = 0;
  for (const text of linesOf(content)) {
    line += 1;
    if (text.trim() === '') gatherer.endSentence();
    // Corpora of 2006 have markup between sentences.
    else if (text.startsWith('#') || (text.startsWith('<') && !text.includes('\t'))) {
      gatherer.endSentence();
      if (NEW_DOCUMENT.test(text)) {
        const document = gatherer.endDocument();
        if (document) yield document;
      }
      gatherer.comment(text);
    } else gatherer.row(text, line);
  }
  const document = gatherer.endDocument();
  if (document) yield document;
}

function* linesOf(content: string): Generator<string> {
  const text = content.startsWith('\uFEFF') ? content.slice(1) : content;
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
    start = end + 1;
  }
}
