import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Code } from '../../core/codebook/code.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import type { Relation } from '../../core/relation/relation.ts';
import { newCode, newRelation, Scratch } from '../testing/scratch.ts';

let scratch: Scratch;
let documents: DocumentRecord[];
let claim: Code;
let contradicts: Code;
let annotations: Annotation[];
beforeEach(() => {
  scratch = new Scratch();
  const text = 'Words, words, words. '.repeat(20);
  documents = ['First', 'Second'].map((title) => scratch.addDocument(title, text + title));
  claim = scratch.addCode('Claim');
  contradicts = { ...newCode('contradicts'), kind: 'relation' };
  annotations = documents.flatMap((document) =>
    [0, 100, 200].map((start) => scratch.annotation(document, claim, [start, start + 5])),
  );
  scratch.act((tx) => {
    tx.putCode(contradicts);
    for (const annotation of annotations) tx.putAnnotation(annotation);
  });
});
afterEach(() => scratch.remove());

function relate(from: number, to: number): Relation {
  const [a, b] = [annotations[from], annotations[to]];
  if (!a || !b) throw new RangeError('no such annotation');
  const relation = newRelation(scratch.me, contradicts, a, b);
  scratch.act((tx) => tx.putRelation(relation));
  return relation;
}

const counted = () => {
  const { read } = scratch.store;
  const ofCode = read.codes().find(({ id }) => id === contradicts.id)?.annotations;
  expect(read.counts().relations).toBe(ofCode);
  expect(read.countRelations({})).toBe(ofCode);
  expect(read.countRelations({ personIds: [scratch.me.id] })).toBe(ofCode);
  return ofCode;
};

describe('relations', () => {
  it('are found by their ends, in one document and across', () => {
    const { read } = scratch.store;
    const within = relate(0, 1);
    const across = relate(1, 5);
    const [first, second] = documents.map(({ id }) => id) as [string, string];
    const ids = annotations.map(({ id }) => id);
    expect(read.relation(within.id)).toEqual(within);
    expect(read.relationsOf([ids[0] ?? ''])).toEqual([within]);
    expect(read.relationsOf([ids[1] ?? '', ids[5] ?? ''])).toEqual([within, across]);
    expect(read.relationsOf([ids[2] ?? '', 'nothing'])).toEqual([]);
    expect(read.relationsTouching(first, { start: 0, end: 50 }, 10)).toEqual([within]);
    expect(read.relationsTouching(first, { start: 90, end: 300 }, 10)).toEqual([within, across]);
    expect(read.relationsTouching(first, { start: 90, end: 300 }, 1)).toEqual([within]);
    expect(read.relationsTouching(second, { start: 0, end: 150 }, 10)).toEqual([]);
    expect(read.relationsTouching(second, { start: 0, end: 250 }, 10)).toEqual([across]);
    expect(read.relationPage({ limit: 9 })).toEqual([within, across]);
    expect(read.relationPage({ limit: 9, after: within.id })).toEqual([across]);
    expect(read.relationPage({ limit: 9, documentIds: [second] })).toEqual([across]);
    expect(read.relationPage({ limit: 9, codeIds: [claim.id] })).toEqual([]);
    expect(read.countRelations({ documentIds: [second], codeIds: [contradicts.id] })).toBe(1);
    expect(read.countRelations({ codeIds: [contradicts.id] })).toBe(2);
  });

  it('go and come with their ends and the documents of these, and are counted so', () => {
    const across = relate(1, 5);
    relate(0, 1);
    relate(3, 4);
    expect(counted()).toBe(3);
    const [, second] = documents;
    const middle = annotations[1];
    if (!second || !middle) throw new RangeError('nothing there');
    scratch.act((tx) => tx.putAnnotation({ ...middle, deleted: true }));
    expect(counted()).toBe(1);
    expect(scratch.store.read.relationsOf([middle.id])).toEqual([]);
    scratch.act((tx) => tx.putDocument({ ...second, deleted: true }));
    expect(counted()).toBe(0);
    scratch.act((tx) => tx.putAnnotation(middle));
    expect(counted()).toBe(1);
    scratch.act((tx) => tx.putDocument(second));
    expect(counted()).toBe(3);
    scratch.act((tx) => tx.putRelation({ ...across, deleted: true }));
    expect(counted()).toBe(2);
    for (let i = 0; i < 5; i++) scratch.store.undo(scratch.me.id);
    expect(counted()).toBe(3);
  });

  it('tell the documents of both ends as touched', () => {
    const [a, , , , , b] = annotations;
    if (!a || !b) throw new RangeError('nothing there');
    const relation = newRelation(scratch.me, contradicts, a, b);
    const { commit } = scratch.store.transact(
      { type: 'relate', subject: '', personId: scratch.me.id },
      (tx) => tx.putRelation(relation),
    );
    expect(commit?.touched).toEqual([
      { kind: 'relation', ids: [relation.id], documentIds: documents.map(({ id }) => id) },
    ]);
  });

  it('are refused from an annotation to itself, and with a missing end', () => {
    const [a] = annotations;
    if (!a) throw new RangeError('nothing there');
    const itself = newRelation(scratch.me, contradicts, a, a);
    expect(() => scratch.act((tx) => tx.putRelation(itself))).toThrow(
      expect.objectContaining({ code: 'relation-to-itself' }),
    );
    const nowhere = { ...itself, toId: scratch.me.id };
    expect(() => scratch.act((tx) => tx.putRelation(nowhere))).toThrow(
      expect.objectContaining({ code: 'record-unknown-reference' }),
    );
    expect(scratch.store.read.counts().relations).toBe(0);
  });
});
