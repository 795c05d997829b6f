import { type ForeignDatabase, integerIn, textIn } from '../foreign/database.ts';
import { problem } from '../foreign/problem.ts';
import type { ForeignItem } from '../foreign/types.ts';

interface Node {
  readonly name: string;
  readonly memo: string;
  readonly colour: string;
  /** of the node above, in the same list of nodes; null at the top */
  readonly above: string | null;
}

export interface QualCoderCodes {
  /** names from the top down, by the number of the code */
  readonly paths: ReadonlyMap<number, readonly string[]>;
  readonly items: readonly ForeignItem[];
}

/** Categories and codes as one tree. Codes may stand below codes from version 16 of the database on. */
export function codesOf(database: ForeignDatabase, path: string): QualCoderCodes {
  const nodes = new Map<string, Node>();
  for (const row of database.rows('code_cat', { columns: ['catid', 'name', 'memo', 'supercatid'] })) {
    const above = integerIn(row, 'supercatid');
    nodes.set(`category ${integerIn(row, 'catid')}`, {
      name: textIn(row, 'name'),
      memo: textIn(row, 'memo'),
      colour: '',
      above: above === null ? null : `category ${above}`,
    });
  }
  const columns = ['cid', 'name', 'memo', 'catid', 'color', 'supercid'];
  for (const row of database.rows('code_name', { columns })) {
    const [category, code] = [integerIn(row, 'catid'), integerIn(row, 'supercid')];
    nodes.set(`code ${integerIn(row, 'cid')}`, {
      name: textIn(row, 'name'),
      memo: textIn(row, 'memo'),
      colour: textIn(row, 'color'),
      above: code !== null ? `code ${code}` : category !== null ? `category ${category}` : null,
    });
  }
  const paths = new Map<number, readonly string[]>();
  const items: ForeignItem[] = [];
  for (const [key, node] of nodes) {
    const names = namesAbove(key, nodes);
    if (names.circle) {
      const message = `‘${node.name}’ stands below itself; it was put at the top.`;
      items.push(problem('warning', 'code-cycle', message, { path, recordKind: 'code' }));
    }
    if (key.startsWith('code ')) paths.set(Number(key.slice(5)), names.path);
    const { memo, colour } = node;
    items.push({
      kind: 'code',
      code: {
        path: names.path,
        ...(/^#[0-9a-f]{6}$/i.test(colour) ? { colour } : {}),
        ...(memo.trim() === '' ? {} : { description: memo }),
      },
    });
  }
  return { paths, items };
}

function namesAbove(
  key: string,
  nodes: ReadonlyMap<string, Node>,
): { readonly path: readonly string[]; readonly circle: boolean } {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let at: string | null = key; at !== null; ) {
    const node: Node | undefined = nodes.get(at);
    if (!node) break;
    if (seen.has(at)) return { path: [nodes.get(key)?.name || 'Untitled'], circle: true };
    seen.add(at);
    path.unshift(node.name.trim() || 'Untitled');
    at = node.above;
  }
  return { path, circle: false };
}
