import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OutputOf, type ProcedureName, procedures } from '../../contract/procedures.ts';
import type { Handlers } from '../../contract/server.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { toErrorValue } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import { createHandlers } from '../handlers.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { annotationBy, newWork, putWork, SECRET, TEXT } from './testing/work-of-anna.ts';

let scratch: Scratch;
let anna: Person;
let mineToDo: DocumentRecord;
let done: DocumentRecord;
let codes: Record<'claim' | 'genre' | 'supports', Id>;
let entityId: Id;
/** what Anna makes in the document that I am not done with */
const hers = newWork();
let mine: Annotation;
let handlers: Handlers;
let textChange: Id;

const context = { signal: new AbortController().signal, progress: () => undefined };

async function ask<N extends ProcedureName>(name: N, input: object): Promise<OutputOf<N>> {
  const parsed = procedures[name].input.parse(input);
  const handler = handlers[name] as (input: unknown, known: typeof context) => unknown;
  return (await handler(parsed, context)) as OutputOf<N>;
}

const about = () => ({ annaId: anna.id, codes, entityId });

beforeEach(async () => {
  scratch = openScratch();
  handlers = createHandlers(scratch);
  mineToDo = scratch.addDocument('To do', [TEXT]);
  done = scratch.addDocument('Done', [`${TEXT} `]);
  anna = { id: newId(), name: 'Anna', colour: 1 };
  scratch.store.transact({ type: 'join', subject: 'Anna', personId: anna.id }, (tx) => tx.putPerson(anna));
  const code = async (name: string, kind: string) =>
    (await ask('codes.create', { name, kind, parentId: null })).codeId;
  codes = {
    claim: await code('Claim', 'span'),
    genre: await code('Genre', 'document'),
    supports: await code('supports', 'relation'),
  };
  entityId = (await ask('entities.create', { name: 'The envoy', kind: 'person' })).entityId;
  mine = annotationBy(scratch.me.id, 'The minister', { ...about(), id: newId(), documentId: mineToDo.id });
  scratch.store.transact({ type: 'import', subject: '', personId: scratch.me.id }, (tx) => {
    tx.putAnnotation(mine);
    putWork(tx, done.id, newWork(), { ...about(), mine });
  });
  await ask('documents.setProgress', { documentIds: [done.id], status: 'done' });
  await ask('people.setBlind', { blind: true });
  const changed = await ask('texts.change', {
    documentId: mineToDo.id,
    change: {
      from: 'edit',
      textId: mineToDo.textId,
      firstBlock: 0,
      endBlock: 1,
      paragraphs: [{ block: 0, text: `${TEXT}!` }],
    },
  });
  textChange = changed.commit?.action.id ?? '';
});
afterEach(() => scratch.remove());

/** Where a job writes; what stands there is part of what it answers. */
const written = () => join(scratch.folder, 'written');

const SOUGHT = { kind: 'text', query: 'envoy', caseSensitive: false, wholeWord: false };

