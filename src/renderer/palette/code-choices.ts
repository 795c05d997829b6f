import type { CountedCode } from '../../core/codebook/code.ts';
import { codePath, codesInTreeOrder } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';
import { fuzzyMatch, type Matched } from './fuzzy.ts';

export interface CodeChoice {
  readonly code: CountedCode;
  /** names of the codes above, from the top */
  readonly above: readonly string[];
  readonly matched: readonly Matched[];
}

/**
 * The codes that a query means, best first. The name counts, and the path for what the name alone lacks; with nothing typed the
 * recently used come first and the rest as the codebook has them.
 */
export function codeChoices(
  codes: readonly CountedCode[],
  query: string,
  recent: readonly Id[],
): readonly CodeChoice[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const lately = new Map(recent.map((id, index) => [id, index]));
  const inOrder = codesInTreeOrder(codes).map(({ code }) => code);
  const found = inOrder.flatMap((code, place) => {
    const above = codePath(code, byId).slice(0, -1);
    const byName = fuzzyMatch(query, code.name);
    const byPath = byName ?? fuzzyMatch(query, [...above, code.name].join(' '));
    if (!byPath) return [];
    const score = byName ? byName.score : byPath.score - 50;
    return [{ code, above, matched: byName?.matched ?? [], score, place }];
  });
  const recency = (id: Id) => lately.get(id) ?? Number.POSITIVE_INFINITY;
  const compareRecency = (a: Id, b: Id) => (recency(a) === recency(b) ? 0 : recency(a) - recency(b));
  return found
    .sort((a, b) => b.score - a.score || compareRecency(a.code.id, b.code.id) || a.place - b.place)
    .map(({ code, above, matched }) => ({ code, above, matched }));
}

/** The name of the code that could be made of what was typed; null where there is such a code or nothing is typed. */
export function newCodeName(codes: readonly CountedCode[], query: string): string | null {
  const name = query.trim().normalize('NFC');
  const wanted = name.toLocaleLowerCase();
  if (name === '' || codes.some((code) => code.parentId === null && code.name.toLocaleLowerCase() === wanted))
    return null;
  return name;
}
