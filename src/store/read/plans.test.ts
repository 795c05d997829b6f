import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { CHAIN } from '../journal/chain.ts';
import { LATEST_ACTION } from '../journal/run-action.ts';
import { LATER_CHANGE, OPEN_STEP } from '../journal/steps.ts';
import { LINKED_IN_DOCUMENT, LINKED_TO_ANNOTATION } from '../link-queries.ts';
import { Identities } from '../rows/identities.ts';
import { Tallies } from '../tallies.ts';
import { explain } from '../testing/explain.ts';
import { Scratch } from '../testing/scratch.ts';
import type { AnnotationFilter } from '../types.ts';
import { NEXT_IN_CLASS, PREVIOUS_IN_CLASS } from './annotations.ts';
import type { ReadContext } from './context.ts';
import { DENSITY, STEP_END } from './density.ts';
import { COMMENTS_ON, DISCUSSED, MEMOS_ON } from './discussion.ts';
import { CODES_BORNE, DOCUMENT_CODES, DOCUMENTS_BEARING, PROGRESS } from './document-codes.ts';
import { MENTIONING, MENTIONS } from './entities.ts';
import { EXTENT_CLASSES, OVERLAPPING } from './extent-classes.ts';
import { HISTORY, PARTS, REDO_NEXT, UNDO_NEXT } from './journal.ts';
import { TEXT_OF_ORIGINAL } from './originals.ts';
import { packedQuery } from './packed-annotations.ts';
import { DOCUMENTS_BY_SOURCE_SHA256, DOCUMENTS_BY_TEXT_SHA256 } from './records.ts';
import { RELATIONS_OF, RELATIONS_TOUCHING, relationPageQuery } from './relations.ts';
import { RELATION_VERDICTS_IN, VERDICTS_IN, VERDICTS_ON, VERDICTS_ON_RELATION } from './review.ts';
import { entityHas, NO_FILTER, rowFilter, tallyFilter, tallyHas } from './row-filter.ts';
import { lostQuery, orderedQuery } from './text-order.ts';
import { CHUNK_BY_SEQ, SEQ_AT } from './texts.ts';

let scratch: Scratch;
let context: ReadContext;
beforeAll(() => {
  scratch = new Scratch();
  const connection = new Connection(scratch.path, { readonly: true });
  context = { connection, identities: new Identities(connection), tallies: new Tallies(connection) };
});
afterAll(() => {
  context.connection.close();
  scratch.remove();
});

const BY_EXTENT = 'annotation USING INDEX annotation_by_extent (document=? AND extent_class=? AND start';
const FILTER: AnnotationFilter = { outdated: true, codeIds: [], statuses: ['flagged'] };
const withCode = { sql: ' AND code IN (SELECT value FROM json_each(?))', values: ['[]'] };

