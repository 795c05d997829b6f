import type { CodeKind, CountedCode } from '../../core/codebook/code.ts';
import { NEAR_REASON_WORDS, nearlyEqualCodes } from '../../core/codebook/near.ts';
import { checkCodeKey, checkCodeName, codePath, codesInTreeOrder } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Command } from '../commands/command.ts';
import { hiddenBy } from '../commands/resolve.ts';
import { counted } from '../controls/words.ts';

export const KIND_WORDS: Readonly<Record<CodeKind, string>> = {
  span: 'code for passages',
  document: 'code for documents',
  relation: 'code for relations',
};
export const KIND_SHORT: Readonly<Record<CodeKind, string>> = {
  span: 'passages',
  document: 'documents',
  relation: 'relations',
};

/** ‘1 annotation’, ‘3 relations’: what bears a code of this kind, in words. */
export function bearers(kind: CodeKind, count: number): string {
  if (kind === 'document') return counted(count, 'document', 'documents');
  if (kind === 'relation') return counted(count, 'relation', 'relations');
  return counted(count, 'annotation', 'annotations');
}

/** Says that a name is nearly another code's; null where none is. Its own old name is no reason to speak. */
export function nearNote(
  name: string,
  codes: readonly CountedCode[],
  own: Pick<CountedCode, 'id' | 'name'> | null,
): string | null {
  if (name.trim() === '' || name.trim() === own?.name) return null;
  const [near] = nearlyEqualCodes(name, codes, own?.id ?? null);
  return near ? `‘${near.code.name}’ is there already: ${NEAR_REASON_WORDS[near.reason]}.` : null;
}

function problemOf(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return [thrown.message, thrown.remedy].filter(Boolean).join(' ');
    throw thrown;
  }
}

/** Why a code cannot be called that, in words; null where it can. */
export function nameProblem(
  name: string,
  parentId: Id | null,
  codes: readonly CountedCode[],
  ownId: Id | null,
): string | null {
  return problemOf(() => checkCodeName(name, parentId, codes, ownId));
}

export interface KeyVerdict {
  readonly key: string | null;
  /** why it cannot be the key */
  readonly problem: string | null;
  /** what to know about it */
  readonly remark: string | null;
}

/** What is to be said of a key for a code: taken, not a key, or shared with a command that then has another. */
export function keyVerdict(
  key: string,
  codes: readonly CountedCode[],
  ownId: Id | null,
  commands: readonly Command[],
): KeyVerdict {
  const problem = problemOf(() => checkCodeKey(key, codes, ownId));
  if (problem !== null || key === '') return { key: null, problem, remark: null };
  const checked = checkCodeKey(key, codes, ownId);
  const [hidden] = checked === null ? [] : hiddenBy(checked, commands);
  if (!hidden) return { key: checked, problem: null, remark: null };
  const other = hidden.otherKeys[0];
  const rest = other ? `is then on ${other}` : 'then has no key: the palette has it';
  const remark = `With a passage selected, ${key.toUpperCase()} will tag; ‘${hidden.command.title}’ ${rest}.`;
  return { key: checked, problem: null, remark };
}

/** Codes to pick from, each by its path, in the order of the tree. */
export function codeItems(
  codes: readonly CountedCode[],
  isOffered: (code: CountedCode) => boolean,
): readonly { readonly id: Id; readonly label: string }[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  return codesInTreeOrder(codes)
    .filter(({ code }) => isOffered(code))
    .map(({ code }) => ({ id: code.id, label: codePath(code, byId).join(' › ') }));
}
