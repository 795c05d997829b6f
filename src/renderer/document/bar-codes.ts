import type { CountedCode } from '../../core/codebook/code.ts';
import { codesInTreeOrder } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';

/** The codes to offer beside a selection: those used lately, then those with a key, then the first of the codebook. */
export function barCodes(
  codes: readonly CountedCode[],
  recent: readonly Id[],
  most: number,
): readonly CountedCode[] {
  const inOrder = codesInTreeOrder(codes.filter(({ kind }) => kind === 'span')).map(({ code }) => code);
  const byId = new Map(inOrder.map((code) => [code.id, code]));
  const offered = new Set<CountedCode>();
  for (const id of recent) {
    const code = byId.get(id);
    if (code) offered.add(code);
  }
  for (const code of inOrder) if (code.key !== null) offered.add(code);
  for (const code of inOrder) offered.add(code);
  const chosen = new Set([...offered].slice(0, most));
  // In the codebook's order, so that a code keeps its place while it is offered.
  return inOrder.filter((code) => chosen.has(code));
}
