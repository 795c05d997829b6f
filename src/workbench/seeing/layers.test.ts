import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OutputOf, type ProcedureName, procedures } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import { createHandlers } from '../handlers.ts';
import type { Session } from '../session.ts';
import { tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { type Layers, rememberedLayers } from './layers.ts';

let scratch: Scratch;
let folder: string;
let layers: Layers;
let changes: number;
let document: DocumentRecord;
let codeId: Id;
let people: readonly Session[];

const context = { signal: new AbortController().signal, progress: () => undefined };
async function ask<N extends ProcedureName>(name: N, input: object): Promise<OutputOf<N>> {
  const handler = createHandlers({ ...scratch, layers })[name] as (
    input: unknown,
    known: typeof context,
  ) => unknown;
  return (await handler(procedures[name].input.parse(input), context)) as OutputOf<N>;
}

function mark({ store, me }: Session, start: number, end: number): Annotation {
  const { annotation } = tag({ store, me }, { documentId: document.id, codeId, ranges: [{ start, end }] });
  if (!annotation) throw new Error('nothing was tagged');
  return annotation;
}

beforeEach(async () => {
  scratch = openScratch();
  folder = mkdtempSync(join(tmpdir(), 'glossator-layers-'));
  changes = 0;
  layers = rememberedLayers(folder, scratch.store.read.project().id, () => {
    changes += 1;
  });
  document = scratch.addDocument('News', ['The minister denied the report.']);
  codeId = (await ask('codes.create', { name: 'Claim', parentId: null })).codeId;
  people = ['Anna', 'Ben'].map((name) => {
    const me: Person = { id: newId(), name, colour: 1 };
    scratch.store.transact({ type: 'join', subject: name, personId: me.id }, (tx) => tx.putPerson(me));
    return { store: scratch.store, me };
  });
});
afterEach(() => {
  scratch.remove();
  rmSync(folder, { recursive: true, force: true });
});

const person = (at: number) => (people[at] as Session).me.id;
const shown = async () =>
  (await ask('annotations.inRange', { documentId: document.id, range: { start: 0, end: 31 } })).map(
    ({ id }) => id,
  );

describe('layers', () => {
  it('that are hidden are gone from the text, the walks and the counts, and nothing else', async () => {
    const mine = mark(scratch, 0, 3);
    const hers = mark(people[0] as Session, 4, 12);
    const his = mark(people[1] as Session, 13, 19);
    await ask('people.setLayers', { people: [{ personId: person(0), shown: false }] });
    expect(changes).toBe(1);
    expect(await shown()).toEqual([mine.id, his.id]);
    const after = { documentId: document.id, offset: 0, direction: 'next' };
    expect((await ask('annotations.neighbour', after))?.id).toBe(his.id);
    expect((await ask('annotations.page', { limit: 10 })).total).toBe(2);
    expect((await ask('documents.list', {}))[0]?.annotations).toBe(2);
    expect((await ask('codes.list', {}))[0]?.annotations).toBe(2);
    const view = await ask('people.layers', { counts: true });
    expect(view.people.map(({ shown: isShown, annotations }) => [isShown, annotations])).toEqual([
      [true, 1],
      [false, 1],
      [true, 1],
    ]);
    // Comparing, measuring and sending are not looking.
    expect((await ask('review.queue', {})).people).toContain(person(0));
    expect(await ask('annotations.get', { annotationId: hers.id })).toBeNull();
    await ask('people.setLayers', { people: [{ personId: person(0), shown: true }] });
    expect(await shown()).toEqual([mine.id, hers.id, his.id]);
  });

  it('are those of people, and that of the adjudicated set', async () => {
    const hers = mark(people[0] as Session, 4, 12);
    const his = mark(people[1] as Session, 4, 13);
    const choice = { kind: 'accept', annotationId: hers.id };
    await ask('review.decide', { annotationIds: [hers.id, his.id], choice, reason: '' });
    const { annotationId } = await ask('review.write', {
      documentId: document.id,
      codeId,
      ranges: [{ start: 24, end: 30 }],
      reason: '',
    });
    await ask('people.setLayers', { people: [0, 1].map((at) => ({ personId: person(at), shown: false })) });
    expect(await shown()).toEqual([hers.id, annotationId]);
    await ask('people.setLayers', { people: [], adjudicated: false });
    expect(await shown()).toEqual([]);
    await ask('people.setLayers', { people: [{ personId: person(1), shown: true }] });
    expect(await shown()).toEqual([his.id]);
    expect((await ask('people.layers', { counts: true })).adjudicated).toEqual({
      shown: false,
      annotations: 2,
    });
  });

  it('of others cannot be changed unless unlocked, my own unless locked', async () => {
    const mine = mark(scratch, 0, 3);
    const hers = mark(people[0] as Session, 4, 12);
    const both = { annotationIds: [mine.id, hers.id] };
    await expect(ask('annotations.setStatus', { ...both, status: 'final' })).rejects.toMatchObject({
      code: 'layer-locked',
      message: 'What Anna marked is locked against changes.',
    });
    expect(scratch.store.read.annotation(mine.id)?.status).not.toBe('final');
    await ask('people.setLayers', { people: [{ personId: person(0), locked: false }] });
    await ask('annotations.setStatus', { ...both, status: 'final' });
    expect(scratch.store.read.annotation(hers.id)?.status).toBe('final');
    await ask('people.setLayers', { people: [{ personId: scratch.me.id, locked: true }] });
    await expect(ask('annotations.delete', { annotationIds: [mine.id] })).rejects.toMatchObject({
      code: 'layer-locked',
    });
    // What is said about it, and decided on it, is no change of it.
    const comment = { targetKind: 'annotation', targetId: mine.id, threadId: null, body: 'Hm.' };
    await ask('comments.write', comment);
  });

  it('are remembered for the project on this machine', async () => {
    await ask('people.setLayers', {
      people: [{ personId: person(0), shown: false, locked: false }],
      adjudicated: false,
    });
    const id = scratch.store.read.project().id;
    expect(rememberedLayers(folder, id, () => undefined).get()).toEqual({
      hidden: [person(0)],
      adjudicated: false,
      locks: { [person(0)]: false },
    });
    writeFileSync(join(folder, `${id}.json`), '{"hidden":');
    expect(rememberedLayers(folder, id, () => undefined).get().hidden).toEqual([]);
  });

  it('say who I am, by one action', async () => {
    await ask('people.editMe', { name: ' Reader the Second ', colour: 3 });
    expect((await ask('project.state', {})).me).toEqual({
      id: scratch.me.id,
      name: 'Reader the Second',
      colour: 3,
    });
    await ask('journal.undo', {});
    expect((await ask('project.state', {})).me.name).toBe('Reader');
    await expect(ask('people.editMe', { name: '  ', colour: 3 })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});
