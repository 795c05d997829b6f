import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { newId } from '../../core/ids.ts';
import { TOUCHED_LIMIT, type TouchedRecords } from '../../core/journal/action.ts';
import { openProject } from '../index.ts';
import { newCode, Scratch } from '../testing/scratch.ts';
import { visibleState } from '../testing/visible-state.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

describe('an action', () => {
  it('says what it touched, and what undo would do now', () => {
    const document = scratch.addDocument('News', 'One line of text.');
    const code = newCode('Claim');
    const annotation = scratch.annotation(document, code, [0, 3]);
    const { commit } = scratch.store.transact(
      { type: 'tag', subject: 'Claim', personId: scratch.me.id },
      (tx) => {
        tx.putCode(code);
        tx.putAnnotation(annotation);
      },
    );
    expect(commit?.action).toMatchObject({ type: 'tag', subject: 'Claim' });
    expect(commit?.touched).toEqual([
      { kind: 'code', ids: [code.id], documentIds: [] },
      { kind: 'annotation', ids: [annotation.id], documentIds: [document.id] },
    ] satisfies TouchedRecords[]);
    expect(commit?.undoState).toEqual({ undo: { type: 'tag', subject: 'Claim' }, redo: null });
    expect(scratch.store.undo(scratch.me.id)).toMatchObject({
      action: { type: 'undo', subject: 'Claim' },
      undoState: { redo: { type: 'tag', subject: 'Claim' } },
    });
  });

  it('lists no more records than the limit', () => {
    const { commit } = scratch.store.transact(
      { type: 'import', subject: '', personId: scratch.me.id },
      (tx) => {
        for (let i = 0; i <= TOUCHED_LIMIT; i++) tx.putCode(newCode(`code ${i}`));
      },
    );
    expect(commit?.touched).toEqual([{ kind: 'code', ids: 'many', documentIds: [] }]);
  });

  it('adds many records at once, each as if it were put alone, and leaves those whose ids are taken', async () => {
    const document = scratch.addDocument('News', 'One line of text.');
    const code = scratch.addCode('Claim');
    const [there, ...free] = Array.from({ length: 40 }, (_, i) => ({
      ...scratch.annotation(document, code, [0, 3], [i % 5, 9].map((at) => at + 4) as [number, number]),
      note: `note ${i} \ud800`,
    }));
    if (!there) throw new Error('There are forty.');
    scratch.act((tx) => tx.putAnnotation(there));
    const twice = free[7] as Annotation;
    let left: readonly Annotation[] = [];
    scratch.act((tx) => {
      left = tx.addAnnotations([
        ...free.slice(0, 20),
        { ...there, note: 'other' },
        ...free.slice(20),
        { ...twice, note: 'other' },
      ]);
    });
    expect(left.map(({ id }) => id)).toEqual([there.id, twice.id]);
    for (const one of [there, ...free]) expect(scratch.store.read.annotation(one.id)).toEqual(one);
    const changes = scratch.store.read.changesOf(scratch.store.read.actions(1)[0]?.id ?? '');
    expect(changes.map(({ id, before }) => [id, before])).toEqual(free.map(({ id }) => [id, null]));
    expect(scratch.store.read.countAnnotations({})).toBe(40);
    expect((await scratch.store.check()).problems).toEqual([]);
    scratch.store.undo(scratch.me.id);
    expect(scratch.store.read.countAnnotations({})).toBe(1);
  });

  it('that changes nothing is none, and leaves no text behind', () => {
    const before = scratch.store.read.actions(1);
    const code = scratch.addCode('Claim');
    const { commit, value } = scratch.store.transact(
      { type: 'edit-code', subject: '', personId: scratch.me.id },
      (tx) => {
        tx.putCode({ ...code });
        return tx.putText({
          structured: { text: 'unused', blocks: [], marks: [] },
          source: { bytes: new Uint8Array(3), mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' },
        });
      },
    );
    expect(commit).toBeNull();
    expect(scratch.store.read.actions(1)[0]?.seq).toBe((before[0]?.seq ?? 0) + 1);
    expect(scratch.store.read.text(value?.id ?? '')).toBeUndefined();
  });

  it('that throws leaves everything as it was', () => {
    scratch.addDocument('News', 'One line of text.');
    const before = visibleState(scratch.store.read);
    const fail = () =>
      scratch.act((tx) => {
        tx.putCode(newCode('Claim'));
        tx.putProject({ ...tx.project(), name: 'Other' });
        throw new RangeError('enough');
      });
    expect(fail).toThrow(new RangeError('enough'));
    expect(visibleState(scratch.store.read)).toEqual(before);
    // What was remembered of the rows that were rolled back must be forgotten too.
    const code = scratch.addCode('Claim');
    const document = scratch.addDocument('More', 'Text');
    scratch.act((tx) => tx.putAnnotation(scratch.annotation(document, code, [0, 4])));
    expect(scratch.store.read.codes()).toEqual([{ ...code, annotations: 1 }]);
  });

  it('refuses what refers to nothing, and spans out of order', () => {
    const document = scratch.addDocument('News', 'One line of text.');
    const code = scratch.addCode('Claim');
    const put = (annotation: Annotation) => scratch.act((tx) => tx.putAnnotation(annotation));
    const good = scratch.annotation(document, code, [2, 5]);
    expect(() => put({ ...good, codeId: newId() })).toThrow(
      expect.objectContaining({ code: 'record-unknown-reference' }),
    );
    for (const ranges of [
      [],
      [[5, 2]],
      [
        [3, 6],
        [5, 8],
      ],
      [[-1, 2]],
      [[0.5, 2]],
    ] as [number, number][][]) {
      expect(() => put({ ...good, spans: scratch.annotation(document, code, ...ranges).spans })).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
    }
    expect(scratch.store.read.counts().annotations).toBe(0);
  });

  it('may not be asynchronous', () => {
    expect(() => scratch.act(async (tx) => tx.putCode(newCode('Claim')))).toThrow(TypeError);
    expect(scratch.store.read.codes()).toEqual([]);
  });

  it('of an id that is in the journal is not done again', () => {
    const id = newId();
    const draft = { type: 'create-code', subject: 'Claim', personId: scratch.me.id, id } as const;
    const first = scratch.store.transact(draft, (tx) => tx.putCode(newCode('Claim')));
    scratch.reopen();
    const again = scratch.store.transact(draft, () => expect.unreachable());
    expect(again).toEqual({ repeated: true, value: undefined, commit: first.commit });
    const undoId = newId();
    const undone = scratch.store.undo(scratch.me.id, undoId);
    scratch.reopen();
    expect(scratch.store.undo(scratch.me.id, undoId)).toEqual(undone);
    expect(scratch.store.read.undoState().redo).toMatchObject({ subject: 'Claim' });
    const redoId = newId();
    expect(scratch.store.redo(scratch.me.id, redoId)).toEqual(scratch.store.redo(scratch.me.id, redoId));
  });
});

describe('undo', () => {
  it('refuses where there is nothing, as does redo', () => {
    expect(() => scratch.store.undo(scratch.me.id)).toThrow(
      expect.objectContaining({ code: 'nothing-to-undo' }),
    );
    expect(() => scratch.store.redo(scratch.me.id)).toThrow(
      expect.objectContaining({ code: 'nothing-to-redo' }),
    );
  });

  it('takes a group of actions as one step, named as it began and placed where it began', () => {
    const group = newId();
    scratch.act((tx) => tx.putCode(newCode('a')), { group, subject: 'three files' });
    scratch.act((tx) => tx.putCode(newCode('b')), { group, subject: 'second file' });
    scratch.addCode('mine');
    scratch.act((tx) => tx.putCode(newCode('c')), { group });
    const names = () => scratch.store.read.codes().map(({ name }) => name);
    scratch.store.undo(scratch.me.id);
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(scratch.store.read.undoState().undo?.subject).toBe('three files');
    scratch.store.undo(scratch.me.id);
    expect(names()).toEqual([]);
    scratch.store.redo(scratch.me.id);
    expect(names()).toEqual(['a', 'b', 'c']);
  });

  it('works for as many records as a large import has', () => {
    const before = visibleState(scratch.store.read);
    scratch.act((tx) => {
      for (let i = 0; i < 3_000; i++) tx.putCode(newCode(`code ${i}`));
    });
    const after = visibleState(scratch.store.read);
    expect(scratch.store.undo(scratch.me.id).touched).toEqual([
      { kind: 'code', ids: 'many', documentIds: [] },
    ]);
    expect(visibleState(scratch.store.read)).toEqual(before);
    scratch.store.redo(scratch.me.id);
    expect(visibleState(scratch.store.read)).toEqual(after);
  });
});

describe('history', () => {
  it('of a record tells who did what, newest first, with what it was before and after', () => {
    const code = scratch.addCode('Claim');
    scratch.addCode('Other');
    scratch.act((tx) => tx.putCode({ ...code, name: 'Statement', colour: 3 }), { subject: 'Claim' });
    scratch.store.undo(scratch.me.id);
    const history = scratch.store.read.history(code.id, 10);
    expect(history).toMatchObject([
      {
        type: 'undo',
        personName: 'Reader',
        before: { colour: 3, name: 'Statement' },
        after: { colour: 0, name: 'Claim' },
      },
      {
        type: 'import',
        subject: 'Claim',
        before: { colour: 0, name: 'Claim' },
        after: { colour: 3, name: 'Statement' },
      },
      { before: null, after: { name: 'Claim', description: '' } },
    ]);
    expect(scratch.store.read.history(code.id, 2)).toEqual(history.slice(0, 2));
    expect(scratch.store.read.history(newId(), 2)).toEqual([]);
  });

  it('of all is a list of actions, each with its changes', () => {
    const code = scratch.addCode('Claim');
    const [latest, join] = scratch.store.read.actions(2);
    expect(latest).toMatchObject({ type: 'import', changeCount: 1, personId: scratch.me.id });
    expect(join).toMatchObject({ type: 'join', seq: (latest?.seq ?? 0) - 1 });
    expect(scratch.store.read.actions(10, latest?.seq).map(({ type }) => type)).toEqual([
      'join',
      'create-project',
    ]);
    const { id, ...fields } = code;
    expect(scratch.store.read.changesOf(latest?.id ?? '')).toEqual([
      { kind: 'code', id, before: null, after: fields },
    ]);
  });
});

describe('strings that databases break', () => {
  it('come back as they were', () => {
    const strings = ['lone \ud800 high', '\udc00 low', 'a\0b', '', '😀', '"\'\\', '\u2028'];
    for (const text of strings) {
      const document = scratch.addDocument(text, text);
      const code = { ...newCode(text), description: text, key: text };
      scratch.act((tx) => tx.putCode(code), { subject: text });
      const annotation = { ...scratch.annotation(document, code, [0, text.length]), note: text };
      scratch.act((tx) => tx.putAnnotation(annotation));
      scratch.reopen();
      expect(scratch.store.read.document(document.id)).toEqual(document);
      expect(scratch.store.read.code(code.id)).toEqual(code);
      expect(scratch.store.read.annotation(annotation.id)).toEqual(annotation);
      expect(scratch.store.read.slice(document.textId, { start: 0, end: 99 })).toBe(text);
      expect(scratch.store.read.history(code.id, 1)[0]?.after).toMatchObject({ name: text, key: text });
      expect(scratch.store.read.actions(2)[1]?.subject).toBe(text);
    }
  });
});

describe('a closed project', () => {
  it('is one plain file', () => {
    scratch.addCode('Claim');
    scratch.store.close();
    // Bytes 18 and 19 are 1 where the file needs no log beside it.
    expect([...readFileSync(scratch.path).subarray(18, 20)]).toEqual([1, 1]);
    const reader = openProject(scratch.path, { ...scratch.options, readOnly: true });
    expect(reader.read.codes()).toHaveLength(1);
    expect(() => reader.undo(scratch.me.id)).toThrow(expect.objectContaining({ code: 'project-read-only' }));
    reader.close();
    reader.close();
  });
});
