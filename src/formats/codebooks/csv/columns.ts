/** Columns of a codebook as CSV, in the order in which they are written: see docs/formats/codebooks.md. */
export const COLUMNS = [
  'path',
  'kind',
  'key',
  'colour',
  'description',
  'attributes',
  'other_places',
  'ends_from',
  'ends_to',
  'directed',
  'id',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Excel takes a file for UTF-8 only where it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Paths of one cell, one a line. A line break within a name is a space, or there would be two paths. */
export function pathLines(paths: readonly string[]): string {
  return paths.map((path) => path.replace(/[\r\n]+/g, ' ')).join('\n');
}
