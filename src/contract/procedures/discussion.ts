import { z } from 'zod';
import type { Comment, Memo } from '../../core/discussion/discussion.ts';
import { once } from '../once.ts';
import { action, query, returns } from '../procedure.ts';
import { COMMENTED_KINDS, MEMO_KINDS } from '../vocabulary.ts';
import { actionId, body, type Done, id, name } from './shared.ts';

const commented = once(() => ({ targetKind: z.enum(COMMENTED_KINDS), targetId: id() }));
const memoTarget = once(() => ({ targetKind: z.enum(MEMO_KINDS), targetId: id() }));
const LINKED_KINDS = ['document', 'code', 'annotation', 'entity', 'memo'] as const;
export type LinkedKind = (typeof LINKED_KINDS)[number];
const reference = once(() => z.strictObject({ kind: z.enum(LINKED_KINDS), id: id() }));

/** What a link in a memo or comment leads to. */
export interface LinkTarget {
  readonly kind: LinkedKind;
  readonly id: string;
  /** a title, name or quotation; null where there is no such record any more */
  readonly label: string | null;
  /** of an annotation: where it stands */
  readonly documentId: string | null;
}

export const discussionProcedures = {
  /** By thread, oldest first. */
  'comments.list': query(() => z.strictObject(commented()), returns<readonly Comment[]>()),
  /** The annotations of a document with a thread that is not resolved. */
  'comments.discussed': query(() => z.strictObject({ documentId: id() }), returns<readonly string[]>()),
  /** Begins a thread (threadId null) or goes on with one. */
  'comments.write': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        ...commented(),
        threadId: id().nullable(),
        body: body().min(1),
      }),
    returns<{ commit: Done['commit']; commentId: string }>(),
  ),
  /** My own only. */
  'comments.edit': action(
    () => z.strictObject({ actionId: actionId(), commentId: id(), body: body().min(1) }),
    returns<Done>(),
  ),
  'comments.delete': action(() => z.strictObject({ actionId: actionId(), commentId: id() }), returns<Done>()),
  'comments.resolve': action(
    () => z.strictObject({ actionId: actionId(), threadId: id(), resolved: z.boolean() }),
    returns<Done>(),
  ),

  /** On one record, or all of the project; newest first. */
  'memos.list': query(
    () => z.strictObject({ target: z.strictObject(memoTarget()).optional() }),
    returns<readonly Memo[]>(),
  ),
  'memos.write': action(
    () => z.strictObject({ actionId: actionId(), ...memoTarget(), title: name(), body: body() }),
    returns<{ commit: Done['commit']; memoId: string }>(),
  ),
  'memos.edit': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        memoId: id(),
        fields: z.strictObject({ title: name(), body: body() }).partial(),
      }),
    returns<Done>(),
  ),
  'memos.delete': action(() => z.strictObject({ actionId: actionId(), memoId: id() }), returns<Done>()),

  'links.resolve': query(
    () => z.strictObject({ references: z.array(reference()).max(1_000) }),
    returns<readonly LinkTarget[]>(),
  ),
  /** Memos and comments that link to the record. */
  'links.to': query(() => reference(), returns<{ memos: readonly Memo[]; comments: readonly Comment[] }>()),
  /** For the link picker: records whose title, name or quotation holds the words. */
  'links.find': query(
    () => z.strictObject({ words: z.string().max(1_000), limit: z.number().int().min(1).max(100) }),
    returns<readonly LinkTarget[]>(),
  ),
} as const;
