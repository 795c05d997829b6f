import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Code } from '../core/codebook/code.ts';
import { CODE_COLOURS } from '../core/codebook/colours.ts';
import { checkCodeKey, checkCodeName, positionsForInsertion, refuseCycle } from '../core/codebook/tree.ts';
import { GlossatorError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { StoreReader, WriteTransaction } from '../store/types.ts';
import { draftOf } from './draft.ts';
import { codeOf } from './find-record.ts';
import type { Session } from './session.ts';

/** Annotations held in memory at a time when a code's are changed. */
const PAGE = 1_000;

/** The colour that fewest codes have, the first of those. */
function leastUsedColour(codes: readonly Code[]): number {
  const uses = CODE_COLOURS.map((_, colour) => codes.filter((code) => code.colour === colour).length);
  return uses.indexOf(Math.min(...uses));
}

function checkColour(colour: number): number {
  if (colour < CODE_COLOURS.length) return colour;
  throw new GlossatorError(
    'invalid-input',
    `There are ${CODE_COLOURS.length} colours; ${colour} is none of them.`,
    {
      place: { recordKind: 'code', field: 'colour' },
    },
  );
}

function withoutFields(code: Code & { annotations?: number }): Code {
  const { annotations: _, ...record } = code;
  return record;
}

function placeAt(
  tx: WriteTransaction,
  code: Code,
  parentId: string | null,
  index: number,
  now: string,
): void {
  const siblings = tx.codes().filter((other) => other.parentId === parentId && other.id !== code.id);
  const { own, renumbered } = positionsForInsertion(siblings, index);
  for (const sibling of siblings) {
    const position = renumbered.get(sibling.id);
    if (position !== undefined && position !== sibling.position) {
      tx.putCode({ ...withoutFields(sibling), position, updatedAt: now });
    }
  }
  const moved = code.parentId !== parentId || code.position !== own;
  tx.putCode({ ...code, parentId, position: own, updatedAt: moved ? now : code.updatedAt });
}

/** Makes a code at the end of its siblings. Raises `code-name-empty`, `code-name-taken`, `code-key-invalid`, `code-key-taken`, `not-found` (parent). */
export function createCode(session: Session, input: ParsedInput<'codes.create'>): Done & { codeId: string } {
  // The code takes the action's id, so that a call repeated after a crash names the code that the first one made.
  const codeId = input.actionId ?? newId();
  const { commit } = session.store.transact(
    draftOf(session, 'create-code', input.name.trim(), input.actionId),
    (tx) => {
      const codes = tx.codes();
      if (input.parentId !== null) codeOf(tx, input.parentId);
      const now = new Date().toISOString();
      const code: Code = {
        id: codeId,
        name: checkCodeName(input.name, input.parentId, codes, null),
        parentId: input.parentId,
        colour: checkColour(input.colour ?? leastUsedColour(codes)),
        key: checkCodeKey(input.key ?? null, codes, null),
        description: input.description ?? '',
        position: 0,
        createdAt: now,
        updatedAt: now,
        deleted: false,
      };
      placeAt(tx, code, input.parentId, Number.MAX_SAFE_INTEGER, now);
    },
  );
  return { commit, codeId };
}

/** Raises `not-found` and what `createCode` raises. */
export function editCode(session: Session, input: ParsedInput<'codes.edit'>): Done {
  const subject = input.fields.name?.trim() || codeOf(session.store.read, input.codeId).name;
  const { commit } = session.store.transact(draftOf(session, 'edit-code', subject, input.actionId), (tx) => {
    const code = codeOf(tx, input.codeId);
    const codes = tx.codes();
    const { name, colour, key, description } = input.fields;
    tx.putCode({
      ...code,
      ...(name === undefined ? {} : { name: checkCodeName(name, code.parentId, codes, code.id) }),
      ...(colour === undefined ? {} : { colour: checkColour(colour) }),
      ...(key === undefined ? {} : { key: checkCodeKey(key, codes, code.id) }),
      ...(description === undefined ? {} : { description }),
      updatedAt: new Date().toISOString(),
    });
  });
  return { commit };
}

/** Raises `not-found`, `code-cycle`, and `code-name-taken` where the new place has a code of that name. */
export function moveCode(session: Session, input: ParsedInput<'codes.move'>): Done {
  const subject = codeOf(session.store.read, input.codeId).name;
  const { commit } = session.store.transact(draftOf(session, 'move-code', subject, input.actionId), (tx) => {
    const code = codeOf(tx, input.codeId);
    const codes = tx.codes();
    if (input.parentId !== null) codeOf(tx, input.parentId);
    refuseCycle(code, input.parentId, codes);
    checkCodeName(code.name, input.parentId, codes, code.id);
    placeAt(tx, code, input.parentId, input.index, new Date().toISOString());
  });
  return { commit };
}

/** A name that is free among the new siblings: the name itself, else "Name (2)", "Name (3)", … */
function freeName(read: StoreReader, code: Code, parentId: string | null): string {
  const taken = new Set(
    read
      .codes()
      .filter((other) => other.parentId === parentId && other.id !== code.id)
      .map((other) => other.name.toLocaleLowerCase()),
  );
  let name = code.name;
  for (let n = 2; taken.has(name.toLocaleLowerCase()); n++) name = `${code.name} (${n})`;
  return name;
}

/**
 * Deletes a code. Its children move up to its parent, renamed where a sibling there has their name; its annotations
 * are deleted or moved to another code, as said. Raises `not-found`, and `invalid-input` where the annotations are to move to the code itself.
 */
export function deleteCode(session: Session, input: ParsedInput<'codes.delete'>): Done {
  const subject = codeOf(session.store.read, input.codeId).name;
  const { deletion } = input;
  if (deletion.annotations === 'move' && deletion.toCodeId === input.codeId) {
    throw new GlossatorError(
      'invalid-input',
      'The annotations cannot move to the code that is being deleted.',
      {
        remedy: 'Choose another code for them.',
      },
    );
  }
  const { commit } = session.store.transact(
    draftOf(session, 'delete-code', subject, input.actionId),
    (tx) => {
      const code = codeOf(tx, input.codeId);
      const now = new Date().toISOString();
      const target = deletion.annotations === 'move' ? codeOf(tx, deletion.toCodeId).id : null;
      // Always the first page: what has been changed no longer bears the code.
      const bearing = () => tx.annotationPage({ codeIds: [code.id], limit: PAGE });
      for (let page = bearing(); page.length > 0; page = bearing()) {
        for (const annotation of page) {
          tx.putAnnotation({
            ...annotation,
            ...(target === null ? { deleted: true } : { codeId: target }),
            updatedAt: now,
          });
        }
      }
      tx.putCode({ ...code, key: null, deleted: true, updatedAt: now });
      for (const child of tx.codes().filter((other) => other.parentId === code.id)) {
        tx.putCode({
          ...withoutFields(child),
          name: freeName(tx, child, code.parentId),
          parentId: code.parentId,
          updatedAt: now,
        });
      }
    },
  );
  return { commit };
}
