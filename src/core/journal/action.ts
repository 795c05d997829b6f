import type { Id } from '../ids.ts';
import type { Vector } from '../review/merge/vector.ts';

export const RECORD_KINDS = [
  'project',
  'person',
  'document',
  'code',
  'annotation',
  'entity',
  'relation',
  'documentCode',
  'comment',
  'memo',
  'progress',
  'verdict',
  'assignment',
  'relationVerdict',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What a user did. The menu says "Undo " and then `describeAction`. */
export const ACTION_TYPES = [
  'create-project',
  'join',
  'rename-project',
  'import',
  'edit-document',
  'delete-document',
  'tag',
  'untag',
  'recode',
  'adjust-ends',
  'edit-note',
  'delete-annotations',
  'create-code',
  'edit-code',
  'move-code',
  'delete-code',
  'merge-codes',
  'split-code',
  'import-codebook',
  'edit-document-fields',
  'add-fragment',
  'remove-fragment',
  'edit-attributes',
  'set-status',
  'link-entity',
  'unlink-entity',
  'confirm-definition',
  'relate',
  'edit-relation',
  'delete-relations',
  'create-entity',
  'edit-entity',
  'merge-entities',
  'split-entity',
  'delete-entity',
  'code-document',
  'uncode-document',
  'set-progress',
  'comment',
  'edit-comment',
  'delete-comment',
  'resolve-thread',
  'reopen-thread',
  'write-memo',
  'edit-memo',
  'delete-memo',
  'give-verdict',
  'withdraw-verdict',
  'assign',
  'unassign',
  'set-blind',
  'edit-person',
  'reimport',
  'edit-text',
  'restore-text',
  'place-annotation',
  'lose-annotation',
  'merge',
  'resolve-conflicts',
  'unite-documents',
  'unite-people',
  'extract',
  'undo',
  'redo',
] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly unknown[]
  | { readonly [name: string]: unknown };
export type Fields = Readonly<Record<string, FieldValue>>;

/**
 * What an action did to one record. `before` and `after` hold only the fields that changed; `before` is null where
 * the record was made (then `after` holds all its fields). Taking the making back marks the record as deleted: a
 * record once made stays, so that its history and what refers to it stay readable.
 */
export interface RecordChange {
  readonly kind: RecordKind;
  readonly id: Id;
  readonly before: Fields | null;
  readonly after: Fields;
}

/** One transaction, one entry of the journal. A user's action is one of these, or a group where it is long. */
export interface Action {
  readonly id: Id;
  /** place in this file's journal, ascending from 1 */
  readonly seq: number;
  readonly type: ActionType;
  /** what it was done to, for people: a code's name, a title; may be empty */
  readonly subject: string;
  readonly personId: Id;
  /** the single-writer sequence it belongs to, and its place there from 1 */
  readonly replicaId: Id;
  readonly replicaSeq: number;
  /** hybrid logical clock: sorts as text in causal order */
  readonly clock: string;
  /** ISO 8601, UTC */
  readonly at: string;
  /** what undo and redo take as one step: the id of the first action of the group, mostly its own */
  readonly groupId: Id;
  /** the group whose changes this action takes back (an undo of it, or a redo of the undo) */
  readonly reverses: Id | null;
  /** where the sequence begins, and where it takes in others: how far these are known to it from then on */
  readonly knows?: Vector;
  readonly changeCount: number;
  /** SHA-256 over the previous hash of its sequence and the canonical JSON of the action and its changes */
  readonly hash: string;
}

/** What undo or redo would do now; null where there is nothing. */
export interface UndoState {
  readonly undo: { readonly type: ActionType; readonly subject: string } | null;
  readonly redo: { readonly type: ActionType; readonly subject: string } | null;
}

/** Which records a transaction touched, so that the interface refetches only those. */
export interface TouchedRecords {
  readonly kind: RecordKind;
  /** the ids, or 'many' where there are more than TOUCHED_LIMIT */
  readonly ids: readonly Id[] | 'many';
  /** annotations, relations (of both ends), document codes, progress, verdicts, assignments: the documents concerned; or 'many' */
  readonly documentIds: readonly Id[] | 'many';
}

export const TOUCHED_LIMIT = 500;

/** What the write door returns of every committed action. */
export interface Commit {
  readonly action: {
    readonly id: Id;
    readonly seq: number;
    readonly type: ActionType;
    readonly subject: string;
  };
  readonly touched: readonly TouchedRecords[];
  readonly undoState: UndoState;
}

/** A record's history, newest first. */
export interface HistoryEntry {
  readonly actionId: Id;
  readonly type: ActionType;
  readonly subject: string;
  readonly personName: string;
  readonly at: string;
  readonly before: Fields | null;
  readonly after: Fields;
}

/** The action in the words of a menu: "tag ‘Claim’", "import 3 documents". */
export function describeAction(type: ActionType, subject: string): string {
  const words: Record<ActionType, string> = {
    'create-project': 'create project',
    join: 'join',
    'rename-project': 'rename project',
    import: 'import',
    'edit-document': 'edit document',
    'delete-document': 'delete document',
    tag: 'tag',
    untag: 'remove tag',
    recode: 'change code to',
    'adjust-ends': 'adjust ends of',
    'edit-note': 'edit note on',
    'delete-annotations': 'delete',
    'create-code': 'create code',
    'edit-code': 'edit code',
    'move-code': 'move code',
    'delete-code': 'delete code',
    'merge-codes': 'merge codes into',
    'split-code': 'split code',
    'import-codebook': 'import codebook',
    'edit-document-fields': 'edit document fields',
    'add-fragment': 'add fragment to',
    'remove-fragment': 'remove fragment from',
    'edit-attributes': 'edit attributes of',
    'set-status': 'set status',
    'link-entity': 'link to',
    'unlink-entity': 'unlink from',
    'confirm-definition': 'confirm under the current definition',
    relate: 'relate as',
    'edit-relation': 'edit relation',
    'delete-relations': 'delete relation',
    'create-entity': 'create entity',
    'edit-entity': 'edit entity',
    'merge-entities': 'merge entities into',
    'split-entity': 'split entity',
    'delete-entity': 'delete entity',
    'code-document': 'code document as',
    'uncode-document': 'remove document code',
    'set-progress': 'mark document',
    comment: 'comment on',
    'edit-comment': 'edit comment on',
    'delete-comment': 'delete comment on',
    'resolve-thread': 'resolve thread on',
    'reopen-thread': 'reopen thread on',
    'write-memo': 'write memo',
    'edit-memo': 'edit memo',
    'delete-memo': 'delete memo',
    'give-verdict': 'give verdict on',
    'withdraw-verdict': 'withdraw verdict on',
    assign: 'assign',
    unassign: 'take back assignment of',
    'set-blind': 'set blind coding',
    'edit-person': 'edit person',
    reimport: 're-import',
    'edit-text': 'edit the text of',
    'restore-text': 'go back to an earlier text of',
    'place-annotation': 'place',
    'lose-annotation': 'mark as lost',
    merge: 'merge',
    'resolve-conflicts': 'resolve conflicts with',
    'unite-documents': 'take as one document',
    'unite-people': 'take as one person',
    extract: 'take a part of',
    undo: 'undo',
    redo: 'redo',
  };
  return subject ? `${words[type]} ‘${subject}’` : words[type];
}
