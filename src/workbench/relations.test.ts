import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorOf } from '../core/testing/raised.ts';
import { createCode } from './codebook.ts';
import { deleteCode } from './codebook-delete.ts';
import { deleteDocuments } from './documents.ts';
import {
  createRelation,
  deleteRelations,
  editRelation,
  pageOfRelations,
  relationsInRange,
  relationsOfAnnotation,
} from './relations.ts';
import { deleteAnnotations, tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

let project: Scratch;
let claim: string;
let figure: string;
let quotation: string;
let contradicts: string;
let documents: readonly string[];
let old: string;
let later: string;
let quoted: string;

beforeEach(() => {
  project = openScratch();
  claim = createCode(project, { name: 'Claim', parentId: null }).codeId;
  figure = createCode(project, { name: 'Figure', parentId: claim }).codeId;
  quotation = createCode(project, { name: 'Quotation', parentId: null }).codeId;
  contradicts = createCode(project, {
    name: 'contradicts',
    parentId: null,
    kind: 'relation',
    ends: { from: [claim], to: [claim], directed: true },
  }).codeId;
  documents = ['In 2022 he said yes.', 'In 2024 he said no.'].map(
    (each) => project.addDocument(each, [each]).id,
  );
  const mark = (place: number, codeId: string, start: number, end: number) =>
    tag(project, { documentId: documents[place] ?? '', codeId, ranges: [{ start, end }] }).annotation?.id ??
    '';
  old = mark(0, figure, 0, 20);
  later = mark(1, claim, 0, 19);
  quoted = mark(1, quotation, 16, 18);
});
afterEach(() => project.remove());

const relate = (fromId: string, toId: string, codeId = contradicts) =>
  createRelation(project, { fromId, toId, codeId });
const undo = () => project.store.undo(project.me.id);

describe('relations', () => {
  it('connect annotations of two documents and are found from both', () => {
    const { relationId, commit } = relate(later, old);
    expect(commit?.undoState.undo).toEqual({ type: 'relate', subject: 'contradicts' });
    for (const annotationId of [old, later]) {
      expect(relationsOfAnnotation(project, { annotationId })).toMatchObject([
        {
          relation: { id: relationId },
          from: { id: later, documentTitle: 'In 2024 he said no.', quotes: ['In 2024 he said no.'] },
          to: { id: old, documentId: documents[0], start: 0, end: 20 },
        },
      ]);
    }
    const range = { start: 0, end: 5 };
    expect(relationsInRange(project, { documentId: documents[0] ?? '', range })).toHaveLength(1);
    expect(pageOfRelations(project, { limit: 10, codeIds: [contradicts] })).toMatchObject({ total: 1 });
  });

  it('are refused where the code does not allow the ends, twice, and with itself', () => {
    relate(later, old);
    expect(errorOf(() => relate(later, old))).toMatchObject({ code: 'relation-exists' });
    expect(errorOf(() => relate(old, old))).toMatchObject({ code: 'relation-to-itself' });
    expect(errorOf(() => relate(quoted, old))).toMatchObject({ code: 'relation-ends-refused' });
    expect(errorOf(() => relate(later, old, claim))).toMatchObject({ code: 'code-kind-refused' });
    // The other way round is another statement where the code has a direction.
    relate(old, later);
    expect(project.store.read.counts().relations).toBe(2);
  });

  it('hide with an annotation or document that is deleted, and come back with it', () => {
    relate(later, old);
    deleteAnnotations(project, { annotationIds: [old] });
    expect(relationsOfAnnotation(project, { annotationId: later })).toEqual([]);
    expect(pageOfRelations(project, { limit: 10 })).toEqual({ relations: [], total: 0 });
    undo();
    deleteDocuments(project, { documentIds: [documents[0] ?? ''] });
    expect(relationsOfAnnotation(project, { annotationId: later })).toEqual([]);
    undo();
    expect(relationsOfAnnotation(project, { annotationId: later })).toHaveLength(1);
  });

  it('are turned, noted, deleted and brought back', () => {
    const { relationId } = relate(later, old);
    editRelation(project, { relationId, fields: { fromId: old, toId: later, note: 'turned' } });
    expect(project.store.read.relation(relationId)).toMatchObject({
      fromId: old,
      toId: later,
      note: 'turned',
    });
    expect(errorOf(() => editRelation(project, { relationId, fields: { toId: quoted } }))).toMatchObject({
      code: 'relation-ends-refused',
    });
    const { commit } = deleteRelations(project, { relationIds: [relationId] });
    expect(commit?.undoState.undo).toEqual({ type: 'delete-relations', subject: 'contradicts' });
    undo();
    expect(project.store.read.counts().relations).toBe(1);
  });

  it('move to another code for relations when theirs is deleted, and the ends forget a deleted code', () => {
    relate(later, old);
    const disputes = createCode(project, { name: 'disputes', parentId: null, kind: 'relation' }).codeId;
    expect(
      errorOf(() =>
        deleteCode(project, { codeId: contradicts, deletion: { annotations: 'move', toCodeId: claim } }),
      ),
    ).toMatchObject({ code: 'code-kind-refused' });
    deleteCode(project, { codeId: contradicts, deletion: { annotations: 'move', toCodeId: disputes } });
    expect(pageOfRelations(project, { limit: 10, codeIds: [disputes] }).total).toBe(1);
    undo();
    deleteCode(project, { codeId: claim, deletion: { annotations: 'move', toCodeId: quotation } });
    expect(project.store.read.code(contradicts)).toMatchObject({
      version: 2,
      ends: { from: [quotation], to: [quotation] },
    });
  });
});
