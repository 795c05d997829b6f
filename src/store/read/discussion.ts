import type { Comment, Memo } from '../../core/discussion/discussion.ts';
import type { Id } from '../../core/ids.ts';
import type { SqlRow } from '../connection.ts';
import { recordOf, rowById } from '../rows/records.ts';
import type { StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';
import { byId } from './list-order.ts';

/** What of a discussion is shown: a comment that was deleted only where it began a thread that goes on. */
const SHOWN = `(comment.deleted = 0 OR (comment.thread_id = comment.id
  AND EXISTS (SELECT 1 FROM comment AS said WHERE said.thread_id = comment.id AND said.deleted = 0)))`;

export const COMMENTS_ON = `SELECT * FROM comment WHERE target_id = ? AND target_kind = ? AND ${SHOWN}`;
const EVERY_COMMENT = `SELECT * FROM comment WHERE id > ? AND ${SHOWN} ORDER BY id LIMIT 256`;
export const DISCUSSED = `SELECT DISTINCT annotation.id AS id FROM open_thread
  CROSS JOIN annotation ON annotation.row = open_thread.annotation
  WHERE open_thread.document = ? AND annotation.deleted = 0`;
export const MEMOS_ON = 'SELECT * FROM memo WHERE target_id = ? AND target_kind = ? AND deleted = 0';

function byTime(a: Comment, b: Comment): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : byId(a, b);
}

/** Threads by their first comment, each from its first comment on, by time. */
function inThreads(comments: readonly Comment[]): Comment[] {
  const threads = Map.groupBy(comments, ({ threadId }) => threadId);
  const begins = ({ id, threadId }: Comment) => id === threadId;
  return [...threads.values()]
    .map((thread) => thread.sort((a, b) => Number(begins(b)) - Number(begins(a)) || byTime(a, b)))
    .sort(([a], [b]) => (a && b ? byTime(a, b) : 0))
    .flat();
}

export function discussionReader({ connection, identities }: ReadContext) {
  const commentOf = (row: SqlRow) => recordOf<Comment>('comment', row, identities);
  const memoOf = (row: SqlRow) => recordOf<Memo>('memo', row, identities);

  return {
    comment(id) {
      const row = rowById(connection, 'comment', id);
      return row && commentOf(row);
    },
    comments: (targetKind, targetId) =>
      inThreads(connection.prepare(COMMENTS_ON).all(targetId, targetKind).map(commentOf)),
    *everyComment() {
      let last = '';
      for (;;) {
        const batch = connection.prepare(EVERY_COMMENT).all(last).map(commentOf);
        yield* batch;
        const next = batch.at(-1)?.id;
        if (next === undefined) return;
        last = next;
      }
    },
    discussed: (documentId) => {
      const document = identities.find('document', documentId);
      return connection
        .prepare<{ id: Id }>(DISCUSSED)
        .all(document ?? null)
        .map(({ id }) => id);
    },
    memo(id) {
      const row = rowById(connection, 'memo', id);
      return row && memoOf(row);
    },
    memos(target) {
      const rows = target
        ? connection.prepare(MEMOS_ON).all(target.id, target.kind)
        : connection.prepare('SELECT * FROM memo WHERE deleted = 0').all();
      return rows
        .map(memoOf)
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : byId(b, a)));
    },
  } satisfies Partial<StoreReader>;
}
