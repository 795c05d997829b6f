import type { DoneWithLoss } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Code } from '../core/codebook/code.ts';
import { parentReplaced } from '../core/codebook/places.ts';
import { codesInTreeOrder } from '../core/codebook/tree.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { WriteTransaction } from '../store/types.ts';
import { recodedValues } from './attribute-values.ts';
import { everyLeaver, putBearer } from './bearers.ts';
import { redefine } from './code-definition.ts';
import { freeName, placeAt, withoutCount } from './codebook.ts';
import { codeName, draftOf } from './draft.ts';
import { codeOf, codeOfKind } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Gives all that bear a code to another of its kind. The number of values that did not fit. */
export function moveBearers(tx: WriteTransaction, code: Code, target: Code): number {
  let lostValues = 0;
  for (const bearer of everyLeaver(tx, code)) {
    const { values, lost } = recodedValues(tx, bearer, target);
    lostValues += lost;
    putBearer(tx, code.kind, bearer, {
      codeId: target.id,
      codeVersion: target.version,
      attributes: values,
    });
  }
  return lostValues;
}

function replaced(ids: readonly Id[], gone: Id, by: Id | null): readonly Id[] {
  if (!ids.includes(gone)) return ids;
  return [...new Set(ids.flatMap((id) => (id === gone ? (by ?? []) : id)))];
}

/** What relation codes say of a code that goes. `by` takes its place; null: nothing does. */
export function replaceInEnds(tx: WriteTransaction, gone: Id, by: Id | null): void {
  for (const counted of tx.codes()) {
    if (!counted.ends) continue;
    const code = withoutCount(counted);
    const from = replaced(counted.ends.from, gone, by);
    const to = replaced(counted.ends.to, gone, by);
    redefine(tx, code, revised(code, { ends: { ...counted.ends, from, to } }));
  }
}

/** Its children take its place under its parent, renamed where a sibling there has their name. */
function deleteFromTree(tx: WriteTransaction, code: Code): void {
  const inOrder = codesInTreeOrder(tx.codes()).map((node) => withoutCount(node.code));
  const siblings = inOrder.filter(({ parentId }) => parentId === code.parentId);
  const place = siblings.findIndex(({ id }) => id === code.id);
  tx.putCode(revised(code, { key: null, deleted: true }));
  const others = inOrder.filter(({ id, parentId }) => id !== code.id && parentId !== code.id);
  for (const other of others) tx.putCode(revised(other, parentReplaced(other, code.id, code.parentId)));
  const children = inOrder.filter(({ parentId }) => parentId === code.id);
  for (const [index, child] of children.entries()) {
    const parents = parentReplaced(child, code.id, code.parentId);
    const name = freeName(tx, child.name, parents.parentId, child.id);
    placeAt(tx, revised(child, { ...parents, name }), parents.parentId, place + index);
  }
}

/**
 * Deletes a code. Its children take its place under its parent, renamed where a sibling there has their name; what bears it is deleted or
 * moved to another code of its kind, as said; `lostValues` did not fit that one. Raises `not-found`, `code-kind-refused`, and
 * `invalid-input` where the annotations are to move to the code itself.
 */
export function deleteCode(session: Session, input: ParsedInput<'codes.delete'>): DoneWithLoss {
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
  let lostValues = 0;
  const subject = codeName(session.store.read, input.codeId);
  const draft = draftOf(session, 'delete-code', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const code = codeOf(tx, input.codeId);
    const target = deletion.annotations === 'move' ? codeOfKind(tx, deletion.toCodeId, code.kind) : null;
    if (target) lostValues = moveBearers(tx, code, target);
    else for (const bearer of everyLeaver(tx, code)) putBearer(tx, code.kind, bearer, { deleted: true });
    deleteFromTree(tx, code);
    replaceInEnds(tx, code.id, target?.id ?? null);
  });
  return { commit, lostValues };
}
