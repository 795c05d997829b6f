import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Memo, MemoKind } from '../core/discussion/discussion.ts';
import { GlossatorError } from '../core/errors.ts';
import { type Id, newId } from '../core/ids.ts';
import type { StoreReader } from '../store/types.ts';
import { draftOf } from './draft.ts';
import { codeOf, documentOf, entityOf, memoOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Raises `not-found` where the record that the memo is on is not there. */
function checkTarget(read: StoreReader, kind: MemoKind, id: Id): void {
  if (kind === 'document') documentOf(read, id);
  else if (kind === 'code') codeOf(read, id);
  else if (kind === 'entity') entityOf(read, id);
  else if (read.project().id !== id) {
    throw new GlossatorError('not-found', 'This is not the project that is open.', {
      place: { recordKind: 'project', recordId: id },
    });
  }
}

/** Whether what the memo is on is still to be seen: with a deleted record its memos are out of sight, and come back with it. */
function isShown(read: StoreReader, { targetKind, targetId }: Memo): boolean {
  if (targetKind === 'document') return read.document(targetId)?.deleted === false;
  if (targetKind === 'code') return read.code(targetId)?.deleted === false;
  return targetKind === 'project' || read.entity(targetId)?.deleted === false;
}

/** Newest first. */
export function listMemos(
  { store: { read } }: Session,
  { target }: ParsedInput<'memos.list'>,
): readonly Memo[] {
  if (target) return read.memos({ kind: target.targetKind, id: target.targetId });
  return read.memos().filter((memo) => isShown(read, memo));
}

/** Raises `not-found`. */
export function writeMemo(session: Session, input: ParsedInput<'memos.write'>): Done & { memoId: Id } {
  const { targetKind, targetId, body } = input;
  const memoId = input.actionId ?? newId();
  const title = input.title.trim();
  const { commit } = session.store.transact(draftOf(session, 'write-memo', title, input.actionId), (tx) => {
    checkTarget(tx, targetKind, targetId);
    const now = new Date().toISOString();
    tx.putMemo({
      id: memoId,
      targetKind,
      targetId,
      personId: session.me.id,
      title,
      body,
      createdAt: now,
      updatedAt: now,
      deleted: false,
    });
  });
  return { commit, memoId };
}

/** Raises `not-found`. */
export function editMemo(session: Session, input: ParsedInput<'memos.edit'>): Done {
  const { title, body } = input.fields;
  const subject = title?.trim() ?? session.store.read.memo(input.memoId)?.title ?? '';
  const { commit } = session.store.transact(draftOf(session, 'edit-memo', subject, input.actionId), (tx) => {
    tx.putMemo(
      revised(memoOf(tx, input.memoId), {
        ...(title === undefined ? {} : { title: title.trim() }),
        ...(body === undefined ? {} : { body }),
      }),
    );
  });
  return { commit };
}

/** Raises `not-found`. */
export function deleteMemo(session: Session, input: ParsedInput<'memos.delete'>): Done {
  const subject = session.store.read.memo(input.memoId)?.title ?? '';
  const { commit } = session.store.transact(
    draftOf(session, 'delete-memo', subject, input.actionId),
    (tx) => {
      tx.putMemo(revised(memoOf(tx, input.memoId), { deleted: true }));
    },
  );
  return { commit };
}
