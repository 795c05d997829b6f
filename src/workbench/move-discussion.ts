import { redirectRecordLinks } from '../core/discussion/links.ts';
import type { Id } from '../core/ids.ts';
import type { WriteTransaction } from '../store/types.ts';
import { revised } from './revised.ts';

/**
 * What was written about a record that is merged into another goes with it: memos and comments on it, and links to it from
 * anywhere.
 */
export function moveDiscussion(
  tx: WriteTransaction,
  kind: 'code' | 'entity' | 'document',
  fromId: Id,
  toId: Id,
): void {
  const redirected = (body: string): string =>
    body.includes(fromId)
      ? redirectRecordLinks(body, (link) =>
          link.kind === kind && link.id === fromId ? { kind, id: toId } : null,
        )
      : body;
  for (const memo of tx.memos()) {
    const moves = memo.targetKind === kind && memo.targetId === fromId;
    tx.putMemo(revised(memo, { targetId: moves ? toId : memo.targetId, body: redirected(memo.body) }));
  }
  for (const comment of tx.everyComment()) {
    const moves = comment.targetKind === kind && comment.targetId === fromId;
    if (!moves && !comment.body.includes(fromId)) continue;
    // A thread goes as a whole, the comment that began it before those that answer.
    const thread = moves
      ? tx.comments(comment.targetKind, fromId).filter(({ threadId }) => threadId === comment.threadId)
      : [comment];
    for (const each of thread) {
      tx.putComment(revised(each, { targetId: moves ? toId : each.targetId, body: redirected(each.body) }));
    }
  }
}
