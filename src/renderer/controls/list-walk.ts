/**
 * Where a key moves the cursor of a list; null where the key is none of the list's. The cursor is -1 where there is none yet.
 */
export function walkList(key: string, cursor: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(cursor + 1, last);
    case 'ArrowUp':
      return cursor < 0 ? last : Math.max(cursor - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return Math.min(Math.max(cursor, 0) + page, last);
    case 'PageUp':
      return Math.max(cursor - page, 0);
    default:
      return null;
  }
}
