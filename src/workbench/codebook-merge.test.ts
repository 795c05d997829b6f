import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codesInTreeOrder } from '../core/codebook/tree.ts';
import { newId } from '../core/ids.ts';
import { errorOf } from '../core/testing/raised.ts';
import { createCode, editCode, moveCode, setOtherParents } from './codebook.ts';
import { exportCodebook, importCodebook, previewCodebook } from './codebook-files.ts';
import { mergeCodes, previewMerge } from './codebook-merge.ts';
import { matchingAnnotations, splitCode } from './codebook-split.ts';
import { deleteComment, listComments, writeComment } from './discussion.ts';
import { listMemos, writeMemo } from './memos.ts';
import { tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

const WORDS = 'one two three four five six seven eight nine ten';

let project: Scratch;
let documentId: string;
beforeEach(() => {
  project = openScratch();
  documentId = project.addDocument('Words', [WORDS]).id;
});
afterEach(() => project.remove());

function make(name: string, parentId: string | null = null, attribute?: string): string {
  const attributes = attribute
    ? [{ id: newId(), name: attribute, type: 'text' as const, required: true, choices: [], initial: 'x' }]
    : [];
  return createCode(project, { name, parentId, attributes }).codeId;
}

function mark(codeId: string, word: string): string {
  const start = WORDS.indexOf(word);
  const ranges = [{ start, end: start + word.length }];
  return tag(project, { documentId, codeId, ranges }).annotation?.id ?? '';
}

const undo = () => project.store.undo(project.me.id);
const tree = (): readonly string[] =>
  codesInTreeOrder(project.store.read.codes()).map(({ code, depth }) => `${'  '.repeat(depth)}${code.name}`);
/** All that undo has to bring back. */
const state = () => ({
  codes: project.store.read.codes(),
  annotations: [...project.store.read.everyAnnotation({})],
  memos: project.store.read.memos(),
});
const quotesOf = (codeId: string) =>
  [...project.store.read.everyAnnotation({ codeIds: [codeId] })].map(({ spans }) => spans[0]?.quote);

describe('merging codes', () => {
  it('moves all that bears them, their children, attributes, memos and comments, in one step', () => {
    const claim = make('Claim', null, 'Year');
    const assertion = make('Assertion', null, 'year');
    const statement = make('Statement', null, 'Mood');
    make('Denied', claim);
    make('denied', assertion);
    mark(claim, 'one');
    mark(assertion, 'two');
    const moody = mark(statement, 'three');
    writeMemo(project, { targetKind: 'code', targetId: assertion, title: 'When', body: '' });
    const target = { targetKind: 'code' as const, targetId: assertion };
    const threadId = writeComment(project, { ...target, threadId: null, body: 'Why two?' }).commentId;
    const reply = writeComment(project, { ...target, threadId, body: 'Never mind.' }).commentId;
    deleteComment(project, { commentId: reply });
    const before = state();
    const merge = { intoId: claim, codeIds: [assertion, statement] };
    expect(previewMerge(project, merge)).toEqual({
      codes: [
        { codeId: assertion, annotations: 1, children: 1, keptAttributes: ['Year'], addedAttributes: [] },
        { codeId: statement, annotations: 1, children: 0, keptAttributes: [], addedAttributes: ['Mood'] },
      ],
      duplicates: 0,
    });
    const { commit, lostValues } = mergeCodes(project, merge);
    expect(lostValues).toBe(0);
    expect(commit?.undoState.undo).toEqual({ type: 'merge-codes', subject: 'Claim' });
    expect(tree()).toEqual(['Claim', '  Denied', '  denied (2)']);
    expect(quotesOf(claim)).toEqual(['one', 'two', 'three']);
    const mood = project.store.read.code(claim)?.attributes.find(({ name }) => name === 'Mood');
    expect(project.store.read.annotation(moody)?.attributes[mood?.id ?? '']).toBe('x');
    expect(listMemos(project, { target: { targetKind: 'code', targetId: claim } })).toHaveLength(1);
    expect(listComments(project, { targetKind: 'code', targetId: claim })).toHaveLength(1);
    undo();
    expect(state()).toEqual(before);
  });

  it('leaves one of two annotations that say the very same', () => {
    const [a, b, c] = [make('A'), make('B'), make('C')];
    for (const codeId of [a, b, c]) mark(codeId, 'one');
    mark(b, 'two');
    const merge = { intoId: a, codeIds: [b, c] };
    expect(previewMerge(project, merge).duplicates).toBe(2);
    mergeCodes(project, merge);
    expect(quotesOf(a)).toEqual(['one', 'two']);
    undo();
    expect(project.store.read.counts().annotations).toBe(4);
  });

  it('never puts a code under itself, whichever is merged into whichever', () => {
    const top = make('Top');
    const middle = make('Middle', top);
    const low = make('Low', middle);
    make('Aside', top);
    mergeCodes(project, { intoId: low, codeIds: [top] });
    expect(tree()).toEqual(['Middle', '  Low', '    Aside']);
    undo();
    mergeCodes(project, { intoId: low, codeIds: [top, middle] });
    expect(tree()).toEqual(['Low', '  Aside']);
    undo();
    mergeCodes(project, { intoId: top, codeIds: [low] });
    expect(tree()).toEqual(['Top', '  Middle', '  Aside']);
  });

  it('refuses a code into itself, and codes of another kind', () => {
    const a = make('A');
    const r = createCode(project, { name: 'R', parentId: null, kind: 'relation' }).codeId;
    expect(errorOf(() => mergeCodes(project, { intoId: a, codeIds: [a] }))).toMatchObject({
      code: 'invalid-input',
    });
    expect(errorOf(() => mergeCodes(project, { intoId: a, codeIds: [r] }))).toMatchObject({
      code: 'code-kind-refused',
    });
  });
});

describe('dividing a code', () => {
  it('gives chosen annotations to a new code beside it that asks the same', () => {
    const a = make('A', null, 'Mood');
    make('B');
    for (const word of ['one', 'two', 'three']) mark(a, word);
    const { annotations, total } = matchingAnnotations(project, { codeId: a, words: 'T' });
    expect(total).toBe(2);
    const { codeId } = splitCode(project, {
      codeId: a,
      name: 'With t',
      annotationIds: annotations.map(({ id }) => id),
    });
    expect(tree()).toEqual(['A', 'With t', 'B']);
    expect(quotesOf(codeId)).toEqual(['two', 'three']);
    expect(quotesOf(a)).toEqual(['one']);
    const [definition] = project.store.read.code(codeId)?.attributes ?? [];
    const attribute = { definitionId: definition?.id ?? '', value: 'X' };
    expect(matchingAnnotations(project, { codeId, attribute }).total).toBe(2);
    undo();
    expect(quotesOf(a)).toHaveLength(3);
    expect(tree()).toEqual(['A', 'B']);
  });
});

describe('codes under several parents', () => {
  it('are never their own ancestors, and lose a place that is deleted or becomes their own', () => {
    const [a, b] = [make('A'), make('B')];
    const low = make('Low', a);
    setOtherParents(project, { codeId: low, otherParentIds: [b, a, b] });
    expect(project.store.read.code(low)?.otherParentIds).toEqual([b]);
    expect(errorOf(() => setOtherParents(project, { codeId: b, otherParentIds: [low] }))).toMatchObject({
      code: 'code-cycle',
    });
    moveCode(project, { codeId: low, parentId: b, index: 0 });
    expect(project.store.read.code(low)).toMatchObject({ parentId: b, otherParentIds: [] });
  });
});

describe('a codebook in a file', () => {
  it.each(['json', 'csv', 'qdc'] as const)('comes back the same as %s', async (format) => {
    const claim = make('Claim', null, 'Year');
    make('Denied', claim);
    const path = join(project.folder, `codes.${format}`);
    const report = await exportCodebook(project, { format, path });
    expect(report.codes).toBe(2);
    const preview = await previewCodebook(project, { path });
    expect(preview).toMatchObject({ format, warnings: [] });
    expect(preview.codes.map((code) => [code.path, code.effect])).toEqual([
      [['Claim'], 'same'],
      [['Claim', 'Denied'], 'same'],
    ]);
    expect(await importCodebook(project, { path })).toMatchObject({ commit: null, made: 0, changed: 0 });

    editCode(project, { codeId: claim, fields: { description: 'Changed here.' } });
    const again = await importCodebook(project, { path });
    expect(again).toMatchObject({ made: 0, changed: 1 });
    expect(project.store.read.code(claim)?.description).toBe('');

    const other = openScratch();
    try {
      expect((await previewCodebook(other, { path })).codes.every(({ effect }) => effect === 'new')).toBe(
        true,
      );
      expect(other.store.read.codes()).toEqual([]);
      const taken = await importCodebook(other, { path });
      expect(taken).toMatchObject({ made: 2, changed: 0 });
      expect(taken.commit?.undoState.undo).toEqual({ type: 'import-codebook', subject: `codes.${format}` });
      const again = join(other.folder, 'again');
      await exportCodebook(other, { format, path: again });
      expect(readFileSync(again, 'utf8')).toBe(readFileSync(path, 'utf8'));
      other.store.undo(other.me.id);
      expect(other.store.read.codes()).toEqual([]);
    } finally {
      other.remove();
    }
  });

  it('keeps what annotations say where the same is asked under another id', async () => {
    const claim = make('Claim', null, 'Year');
    const id = mark(claim, 'one');
    const path = join(project.folder, 'codes.json');
    await exportCodebook(project, { format: 'json', path });
    const otherIds = readFileSync(path, 'utf8').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, () => newId());
    writeFileSync(path, otherIds);
    const before = project.store.read.annotation(id);
    expect(await importCodebook(project, { path })).toMatchObject({ commit: null });
    expect(project.store.read.annotation(id)).toEqual(before);
  });

  it('leaves a code for something else alone, and makes its own beside it', async () => {
    const other = openScratch();
    try {
      const codeId = createCode(other, { name: 'Claim', parentId: null, kind: 'document' }).codeId;
      const path = join(project.folder, 'codes.csv');
      await exportCodebook(other, { format: 'csv', path });
      const { store, me } = project;
      store.transact({ type: 'create-code', subject: '', personId: me.id }, (tx) => {
        const code = other.store.read.code(codeId);
        if (code) tx.putCode({ ...code, kind: 'span' });
      });
      mark(codeId, 'one');
      expect(await importCodebook(project, { path })).toMatchObject({ made: 1, changed: 0 });
      expect(store.read.codes().map(({ name, kind }) => [name, kind])).toEqual([
        ['Claim', 'span'],
        ['Claim (2)', 'document'],
      ]);
      expect(quotesOf(codeId)).toEqual(['one']);
    } finally {
      other.remove();
    }
  });

  it('is refused where it is none', async () => {
    const path = join(project.folder, 'codes.json');
    writeFileSync(path, '{}');
    await expect(importCodebook(project, { path })).rejects.toMatchObject({ code: 'codebook-unreadable' });
    await expect(previewCodebook(project, { path: `${path}x` })).rejects.toMatchObject({
      code: 'file-missing',
    });
  });
});
