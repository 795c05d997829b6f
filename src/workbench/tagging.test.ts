import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../core/ids.ts';
import type { DocumentRecord } from '../core/project/records.ts';
import { createCode } from './codebook.ts';
import { adjust } from './fragments.ts';
import { deleteAnnotations, editNote, recode, tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

const FAMILY = '👩‍👩‍👧';
const first = `The minister said: “No talks.” ${FAMILY} cafe\u0301 closed.`;
const second = 'Второй абзац о переговорах.';
const text = `${first}\n${second}`;

let project: Scratch;
let document: DocumentRecord;
let claim: string;
let quotation: string;

beforeEach(() => {
  project = openScratch();
  document = project.addDocument('Talks', [first, second]);
  claim = createCode(project, { name: 'Claim', parentId: null }).codeId;
  quotation = createCode(project, { name: 'Quotation', parentId: null, key: 'q' }).codeId;
});
afterEach(() => project.remove());

function rangeOf(passage: string) {
  const start = text.indexOf(passage);
  expect(start).toBeGreaterThanOrEqual(0);
  return { start, end: start + passage.length };
}

function quotes(): readonly string[] {
  return [...project.store.read.everyAnnotation({})].map((each) =>
    each.spans.map((span) => span.quote).join(' … '),
  );
}

describe('tagging', () => {
  it('stores the place, the quotation and its context', () => {
    const { annotation, commit } = tag(project, {
      documentId: document.id,
      codeId: quotation,
      ranges: [rangeOf('No talks')],
    });
    expect(annotation?.spans).toEqual([
      {
        ...rangeOf('No talks'),
        quote: 'No talks',
        prefix: 'The minister said: “',
        suffix: text.slice(rangeOf('No talks').end, rangeOf('No talks').end + 32),
      },
    ]);
    expect(commit?.undoState.undo).toEqual({ type: 'tag', subject: 'Quotation' });
    expect(commit?.touched).toEqual([
      { kind: 'annotation', ids: [annotation?.id], documentIds: [document.id] },
    ]);
  });

  it('removes the same tag on the second press, and undo brings it back', () => {
    const press = { documentId: document.id, codeId: claim, ranges: [rangeOf('minister')] };
    const made = tag(project, press).annotation;
    const again = tag(project, press);
    expect(again.annotation).toBeNull();
    expect(again.removed.map((each) => each.id)).toEqual([made?.id]);
    expect(quotes()).toEqual([]);
    expect(again.commit?.undoState.undo).toEqual({ type: 'untag', subject: 'Claim' });
    project.store.undo(project.me.id);
    expect(quotes()).toEqual(['minister']);
  });

  it('keeps another code, and another extent, at the same place', () => {
    tag(project, { documentId: document.id, codeId: claim, ranges: [rangeOf('The minister said')] });
    tag(project, { documentId: document.id, codeId: quotation, ranges: [rangeOf('The minister said')] });
    tag(project, { documentId: document.id, codeId: claim, ranges: [rangeOf('minister')] });
    expect(quotes()).toHaveLength(3);
  });

  it('never cuts a grapheme cluster: offsets grow outwards', () => {
    const family = rangeOf(FAMILY);
    const inside = tag(project, {
      documentId: document.id,
      codeId: claim,
      ranges: [{ start: family.start + 3, end: family.start + 4 }],
    });
    expect(inside.annotation?.spans[0]?.quote).toBe(FAMILY);
    const cafe = rangeOf('cafe');
    const accent = tag(project, { documentId: document.id, codeId: claim, ranges: [cafe] });
    expect(accent.annotation?.spans[0]?.quote).toBe('cafe\u0301');
  });

  it('leaves out white space at the ends of what was selected', () => {
    const start = text.indexOf(' closed');
    const { annotation } = tag(project, {
      documentId: document.id,
      codeId: claim,
      ranges: [{ start, end: start + ' closed.\n'.length }],
    });
    expect(annotation?.spans[0]?.quote).toBe('closed.');
  });

  it('makes one annotation of several ranges, in text order, joined where they touch', () => {
    const { annotation } = tag(project, {
      documentId: document.id,
      codeId: claim,
      ranges: [rangeOf('Второй'), rangeOf('The minister'), rangeOf('minister said')],
    });
    expect(annotation?.spans.map((span) => span.quote)).toEqual(['The minister said', 'Второй']);
  });

  it('refuses what lies outside the text, is empty, or names what is not there', () => {
    const here = { documentId: document.id, codeId: claim };
    const at = (start: number, end: number) => () => tag(project, { ...here, ranges: [{ start, end }] });
    expect(at(0, text.length + 1)).toThrowError(expect.objectContaining({ code: 'offset-outside-text' }));
    expect(at(5, 5)).toThrowError(expect.objectContaining({ code: 'span-empty' }));
    const unknown = { ...here, codeId: newId(), ranges: [rangeOf('minister')] };
    expect(() => tag(project, unknown)).toThrowError(expect.objectContaining({ code: 'not-found' }));
    expect(quotes()).toEqual([]);
    expect(project.store.read.undoState().undo?.type).toBe('create-code');
  });

  it('does a repeated call once: the tag stays, and is not taken for a second press', () => {
    const call = { actionId: newId(), documentId: document.id, codeId: claim, ranges: [rangeOf('minister')] };
    const once = tag(project, call);
    const twice = tag(project, call);
    expect(twice.annotation).toEqual(once.annotation);
    expect(twice.commit?.action).toEqual(once.commit?.action);
    expect(quotes()).toEqual(['minister']);
  });
});

describe('changing tags', () => {
  function tagged(passage: string) {
    const { annotation } = tag(project, {
      documentId: document.id,
      codeId: claim,
      ranges: [rangeOf(passage)],
    });
    if (!annotation) throw new Error('not tagged');
    return annotation;
  }

  it('makes a code and tags with it as one step, where both are of one group', () => {
    const groupId = newId();
    const { codeId } = createCode(project, { name: 'Denial', parentId: null, groupId });
    tag(project, { documentId: document.id, codeId, ranges: [rangeOf('No talks')], groupId });
    expect(quotes()).toEqual(['No talks']);
    project.store.undo(project.me.id);
    expect(quotes()).toEqual([]);
    expect(project.store.read.codes().map(({ name }) => name)).not.toContain('Denial');
    project.store.redo(project.me.id);
    expect(quotes()).toEqual(['No talks']);
  });

  it('changes the code of many at once and takes it back at once', () => {
    const ids = [tagged('minister').id, tagged('talks').id];
    recode(project, { annotationIds: ids, codeId: quotation });
    expect(project.store.read.countAnnotations({ codeIds: [quotation] })).toBe(2);
    project.store.undo(project.me.id);
    expect(project.store.read.countAnnotations({ codeIds: [claim] })).toBe(2);
  });

  it('moves the ends, and fragments that come to touch become one', () => {
    const annotation = tagged('minister');
    const moved = adjust(project, {
      annotationId: annotation.id,
      spanIndex: 0,
      range: rangeOf('The minister said'),
    });
    expect(moved.annotation.spans[0]?.quote).toBe('The minister said');
    const unmoved = adjust(project, {
      annotationId: annotation.id,
      spanIndex: 0,
      range: rangeOf('The minister said'),
    });
    expect(unmoved.commit).toBeNull();
    const two = tag(project, {
      documentId: document.id,
      codeId: quotation,
      ranges: [rangeOf('The'), rangeOf('said')],
    }).annotation;
    const joined = adjust(project, {
      annotationId: two?.id ?? '',
      spanIndex: 1,
      range: rangeOf('The minister said'),
    });
    expect(joined.annotation.spans.map((span) => span.quote)).toEqual(['The minister said']);
  });

  it('notes, with the history of the note', () => {
    const annotation = tagged('minister');
    editNote(project, { annotationId: annotation.id, note: 'first thought' });
    editNote(project, { annotationId: annotation.id, note: 'second thought' });
    expect(editNote(project, { annotationId: annotation.id, note: 'second thought' }).commit).toBeNull();
    const notes = project.store.read
      .history(annotation.id, 10)
      .map((entry) => [entry.type, entry.before?.note, entry.after.note]);
    expect(notes).toEqual([
      ['edit-note', 'first thought', 'second thought'],
      ['edit-note', '', 'first thought'],
      ['tag', undefined, ''],
    ]);
  });

  it('deletes several as one step', () => {
    const ids = [tagged('minister').id, tagged('talks').id];
    const { commit } = deleteAnnotations(project, { annotationIds: ids });
    expect(commit?.undoState.undo).toEqual({ type: 'delete-annotations', subject: '2 annotations' });
    expect(quotes()).toEqual([]);
    expect(deleteAnnotations(project, { annotationIds: ids }).commit).toBeNull();
    project.store.undo(project.me.id);
    expect(quotes()).toHaveLength(2);
  });
});
