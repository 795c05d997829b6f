import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Comment } from '../../core/discussion/discussion.ts';
import { newId } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { newComment, newEntity, newMemo, Scratch } from '../testing/scratch.ts';

let scratch: Scratch;
let document: DocumentRecord;
let annotation: Annotation;
let target: { targetKind: 'annotation'; targetId: string };
beforeEach(() => {
  scratch = new Scratch();
  document = scratch.addDocument('News', 'Some words that are discussed.');
  annotation = scratch.annotation(document, scratch.addCode('Claim'), [0, 4]);
  target = { targetKind: 'annotation', targetId: annotation.id };
  scratch.act((tx) => tx.putAnnotation(annotation));
});
afterEach(() => scratch.remove());

function put(...comments: readonly Comment[]): void {
  scratch.act((tx) => {
    for (const comment of comments) tx.putComment(comment);
  });
}

const at = (comment: Comment, minute: string): Comment => ({
  ...comment,
  createdAt: `2024-05-01T10:${minute}:00.000Z`,
});
const listed = () => scratch.store.read.comments('annotation', annotation.id);
const discussed = () => scratch.store.read.discussed(document.id);

describe('comments', () => {
  it('are listed by thread and then by time', () => {
    const first = at(newComment(scratch.me, target, 'Is it?'), '05');
    const second = at(newComment(scratch.me, target, 'And this?'), '02');
    const answers = ['09', '07'].map((minute) => at(newComment(scratch.me, target, minute, first), minute));
    put(first, second, ...answers);
    expect(listed()).toEqual([second, first, answers[1], answers[0]]);
    expect([...scratch.store.read.everyComment()]).toHaveLength(4);
    expect(scratch.store.read.comments('document', document.id)).toEqual([]);
  });

  it('that were deleted stay only where they began a thread that goes on', () => {
    const head = newComment(scratch.me, target, 'Is it?');
    const answer = newComment(scratch.me, target, 'Yes.', head);
    put(head, answer);
    put({ ...head, deleted: true });
    expect(listed()).toEqual([{ ...head, deleted: true }, answer]);
    expect([...scratch.store.read.everyComment()]).toEqual([{ ...head, deleted: true }, answer]);
    expect(discussed()).toEqual([annotation.id]);
    put({ ...answer, deleted: true });
    expect([listed(), discussed()]).toEqual([[], []]);
    expect(scratch.store.read.comment(answer.id)?.deleted).toBe(true);
  });

  it('show which annotations are discussed, until all their threads are resolved', () => {
    expect(discussed()).toEqual([]);
    const threads = ['one', 'two'].map((body) => newComment(scratch.me, target, body));
    put(...threads);
    expect(discussed()).toEqual([annotation.id]);
    const [one, two] = threads;
    if (!one || !two) throw new RangeError('nothing there');
    put({ ...one, resolved: true });
    expect(discussed()).toEqual([annotation.id]);
    put({ ...two, resolved: true });
    expect(discussed()).toEqual([]);
    scratch.store.undo(scratch.me.id);
    expect(discussed()).toEqual([annotation.id]);
    scratch.act((tx) => tx.putAnnotation({ ...annotation, deleted: true }));
    expect(discussed()).toEqual([]);
  });

  it('are refused where their thread or what they are on is not there, or is another', () => {
    const head = newComment(scratch.me, target, 'Is it?');
    const elsewhere = { targetKind: 'document', targetId: document.id } as const;
    const answer = newComment(scratch.me, target, 'Yes.', head);
    put(head, answer);
    const refused: readonly [code: string, field: string, comment: Comment][] = [
      ['record-unknown-reference', 'threadId', { ...answer, id: newId(), threadId: newId() }],
      ['record-unknown-reference', 'targetId', newComment(scratch.me, { ...target, targetId: newId() }, '')],
      ['invalid-input', 'threadId', { ...answer, id: newId(), threadId: answer.id }],
      ['invalid-input', 'threadId', { ...answer, threadId: answer.id }],
      ['invalid-input', 'targetId', newComment(scratch.me, elsewhere, 'No.', head)],
      ['invalid-input', 'targetId', { ...head, ...elsewhere }],
      ['invalid-input', 'resolved', { ...answer, resolved: true }],
    ];
    for (const [code, field, comment] of refused) {
      const place = expect.objectContaining({ field });
      expect(() => put(comment)).toThrow(expect.objectContaining({ code, place }));
    }
    expect(listed()).toEqual([head, answer]);
  });

  it('move with their thread to another record', () => {
    const elsewhere = { targetKind: 'document', targetId: document.id } as const;
    const head = newComment(scratch.me, target, 'Is it?');
    const answer = newComment(scratch.me, target, 'Yes.', head);
    put(head, answer);
    put({ ...head, ...elsewhere }, { ...answer, ...elsewhere });
    expect([listed(), discussed()]).toEqual([[], []]);
    expect(scratch.store.read.comments('document', document.id)).toHaveLength(2);
    scratch.store.undo(scratch.me.id);
    expect([listed(), discussed()]).toEqual([[head, answer], [annotation.id]]);
  });
});

describe('memos', () => {
  it('are listed newest first, of one record or all, on records that are there', () => {
    const entity = newEntity('Someone');
    const memos = ['a', 'b'].map((title, i) => ({
      ...newMemo(scratch.me, 'entity', entity.id, title),
      createdAt: `2024-05-0${i + 1}T10:00:00.000Z`,
    }));
    const project = newMemo(scratch.me, 'project', scratch.store.read.project().id, 'all');
    scratch.act((tx) => {
      tx.putEntity(entity);
      for (const memo of [...memos, project]) tx.putMemo(memo);
    });
    const { read } = scratch.store;
    expect(read.memos({ kind: 'entity', id: entity.id })).toEqual([...memos].reverse());
    expect(read.memos()).toEqual([memos[1], project, memos[0]]);
    expect(() => scratch.act((tx) => tx.putMemo(newMemo(scratch.me, 'code', entity.id, '')))).toThrow(
      expect.objectContaining({ code: 'record-unknown-reference' }),
    );
    scratch.act((tx) => tx.putMemo({ ...project, deleted: true }));
    expect([read.memos().length, read.counts().memos, read.memo(project.id)?.deleted]).toEqual([2, 2, true]);
  });
});
