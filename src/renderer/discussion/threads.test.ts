import { describe, expect, it } from 'vitest';
import type { Comment } from '../../core/discussion/discussion.ts';
import { threadsOf } from './threads.ts';

function comment(id: string, threadId: string, fields: Partial<Comment> = {}): Comment {
  return {
    id,
    threadId,
    targetKind: 'annotation',
    targetId: 't',
    personId: 'p',
    body: id,
    resolved: false,
    createdAt: `2024-01-01T00:00:0${id.slice(1)}Z`,
    updatedAt: '2024-01-01T00:00:00Z',
    deleted: false,
    ...fields,
  };
}

describe('threads', () => {
  it('gather their comments, oldest first, and stand open ones first', () => {
    const threads = threadsOf([
      comment('c3', 'c1'),
      comment('c1', 'c1', { resolved: true }),
      comment('c2', 'c2'),
    ]);
    expect(
      threads.map(({ id, resolved, comments }) => [id, resolved, comments.map((each) => each.id)]),
    ).toEqual([
      ['c2', false, ['c2']],
      ['c1', true, ['c1', 'c3']],
    ]);
  });

  it('stay where the comment that began them is gone', () => {
    expect(threadsOf([comment('c3', 'c1')])).toMatchObject([{ id: 'c1', resolved: false }]);
  });
});
