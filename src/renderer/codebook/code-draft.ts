import type { CountedCode } from '../../core/codebook/code.ts';
import { checkCodeKey, checkCodeName } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Command } from '../commands/command.ts';
import { hiddenBy } from '../commands/resolve.ts';

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