/** What each question is asked, so that the answer could tell of Anna's work. */
function questions(): Partial<Record<ProcedureName, readonly object[]>> {
  const documentId = mineToDo.id;
  const range = { start: 0, end: TEXT.length };
  const { textId } = scratch.store.read.document(documentId) ?? mineToDo;
  const request = { unit: 'characters', measure: 'percent', resamples: 0, seed: 1 };
  const change = {
    from: 'edit',
    textId,
    firstBlock: 0,
    endBlock: 1,
    paragraphs: [{ block: 0, text: 'The envoy.' }],
  };
  const listed = { limit: 100 };
  return {
    'project.state': [{}],
    'project.check': [{}],
    'project.previewFields': [{ fields: [] }],
    'project.progress': [{}],
    'documents.list': [{}],
    'documents.open': [{ documentId }],
    'documents.chunks': [{ textId, seqs: [0] }],
    'documents.passage': [{ documentId, offset: 40 }],
    'documents.slice': [{ textId, range }],
    'documents.find': [{ textId, query: 'envoy' }],
    'documentCodes.list': [{ documentId }],
    'annotations.inRange': [{ documentId, range }],
    'annotations.get': [{ annotationId: hers.annotation }],
    'annotations.page': [
      listed,
      { ...listed, documentIds: [documentId], statuses: ['flagged'] },
      { ...listed, personIds: [anna.id] },
    ],
    'annotations.neighbour': [{ documentId, offset: 1, direction: 'next' }],
    'annotations.density': [{ documentId, bins: 4 }],
    'relations.ofAnnotation': [{ annotationId: hers.annotation }],
    'relations.inRange': [{ documentId, range }],
    'relations.page': [listed],
    'entities.list': [{}],
    'entities.propose': [{ words: 'envoy', limit: 10 }],
    'entities.mentions': [{ entityId, ...listed }],
    'codes.list': [{}],
    'codes.versions': [{ codeId: codes.claim }],
    'codes.previewAttributes': [{ codeId: codes.claim, attributes: [] }],
    'codes.previewMerge': [{ intoId: codes.claim, codeIds: [codes.claim] }],
    'codes.matching': [{ codeId: codes.claim, words: 'envoy' }],
    'codes.exportFile': [{ format: 'json', path: join(written(), 'codes.json') }],
    'comments.list': [
      { targetKind: 'annotation', targetId: hers.annotation },
      { targetKind: 'annotation', targetId: mine.id },
      { targetKind: 'document', targetId: documentId },
    ],
    'comments.discussed': [{ documentId }],
    'memos.list': [{}, { target: { targetKind: 'document', targetId: documentId } }],
    'links.resolve': [{ references: [{ kind: 'annotation', id: hers.annotation }] }],
    'links.to': [{ kind: 'annotation', id: mine.id }],
    'links.find': [{ words: 'envoy', limit: 50 }],
    'journal.history': [
      { recordId: hers.annotation, limit: 50 },
      { recordId: hers.comment, limit: 50 },
      { recordId: documentId, limit: 50 },
      { recordId: mine.id, limit: 50 },
    ],
    'exchange.formats': [{}],
    'export.preview': [{ format: 'jsonl' }, { format: 'csv', personIds: [anna.id] }],
    'export.run': ['jsonl', 'csv', 'quotations'].map((format) => ({
      settings: { format: format === 'quotations' ? 'csv' : format },
      path: join(written(), `set.${format}`),
    })),
    'review.queue': [{}],
    'review.passage': [{ documentId, range }],
    'review.countAgreed': [{ least: 1 }],
    'review.verdictOn': [{ annotationId: mine.id }, { annotationId: hers.annotation }],
    'review.verdictsOnRelations': [{ annotationId: mine.id }, { annotationId: hers.annotation }],
    'assignments.list': [{}],
    'agreement.measure': [request],
    'agreement.passages': [{ unit: 'characters', choice: { kind: 'document', documentId } }],
    'agreement.save': [{ request, format: 'csv', path: join(written(), 'agreement') }],
    'texts.versions': [{ documentId }],
    'texts.preview': [{ documentId, change }],
    'texts.report': [{ documentId, actionId: textChange }],
    'texts.lostAnchor': [{ annotationId: hers.annotation }],
    'merging.log': [{}],
    'sending.received': [{}],
    'people.layers': [{ counts: true }],
    'search.passages': [{ ...SOUGHT, order: 'text', after: null, limit: 10 }],
    'search.count': [SOUGHT],
    'search.state': [{}],
  };
}

/** What does not answer a question about what is in the project: it writes, copies, or takes in. */
const NO_QUESTIONS: readonly ProcedureName[] = [
  'project.backup',
  'codes.previewFile',
  'codes.importFile',
  'import.preview',
  'import.habits',
  'import.readNames',
  'import.forgetCuts',
  'import.readTable',
  'import.run',
  'texts.change',
  'merging.preview',
  'merging.run',
  'sending.send',
  'sending.return',
  'people.setLayers',
  'search.rebuild',
];

/** Every answer, as text; errors too. What a machine or a clock puts in is left out. */
async function answers(): Promise<ReadonlyMap<string, string>> {
  const told = new Map<string, string>();
  for (const [name, inputs] of Object.entries(questions())) {
    for (const [at, input] of inputs.entries()) {
      const answer = await ask(name as ProcedureName, input).catch(toErrorValue);
      told.set(`${name} ${at}`, comparable(answer));
    }
  }
  for (const name of readdirSync(written(), { recursive: true, encoding: 'utf8' })) {
    const path = join(written(), name);
    if (/\.[a-z]+$/.test(name)) told.set(`file ${name}`, comparable(readFileSync(path, 'utf8')));
  }
  return told;
}

