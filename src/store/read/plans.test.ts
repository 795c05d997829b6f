import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAIN } from '../journal/chain.ts';
import { LATEST_ACTION } from '../journal/run-action.ts';
import { LATER_CHANGE, OPEN_STEP } from '../journal/steps.ts';
import { explain } from '../testing/explain.ts';
import { Scratch } from '../testing/scratch.ts';
import { NEXT_IN_CLASS, PREVIOUS_IN_CLASS } from './annotations.ts';
import { DENSITY } from './density.ts';
import { EXTENT_CLASSES, OVERLAPPING } from './extent-classes.ts';
import { HISTORY, PARTS, REDO_NEXT, UNDO_NEXT } from './journal.ts';
import { DOCUMENTS_BY_SOURCE_SHA256, DOCUMENTS_BY_TEXT_SHA256 } from './records.ts';
import { orderedQuery } from './text-order.ts';
import { CHUNK_BY_SEQ, SEQ_AT } from './texts.ts';

let scratch: Scratch;
beforeAll(() => {
  scratch = new Scratch();
});
afterAll(() => scratch.remove());

const BY_EXTENT = 'annotation USING INDEX annotation_by_extent (document=? AND extent_class=? AND start';
const withCode = { sql: ' AND code IN (SELECT value FROM json_each(?))', values: ['[]'] };

/** Each hot read, and a step that its plan must have. */
const plans: readonly (readonly [name: string, sql: string, step: string])[] = [
  ['annotations of a range', OVERLAPPING, `SEARCH ${BY_EXTENT}>? AND start<?)`],
  ['extent classes', EXTENT_CLASSES, 'COVERING INDEX annotation_by_extent (document=? AND extent_class>?)'],
  ['annotations in order', orderedQuery({ sql: '', values: [] }), `SEARCH ${BY_EXTENT}>?)`],
  ['annotations of a code in order', orderedQuery(withCode), `SEARCH ${BY_EXTENT}>?)`],
  ['the next annotation', NEXT_IN_CLASS, `SEARCH ${BY_EXTENT}>?)`],
  ['the previous annotation', PREVIOUS_IN_CLASS, `SEARCH ${BY_EXTENT}<?)`],
  ['density', DENSITY, 'SEARCH annotation USING COVERING INDEX annotation_by_extent (document=?)'],
  ['a chunk', CHUNK_BY_SEQ, 'SEARCH text_chunk USING INDEX sqlite_autoindex_text_chunk_1 (text=? AND seq=?)'],
  [
    'the chunk at an offset',
    SEQ_AT,
    'SEARCH text_chunk USING INDEX text_chunk_by_start (text=? AND start<?)',
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
  ['documents by source', DOCUMENTS_BY_SOURCE_SHA256, 'SEARCH text USING COVERING INDEX text_by_source'],
  ['the latest action', LATEST_ACTION, 'SEARCH action USING INTEGER PRIMARY KEY (rowid=?)'],
];

describe('the plan of', () => {
  it.each(plans)('%s uses its index and scans no table', (name, sql, step) => {
    const plan = explain(scratch.path, sql);
    expect(plan.join('\n')).toContain(step);
    if (name.includes('order') || name.includes('history'))
      expect(plan.join('\n')).not.toContain('TEMP B-TREE');
    const scans = plan.filter((line) => line.startsWith('SCAN'));
    // Values given, an expression, and an index that holds only what is sought.
    const harmless = /^SCAN class|json_each|step_undone/;
    expect(scans.filter((line) => !harmless.test(line))).toEqual([]);
  });
});
