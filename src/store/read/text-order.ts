import type { Id } from '../../core/ids.ts';
import type { SqlRow, SqlValue } from '../connection.ts';
import type { AnnotationFilter } from '../types.ts';
import type { ReadContext } from './context.ts';
import { extentClasses } from './extent-classes.ts';

/** Where an annotation stands in text order: by start, then longest first, then id. */
export interface OrderedRow extends SqlRow {
  readonly id: Id;
  readonly start: number;
  readonly end: number;
}
export type TextPlace = Pick<OrderedRow, 'id' | 'start' | 'end'>;

function inTextOrder(a: TextPlace, b: TextPlace): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** SQL that keeps to a filter's codes and persons, and its values. Ids that are not in the project match nothing. */
export interface RowFilter {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export function rowFilter({ identities }: ReadContext, filter: AnnotationFilter): RowFilter {
  let sql = '';
  const values: SqlValue[] = [];
  for (const [kind, ids] of [
    ['code', filter.codeIds],
    ['person', filter.personIds],
  ] as const) {
    if (!ids) continue;
    sql += ` AND ${kind} IN (SELECT value FROM json_each(?))`;
    values.push(
      JSON.stringify(ids.map((id) => identities.find(kind, id)).filter((row) => row !== undefined)),
    );
  }
  return { sql, values };
}

const FIRST_BATCH = 16;
const LARGEST_BATCH = 512;

/** The annotations of one extent class in text order, fetched in growing batches. */
class ClassCursor {
  readonly #fetch: (after: TextPlace | null, limit: number) => OrderedRow[];
  #batch: OrderedRow[];
  #next = 0;
  #size = FIRST_BATCH;

  constructor(fetch: (after: TextPlace | null, limit: number) => OrderedRow[], after: TextPlace | null) {
    this.#fetch = fetch;
    this.#batch = fetch(after, this.#size);
  }

  get head(): OrderedRow | undefined {
    return this.#batch[this.#next];
  }

  advance(): void {
    const last = this.#batch[this.#next];
    this.#next++;
    if (this.#next < this.#batch.length || !last || this.#batch.length < this.#size) return;
    this.#size = Math.min(this.#size * 2, LARGEST_BATCH);
    this.#batch = this.#fetch(last, this.#size);
    this.#next = 0;
  }
}

export function orderedQuery(filter: RowFilter): string {
  return `SELECT * FROM annotation
    WHERE document = ? AND deleted = 0 AND extent_class = ? AND start >= ?
      AND (start > ? OR "end" < ? OR ("end" = ? AND id > ?))${filter.sql}
    ORDER BY start, "end" DESC, id LIMIT ?`;
}

/**
 * A document's annotations in text order, from after a place where one is given. The index is ordered within each
 * extent class, so the classes are merged: no sorting, no second index to keep. Each step reads afresh, so writing
 * between two steps is allowed.
 */
export function* inOrder(
  { connection }: ReadContext,
  document: number,
  filter: RowFilter,
  after: TextPlace | null,
): Generator<OrderedRow> {
  const query = connection.prepare<OrderedRow>(orderedQuery(filter));
  const cursors = extentClasses(connection, document).map(
    (extentClass) =>
      new ClassCursor((place, limit) => {
        const { start, end, id } = place ?? { start: -1, end: 0, id: '' };
        return query.all(document, extentClass, start, start, end, end, id, ...filter.values, limit);
      }, after),
  );
  for (;;) {
    let least: ClassCursor | undefined;
    for (const cursor of cursors) {
      if (cursor.head && (!least?.head || inTextOrder(cursor.head, least.head) < 0)) least = cursor;
    }
    if (!least?.head) return;
    yield least.head;
    least.advance();
  }
}
