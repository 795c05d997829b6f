import type { Comment } from '../../../core/discussion/discussion.ts';
import type { Id } from '../../../core/ids.ts';
import type { IntakeNames } from './intake-names.ts';
import { moment } from './moment.ts';
import { stableId } from './stable-id.ts';
import type { ForeignComment } from './types.ts';

/** A comment as an import takes it, a thread of its own. `now` is ISO 8601, UTC: for one that has no time. */
export function readComment(
  { key, on, person, body, createdAt }: ForeignComment,
  targetId: Id,
  documentId: Id,
  names: IntakeNames,
  now: string,
): Comment {
  const id = stableId(documentId, 'comment', targetId, key, body);
  const at = moment(createdAt, now);
  return {
    id,
    targetKind: on === undefined ? 'document' : 'annotation',
    targetId,
    threadId: id,
    personId: names.person(person),
    body: body.replace(/\r\n?/g, '\n'),
    resolved: false,
    createdAt: at,
    updatedAt: at,
    deleted: false,
  };
}
