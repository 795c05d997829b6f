import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import type { VerdictDecision } from '../../core/review/verdict.ts';
import { createCode } from '../codebook.ts';
import { runExport } from '../export/index.ts';
import { createRelation } from '../relations.ts';
import type { Session } from '../session.ts';
import { tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { acceptAgreed } from './bulk.ts';
import { decide, withdraw } from './decisions.ts';
import { decideLink, verdictsOnRelations, withdrawLink, writeLink } from './link-decisions.ts';
import { relationIdsOf } from './links-there.ts';
import { reviewedPassage } from './passage.ts';
import { passagesInScope } from './queue.ts';

const TEXT = 'The minister denied the report, and the envoy said nothing at all.';

let scratch: Scratch;
let document: DocumentRecord;
let codes: Record<'actor' | 'claim' | 'denies' | 'says', Id>;
let anna: Session;
let ben: Session;
/** What each said of the same two passages; Ben took less for the first. */
let who: readonly [Annotation, Annotation];
let what: readonly [Annotation, Annotation];
beforeEach(() => {
  scratch = openScratch();
  document = scratch.addDocument('News', [TEXT]);
  const code = (name: string, kind: 'span' | 'relation') =>
    createCode(scratch, { name, kind, parentId: null }).codeId;
  codes = {
    actor: code('Actor', 'span'),
    claim: code('Claim', 'span'),
    denies: code('denies', 'relation'),
    says: code('says', 'relation'),
  };
  anna = joinAs('Anna');
  ben = joinAs('Ben');
  who = [mark(anna, codes.actor, 'The minister'), mark(ben, codes.actor, 'minister')];
  what = [mark(anna, codes.claim, 'the report'), mark(ben, codes.claim, 'the report')];
});
afterEach(() => scratch.remove());

function joinAs(name: string): Session {
  const me: Person = { id: newId(), name, colour: 1 };
  scratch.store.transact({ type: 'join', subject: name, personId: me.id }, (tx) => tx.putPerson(me));
  return { store: scratch.store, me };
}

function mark(session: Session, codeId: Id, words: string): Annotation {
  const start = TEXT.indexOf(words);
  const ranges = [{ start, end: start + words.length }];
  const { annotation } = tag(session, { documentId: document.id, codeId, ranges });
  if (!annotation) throw new Error('Nothing was tagged.');
  return annotation;
}

const link = (session: Session, codeId: Id, at: 0 | 1): Id =>
  createRelation(session, { codeId, fromId: who[at].id, toId: what[at].id }).relationId;
const passages = async () => (await passagesInScope(scratch, {})).passages;

/** Decides on the passage of these as the window does: with the links that it shows. */
async function accept(chosen: Annotation, more: { readonly most?: boolean } = {}): Promise<void> {
  const shown = (await passages()).find(({ comparison }) =>
    comparison.annotations.some(({ id }) => id === chosen.id),
  );
  if (!shown) throw new Error('The passage is not there.');
  const { comparison } = shown;
  decide(scratch, {
    annotationIds: comparison.annotations.map(({ id }) => id),
    links: relationIdsOf(comparison).map((ids) => [...ids]),
    choice: { kind: 'accept', annotationId: chosen.id, ...more },
    reason: '',
  });
}

async function adjudicated(format = 'jsonl') {
  const path = join(scratch.folder, `set.${format}`);
  await runExport(scratch, { format, adjudicated: true }, path, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  return readFileSync(path, 'utf8');
}
/** Relations of the adjudicated set as it is exported. */
async function standing() {
  return (await adjudicated())
    .split('\n')
    .filter((line) => line.includes('"record":"relation"'))
    .map(
      (line) =>
        JSON.parse(line) as Record<'id' | 'code' | 'from' | 'to' | 'person', Id> & { saidBy: string[] },
    )
    .map(({ id, code, from, to, saidBy }) => ({ id, code, from, to, saidBy }));
}
const decisionsOn = (session: Session, { id }: Annotation): readonly VerdictDecision[] =>
  verdictsOnRelations(session, { annotationId: id }).map(({ verdict }) => verdict.decision);

describe('a decision on a passage', () => {
  it('is one on what is linked from it: what was accepted keeps its links, others fall', async () => {
    const denied = link(anna, codes.denies, 0);
    const alike = link(ben, codes.denies, 1);
    const alone = link(ben, codes.says, 1);
    await accept(what[0]);
    await accept(who[1]);
    // Anna's passage stands for the second end, Ben's for the first.
    expect(await standing()).toEqual([
      { id: alike, code: codes.denies, from: who[1].id, to: what[0].id, saidBy: ['Anna', 'Ben'] },
      { id: alone, code: codes.says, from: who[1].id, to: what[0].id, saidBy: ['Ben'] },
    ]);
    await accept(who[0]);
    expect(await standing()).toEqual([
      { id: denied, code: codes.denies, from: who[0].id, to: what[0].id, saidBy: ['Anna', 'Ben'] },
    ]);
    expect(decisionsOn(ben, who[1])).toEqual(['accept', 'reject']);
    scratch.store.undo(scratch.me.id);
    expect((await standing()).map(({ id }) => id)).toEqual([alike, alone]);
    expect(await adjudicated('csv-relations')).toContain(',yes,accept,Reader,,Anna; Ben,');
  });

  it('leaves open what is linked afterwards, until it is decided', async () => {
    await accept(who[0]);
    await accept(what[0]);
    const states = async () => (await passages()).map(({ state }) => state);
    expect(await states()).toEqual(['decided', 'decided']);
    const late = link(anna, codes.denies, 0);
    expect(await states()).toEqual(['open', 'decided']);
    // On which nobody decided, and both of its own ends stand.
    expect((await standing()).map(({ id }) => id)).toEqual([late]);
    decideLink(scratch, { relationIds: [late], choice: { kind: 'reject' }, reason: 'Not said there.' });
    expect(await states()).toEqual(['decided', 'decided']);
    expect(await standing()).toEqual([]);
  });

  it('by what most said rules on links by majority, and not on those that are even', async () => {
    link(anna, codes.denies, 0);
    await accept(who[0], { most: true });
    expect(decisionsOn(anna, who[0])).toEqual([]);
    expect((await passages())[0]?.state).toBe('open');
    link(ben, codes.denies, 1);
    await accept(who[0], { most: true });
    expect(decisionsOn(anna, who[0])).toEqual(['accept']);
  });

  it('in bulk takes links that all made, and leaves others to be decided', async () => {
    const [cleo, dora] = [joinAs('Cleo'), joinAs('Dora')];
    const ends = [cleo, dora].map(
      (session) => [mark(session, codes.actor, 'the envoy'), mark(session, codes.claim, 'nothing')] as const,
    );
    for (const [at, [from, to]] of ends.entries()) {
      const session = at === 0 ? cleo : dora;
      createRelation(session, { codeId: codes.denies, fromId: from.id, toId: to.id });
    }
    const [of] = ends as [readonly [Annotation, Annotation]];
    createRelation(cleo, { codeId: codes.says, fromId: of[0].id, toId: of[1].id });
    const scope = { personIds: [cleo.me.id, dora.me.id] };
    expect((await acceptAgreed(scratch, { ...scope, least: null, reason: '' })).accepted).toBe(2);
    expect((await standing()).map(({ code, saidBy }) => [code, saidBy])).toEqual([
      [codes.denies, ['Cleo', 'Dora']],
      // Only Cleo made it, and nobody decided on it yet.
      [codes.says, ['Cleo']],
    ]);
    expect((await passagesInScope(scratch, scope)).passages.map(({ state }) => state)).toEqual([
      'open',
      'decided',
    ]);
  });

  it('is taken back with what was decided on its links', async () => {
    const made = link(anna, codes.denies, 0);
    await accept(who[0]);
    await accept(what[0]);
    withdraw(scratch, { annotationIds: who.map(({ id }) => id), links: [[made]] });
    expect(await standing()).toEqual([]);
    expect(scratch.store.read.relationVerdicts()).toEqual([]);
  });
});

describe('a decision on a link by itself', () => {
  beforeEach(async () => {
    await accept(who[0]);
    await accept(what[0]);
  });

  it('accepts, rejects and is withdrawn; its maker sees it and why', async () => {
    const made = link(ben, codes.denies, 1);
    expect(await standing()).toEqual([]);
    const decided = (choice: Parameters<typeof decideLink>[1]['choice']) =>
      decideLink(scratch, { relationIds: [made], choice, reason: 'As it says.' });
    decided({ kind: 'accept', relationId: made });
    expect(await standing()).toMatchObject([{ id: made, from: who[0].id, to: what[0].id, saidBy: ['Ben'] }]);
    expect(verdictsOnRelations(ben, { annotationId: who[1].id })).toMatchObject([
      {
        verdict: { decision: 'accept', reason: 'As it says.' },
        result: { relation: { id: made } },
        changed: false,
      },
    ]);
    decided({ kind: 'reject' });
    expect(await standing()).toEqual([]);
    withdrawLink(scratch, { relationIds: [made] });
    expect(decisionsOn(ben, who[1])).toEqual([]);
    scratch.store.undo(scratch.me.id);
    expect(decisionsOn(ben, who[1])).toEqual(['reject']);
  });

  it('amends it with another code or turned round, apart from what people made', async () => {
    const made = link(ben, codes.denies, 1);
    const amend = (codeId: Id, turned: boolean) =>
      decideLink(scratch, {
        relationIds: [made],
        choice: { kind: 'amend', basisId: made, codeId, turned },
        reason: '',
      });
    amend(codes.says, false);
    expect(await standing()).toMatchObject([{ code: codes.says, from: who[0].id, to: what[0].id }]);
    amend(codes.denies, true);
    expect(await standing()).toMatchObject([{ code: codes.denies, from: what[0].id, to: who[0].id }]);
    expect(scratch.store.read.counts().relations).toBe(2);
    // What a reviewer wrote is nobody's: it is not compared.
    const shown = (await passages()).flatMap(({ comparison }) => comparison.links);
    expect(shown.flatMap(({ relations }) => relations.map(({ id }) => id))).toEqual([made]);
    const passage = reviewedPassage(scratch, { documentId: document.id, range: { start: 0, end: 12 } });
    expect(passage.relations.map(({ relation }) => relation.id)).toEqual([made]);
    expect(passage.links.written).toHaveLength(1);
    expect(passage.links.standing).toEqual(passage.links.written.map(({ relation }) => relation.id));
    withdrawLink(scratch, { relationIds: [made] });
    expect(scratch.store.read.counts().relations).toBe(1);
  });

  it('writes one that nobody made, until it is withdrawn', async () => {
    const { relationId } = writeLink(scratch, {
      codeId: codes.says,
      fromId: who[0].id,
      toId: what[0].id,
      reason: '',
    });
    expect(await standing()).toMatchObject([{ id: relationId, saidBy: [] }]);
    expect((await passages()).map(({ state }) => state)).toEqual(['decided', 'decided']);
    withdrawLink(scratch, { relationIds: [relationId] });
    expect(scratch.store.read.counts().relations).toBe(0);
  });

  it('is refused on what a reviewer wrote, on several links at once, and with a code that is none', () => {
    const made = link(ben, codes.denies, 1);
    const other = link(anna, codes.says, 0);
    const { relationId } = writeLink(scratch, {
      codeId: codes.says,
      fromId: who[0].id,
      toId: what[0].id,
      reason: '',
    });
    for (const relationIds of [[relationId], [made, other]]) {
      expect(() => decideLink(scratch, { relationIds, choice: { kind: 'reject' }, reason: '' })).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
    }
    const choice = { kind: 'amend', basisId: made, codeId: codes.claim, turned: false } as const;
    expect(() => decideLink(scratch, { relationIds: [made], choice, reason: '' })).toThrow(
      expect.objectContaining({ code: 'code-kind-refused' }),
    );
  });
});
