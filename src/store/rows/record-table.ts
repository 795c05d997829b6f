import { ANNOTATION_STATUSES } from '../../core/annotation/annotation.ts';
import { CODE_KINDS } from '../../core/codebook/code.ts';
import { COMMENTED_KINDS, MEMO_KINDS } from '../../core/discussion/discussion.ts';
import type { Id } from '../../core/ids.ts';
import { RECORD_KINDS, type RecordKind } from '../../core/journal/action.ts';
import { DOCUMENT_STATUSES } from '../../core/project/records.ts';
import { VERDICT_DECISIONS } from '../../core/review/verdict.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { attributesColumn } from './attributes.ts';
import {
  type Column,
  flag,
  json,
  jsonOrNull,
  number,
  place,
  plain,
  reference,
  referenceOrNull,
  text,
  textOrNull,
  word,
} from './column.ts';
import { spansColumn } from './spans.ts';

/** A record's table: the write door, undo, the readers and recovery all follow it. */
export interface RecordTable {
  readonly kind: RecordKind;
  readonly table: string;
  /** sorted by field, which is the order of canonical JSON */
  readonly columns: readonly Column[];
  /** whether the record can be marked as deleted, which is how its making is taken back */
  readonly deletable: boolean;
}

function recordTable(kind: RecordKind, columns: readonly Column[], table: string = kind): RecordTable {
  return {
    kind,
    table,
    columns: [...columns].sort((a, b) => (a.field < b.field ? -1 : 1)),
    deletable: columns.some((column) => column.field === 'deleted'),
  };
}

const times = [plain('createdAt', 'created_at'), plain('updatedAt', 'updated_at')] as const;
/** What says that a person put a code on something. */
const coding = [
  reference('personId', 'person'),
  reference('codeId', 'code'),
  number('codeVersion', 'code_version'),
  attributesColumn,
] as const;

/** Further parents: ids, each of a code that is there. */
const otherParents: Column = {
  ...json('otherParentIds', 'other_parents'),
  encode(value, identities) {
    const parents = value as readonly Id[];
    for (const parent of parents) identities.rowOf('code', parent, 'otherParentIds');
    return canonicalJson(parents);
  },
};

export const recordTables: Readonly<Record<RecordKind, RecordTable>> = {
  project: recordTable('project', [
    text('name'),
    json('documentFields', 'document_fields'),
    flag('blind'),
    plain('createdAt', 'created_at'),
  ]),
  person: recordTable('person', [text('name'), number('colour'), flag('deleted', false)]),
  document: recordTable('document', [
    reference('textId', 'text'),
    text('title'),
    text('source'),
    text('author'),
    text('date'),
    text('language'),
    json('fields'),
    text('fileName', 'file_name'),
    attributesColumn,
    ...times,
    flag('deleted'),
  ]),
  code: recordTable('code', [
    text('name'),
    word('kind', CODE_KINDS),
    referenceOrNull('parentId', 'code', 'parent'),
    otherParents,
    number('colour'),
    textOrNull('key'),
    text('description'),
    json('attributes'),
    jsonOrNull('ends'),
    number('version'),
    number('position'),
    ...times,
    flag('deleted'),
  ]),
  annotation: recordTable('annotation', [
    reference('documentId', 'document'),
    ...coding,
    spansColumn,
    place('status', ANNOTATION_STATUSES),
    referenceOrNull('entityId', 'entity'),
    text('note'),
    ...times,
    flag('deleted'),
    flag('lost'),
  ]),
  entity: recordTable('entity', [
    text('name'),
    text('kind'),
    json('aliases'),
    json('identifiers'),
    text('description'),
    ...times,
    flag('deleted'),
  ]),
  relation: recordTable('relation', [
    ...coding,
    reference('fromId', 'annotation', 'from_annotation'),
    reference('toId', 'annotation', 'to_annotation'),
    text('note'),
    ...times,
    flag('deleted'),
  ]),
  documentCode: recordTable(
    'documentCode',
    [reference('documentId', 'document'), ...coding, ...times, flag('deleted')],
    'document_code',
  ),
  comment: recordTable('comment', [
    word('targetKind', COMMENTED_KINDS, 'target_kind'),
    plain('targetId', 'target_id'),
    plain('threadId', 'thread_id'),
    reference('personId', 'person'),
    text('body'),
    flag('resolved'),
    ...times,
    flag('deleted'),
  ]),
  memo: recordTable('memo', [
    word('targetKind', MEMO_KINDS, 'target_kind'),
    plain('targetId', 'target_id'),
    reference('personId', 'person'),
    text('title'),
    text('body'),
    ...times,
    flag('deleted'),
  ]),
  progress: recordTable('progress', [
    reference('documentId', 'document'),
    reference('personId', 'person'),
    word('status', DOCUMENT_STATUSES),
    plain('updatedAt', 'updated_at'),
    flag('deleted', false),
  ]),
  verdict: recordTable('verdict', [
    reference('annotationId', 'annotation'),
    reference('personId', 'person'),
    word('decision', VERDICT_DECISIONS),
    referenceOrNull('resultId', 'annotation', 'result'),
    text('reason'),
    ...times,
    flag('deleted'),
  ]),
  assignment: recordTable('assignment', [
    reference('documentId', 'document'),
    reference('personId', 'person'),
    ...times,
    flag('deleted'),
  ]),
  relationVerdict: recordTable(
    'relationVerdict',
    [
      reference('relationId', 'relation'),
      reference('personId', 'person'),
      word('decision', VERDICT_DECISIONS),
      referenceOrNull('resultId', 'relation', 'result'),
      text('reason'),
      ...times,
      flag('deleted'),
    ],
    'relation_verdict',
  ),
};

/** More than there will be kinds, so that a new kind renumbers nothing. */
const KIND_FACTOR = 32;

/** A record's number in `change_of`: its row and its kind in one integer. */
export function recordNumber(kind: RecordKind, row: number): number {
  return row * KIND_FACTOR + RECORD_KINDS.indexOf(kind);
}
