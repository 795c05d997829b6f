import type { Id } from '../core/ids.ts';
import type { WriteTransaction } from '../store/types.ts';
import { revised } from './revised.ts';

/** Memos and comments on a record that is merged into another go with it. */
export function moveDiscussion(tx: WriteTransaction, kind: 'code' | 'entity', fromId: Id, toId: Id): void {
  for (const memo of tx.memos({ kind, id: fromId })) tx.putMemo(revised(memo, { targetId: toId }));
  if (kind !== 'code') return;
  for (const comment of tx.comments(kind, fromId)) tx.putComment(revised(comment, { targetId: toId }));
}
