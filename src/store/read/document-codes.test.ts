import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Code } from '../../core/codebook/code.ts';
import { newId } from '../../core/ids.ts';
import type { Person } from '../../core/project/records.ts';
import { newCode, newDocumentCode, newProgress, Scratch } from '../testing/scratch.ts';

let scratch: Scratch;
let genre: Code;
let other: Person;
beforeEach(() => {
  scratch = new Scratch();
  genre = { ...newCode('Genre'), kind: 'document' };
  other = { id: newId(), name: 'Colleague', colour: 1 };
  scratch.act((tx) => {
    tx.putCode(genre);
    tx.putPerson(other);
  });
});
afterEach(() => scratch.remove());

const borne = () => scratch.store.read.codes().find(({ id }) => id === genre.id)?.annotations;

describe('codes of documents', () => {
  it('are listed with their document once each, and counted by document', () => {
    const [a, b] = ['A', 'B'].map((title) => scratch.addDocument(title, `Text of ${title}.`));
    if (!a || !b) throw new RangeError('nothing there');
    const mine = newDocumentCode(scratch.me, a, genre);
    const theirs = newDocumentCode(other, a, genre);
    const { value, commit } = scratch.store.transact(
      { type: 'code-document', subject: '', personId: scratch.me.id },
      (tx) => {
        for (const one of [mine, theirs, newDocumentCode(scratch.me, b, genre)]) tx.putDocumentCode(one);
        return tx.documents();
      },
    );
    expect(commit?.touched).toMatchObject([{ kind: 'documentCode', documentIds: [a.id, b.id] }]);
    expect(value?.map(({ codeIds }) => codeIds)).toEqual([[genre.id], [genre.id]]);
    expect(borne()).toBe(2);
    expect(scratch.store.read.documentCodes(a.id)).toEqual([mine, theirs]);
    expect(scratch.store.read.counts().documentCodes).toBe(3);
    scratch.act((tx) => tx.putDocumentCode({ ...mine, deleted: true }));
    expect([borne(), scratch.store.read.documentCodes(a.id)]).toEqual([2, [theirs]]);
    scratch.act((tx) => tx.putDocument({ ...a, deleted: true }));
    expect(borne()).toBe(1);
    expect(scratch.store.read.documentCodes()).toHaveLength(1);
    expect(scratch.store.read.documentCode(mine.id)).toEqual({ ...mine, deleted: true });
  });
});

describe('progress', () => {
  it('is one for a person and a document, and taken back by undo', () => {
    const document = scratch.addDocument('A', 'Text.');
    const mine = newProgress(scratch.me, document, 'in-progress');
    const theirs = newProgress(other, document, 'not-started');
    scratch.act((tx) => {
      tx.putProgress(mine);
      tx.putProgress(theirs);
    });
    const { read } = scratch.store;
    expect(read.progress(document.id, scratch.me.id)).toEqual(mine);
    expect(read.everyProgress()).toEqual([mine, theirs]);
    expect(read.documents()[0]?.progress).toEqual([{ personId: scratch.me.id, status: 'in-progress' }]);
    expect(() => scratch.act((tx) => tx.putProgress({ ...mine, id: newId() }))).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    expect(() => scratch.act((tx) => tx.putProgress({ ...mine, personId: other.id }))).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    scratch.act((tx) => tx.putProgress({ ...mine, status: 'done' }));
    scratch.store.undo(scratch.me.id);
    expect(read.progress(document.id, scratch.me.id)).toEqual(mine);
    scratch.store.undo(scratch.me.id);
    expect([read.progress(document.id, scratch.me.id), read.everyProgress()]).toEqual([undefined, []]);
    const anew = newProgress(scratch.me, document, 'done');
    scratch.act((tx) => tx.putProgress(anew));
    expect(read.everyProgress()).toEqual([anew]);
  });
});
