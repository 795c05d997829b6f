import type { Id } from '../core/ids.ts';
import type { ActionDraft, StoreReader } from '../store/types.ts';
import type { Session } from './session.ts';

/** What the journal is told of an action of mine. */
export function draftOf(
  session: Session,
  type: ActionDraft['type'],
  subject: string,
  actionId: Id | undefined,
  groupId?: Id,
): ActionDraft {
  return {
    type,
    subject,
    personId: session.me.id,
    ...(actionId === undefined ? {} : { id: actionId }),
    ...(groupId === undefined ? {} : { group: groupId }),
  };
}

/** "‘Claim’" stands for one; more are counted: "3 annotations". */
export function subjectOf(names: readonly string[], plural: string): string {
  return names.length === 1 ? (names[0] ?? '') : `${names.length} ${plural}`;
}

/** What an action on annotations is done to, in a word or two: the code's name where there is one annotation. */
export function annotationsSubject(read: StoreReader, ids: readonly Id[]): string {
  const [only] = ids;
  if (only === undefined || ids.length > 1) return `${ids.length} annotations`;
  return codeName(read, read.annotation(only)?.codeId);
}

/** The code's name; empty where there is no such code. */
export function codeName(read: StoreReader, id: Id | undefined): string {
  return (id === undefined ? undefined : read.code(id)?.name) ?? '';
}
