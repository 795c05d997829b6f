import type { Id } from '../core/ids.ts';
import type { ActionDraft } from '../store/types.ts';
import type { Session } from './session.ts';

/** What the journal is told of an action of mine. */
export function draftOf(
  session: Session,
  type: ActionDraft['type'],
  subject: string,
  actionId: Id | undefined,
): ActionDraft {
  return { type, subject, personId: session.me.id, ...(actionId === undefined ? {} : { id: actionId }) };
}

/** "‘Claim’" stands for one; more are counted: "3 annotations". */
export function subjectOf(names: readonly string[], plural: string): string {
  return names.length === 1 ? (names[0] ?? '') : `${names.length} ${plural}`;
}
