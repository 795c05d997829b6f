import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { visibleState } from '../../store/testing/visible-state.ts';
import { createCode } from '../codebook.ts';
import { listComments, resolveThread, writeComment } from '../discussion.ts';
import { createRelation, pageOfRelations, relationsInRange, relationsOfAnnotation } from '../relations.ts';
import { decide } from '../review/decisions.ts';
import { tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { lostAnchor, placeAnnotation } from './anchors.ts';
import { changeText } from './change.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const TEXT = ['The mayor said: “We will not sign.”', 'Nobody believed her.', 'The council met on Monday.'];
/** Without the second paragraph. */
const NEWER = `${TEXT[0]}\n${TEXT[2]}`;
const LOST = 'Nobody believed her';
const KEPT = 'We will not sign';
const everything = { start: 0, end: 1_000 };

describe('what is said of an annotation whose place is lost', () => {
  let scratch: Scratch;
  let document: DocumentRecord;
  let relationCode: Id;
  let lost: Id;
  let kept: Id;

  beforeEach(() => {
    scratch = openScratch();
    document = scratch.addDocument('Page', TEXT);
    const codeId = createCode(scratch, { name: 'Claim', parentId: null }).codeId;
    relationCode = createCode(scratch, { name: 'answers', parentId: null, kind: 'relation' }).codeId;
    const tagged = (quote: string): Id => {
      const start = TEXT.join('\n').indexOf(quote);
      const ranges = [{ start, end: start + quote.length }];
      return tag(scratch, { documentId: document.id, codeId, ranges }).annotation?.id ?? '';
    };
    lost = tagged(LOST);
    kept = tagged(KEPT);
  });
  afterEach(() => scratch.remove());

  const state = () => visibleState(scratch.store.read);
  const sound = async () => (await scratch.store.check()).problems;
  const say = (targetId: Id, body: string) =>
    writeComment(scratch, { targetKind: 'annotation', targetId, threadId: null, body }).commentId;
  async function loseIt(): Promise<void> {
    const path = join(scratch.folder, 'page.txt');
    writeFileSync(path, NEWER);
    const change = { from: 'file', path } as const;
    const { report } = await changeText(scratch, { documentId: document.id, change }, quiet);
    expect(report.counts).toMatchObject({ kept: 1, lost: 1 });
  }
  /** Puts the lost one where the council met. */
  function placeIt(): void {
    const start = NEWER.indexOf('The council');
    expect(lostAnchor(scratch, { annotationId: lost })).toBeTruthy();
    placeAnnotation(scratch, { annotationId: lost, ranges: [{ start, end: start + 11 }] });
  }

  it('stays: relations in either direction are listed with both ends, and go along when it is placed', async () => {
    const to = createRelation(scratch, { codeId: relationCode, fromId: kept, toId: lost }).relationId;
    const from = createRelation(scratch, { codeId: relationCode, fromId: lost, toId: kept }).relationId;
    const before = state();
    await loseIt();
    const listed = pageOfRelations(scratch, { limit: 10 });
    expect(listed.total).toBe(2);
    const ends = listed.relations.map((relation) => [relation.from.lost, relation.to.lost]);
    expect(ends.sort()).toEqual(
      [
        [false, true],
        [true, false],
      ].sort(),
    );
    for (const annotationId of [lost, kept]) {
      const ids = relationsOfAnnotation(scratch, { annotationId }).map(({ relation }) => relation.id);
      expect(ids.sort()).toEqual([to, from].sort());
    }
    // Beside the text they are drawn from the end that still has a place.
    const drawn = relationsInRange(scratch, { documentId: document.id, range: everything });
    expect(drawn.map(({ relation }) => relation.id).sort()).toEqual([to, from].sort());
    expect(await sound()).toEqual([]);
    placeIt();
    expect(state().relations.map(({ id }) => id)).toEqual(before.relations.map(({ id }) => id));
    scratch.store.undo(scratch.me.id);
    scratch.store.undo(scratch.me.id);
    expect(state()).toEqual(before);
    expect(await sound()).toEqual([]);
  });

  it('can be connected anew while the place is lost, and undo takes that back first', async () => {
    await loseIt();
    const without = state();
    createRelation(scratch, { codeId: relationCode, fromId: lost, toId: kept });
    expect(state().counts.relations).toBe(1);
    scratch.store.undo(scratch.me.id);
    expect(state()).toEqual(without);
    scratch.store.redo(scratch.me.id);
    expect(state().counts.relations).toBe(1);
    expect(await sound()).toEqual([]);
  });

  it('stays: comments, which can be answered and resolved there as elsewhere', async () => {
    const threadId = say(lost, 'Who is nobody?');
    const before = state();
    await loseIt();
    const target = { targetKind: 'annotation', targetId: lost } as const;
    expect(listComments(scratch, target)).toMatchObject([{ body: 'Who is nobody?' }]);
    writeComment(scratch, { ...target, threadId, body: 'A figure of speech.' });
    expect(listComments(scratch, target)).toHaveLength(2);
    resolveThread(scratch, { threadId, resolved: true });
    expect(await sound()).toEqual([]);
    placeIt();
    expect(listComments(scratch, target)).toMatchObject([
      { resolved: true },
      { body: 'A figure of speech.' },
    ]);
    for (let step = 0; step < 4; step += 1) scratch.store.undo(scratch.me.id);
    expect(state()).toEqual(before);
  });

  it('stays: verdicts, and the adjudicated set that follows from them', async () => {
    for (const [annotationId, choice] of [
      [lost, { kind: 'accept', annotationId: lost }],
      [kept, { kind: 'reject' }],
    ] as const) {
      decide(scratch, { annotationIds: [annotationId], choice, reason: 'Read twice.' });
    }
    const before = state();
    expect(before.adjudicated).toEqual([lost]);
    await loseIt();
    expect(state().verdicts).toEqual(before.verdicts);
    expect(state().adjudicated).toEqual([lost]);
    expect(scratch.store.read.verdictsOn(lost)).toMatchObject([
      { decision: 'accept', reason: 'Read twice.' },
    ]);
    expect(await sound()).toEqual([]);
    placeIt();
    expect(state().adjudicated).toEqual([lost]);
    scratch.store.undo(scratch.me.id);
    scratch.store.undo(scratch.me.id);
    expect(state()).toEqual(before);
    scratch.store.redo(scratch.me.id);
    expect(state().adjudicated).toEqual([lost]);
    expect(await sound()).toEqual([]);
  });
});
