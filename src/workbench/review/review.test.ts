import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import { createCode } from '../codebook.ts';
import { runExport } from '../export/index.ts';
import { setProgress } from '../progress.ts';
import { createRelation } from '../relations.ts';
import type { Session } from '../session.ts';
import { tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { assign, unassign } from './assignments.ts';
import { acceptAgreed } from './bulk.ts';
import { decide, withdraw, writeNew } from './decisions.ts';
import { reviewedPassage } from './passage.ts';
import { reviewQueue } from './queue.ts';
import { verdictOn } from './verdict-view.ts';

const TEXT = 'The minister denied the report, and the envoy said nothing at all.';

let scratch: Scratch;
let document: DocumentRecord;
let claim: Id;
let actor: Id;
let anna: Session;
let ben: Session;
beforeEach(() => {
  scratch = openScratch();
  document = scratch.addDocument('News', [TEXT]);
  claim = createCode(scratch, { name: 'Claim', parentId: null }).codeId;
  actor = createCode(scratch, { name: 'Actor', parentId: null }).codeId;
  anna = joinAs('Anna');
  ben = joinAs('Ben');
});
afterEach(() => scratch.remove());

function joinAs(name: string): Session {
  const me: Person = { id: newId(), name, colour: 1 };
  scratch.store.transact({ type: 'join', subject: name, personId: me.id }, (tx) => tx.putPerson(me));
  return { store: scratch.store, me };
}

function mark(session: Session, codeId: Id, words: string, { id } = document): Annotation {
  const start = TEXT.indexOf(words);
  const ranges = [{ start, end: start + words.length }];
  const { annotation } = tag(session, { documentId: id, codeId, ranges });
  if (!annotation) throw new Error('Nothing was tagged.');
  return annotation;
}

const adjudicated = () =>
  [...scratch.store.read.everyAnnotation({ adjudicated: true })].map(({ spans, codeId, personId }) => ({
    quote: spans[0]?.quote,
    codeId,
    personId,
  }));
const ids = (...annotations: readonly Annotation[]) => annotations.map(({ id }) => id);
const accept = (chosen: Annotation, ...others: readonly Annotation[]) =>
  decide(scratch, {
    annotationIds: ids(chosen, ...others),
    choice: { kind: 'accept', annotationId: chosen.id },
    reason: 'The whole name.',
  });

describe('the queue of a review', () => {
  it('holds what people said, how it differs, and how far its review is', async () => {
    const first = mark(anna, actor, 'The minister');
    const second = mark(ben, actor, 'minister');
    mark(anna, claim, 'denied the report');
    mark(ben, claim, 'denied the report');
    mark(ben, actor, 'the envoy');
    const queue = await reviewQueue(scratch, {});
    expect(queue.people).toEqual([anna.me.id, ben.me.id]);
    expect(queue.passages.map(({ quote, kinds, state }) => [quote, kinds, state])).toEqual([
      ['The minister', ['boundary'], 'open'],
      ['denied the report', [], 'open'],
      ['the envoy', ['missing'], 'open'],
    ]);
    expect(queue.states).toEqual({ open: 3, changed: 0, decided: 0 });
    accept(first, second);
    const differing = await reviewQueue(scratch, { differing: true, states: ['open'] });
    expect(differing.passages.map(({ quote }) => quote)).toEqual(['the envoy']);
    expect(differing.states).toEqual({ open: 1, changed: 0, decided: 1 });
    expect((await reviewQueue(scratch, { codeIds: [claim] })).passages).toHaveLength(1);
    expect((await reviewQueue(scratch, { kinds: ['boundary'] })).passages).toHaveLength(1);
    expect((await reviewQueue(scratch, { personIds: [ben.me.id] })).passages).toHaveLength(3);
    const sample = { kind: 'every', nth: 2 } as const;
    expect((await reviewQueue(scratch, { sample })).passages.map(({ quote }) => quote)).toEqual([
      'The minister',
      'the envoy',
    ]);
  });

  it('says that someone has nothing there who is done with the document', async () => {
    mark(anna, claim, 'denied');
    expect((await reviewQueue(scratch, {})).passages[0]?.kinds).toEqual([]);
    setProgress(ben, { documentIds: [document.id], status: 'done' });
    expect((await reviewQueue(scratch, {})).passages[0]?.kinds).toEqual(['missing']);
  });

  it('tells passages that are linked otherwise, with what each is linked to', async () => {
    const denies = createCode(scratch, { name: 'denies', kind: 'relation', parentId: null }).codeId;
    const [who, what] = [mark(anna, actor, 'The minister'), mark(anna, claim, 'the report')];
    mark(ben, actor, 'The minister');
    mark(ben, claim, 'the report');
    createRelation(anna, { codeId: denies, fromId: who.id, toId: what.id });
    const { passages } = await reviewQueue(scratch, { kinds: ['relation'] });
    expect(passages.map(({ quote, kinds }) => [quote, kinds])).toEqual([
      ['The minister', ['relation']],
      ['the report', ['relation']],
    ]);
    const range = { start: 0, end: 12 };
    const { relations } = reviewedPassage(scratch, { documentId: document.id, range });
    expect(relations).toMatchObject([
      { relation: { codeId: denies }, from: { id: who.id }, to: { quotes: ['the report'] } },
    ]);
  });

  it('takes links into another document for alike where they lead to the same passage', async () => {
    const other = scratch.addDocument('Later', [TEXT]);
    const denies = createCode(scratch, { name: 'denies', kind: 'relation', parentId: null }).codeId;
    const ends = (session: Session) =>
      [mark(session, claim, 'the report'), mark(session, claim, 'denied', other)] as const;
    const link = (session: Session, [from, to]: ReturnType<typeof ends>) =>
      createRelation(session, { codeId: denies, fromId: from.id, toId: to.id });
    const linkedOtherwise = async () => (await reviewQueue(scratch, { kinds: ['relation'] })).passages.length;
    const [ofAnna, ofBen] = [ends(anna), ends(ben)];
    link(anna, ofAnna);
    expect(await linkedOtherwise()).toBe(2);
    link(ben, ofBen);
    expect(await linkedOtherwise()).toBe(0);
  });

  it('shows again what was changed after it was decided', async () => {
    const mine = mark(anna, actor, 'minister');
    accept(mine);
    // On a machine whose clock is ahead.
    const edited = { ...mine, codeId: claim, updatedAt: '2999-01-01T00:00:00.000Z' };
    scratch.store.transact({ type: 'recode', subject: '', personId: anna.me.id }, (tx) =>
      tx.putAnnotation(edited),
    );
    expect((await reviewQueue(scratch, {})).states).toEqual({ open: 0, changed: 1, decided: 0 });
    expect(verdictOn(anna, { annotationId: mine.id })?.changed).toBe(true);
    accept(mine);
    expect((await reviewQueue(scratch, {})).states.decided).toBe(1);
  });
});

describe('a decision', () => {
  it('puts one into the adjudicated set, says so to those who said otherwise, and is undone in one step', () => {
    const first = mark(anna, actor, 'The minister');
    const second = mark(ben, actor, 'minister');
    accept(first, second);
    expect(adjudicated()).toEqual([{ quote: 'The minister', codeId: actor, personId: anna.me.id }]);
    expect(verdictOn(ben, { annotationId: second.id })).toMatchObject({
      verdict: { decision: 'reject', reason: 'The whole name.', personId: scratch.me.id },
      result: { id: first.id },
      changed: false,
    });
    accept(second, first);
    expect(adjudicated()).toMatchObject([{ quote: 'minister' }]);
    expect(scratch.store.read.verdicts()).toHaveLength(2);
    scratch.store.undo(scratch.me.id);
    expect(adjudicated()).toMatchObject([{ quote: 'The minister' }]);
    scratch.store.undo(scratch.me.id);
    expect(adjudicated()).toEqual([]);
    expect(verdictOn(anna, { annotationId: first.id })).toBeNull();
  });

  it('to amend writes what stands, apart from what people said', async () => {
    const first = mark(anna, actor, 'minister');
    const second = mark(ben, claim, 'minister');
    const amend = (codeId: Id, end: number) =>
      decide(scratch, {
        annotationIds: ids(first, second),
        choice: { kind: 'amend', basisId: first.id, codeId, ranges: [{ start: 0, end }] },
        reason: '',
      });
    amend(actor, 12);
    expect(adjudicated()).toEqual([{ quote: 'The minister', codeId: actor, personId: scratch.me.id }]);
    const queue = await reviewQueue(scratch, {});
    expect(queue.passages).toHaveLength(1);
    expect(queue.people).toEqual([anna.me.id, ben.me.id]);
    expect(verdictOn(anna, { annotationId: first.id })?.verdict.decision).toBe('amend');
    // Another amendment takes the place of the first, which is not left behind.
    amend(claim, 19);
    expect(adjudicated()).toMatchObject([{ quote: 'The minister denied', codeId: claim }]);
    expect(scratch.store.read.counts().annotations).toBe(3);
    withdraw(scratch, { annotationIds: ids(first, second) });
    expect(adjudicated()).toEqual([]);
    expect(scratch.store.read.counts().annotations).toBe(2);
    scratch.store.undo(scratch.me.id);
    expect(adjudicated()).toMatchObject([{ quote: 'The minister denied' }]);
  });

  it('to write a new one adds what nobody had said, until it is withdrawn', async () => {
    mark(anna, actor, 'minister');
    const { annotationId } = writeNew(scratch, {
      documentId: document.id,
      codeId: claim,
      ranges: [{ start: 13, end: 30 }],
      reason: 'Overlooked.',
    });
    expect(adjudicated()).toMatchObject([{ quote: 'denied the report' }]);
    expect((await reviewQueue(scratch, {})).people).toEqual([anna.me.id]);
    const shown = reviewedPassage(scratch, { documentId: document.id, range: { start: 0, end: 5 } });
    expect(shown.standing.map(({ id }) => id)).toEqual([annotationId]);
    expect(shown.text.content).toContain(TEXT);
    expect(shown.comparisons).toHaveLength(1);
    withdraw(scratch, { annotationIds: [annotationId] });
    expect(adjudicated()).toEqual([]);
    expect(scratch.store.read.counts().annotations).toBe(1);
  });

  it('is refused on what a reviewer wrote, and for one that is not of the passage', () => {
    const mine = mark(anna, actor, 'minister');
    const { annotationId } = writeNew(scratch, {
      documentId: document.id,
      codeId: claim,
      ranges: [{ start: 13, end: 30 }],
      reason: '',
    });
    const refused = (annotationIds: Id[], chosen: Id) =>
      expect(() =>
        decide(scratch, { annotationIds, choice: { kind: 'accept', annotationId: chosen }, reason: '' }),
      ).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    refused([annotationId], annotationId);
    refused([mine.id], annotationId);
  });
});

describe('the adjudicated set', () => {
  it('is exported by itself, each annotation with whose it was', async () => {
    const first = mark(anna, actor, 'The minister');
    const second = mark(ben, actor, 'The minister');
    const third = mark(scratch, claim, 'The minister');
    accept(first, second, third);
    const exported = async (format: string) => {
      const path = join(scratch.folder, `set.${format}`);
      const report = await runExport(scratch, { format, adjudicated: true }, path, {
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
      expect(report.annotations).toBe(1);
      return readFileSync(path, 'utf8');
    };
    const annotations = (await exported('jsonl')).split('\n').filter((line) => line.includes('"saidBy"'));
    expect(annotations.map((line) => JSON.parse(line))).toMatchObject([
      { id: first.id, saidBy: ['Anna', 'Ben'] },
    ]);
    const csv = await exported('csv');
    expect(csv).toContain('adjudicated,verdict,verdict_by,verdict_reason,said_by');
    expect(csv).toContain(',yes,accept,Reader,The whole name.,Anna; Ben,');
  });
});

describe('bulk rules', () => {
  it('accept where all, or enough, agree, in one step', async () => {
    const cleo = joinAs('Cleo');
    for (const person of [anna, ben, cleo]) mark(person, claim, 'denied the report');
    mark(anna, actor, 'The minister');
    mark(ben, actor, 'The minister');
    mark(cleo, actor, 'minister');
    mark(anna, actor, 'the envoy');
    const all = await acceptAgreed(scratch, { least: null, reason: '' });
    expect(all.accepted).toBe(1);
    expect(adjudicated()).toHaveLength(1);
    const two = await acceptAgreed(scratch, { least: 2, reason: 'Two of three.' });
    expect(two.accepted).toBe(1);
    expect(adjudicated().map(({ quote }) => quote)).toEqual(['The minister', 'denied the report']);
    expect((await reviewQueue(scratch, {})).states).toEqual({ open: 1, changed: 0, decided: 2 });
    scratch.store.undo(scratch.me.id);
    expect(adjudicated()).toHaveLength(1);
  });
});

describe('assignments', () => {
  it('are shared out, counted once, and taken back', () => {
    const other = scratch.addDocument('Second', ['Nothing.']);
    const people = [anna.me.id, ben.me.id];
    const documentIds = [document.id, other.id];
    expect(assign(scratch, { documentIds, personIds: people, perDocument: 1 }).assigned).toBe(2);
    const { read } = scratch.store;
    expect(new Set(read.assignments().map(({ personId }) => personId))).toEqual(new Set(people));
    expect(assign(scratch, { documentIds, personIds: people, perDocument: null }).assigned).toBe(2);
    expect(read.assignments()).toHaveLength(4);
    unassign(scratch, { documentIds: [other.id], personIds: people });
    expect(read.assignments().map(({ documentId }) => documentId)).toEqual([document.id, document.id]);
    expect(() => assign(scratch, { documentIds, personIds: [newId()], perDocument: null })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });
});
