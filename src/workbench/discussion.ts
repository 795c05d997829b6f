import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Comment, CommentedKind } from '../core/discussion/discussion.ts';
import { GlossatorError } from '../core/errors.ts';
import { type Id, newId } from '../core/ids.ts';
import type { StoreReader } from '../store/types.ts';
import { annotationsSubject, codeName, draftOf } from './draft.ts';
import { annotationOf, codeOf, commentOf, documentOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Raises `not-found` where the record that is commented on is not there. */
function checkTarget(read: StoreReader, kind: CommentedKind, id: Id): void {
  if (kind === 'annotation') annotationOf(read, id);
  else if (kind === 'document') documentOf(read, id);
  else codeOf(read, id);
}

function subjectOfTarget(read: StoreReader, kind: CommentedKind, id: Id): string {
  if (kind === 'annotation') return annotationsSubject(read, [id]);
  return kind === 'document' ? (read.document(id)?.title ?? '') : codeName(read, id);
}

function subjectOfComment(read: StoreReader, commentId: Id): string {
  const comment = read.comment(commentId);
  return comment ? subjectOfTarget(read, comment.targetKind, comment.targetId) : '';
}

/** By thread, oldest first. Of a deleted comment that others answered to, the place is left and not the words. */
export function listComments(
  { store }: Session,
  { targetKind, targetId }: ParsedInput<'comments.list'>,
): readonly Comment[] {
  return store.read
    .comments(targetKind, targetId)
    .map((comment) => (comment.deleted ? { ...comment, body: '' } : comment));
}

function checkBody(body: string): string {
  if (body.trim() !== '') return body;
  throw new GlossatorError('invalid-input', 'The comment is empty.', {
    place: { recordKind: 'comment', field: 'body' },
    remedy: 'Write something, or delete the comment.',
  });
}

/** The comment that began a thread, be it deleted, on this record. Raises `not-found`. */
function threadOf(read: StoreReader, threadId: Id): Comment {
  const head = read.comment(threadId);
  const goesOn = head && read.comments(head.targetKind, head.targetId).some(({ id }) => id === threadId);
  if (head && goesOn && head.threadId === threadId) return head;
  throw new GlossatorError('not-found', 'This thread is not there any more.', {
    place: { recordKind: 'comment', recordId: threadId },
    remedy: 'Begin a new thread, or bring the old one back with undo.',
  });
}

/** Begins a thread, or goes on with one of the same record. Raises `not-found`, and `invalid-input` where nothing is said. */
export function writeComment(
  session: Session,
  input: ParsedInput<'comments.write'>,
): Done & { commentId: Id } {
  const { store, me } = session;
  const { targetKind, targetId, threadId } = input;
  const commentId = input.actionId ?? newId();
  const subject = subjectOfTarget(store.read, targetKind, targetId);
  const { commit } = store.transact(draftOf(session, 'comment', subject, input.actionId), (tx) => {
    checkTarget(tx, targetKind, targetId);
    const head = threadId === null ? null : threadOf(tx, threadId);
    if (head && (head.targetKind !== targetKind || head.targetId !== targetId)) {
      throw new GlossatorError('invalid-input', 'This thread is about another record.', {
        place: { recordKind: 'comment', recordId: head.id, field: 'threadId' },
        remedy: 'Answer where the thread stands.',
      });
    }
    const now = new Date().toISOString();
    tx.putComment({
      id: commentId,
      targetKind,
      targetId,
      threadId: head?.id ?? commentId,
      personId: me.id,
      body: checkBody(input.body),
      resolved: false,
      createdAt: now,
      updatedAt: now,
      deleted: false,
    });
  });
  return { commit, commentId };
}

/** Raises `not-found`, `comment-not-own`. */
function ownComment(read: StoreReader, me: Id, commentId: Id): Comment {
  const comment = commentOf(read, commentId);
  if (comment.personId === me) return comment;
  const author = read.persons().find(({ id }) => id === comment.personId)?.name ?? 'someone else';
  throw new GlossatorError('comment-not-own', `This comment is by ${author}.`, {
    place: { recordKind: 'comment', recordId: commentId },
    remedy: 'Answer to it instead.',
  });
}

/** Raises `not-found`, `comment-not-own`, and `invalid-input` where nothing is said. */
export function editComment(session: Session, input: ParsedInput<'comments.edit'>): Done {
  const subject = subjectOfComment(session.store.read, input.commentId);
  const draft = draftOf(session, 'edit-comment', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const comment = ownComment(tx, session.me.id, input.commentId);
    tx.putComment(revised(comment, { body: checkBody(input.body) }));
  });
  return { commit };
}

/** Where it began a thread that goes on, its place is left. Raises `not-found`, `comment-not-own`. */
export function deleteComment(session: Session, input: ParsedInput<'comments.delete'>): Done {
  const subject = subjectOfComment(session.store.read, input.commentId);
  const draft = draftOf(session, 'delete-comment', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    tx.putComment(revised(ownComment(tx, session.me.id, input.commentId), { deleted: true }));
  });
  return { commit };
}

/** Closes a thread or opens it again; anyone may. Raises `not-found`. */
export function resolveThread(session: Session, input: ParsedInput<'comments.resolve'>): Done {
  const { resolved, threadId, actionId } = input;
  const subject = subjectOfComment(session.store.read, threadId);
  const draft = draftOf(session, resolved ? 'resolve-thread' : 'reopen-thread', subject, actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    tx.putComment(revised(threadOf(tx, threadId), { resolved }));
  });
  return { commit };
}
