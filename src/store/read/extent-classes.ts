import type { Connection, SqlValue } from '../connection.ts';

/**
 * The extent classes that a document's annotations (neither deleted nor lost) have, ascending: one index seek each, at most 31,
 * however many annotations there are.
 */
export const CLASSES = `
  class (c) AS (
    SELECT min(extent_class) FROM annotation WHERE document = ? AND deleted = 0 AND lost = 0
    UNION ALL
    SELECT (SELECT min(extent_class) FROM annotation WHERE document = ? AND deleted = 0 AND lost = 0 AND extent_class > c)
    FROM class WHERE c IS NOT NULL
  )`;

export const EXTENT_CLASSES = `WITH RECURSIVE ${CLASSES} SELECT c FROM class WHERE c IS NOT NULL`;

export function extentClasses(connection: Connection, document: number): readonly number[] {
  return connection
    .prepare<{ c: number }>(EXTENT_CLASSES)
    .all(document, document)
    .map(({ c }) => c);
}

/**
 * Annotations whose hull overlaps a range. In class c none is longer than 2^c − 1, so only those that start in the
 * 2^c before the range, or in it, are looked at: the cost follows what is near, not what the document holds. Where
 * the span or the range is empty, touching counts as overlapping.
 */
export const OVERLAPPING_ROWS = `class CROSS JOIN annotation
  WHERE document = ? AND deleted = 0 AND lost = 0 AND extent_class = c
    AND start > ? - (1 << c) AND start <= ?
    AND ((start < ? AND "end" > ?) OR ((start = "end" OR ? = ?) AND "end" >= ?))`;
export const OVERLAPPING = `WITH RECURSIVE ${CLASSES} SELECT annotation.* FROM ${OVERLAPPING_ROWS}
  ORDER BY start, "end" DESC, id`;

/** The values that CLASSES and OVERLAPPING_ROWS take, one after the other. */
export function overlappingValues(document: number, start: number, end: number): SqlValue[] {
  return [document, document, document, start, end, end, start, start, end, start];
}