/** Each hot read, and a step that its plan must have. */
const plans: readonly (readonly [name: string, sql: string | (() => string), step: string])[] = [
  ['annotations of a range', OVERLAPPING, `SEARCH ${BY_EXTENT}>? AND start<?)`],
  ['extent classes', EXTENT_CLASSES, 'COVERING INDEX annotation_by_extent (document=? AND extent_class>?)'],
  ['annotations in order', orderedQuery(NO_FILTER), `SEARCH ${BY_EXTENT}>?)`],
  ['packed annotations in order', packedQuery(NO_FILTER), `SEARCH ${BY_EXTENT}>?)`],
  ['annotations of a code in order', orderedQuery(withCode), `SEARCH ${BY_EXTENT}>?)`],
  [
    'lost annotations in order',
    lostQuery(NO_FILTER),
    'SEARCH annotation USING INDEX annotation_lost (document=? AND start>?)',
  ],
  ['the next annotation', NEXT_IN_CLASS, `SEARCH ${BY_EXTENT}>?)`],
  ['the previous annotation', PREVIOUS_IN_CLASS, `SEARCH ${BY_EXTENT}<?)`],
  ['density', DENSITY, `SEARCH ${BY_EXTENT.replace('USING', 'USING COVERING')}>? AND start<?)`],
  ['a step of density', STEP_END, `SEARCH ${BY_EXTENT.replace('USING', 'USING COVERING')}>?)`],
  ['a chunk', CHUNK_BY_SEQ, 'SEARCH text_chunk USING INDEX sqlite_autoindex_text_chunk_1 (text=? AND seq=?)'],
  [
    'the chunk at an offset',
    SEQ_AT,
    'SEARCH text_chunk USING INDEX text_chunk_by_start (text=? AND start<?)',
  ],
  [
    'verdicts on an annotation',
    VERDICTS_ON,
    'SEARCH verdict USING INDEX verdict_by_annotation (annotation=?)',
  ],
  ['verdicts in a document', VERDICTS_IN, 'SEARCH verdict USING INDEX verdict_by_annotation (annotation=?)'],
  [
    'verdicts on a relation',
    VERDICTS_ON_RELATION,
    'SEARCH relation_verdict USING INDEX relation_verdict_by_relation (relation=?)',
  ],
  [
    'verdicts on relations in a document',
    RELATION_VERDICTS_IN,
    'SEARCH relation_verdict USING INDEX relation_verdict_by_relation (relation=?)',
  ],
  [
    'the adjudicated set in order',
    () => orderedQuery(rowFilter(context, { adjudicated: true })),
    'SEARCH verdict USING INDEX verdict_by_result (result=?)',
  ],
  ['what undo takes', UNDO_NEXT, 'SEARCH step USING INTEGER PRIMARY KEY (rowid<?)'],
  ['what undo may not take', UNDO_NEXT, 'SEARCH step USING COVERING INDEX step_undone'],
  ['what redo takes', REDO_NEXT, 'SCAN step USING INDEX step_undone'],
  ['the step that a group goes on with', OPEN_STEP, 'SEARCH step USING INDEX step_by_group (open_group=?)'],
  ['the history of a record', HISTORY, 'SEARCH change_of USING PRIMARY KEY (record=?)'],
  ['the lines of a history', HISTORY, 'SEARCH change USING INTEGER PRIMARY KEY (rowid=?)'],
  ['the actions of a history', HISTORY, 'SEARCH action USING INTEGER PRIMARY KEY (rowid=?)'],
  ['what changed a record later', LATER_CHANGE, 'SEARCH change_of USING PRIMARY KEY (record=? AND change>?)'],
  ['the actions that did', LATER_CHANGE, 'SEARCH action USING INTEGER PRIMARY KEY (rowid=?)'],
  ['the changes of an action', PARTS, 'SEARCH change USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
  ['a sequence of actions', CHAIN, 'SEARCH action USING INDEX sqlite_autoindex_action_2 (replica=? AND'],
  ['documents by text', DOCUMENTS_BY_TEXT_SHA256, 'SEARCH document USING INDEX document_by_text (text=?)'],
  ['the text of an original', TEXT_OF_ORIGINAL, 'SEARCH text USING INDEX text_by_source (source=?)'],
  ['documents by source', DOCUMENTS_BY_SOURCE_SHA256, 'SEARCH text USING COVERING INDEX text_by_source'],
  ['outdated annotations in order', () => orderedQuery(rowFilter(context, FILTER)), `SEARCH ${BY_EXTENT}>?)`],
  [
    'the codes of the outdated',
    () => orderedQuery(rowFilter(context, FILTER)),
    'SEARCH code USING INTEGER PRIMARY KEY',
  ],
  [
    'whether a document has outdated ones',
    () => tallyHas(tallyFilter(context, FILTER, 'tally')),
    'SEARCH tally USING PRIMARY KEY (document=? AND code',
  ],
  [
    'whether a document has mentions',
    () => entityHas(rowFilter(context, { entityIds: [] })),
    'SEARCH annotation USING COVERING INDEX annotation_by_entity (entity=? AND document=?)',
  ],
  [
    'mentions in a document',
    MENTIONS,
    `SEARCH annotation USING INDEX annotation_by_entity (entity=? AND document=? AND start>?)`,
  ],
  ['documents that mention', MENTIONING, 'COVERING INDEX annotation_by_entity (entity=? AND document>?)'],
  [
    'relations that begin at an annotation',
    RELATIONS_OF,
    'SEARCH relation USING COVERING INDEX relation_from (from_annotation=?)',
  ],
  [
    'relations that end at an annotation',
    RELATIONS_OF,
    'SEARCH relation USING COVERING INDEX relation_to (to_annotation=?)',
  ],
  [
    'annotations whose relations touch a range',
    RELATIONS_TOUCHING,
    'COVERING INDEX annotation_by_extent (document=? AND extent_class=? AND start>? AND start<?)',
  ],
  [
    'relations that begin in a range',
    RELATIONS_TOUCHING,
    'SEARCH relation USING COVERING INDEX relation_from (from_annotation=?)',
  ],
  [
    'relations that end in a range',
    RELATIONS_TOUCHING,
    'SEARCH relation USING COVERING INDEX relation_to (to_annotation=?)',
  ],
  [
    'relations of the annotations found',
    RELATIONS_TOUCHING,
    'SEARCH relation USING INTEGER PRIMARY KEY (rowid=?)',
  ],
  [
    'relations in order',
    relationPageQuery(NO_FILTER),
    'SEARCH relation USING INDEX sqlite_autoindex_relation_1 (id>?)',
  ],
  [
    'what an annotation that goes takes with it',
    LINKED_TO_ANNOTATION,
    'relation USING COVERING INDEX relation_from (from_annotation=?)',
  ],
  [
    'what a document that goes takes with it',
    LINKED_IN_DOCUMENT,
    'relation USING COVERING INDEX relation_from (from_annotation=?)',
  ],
  ['comments on a record', COMMENTS_ON, 'SEARCH comment USING INDEX comment_by_target (target_id=?)'],
  [
    'whether a thread goes on',
    COMMENTS_ON,
    'SEARCH said USING COVERING INDEX comment_by_thread (thread_id=? AND deleted=?)',
  ],
  ['what is discussed in a document', DISCUSSED, 'SEARCH open_thread USING PRIMARY KEY (document=?)'],
  ['memos on a record', MEMOS_ON, 'SEARCH memo USING INDEX memo_by_target (target_id=?)'],
  [
    'codes of a document',
    DOCUMENT_CODES,
    'SEARCH document_code USING INDEX document_code_by_document (document=?)',
  ],
  ['progress', PROGRESS, 'SEARCH progress USING INDEX progress_by_document (document=? AND person=?)'],
  [
    'codes of all documents',
    CODES_BORNE,
    'SEARCH document_code USING COVERING INDEX document_code_by_document (document>?)',
  ],
  [
    'documents of all codes',
    DOCUMENTS_BEARING,
    'SCAN document_code USING COVERING INDEX document_code_by_code',
  ],
  ['the latest action', LATEST_ACTION, 'SEARCH action USING INTEGER PRIMARY KEY (rowid=?)'],
];

describe('the plan of', () => {
  it.each(plans)('%s uses its index and scans no table', (name, sql, step) => {
    const plan = explain(scratch.path, typeof sql === 'string' ? sql : sql());
    expect(plan.join('\n')).toContain(step);
    if (name.includes('order') || name.includes('history'))
      expect(plan.join('\n')).not.toContain('TEMP B-TREE');
    const scans = plan.filter((line) => line.startsWith('SCAN'));
    // Values given, an expression, and an index that holds only what is sought.
    const harmless =
      /^SCAN (class|mentioning|near|linked|packing)\b|json_each|step_undone|document_deleted|document_code_by/;
    expect(scans.filter((line) => !harmless.test(line))).toEqual([]);
  });
});
