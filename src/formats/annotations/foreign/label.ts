/**
 * A code's path as a label of a format that has plain labels: the names joined by ` / `. A stroke of a name that would be read
 * as such is written `\/`, and a backslash before a backslash or stroke is doubled, so that labels of other
 * programs (`AC/DC`, `C:\x`) mean themselves.
 */
export function labelOf(path: readonly string[]): string {
  if (path.length === 1 && !/[\\/]/.test(path[0] ?? '')) return path[0] ?? '';
  return path
    .map((name) => name.replace(/\\(?=[\\/])/g, '\\\\').replace(/(?<=^|\s)\/(?=\s|$)/g, '\\/'))
    .join(' / ');
}

/** The path that a label stands for. */
export function pathOf(label: string): readonly string[] {
  if (!/[\\/]/.test(label)) return [label.trim() || label];
  const names = label
    .split(/\s\/\s/)
    .map((name) => name.replace(/\\([\\/])/g, '$1').trim())
    .filter((name) => name !== '');
  return names.length === 0 ? [label] : names;
}