function comparable(answer: unknown): string {
  return (
    JSON.stringify(answer, (_, value: unknown) =>
      ArrayBuffer.isView(value) ? [...(value as Uint32Array)] : value,
    )
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T')
      .replaceAll(/"actions":\d+/g, '"actions"')
      // Her work is put into this very file here, so that it can be undone; that says nothing of what it is about.
      .replaceAll(/"undo":\{[^}]*\}/g, '"undo"')
  );
}

describe('a blind project', () => {
  it('has a question here for all that can be asked', () => {
    const asked = new Set<string>([...Object.keys(questions()), ...NO_QUESTIONS]);
    const missing = Object.entries(procedures).filter(
      ([name, { nature }]) => nature !== 'action' && !asked.has(name),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('answers everything as if colleagues had done nothing in a document, until I am done with it', async () => {
    mkdirSync(written());
    const before = await answers();
    scratch.store.transact({ type: 'comment', subject: SECRET, personId: anna.id }, (tx) =>
      putWork(tx, mineToDo.id, hers, { ...about(), mine }),
    );
    const after = await answers();
    expect((await ask('project.state', {})).undoState.undo).toEqual({ type: 'comment', subject: '' });
    for (const [question, answer] of after) {
      expect.soft(answer, question).toBe(before.get(question));
      for (const id of Object.values(hers)) {
        if (!JSON.stringify(questions()).includes(id)) expect.soft(answer, question).not.toContain(id);
      }
    }

    await ask('documents.setProgress', { documentIds: [mineToDo.id], status: 'done' });
    const whole = await answers();
    const opened = [...whole.keys()].filter((question) => whole.get(question) !== before.get(question));
    const names = new Set(opened.map((question) => question.split(' ')[0]));
    for (const name of [
      'annotations.inRange',
      'annotations.get',
      'annotations.page',
      'annotations.neighbour',
      'annotations.density',
      'relations.page',
      'comments.list',
      'comments.discussed',
      'memos.list',
      'documents.list',
      'documentCodes.list',
      'codes.list',
      'entities.list',
      'entities.mentions',
      'journal.history',
      'links.to',
      'export.preview',
      'file',
      'review.queue',
      'review.verdictOn',
      'review.verdictsOnRelations',
      'agreement.measure',
      'project.progress',
      'people.layers',
    ]) {
      expect.soft([...names], name).toContain(name);
    }

    await ask('documents.setProgress', { documentIds: [mineToDo.id], status: 'in-progress' });
    expect(await ask('annotations.get', { annotationId: hers.annotation })).toBeNull();
  });

  it('refuses what is done to what is hidden, and does the rest to all there is', async () => {
    scratch.store.transact({ type: 'import', subject: '', personId: anna.id }, (tx) =>
      putWork(tx, mineToDo.id, hers, { ...about(), mine }),
    );
    const hidden = { code: 'not-found' };
    await expect(
      ask('annotations.recode', { annotationIds: [hers.annotation], codeId: codes.claim }),
    ).rejects.toMatchObject(hidden);
    await expect(
      ask('comments.write', {
        targetKind: 'annotation',
        targetId: hers.annotation,
        threadId: null,
        body: 'So?',
      }),
    ).rejects.toMatchObject(hidden);
    await expect(ask('relations.delete', { relationIds: [hers.relation] })).rejects.toMatchObject(hidden);
    await ask('codes.delete', { codeId: codes.claim, deletion: { annotations: 'delete' } });
    expect(scratch.store.read.annotation(hers.annotation)?.deleted).toBe(true);
    await ask('journal.undo', {});
    expect(scratch.store.read.annotation(hers.annotation)?.deleted).toBe(false);
  });

  it('is switched by one action, which is undone like any other', async () => {
    expect((await ask('project.state', {})).project.blind).toBe(true);
    await ask('people.setBlind', { blind: false });
    expect((await ask('project.state', {})).project.blind).toBe(false);
    expect((await ask('project.state', {})).undoState.undo).toEqual({ type: 'set-blind', subject: 'off' });
    await ask('journal.undo', {});
    expect((await ask('project.state', {})).project.blind).toBe(true);
  });
});
