import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Annotation } from '../core/annotation/annotation.ts';
import { type Id, newId } from '../core/ids.ts';
import type { Commit } from '../core/journal/action.ts';
import type { DocumentRecord } from '../core/project/records.ts';
import { annotationIn } from './handlers/annotations.ts';
import { createHandlers } from './handlers.ts';
import { seenBy } from './seeing/seeing.ts';
import { changedEvent, observed } from './session.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

const context = { signal: new AbortController().signal, progress: () => undefined };
let scratch: Scratch;
let document: DocumentRecord;
let codeId: Id;
let commits: Commit[];

beforeEach(async () => {
  scratch = openScratch();
  document = scratch.addDocument('Report', ['The minister denied the report, and the envoy said nothing.']);
  commits = [];
  ({ codeId } = await handlers()['codes.create']({ name: 'Claim', kind: 'span', parentId: null }, context));
  commits = [];
});
afterEach(() => scratch.remove());

function handlers() {
  const store = observed(scratch.store, (commit) => commits.push(commit));
  return createHandlers({ ...scratch, store });
}

function told(commit: Commit | undefined) {
  if (!commit) throw new Error('nothing was committed');
  return changedEvent(commit, scratch.store.read.project().blind, (id) =>
    annotationIn(seenBy(scratch, true), id),
  );
}

function tag(start: number, end: number) {
  const wanted = { documentId: document.id, codeId, ranges: [{ start, end }] };
  return handlers()['annotations.tag'](wanted, context);
}

test('a change tells the annotations as they are now, and those that are gone as gone', async () => {
  const { annotation } = await tag(0, 12);
  expect(told(commits[0])).toMatchObject({ annotations: [{ id: annotation?.id, annotation }] });
  await handlers()['journal.undo']({}, context);
  expect(told(commits[1])).toMatchObject({ annotations: [{ id: annotation?.id, annotation: null }] });
});

test('what is not to be seen is not told', async () => {
  const { annotation } = await tag(0, 12);
  await handlers()['people.setBlind']({ blind: true }, context);
  const anna = { id: newId(), name: 'Anna', colour: 1 };
  const hers: Annotation = { ...(annotation as Annotation), id: newId(), personId: anna.id };
  const { commit } = scratch.store.transact({ type: 'import', subject: '', personId: anna.id }, (tx) => {
    tx.putPerson(anna);
    tx.putAnnotation(hers);
  });
  expect(told(commit ?? undefined)).toMatchObject({ annotations: [{ id: hers.id, annotation: null }] });
});

test('many annotations are not told one by one', async () => {
  const { annotation } = await tag(0, 12);
  const { commit } = scratch.store.transact(
    { type: 'import', subject: '', personId: scratch.me.id },
    (tx) => {
      for (let i = 0; i < 17; i++) tx.putAnnotation({ ...(annotation as Annotation), id: newId() });
    },
  );
  expect(told(commit ?? undefined)).not.toHaveProperty('annotations');
});
