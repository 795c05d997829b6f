import { formatCodePath } from '../../annotations/code-path.ts';

/** A row as a foreign table has it: names mean themselves, whatever signs are in them. */
export interface ForeignCodeRow {
  readonly path: string;
  readonly description: string;
  /** in the file, from 1 */
  readonly line: number;
}

/** Between the names of QualCoder’s list of codes. */
const BELOW = '>>';

/**
 * The list of codes that QualCoder reads and writes as text: `Category>>Category>>Code`, a tab and a memo where there is one, one a line, no head. Null
 * where the text is none.
 */
export function qualcoderList(text: string): readonly ForeignCodeRow[] | null {
  const lines = text.split(/\r\n?|\n/);
  const isList = (line: string): boolean => (line.split('\t', 1)[0] ?? '').includes(BELOW);
  if (!lines.some(isList)) return null;
  return lines.flatMap((line, at) => {
    const [code = '', ...memo] = line.split('\t');
    const path = code
      .split(BELOW)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    if (path.length === 0) return [];
    return [{ path: formatCodePath(path), description: memo.join('\t').trim(), line: at + 1 }];
  });
}

/**
 * The rows of a table whose column `parent` names the code above by its own name, as Taguette’s do: paths from the top down. Who stands below
 * himself is put at the top.
 */
export function pathsByParent(
  rows: readonly { readonly name: string; readonly parent: string }[],
): readonly string[] {
  const parents = new Map(rows.map(({ name, parent }) => [name, parent]));
  return rows.map(({ name }) => {
    const path: string[] = [];
    for (let at = name; at !== ''; at = parents.get(at) ?? '') {
      if (path.includes(at)) return formatCodePath([name]);
      path.unshift(at);
    }
    return path.length === 0 ? '' : formatCodePath(path);
  });
}
