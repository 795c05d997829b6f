/*
 * Databases of other programs as the codecs see them: tables of rows, whatever program keeps them. Who opens one, and how it is kept from harm, is
 * not a codec's business.
 */

export type Cell = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, Cell>>;

export interface RowQuery {
  /** those that the table does not have are null in every row */
  readonly columns: readonly string[];
  readonly where?: { readonly column: string; readonly equals: string | number };
  /** columns by which rows are sorted, ascending; absent: as they are stored */
  readonly orderBy?: readonly string[];
}

export interface ForeignDatabase {
  /** names of the tables that hold rows, in lower case, each with the names of its columns */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /**
   * The rows of a table, read as they are asked for; none where there is no such table.
   * @throws GlossatorError file-damaged, file-too-large
   */
  rows(table: string, query: RowQuery): Iterable<Row>;
}

/** Whether a file begins as an SQLite database does (https://www.sqlite.org/fileformat.html, 1.3). */
export function isDatabase(head: Uint8Array): boolean {
  const magic = 'SQLite format 3\u0000';
  return (
    head.length >= 100 && Array.from(magic, (sign, at) => head[at] === sign.charCodeAt(0)).every(Boolean)
  );
}

/** A cell as text; '' where there is none. */
export function textIn(row: Row, column: string): string {
  const cell = row[column];
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' ? String(cell) : '';
}

/** A cell as a whole number, also where it is stored as text; null where it is none. */
export function integerIn(row: Row, column: string): number | null {
  const cell = row[column];
  const number = typeof cell === 'string' && /^-?\d{1,15}$/.test(cell) ? Number(cell) : cell;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** A time as Python writes it into SQLite, `2024-01-31 09:30:00.000000`, in ISO 8601; what says no zone is taken for UTC. */
export function timeIn(row: Row, column: string): string | undefined {
  const said = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    textIn(row, column),
  );
  if (!said) return undefined;
  const at = new Date(`${said[1]}T${said[2]}${(said[3] ?? '').slice(0, 4)}${said[4] ?? 'Z'}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Rows of a table by the number in one of their columns, in step with whoever asks for these numbers in ascending order. */
export class GroupedRows {
  readonly #rows: Iterator<Row>;
  readonly #column: string;
  #next: Row | undefined;
  /** rows that belong to a number which was never asked for */
  passed = 0;

  /** `rows` sorted by `column` */
  constructor(rows: Iterable<Row>, column: string) {
    this.#rows = rows[Symbol.iterator]();
    this.#column = column;
    this.#step();
  }

  #step(): void {
    const { done, value } = this.#rows.next();
    this.#next = done ? undefined : value;
  }

  /** The rows of one number; those of lesser ones are passed over and counted. */
  of(number: number): readonly Row[] {
    const found: Row[] = [];
    for (; this.#next; this.#step()) {
      const at = integerIn(this.#next, this.#column) ?? Number.NEGATIVE_INFINITY;
      if (at > number) break;
      if (at === number) found.push(this.#next);
      else this.passed += 1;
    }
    return found;
  }

  /** Passes over the rest. */
  end(): void {
    for (; this.#next; this.#step()) this.passed += 1;
  }
}
