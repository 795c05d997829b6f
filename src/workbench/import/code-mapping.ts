import type { Code } from '../../core/codebook/code.ts';
import { CODE_COLOURS } from '../../core/codebook/colours.ts';
import { checkCodeKey, checkCodeName } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ReadCode } from '../../formats/annotations/reader.ts';
import type { WriteTransaction } from '../../store/types.ts';

export interface MappedCode {
  readonly id: Id;
  /** how: made here, the very code, a code of the same path with another id, or one of the same id that differs */
  readonly how: 'made' | 'same' | 'same-path' | 'differs';
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

function isLike(code: Code, wanted: Code): boolean {
  return (
    code.name === wanted.name &&
    code.parentId === wanted.parentId &&
    code.colour === wanted.colour &&
    code.key === wanted.key &&
    code.description === wanted.description &&
    code.position === wanted.position
  );
}

/**
 * The code of the project that stands for one of a file: the one of the same id, else the one of the same path, else it is made
 * with the file's id. A code that is here already is never changed. `parentId` is the project's. Raises `code-name-empty`.
 */
export function mapCode(tx: WriteTransaction, read: ReadCode, parentId: Id | null): MappedCode {
  const codes = tx.codes();
  const { path: _, ...fields } = read;
  const there = codes.find((code) => code.id === read.id);
  if (there) {
    const same = isLike(there, { ...fields, parentId, deleted: false });
    return { id: there.id, how: same ? 'same' : 'differs', lostKey: null };
  }
  const name = read.name.trim().normalize('NFC').toLocaleLowerCase();
  const samePath = codes.find((code) => code.parentId === parentId && code.name.toLocaleLowerCase() === name);
  if (samePath) return { id: samePath.id, how: 'same-path', lostKey: null };
  const { key, lostKey } = keyFor(read.key, codes, read.id);
  tx.putCode({
    ...fields,
    name: checkCodeName(read.name, parentId, codes, read.id),
    parentId,
    key,
    colour: read.colour % CODE_COLOURS.length,
    deleted: false,
  });
  return { id: read.id, how: 'made', lostKey };
}
