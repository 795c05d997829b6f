import type { Id } from '../ids.ts';
import type { RecordKind } from '../journal/action.ts';

export const COMMENTED_KINDS = ['annotation', 'document', 'code'] as const;
export type CommentedKind = Extract<RecordKind, (typeof COMMENTED_KINDS)[number]>;

/** One contribution to a thread on a record. */
export interface Comment {
  readonly id: Id;
  readonly targetKind: CommentedKind;
  readonly targetId: Id;
  /** the id of the comment that began the thread; its own for that one */
  readonly threadId: Id;
  readonly personId: Id;
  /** Markdown, as `memo.body` */
  readonly body: string;
  /** of the comment that began a thread: whether the thread is closed; false for the others */
  readonly resolved: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

export const MEMO_KINDS = ['project', 'document', 'code', 'entity'] as const;
export type MemoKind = Extract<RecordKind, (typeof MEMO_KINDS)[number]>;

/** What someone wrote about a record, at length. */
export interface Memo {
  readonly id: Id;
  readonly targetKind: MemoKind;
  readonly targetId: Id;
  readonly personId: Id;
  readonly title: string;
  /**
   * Markdown: paragraphs, headings, lists, quotations, strong, emphasis, code, links. A link to a record is
   * `[words](glossator:KIND/ID)`.
   */
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}
