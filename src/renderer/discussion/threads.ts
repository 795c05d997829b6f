import type { Comment } from '../../core/discussion/discussion.ts';
import type { Id } from '../../core/ids.ts';

export interface Thread {
  readonly id: Id;
  readonly resolved: boolean;
  /** oldest first; a thread whose first comment is deleted still has the others */
  readonly comments: readonly Comment[];
}

/** The comments by thread; open threads first, then those resolved, each by when they began. */
export function threadsOf(comments: readonly Comment[]): readonly Thread[] {
  const groups = Map.groupBy(comments, ({ threadId }) => threadId);
  const threads = [...groups].map(([id, group]) => ({
    id,
    resolved: group.some((comment) => comment.id === id && comment.resolved),
    comments: group.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
  }));
  return threads.sort((a, b) => Number(a.resolved) - Number(b.resolved) || (a.id < b.id ? -1 : 1));
}
