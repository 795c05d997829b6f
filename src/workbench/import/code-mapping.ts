import { isDeepStrictEqual } from 'node:util';
import { joinDefinitions } from '../../core/attribute/carry.ts';
import type { Code } from '../../core/codebook/code.ts';
import { CODE_COLOURS } from '../../core/codebook/colours.ts';
import { OPEN_ENDS } from '../../core/codebook/definition.ts';
import { checkCodeKey, checkCodeName } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { ReadCode } from '../../formats/annotations/reader.ts';
import type { WriteTransaction } from '../../store/types.ts';
import { freeName } from '../codebook.ts';
import { codeOf } from '../find-record.ts';

export interface MappedCode {
  readonly code: Code;
  /**
   * how: made here, the very code, a code of the same path with another id, one of the same id that differs, or one that has all the
   * attributes of the file's, under the same ids
   */
  readonly how: 'made' | 'same' | 'same-path' | 'differs' | 'widened';
  /** the key that the file gives it, where another code has it here */
  readonly lostKey: string | null;
}

function keyFor(
  key: string | null,
  codes: readonly Code[],
  id: Id,
): { key: string | null; lostKey: string | null } {
  try {
    return { key: checkCodeKey(key, codes, id), lostKey: null };
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return { key: null, lostKey: key };
    throw thrown;
  }
}

/** What of a code is compared; its further parents and its ends may name codes that come later. */
const COMPARED = [
  'name',
  'kind',
  'parentId',
  'colour',
  'key',
  'description',
  'attributes',
  'version',
  'position',
] as const satisfies readonly (keyof Code)[];

function isLike(code: Code, wanted: Code): boolean {
  return COMPARED.every((field) => isDeepStrictEqual(code[field], wanted[field]));
}

/**
 * The code of the project that stands for one of a file: the one of the same id, else the one of the same path, else it is made
 * with the file's id, and for now without further parents and ends, which may name codes that come later. A code that is here already
 * is never changed. `parentId` is the project's. Raises `code-name-empty`.
 */
export function mapCode(tx: WriteTransaction, read: ReadCode, parentId: Id | null): MappedCode {
  const codes = tx.codes();
  const { path: _, ...fields } = read;
  const there = tx.code(read.id);
  if (there && !there.deleted && there.kind === read.kind) {
    const same = isLike(there, { ...fields, parentId, deleted: false });
    return { code: there, how: same ? 'same' : 'differs', lostKey: null };
  }
  const name = read.name.trim().normalize('NFC').toLocaleLowerCase();
  const sibling = codes.find((code) => code.parentId === parentId && code.name.toLocaleLowerCase() === name);
  if (sibling && sibling.kind === read.kind) {
    return { code: codeOf(tx, sibling.id), how: 'same-path', lostKey: null };
  }
  // A code of that id for something else keeps the id to itself.
  const id = there && !there.deleted ? newId() : read.id;
  const { key, lostKey } = keyFor(read.key, codes, id);
  const code: Code = {
    ...fields,
    id,
    name: checkCodeName(
      sibling ? freeName(tx, read.name.trim(), parentId, id) : read.name,
      parentId,
      codes,
      id,
    ),
    parentId,
    otherParentIds: [],
    ends: read.kind === 'relation' ? { ...OPEN_ENDS, directed: read.ends?.directed ?? true } : null,
    key,
    colour: read.colour % CODE_COLOURS.length,
    deleted: false,
  };
  tx.putCode(code);
  return { code, how: 'made', lostKey };
}

/**
 * As `mapCode`, for a code of a foreign set, which says no more of it than the attributes that its values call for: the code that stands for it gets those that
 * it lacks, not required, and keeps its version, since nothing is asked of what bears it already.
 */
export function widenCode(tx: WriteTransaction, read: ReadCode, parentId: Id | null): MappedCode {
  const mapped = mapCode(tx, read, parentId);
  if (mapped.how === 'made') return mapped;
  const { definitions } = joinDefinitions(mapped.code.attributes, read.attributes);
  const code = { ...mapped.code, attributes: definitions };
  if (!isDeepStrictEqual(definitions, mapped.code.attributes)) tx.putCode(code);
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const holdsAll = read.attributes.every(({ id, choices }) => {
    const ids = new Set(byId.get(id)?.choices.map((choice) => choice.id));
    return byId.has(id) && choices.every((choice) => ids.has(choice.id));
  });
  return { ...mapped, code, how: holdsAll ? 'widened' : 'same-path' };
}
