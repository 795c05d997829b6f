import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../core/ids.ts';
import type { DocumentRecord } from '../core/project/records.ts';
import { errorOf } from '../core/testing/raised.ts';
import { editFields, previewFields, setDocumentFields } from './attributes.ts';
import { createCode } from './codebook.ts';
import { deleteComment, editComment, listComments, resolveThread, writeComment } from './discussion.ts';
import { addDocumentCode, removeDocumentCodes, setDocumentCodeAttributes } from './document-codes.ts';
import { deleteDocuments, openDocument } from './documents.ts';
import { findLinkTargets, linksTo, resolveLinks } from './links.ts';
import { deleteMemo, editMemo, listMemos, writeMemo } from './memos.ts';
import { progressOfAll, setProgress } from './progress.ts';
import type { Session } from './session.ts';
import { deleteAnnotations, tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

let project: Scratch;
let colleague: Session;
let document: DocumentRecord;
let codeId: string;
let annotationId: string;

beforeEach(() => {
  project = openScratch();
  document = project.addDocument('Talks', ['The minister denied it.']);
  codeId = createCode(project, { name: 'Claim', parentId: null }).codeId;
  const ranges = [{ start: 0, end: 12 }];
  annotationId = tag(project, { documentId: document.id, codeId, ranges }).annotation?.id ?? '';
  const me = { id: newId(), name: 'Robin', colour: 3 };
  project.store.transact({ type: 'join', subject: me.name, personId: me.id }, (tx) => tx.putPerson(me));
  colleague = { store: project.store, me };
});
afterEach(() => project.remove());

const undo = () => project.store.undo(project.me.id);
const write = (who: Session, body: string, threadId: string | null = null) =>
  writeComment(who, { targetKind: 'annotation', targetId: annotationId, threadId, body }).commentId;
const thread = () =>
  listComments(project, { targetKind: 'annotation', targetId: annotationId }).map(
    ({ body, deleted }) => body + (deleted ? '(deleted)' : ''),
  );

describe('comments', () => {
  it('form threads that are resolved and opened again', () => {
    const head = write(colleague, 'Is it a claim?');
    write(project, 'It is.', head);
    expect(thread()).toEqual(['Is it a claim?', 'It is.']);
    expect(project.store.read.discussed(document.id)).toEqual([annotationId]);
    const { commit } = resolveThread(project, { threadId: head, resolved: true });
    expect(commit?.undoState.undo).toEqual({ type: 'resolve-thread', subject: 'Claim' });
    expect(project.store.read.discussed(document.id)).toEqual([]);
    undo();
    expect(project.store.read.discussed(document.id)).toEqual([annotationId]);
    deleteAnnotations(project, { annotationIds: [annotationId] });
    expect(project.store.read.discussed(document.id)).toEqual([]);
    expect(errorOf(() => write(project, 'Late.', head))).toMatchObject({ code: 'not-found' });
  });

  it('are changed by their authors only, and leave their place where others answered', () => {
    const head = write(project, 'First.');
    const reply = write(colleague, 'Second.', head);
    expect(errorOf(() => editComment(project, { commentId: reply, body: 'Mine' }))).toMatchObject({
      code: 'comment-not-own',
      message: 'This comment is by Robin.',
    });
    expect(errorOf(() => deleteComment(project, { commentId: reply }))).toMatchObject({
      code: 'comment-not-own',
    });
    expect(errorOf(() => editComment(project, { commentId: head, body: ' ' }))).toMatchObject({
      code: 'invalid-input',
    });
    editComment(project, { commentId: head, body: 'Changed.' });
    deleteComment(project, { commentId: head });
    expect(thread()).toEqual(['(deleted)', 'Second.']);
    write(project, 'Third.', head);
    resolveThread(project, { threadId: head, resolved: true });
    expect(project.store.read.discussed(document.id)).toEqual([]);
    undo();
    undo();
    undo();
    expect(thread()).toEqual(['Changed.', 'Second.']);
    deleteComment(colleague, { commentId: reply });
    deleteComment(project, { commentId: head });
    expect(thread()).toEqual([]);
  });
});

describe('memos and links', () => {
  it('are written on records and lead to others', () => {
    const body = `On [this](glossator:annotation/${annotationId}) and [that](glossator:code/${codeId}).`;
    const { memoId } = writeMemo(project, {
      targetKind: 'document',
      targetId: document.id,
      title: ' T ',
      body,
    });
    const projectId = project.store.read.project().id;
    writeMemo(project, { targetKind: 'project', targetId: projectId, title: 'Plan', body: '' });
    expect(listMemos(project, {})).toHaveLength(2);
    expect(
      linksTo(project, { kind: 'annotation', id: annotationId }).memos.map(({ title }) => title),
    ).toEqual(['T']);
    expect(linksTo(project, { kind: 'document', id: document.id })).toEqual({ memos: [], comments: [] });
    const references = [
      { kind: 'annotation', id: annotationId },
      { kind: 'memo', id: memoId },
      { kind: 'entity', id: newId() },
    ] as const;
    expect(resolveLinks(project, { references: [...references] })).toMatchObject([
      { label: 'The minister', documentId: document.id },
      { label: 'T', documentId: null },
      { label: null },
    ]);
    expect(findLinkTargets(project, { words: 'MINISTER the', limit: 5 })).toMatchObject([
      { kind: 'annotation', id: annotationId },
    ]);
    deleteDocuments(project, { documentIds: [document.id] });
    expect(listMemos(project, {}).map(({ title }) => title)).toEqual(['Plan']);
    undo();
    editMemo(project, { memoId, fields: { body: 'No links.' } });
    expect(linksTo(project, { kind: 'annotation', id: annotationId }).memos).toEqual([]);
    deleteMemo(project, { memoId });
    expect(listMemos(project, { target: { targetKind: 'document', targetId: document.id } })).toEqual([]);
    undo();
    undo();
    expect(linksTo(project, { kind: 'code', id: codeId }).memos).toHaveLength(1);
    expect(
      errorOf(() => writeMemo(project, { targetKind: 'entity', targetId: newId(), title: '', body: '' })),
    ).toMatchObject({ code: 'not-found' });
  });
});

describe('documents', () => {
  it('bear codes for documents, each person’s once, with attributes', () => {
    const attributes = [
      { id: newId(), name: 'Tone', type: 'text' as const, required: false, choices: [], initial: 'dry' },
    ];
    const kind = 'document' as const;
    const genre = createCode(project, { name: 'Report', parentId: null, kind, attributes }).codeId;
    const press = { documentIds: [document.id], codeId: genre };
    expect(errorOf(() => addDocumentCode(project, { ...press, codeId }))).toMatchObject({
      code: 'code-kind-refused',
    });
    addDocumentCode(project, press);
    expect(addDocumentCode(project, press).commit).toBeNull();
    addDocumentCode(colleague, press);
    const [first] = project.store.read.documentCodes(document.id);
    expect(first?.attributes).toEqual({ [attributes[0]?.id ?? '']: 'dry' });
    const values = { [attributes[0]?.id ?? '']: 'lively' };
    setDocumentCodeAttributes(project, { documentCodeIds: [first?.id ?? ''], values });
    expect(project.store.read.documentCode(first?.id ?? '')?.attributes).toEqual(values);
    expect(openDocument(project, { documentId: document.id }).document.codeIds).toEqual([genre]);
    const ids = project.store.read.documentCodes(document.id).map(({ id }) => id);
    removeDocumentCodes(project, { documentCodeIds: ids });
    expect(project.store.read.documentCodes(document.id)).toEqual([]);
    undo();
    expect(project.store.read.documents()[0]?.codeIds).toEqual([genre]);
  });

  it('have typed fields whose change carries values over', () => {
    const field = {
      id: newId(),
      name: 'Pages',
      type: 'text' as const,
      required: false,
      choices: [],
      initial: null,
    };
    editFields(project, { fields: [field] });
    setDocumentFields(project, { documentIds: [document.id], values: { [field.id]: 'twelve' } });
    const fields = [{ ...field, type: 'number' as const }];
    expect(previewFields(project, { fields }).changes).toMatchObject([{ name: 'Pages', lost: 1 }]);
    expect(editFields(project, { fields }).lostValues).toBe(1);
    expect(project.store.read.document(document.id)?.attributes).toEqual({});
    undo();
    expect(project.store.read.document(document.id)?.attributes).toEqual({ [field.id]: 'twelve' });
  });

  it('are marked with how far each person is', () => {
    const press = { documentIds: [document.id], status: 'in-progress' as const };
    setProgress(project, press);
    undo();
    const { commit } = setProgress(project, { ...press, status: 'done' });
    expect(commit?.undoState.undo).toEqual({ type: 'set-progress', subject: 'done' });
    setProgress(colleague, press);
    expect(progressOfAll(project)).toMatchObject([
      { personId: project.me.id, documents: { done: 1, 'in-progress': 0, 'not-started': 0 }, annotations: 1 },
      {
        personId: colleague.me.id,
        documents: { done: 0, 'in-progress': 1, 'not-started': 0 },
        annotations: 0,
      },
    ]);
    expect(openDocument(project, { documentId: document.id }).document.progress).toHaveLength(2);
  });
});
