import type { CountedCode } from '../../core/codebook/code.ts';
import { codePath } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';
import { possibleRelationCodes, type RelationFit } from '../../core/relation/ends.ts';
import { newCodeName } from './code-choices.ts';
import { fuzzyMatch, type Matched } from './fuzzy.ts';

export interface RelationChoice {
  readonly code: CountedCode;
  /** 'reversed': it leads from the second to the first */
  readonly fit: Exclude<RelationFit, 'no'>;
  readonly above: readonly string[];
  readonly matched: readonly Matched[];
}

/** The relation codes that can connect annotations of these codes and that the query means, best first. */
export function relationChoices(
  codes: readonly CountedCode[],
  query: string,
  fromCodeId: Id,
  toCodeId: Id,
): readonly RelationChoice[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  return possibleRelationCodes(codes, fromCodeId, toCodeId)
    .flatMap(({ code, fit }) => {
      const match = fuzzyMatch(query, code.name);
      if (fit === 'no' || !match) return [];
      const above = codePath(code, byId).slice(0, -1);
      return [{ code, fit, above, matched: match.matched, score: match.score }];
    })
    .sort((a, b) => Number(a.fit === 'reversed') - Number(b.fit === 'reversed') || b.score - a.score)
    .map(({ code, fit, above, matched }) => ({ code, fit, above, matched }));
}

/** The name of the relation that could be made of what was typed; null where the codebook has it. */
export function newRelationName(codes: readonly CountedCode[], query: string): string | null {
  return newCodeName(codes, query);
}
