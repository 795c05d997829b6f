import type { Done, DoneWithLoss } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { type Code, type CountedCode, PLAIN_CODE } from '../core/codebook/code.ts';
import { CODE_COLOURS, leastUsedColour } from '../core/codebook/colours.ts';
import { checkOtherParents, movedUnder } from '../core/codebook/places.ts';
import { checkCodeKey, checkCodeName, positionsForInsertion, refuseCycle } from '../core/codebook/tree.ts';
import { GlossatorError } from '../core/errors.ts';
import { type Id, newId } from '../core/ids.ts';
import type { StoreReader, WriteTransaction } from '../store/types.ts';
import { checkDefinition, redefine } from './code-definition.ts';
import { codeName, draftOf } from './draft.ts';
import { codeOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

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

/** The record of a code in a list. */
export function withoutCount(code: CountedCode): Code {
  const { annotations: _, ...record } = code;
  return record;
}

/** Puts a code under a parent at a place among its siblings, 0-based. */
export function placeAt(tx: WriteTransaction, code: Code, parentId: Id | null, index: number): void {
  const siblings = tx.codes().filter((other) => other.parentId === parentId && other.id !== code.id);
  const { own, renumbered } = positionsForInsertion(siblings, index);
  for (const sibling of siblings) {
    const position = renumbered.get(sibling.id);
    if (position !== undefined) tx.putCode(revised(withoutCount(sibling), { position }));
  }
  tx.putCode(revised(code, { parentId, position: own }));
}

/** A name that is free among the siblings: the name itself, else "Name (2)", "Name (3)", … */
export function freeName(read: StoreReader, name: string, parentId: Id | null, ownId: Id): string {
  const taken = new Set(
    read
      .codes()
      .filter((other) => other.parentId === parentId && other.id !== ownId)
      .map((other) => other.name.toLocaleLowerCase()),
  );
  let free = name;
  for (let n = 2; taken.has(free.toLocaleLowerCase()); n++) free = `${name} (${n})`;
  return free;
}

/** A code as it is made, not written yet; what is left out is plain. Raises what `createCode` raises. */
export function newCode(
  read: StoreReader,
  id: Id,
  input: Omit<ParsedInput<'codes.create'>, 'actionId' | 'groupId'>,
): Code {
  const codes = read.codes();
  if (input.parentId !== null) codeOf(read, input.parentId);
  const name = checkCodeName(input.name, input.parentId, codes, null);
  const kind = input.kind ?? PLAIN_CODE.kind;
  const { description = '', attributes = [], ends = null } = input;
  const now = new Date().toISOString();
  return {
    ...PLAIN_CODE,
    id,
    name,
    kind,
    parentId: input.parentId,
    colour: checkColour(input.colour ?? leastUsedColour(codes)),
    key: checkCodeKey(input.key ?? null, codes, null),
    ...checkDefinition(read, { id, name, kind, description, attributes, ends }),
    position: 0,
    createdAt: now,
    updatedAt: now,
    deleted: false,
  };
}

/**
 * Makes a code at the end of its siblings. Raises `code-name-empty`, `code-name-taken`, `code-key-invalid`, `code-key-taken`,
 * `not-found` (parent), `code-kind-refused` (ends), `attribute-definition-invalid`.
 */
export function createCode(session: Session, input: ParsedInput<'codes.create'>): Done & { codeId: Id } {
  // The code takes the action's id, so that a call repeated after a crash names the code that the first one made.
  const codeId = input.actionId ?? newId();
  const draft = draftOf(session, 'create-code', input.name.trim(), input.actionId, input.groupId);
  const { commit } = session.store.transact(draft, (tx) => {
    placeAt(tx, newCode(tx, codeId, input), input.parentId, Number.MAX_SAFE_INTEGER);
  });
  return { commit, codeId };
}

/**
 * What its annotations say under its attributes is carried over; `lostValues` could not be. A changed definition raises the code's
 * version. Raises `not-found` and what `createCode` raises.
 */
export function editCode(session: Session, input: ParsedInput<'codes.edit'>): DoneWithLoss {
  let lostValues = 0;
  const subject = input.fields.name?.trim() || codeName(session.store.read, input.codeId);
  const draft = draftOf(session, 'edit-code', subject, input.actionId, input.groupId);
  const { commit } = session.store.transact(draft, (tx) => {
    const code = codeOf(tx, input.codeId);
    const codes = tx.codes();
    const { name, colour, key } = input.fields;
    const { description = code.description, attributes = code.attributes, ends = code.ends } = input.fields;
    const wanted = revised(code, {
      ...(name === undefined ? {} : { name: checkCodeName(name, code.parentId, codes, code.id) }),
      ...(colour === undefined ? {} : { colour: checkColour(colour) }),
      ...(key === undefined ? {} : { key: checkCodeKey(key, codes, code.id) }),
      ...checkDefinition(tx, { ...code, description, attributes, ends }),
    });
    lostValues = redefine(tx, code, wanted);
  });
  return { commit, lostValues };
}

/** Raises `not-found`, `code-cycle`, and `code-name-taken` where the new place has a code of that name. */
export function moveCode(session: Session, input: ParsedInput<'codes.move'>): Done {
  const { parentId } = input;
  const subject = codeName(session.store.read, input.codeId);
  const { commit } = session.store.transact(draftOf(session, 'move-code', subject, input.actionId), (tx) => {
    const code = codeOf(tx, input.codeId);
    const codes = tx.codes();
    if (parentId !== null) codeOf(tx, parentId);
    refuseCycle(code, parentId, codes);
    checkCodeName(code.name, parentId, codes, code.id);
    placeAt(tx, revised(code, movedUnder(code, parentId)), parentId, input.index);
  });
  return { commit };
}

/** The whole list of a code's further parents. Raises `not-found`, `code-cycle`. */
export function setOtherParents(session: Session, input: ParsedInput<'codes.setOtherParents'>): Done {
  const subject = codeName(session.store.read, input.codeId);
  const draft = draftOf(session, 'move-code', subject, input.actionId, input.groupId);
  const { commit } = session.store.transact(draft, (tx) => {
    const code = codeOf(tx, input.codeId);
    const otherParentIds = checkOtherParents(code, input.otherParentIds, tx.codes());
    tx.putCode(revised(code, { otherParentIds }));
  });
  return { commit };
}
