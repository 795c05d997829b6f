import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Code, CountedCode } from '../core/codebook/code.ts';
import { PLAIN_CODE } from '../core/codebook/code.ts';
import { CODE_COLOURS, leastUsedColour } from '../core/codebook/colours.ts';
import {
  checkCodeKey,
  checkCodeName,
  codesInTreeOrder,
  positionsForInsertion,
  refuseCycle,
} from '../core/codebook/tree.ts';
import { GlossatorError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { StoreReader, WriteTransaction } from '../store/types.ts';
import { draftOf } from './draft.ts';
import { codeOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Annotations held in memory at a time when a code's are changed. */
const PAGE = 1_000;

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

function withoutCount(code: CountedCode): Code {
  const { annotations: _, ...record } = code;
  return record;
}

function placeAt(tx: WriteTransaction, code: Code, parentId: string | null, index: number): void {
  const siblings = tx.codes().filter((other) => other.parentId === parentId && other.id !== code.id);
  const { own, renumbered } = positionsForInsertion(siblings, index);
  for (const sibling of siblings) {
    const position = renumbered.get(sibling.id);
    if (position !== undefined) tx.putCode(revised(withoutCount(sibling), { position }));
  }
  tx.putCode(revised(code, { parentId, position: own }));
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
        ...PLAIN_CODE,
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
      placeAt(tx, code, input.parentId, Number.MAX_SAFE_INTEGER);
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
    tx.putCode(
      revised(code, {
        ...(name === undefined ? {} : { name: checkCodeName(name, code.parentId, codes, code.id) }),
        ...(colour === undefined ? {} : { colour: checkColour(colour) }),
        ...(key === undefined ? {} : { key: checkCodeKey(key, codes, code.id) }),
        ...(description === undefined ? {} : { description }),
      }),
    );
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
    placeAt(tx, code, input.parentId, input.index);
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
 * Deletes a code. Its children take its place under its parent, renamed where a sibling there has their name; its annotations
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
      const inOrder = codesInTreeOrder(tx.codes());
      const place = inOrder
        .filter((node) => node.code.parentId === code.parentId)
        .findIndex((node) => node.code.id === code.id);
      const children = inOrder
        .filter((node) => node.code.parentId === code.id)
        .map((node) => withoutCount(node.code));
      tx.putCode(revised(code, { key: null, deleted: true }));
      for (const [i, child] of children.entries()) {
        placeAt(tx, revised(child, { name: freeName(tx, child, code.parentId) }), code.parentId, place + i);
      }
    },
  );
  return { commit };
}
