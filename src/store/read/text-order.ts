import type { Id } from '../../core/ids.ts';
import type { SqlRow, SqlValue } from '../connection.ts';
import type { ReadContext } from './context.ts';
import { extentClasses } from './extent-classes.ts';
import type { RowFilter } from './row-filter.ts';

/** Where an annotation stands in text order: by start, then longest first, then id. */
export interface OrderedRow extends SqlRow {
  readonly id: Id;
  readonly start: number;
  readonly end: number;
}
export interface TextPlace {
  readonly id: Id;
  readonly start: number;
  readonly end: number;
}
export type Hull = Pick<TextPlace, 'start' | 'end'>;

function inTextOrder(a: TextPlace, b: TextPlace): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** How many are read at once of an extent class: first, and at most, unless more stand in one place. */
interface BatchSizes {
  readonly first: number;
  readonly largest: number;
}
/** Most readers want a page. */
const PAGES: BatchSizes = { first: 16, largest: 512 };

type Fetch<Row> = (from: Hull, limit: number) => Row[];

/** Before the first place there can be. */
const BEGINNING: TextPlace = { start: -1, end: 0, id: '' };

function samePlace(a: TextPlace | undefined, b: TextPlace | undefined): boolean {
  return a !== undefined && b !== undefined && a.start === b.start && a.end === b.end;
}

/**
 * The annotations of one extent class in text order, fetched in growing batches. The index gives them by start and
 * end; those of one and the same place are put in the order of their ids here, which is quicker than letting SQLite sort
 * rows. So a place is always fetched whole.
 */
class ClassCursor<Row extends TextPlace> {
  readonly #fetch: Fetch<Row>;
  #batch: Row[] = [];
  #next = 0;
  #size: number;
  readonly #largest: number;
  /** where the next batch begins, inclusive; null where there is none */
  #from: Hull | null;

  constructor(fetch: Fetch<Row>, after: TextPlace | null, { first, largest }: BatchSizes) {
    this.#fetch = fetch;
    this.#size = first;
    this.#largest = largest;
    this.#from = after ?? BEGINNING;
    this.#fill();
    if (after) {
      while (this.head && inTextOrder(this.head, after) <= 0) this.advance();
    }
  }

  get head(): Row | undefined {
    return this.#batch[this.#next];
  }

  advance(): void {
    this.#next++;
    if (this.#next >= this.#batch.length) this.#fill();
  }

  #fill(): void {
    this.#next = 0;
    this.#batch = [];
    while (this.#from && this.#batch.length === 0) {
      const batch = this.#fetch(this.#from, this.#size);
      const more = batch.length === this.#size;
      this.#size = Math.min(this.#size * 2, Math.max(this.#largest, 2 * batch.length));
      if (!more) {
        this.#batch = batch;
        this.#from = null;
      } else if (!samePlace(batch[0], batch.at(-1))) {
        // The last place may go on past the batch: it is left for the next one.
        const last = batch.at(-1);
        const whole = batch.findIndex((row) => samePlace(row, last));
        this.#batch = batch.slice(0, whole);
        this.#from = last ?? null;
      }
    }
    this.#batch.sort(inTextOrder);
  }
}

/** The annotations of an extent class from a place on; takes `placeValues`. */
export const IN_CLASS = `WHERE document = ? AND deleted = 0 AND lost = 0 AND extent_class = ?
  AND start >= ? AND (start > ? OR "end" <= ?)`;

export function placeValues(document: number, extentClass: number, { start, end }: Hull): SqlValue[] {
  return [document, extentClass, start, start, end];
}

export function orderedQuery(filter: RowFilter): string {
  return `SELECT * FROM annotation ${IN_CLASS}${filter.sql} ORDER BY start, "end" DESC LIMIT ?`;
}

/** Those of an extent class from a place on, by start and then longest first: as many as there are, at most `limit`. */
type FetchOfClass<Row> = (extentClass: number, from: Hull, limit: number) => Row[];

/**
 * A document's annotations that have a place, in text order, from after a place where one is given. The index is ordered within each
 * extent class, so the classes are merged: no sorting, no second index to keep. Each step reads afresh, so writing
 * between two steps is allowed.
 */
export function* inOrder<Row extends TextPlace>(
  { connection }: ReadContext,
  document: number,
  after: TextPlace | null,
  fetch: FetchOfClass<Row>,
  sizes = PAGES,
): Generator<Row> {
  const cursors = extentClasses(connection, document).map(
    (extentClass) => new ClassCursor((from, limit) => fetch(extentClass, from, limit), after, sizes),
  );
  for (;;) {
    let least: ClassCursor<Row> | undefined;
    for (const cursor of cursors) {
      if (cursor.head && (!least?.head || inTextOrder(cursor.head, least.head) < 0)) least = cursor;
    }
    if (!least?.head) return;
    yield least.head;
    least.advance();
  }
}

/** As `inOrder`, row by row. */
export function rowsInOrder(
  context: ReadContext,
  document: number,
  filter: RowFilter,
  after: TextPlace | null,
): Generator<OrderedRow> {
  const query = context.connection.prepare<OrderedRow>(orderedQuery(filter));
  return inOrder(context, document, after, (extentClass, from, limit) =>
    query.all(...placeValues(document, extentClass, from), ...filter.values, limit),
  );
}

export function lostQuery(filter: RowFilter): string {
  return `SELECT * FROM annotation
    WHERE document = ? AND deleted = 0 AND lost = 1 AND start >= ?
      AND (start > ? OR "end" < ? OR ("end" = ? AND id > ?))${filter.sql}
    ORDER BY start, "end" DESC, id LIMIT ?`;
}

/** A document's annotations that have lost their place, in the order in which they stood; otherwise as `inOrder`. */
export function* lostInOrder(
  { connection }: ReadContext,
  document: number,
  filter: RowFilter,
  after: TextPlace | null,
): Generator<OrderedRow> {
  const query = connection.prepare<OrderedRow>(lostQuery(filter));
  for (let from = after ?? BEGINNING; ; ) {
    const { start, end, id } = from;
    const batch = query.all(document, start, start, end, end, id, ...filter.values, PAGES.largest);
    yield* batch;
    const last = batch.at(-1);
    if (!last || batch.length < PAGES.largest) return;
    from = last;
  }
}
