import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { createCode, editCode } from '../codebook.ts';
import { runExport } from '../export/index.ts';
import type { Session } from '../session.ts';
import { deleteAnnotations, editNote, tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const PARAGRAPHS = ['Лукашэнка сказаў: “Так”.', 'He denied it 😀 twice.'];

/** The same content made twice gets other ids. */
function fill(scratch: Scratch, { annotated }: { annotated: boolean }) {
  const document = scratch.addDocument('Briefing', PARAGRAPHS);
  const claim = createCode(scratch, { name: 'Claim', parentId: null, key: 'c' }).codeId;
  const denied = createCode(scratch, { name: 'Denied', parentId: claim, key: 'd' }).codeId;
  if (annotated) {
    tag(scratch, { documentId: document.id, codeId: claim, ranges: [{ start: 0, end: 24 }] });
    const ranges = [
      { start: 25, end: 34 },
      { start: 38, end: 40 },
    ];
    tag(scratch, { documentId: document.id, codeId: denied, ranges });
  }
  return { document, claim, denied };
}

describe('an annotated set', () => {
  let theirs: Scratch;
  let mine: Scratch;
  let set = '';

  beforeEach(() => {
    theirs = openScratch();
    mine = openScratch();
    set = join(theirs.folder, 'theirs.jsonl');
  });
  afterEach(() => {
    theirs.remove();
    mine.remove();
  });

  const exported = async (session: Session, path: string): Promise<string> => {
    await runExport(session, { format: 'jsonl' }, path, quiet);
    return readFileSync(path, 'utf8');
  };
  const run = (...paths: readonly string[]) =>
    runImport(
      mine,
      paths.map((path) => ({ path })),
      quiet,
    );
  const annotations = (documentId: Id) => [...mine.store.read.everyAnnotation({ documentIds: [documentId] })];

  it('lands on the documents and codes that are here already, known by text and path', async () => {
    fill(theirs, { annotated: true });
    await exported(theirs, set);
    const { document, claim, denied } = fill(mine, { annotated: false });
    const report = await run(set);
    expect(report.errors).toEqual([]);
    expect(report.documents).toMatchObject([{ id: document.id, annotations: 2, format: 'jsonl' }]);
    expect(report.warnings).toMatchObject([{ code: 'code-mapped' }]);
    expect(annotations(document.id).map(({ codeId, personId }) => [codeId, personId])).toEqual([
      [claim, theirs.me.id],
      [denied, theirs.me.id],
    ]);
    expect(mine.store.read.persons().map(({ id }) => id)).toEqual([mine.me.id, theirs.me.id]);
    const actions = mine.store.read.counts().actions;
    expect(await run(set)).toMatchObject({ documents: [], duplicates: [{ id: document.id }], errors: [] });
    expect(mine.store.read.counts().actions).toBe(actions);
    expect((await mine.store.check()).problems).toEqual([]);
  });

  it('makes what is not here, gives up a key that another code has, and says so', async () => {
    fill(theirs, { annotated: true });
    await exported(theirs, set);
    createCode(mine, { name: 'Commentary', parentId: null, key: 'c' });
    const report = await run(set);
    expect(report.documents).toMatchObject([{ title: 'Briefing', annotations: 2 }]);
    expect(report.warnings).toMatchObject([{ code: 'code-key-taken' }]);
    expect(mine.store.read.codes().map(({ name, key }) => [name, key])).toContainEqual(['Claim', null]);
  });

  it('never changes what is here: what differs is counted and left', async () => {
    const { claim } = fill(theirs, { annotated: true });
    await exported(theirs, set);
    const [document] = (await run(set)).documents;
    const [first] = annotations(document?.id ?? '');
    editNote(mine, { annotationId: first?.id ?? '', note: 'mine' });
    editCode(mine, { codeId: claim, fields: { description: 'mine' } });
    const report = await run(set);
    expect(report.warnings.map(({ code }) => code)).toEqual(['record-differs', 'record-differs']);
    expect(annotations(document?.id ?? '')[0]?.note).toBe('mine');
  });

  it('brings the good records and the other files where some records are bad, each told with its line', async () => {
    fill(theirs, { annotated: true });
    const lines = (await exported(theirs, set)).split('\n');
    const index = lines.findIndex((line) => line.startsWith('{"record":"annotation"'));
    lines[index] = (lines[index] ?? '').replace(/"end":\d+/, '"end":99999');
    writeFileSync(set, lines.join('\n'));
    const text = join(theirs.folder, 'plain.txt');
    writeFileSync(text, 'plain words');
    const report = await run(set, text);
    expect(report.errors).toMatchObject([{ path: set, code: 'offset-outside-text' }]);
    expect(report.errors[0]?.message).toContain(`Line ${index + 1}`);
    expect(report.documents.map(({ path, annotations: count }) => [path, count])).toEqual([
      [set, 1],
      [text, 0],
    ]);
    expect((await mine.store.check()).problems).toEqual([]);
  });

  it('brings nothing of a newer version', async () => {
    fill(theirs, { annotated: true });
    const newer = (await exported(theirs, set)).replace('"version":1', '"version":2');
    writeFileSync(set, newer);
    const { actions } = mine.store.read.counts();
    expect(await run(set)).toMatchObject({ documents: [], errors: [{ code: 'format-version-unknown' }] });
    expect(mine.store.read.counts().actions).toBe(actions);
  });

  it('keeps two documents of the same text apart', async () => {
    const first = theirs.addDocument('One', PARAGRAPHS);
    const second = theirs.addDocument('Two', PARAGRAPHS);
    const codeId = createCode(theirs, { name: 'Claim', parentId: null }).codeId;
    tag(theirs, { documentId: first.id, codeId, ranges: [{ start: 0, end: 9 }] });
    tag(theirs, { documentId: second.id, codeId, ranges: [{ start: 10, end: 16 }] });
    const before = await exported(theirs, set);
    expect((await run(set)).documents).toHaveLength(2);
    expect(await exported(mine, join(mine.folder, 'mine.jsonl'))).toBe(before);
  });

  it('is one step of undo, named after its file', async () => {
    fill(theirs, { annotated: true });
    await exported(theirs, set);
    await run(set);
    const { read } = mine.store;
    expect(read.undoState().undo).toEqual({ type: 'import', subject: 'theirs.jsonl' });
    mine.store.undo(mine.me.id);
    expect(read.counts()).toMatchObject({ documents: 0, codes: 0, annotations: 0, persons: 1 });
  });

  it('is read whole for the preview, which tells its problems', async () => {
    fill(theirs, { annotated: true });
    await exported(theirs, set);
    appendFileSync(set, 'not json\n');
    const { candidates } = await previewImport(mine, [{ path: set }], quiet);
    expect(candidates).toMatchObject([
      { format: 'jsonl', error: null, length: PARAGRAPHS.join('\n').length },
    ]);
    expect(candidates[0]?.preview.map(({ text }) => text)).toEqual(['The documents of the set', 'Briefing']);
    expect(candidates[0]?.warnings).not.toEqual([]);
    expect(candidates[0]?.set).toMatchObject({ attached: 0, annotationsHere: 0 });
  });

  it('says in the preview what of it is here already', async () => {
    fill(theirs, { annotated: true });
    await exported(theirs, set);
    await run(set);
    const again = async () => (await previewImport(mine, [{ path: set }], quiet)).candidates[0];
    expect(await again()).toMatchObject({ length: 0, set: { attached: 1, annotationsHere: 2 } });
    const [annotation] = mine.store.read.everyAnnotation({});
    deleteAnnotations(mine, { annotationIds: [annotation?.id ?? ''] });
    expect(await again()).toMatchObject({ length: 0, set: { attached: 1, annotationsHere: 1 } });
  });

  it('is refused where its format is asked for and it is another file', async () => {
    const path = join(theirs.folder, 'other.jsonl');
    writeFileSync(path, '{"text":"a"}\n');
    const report = await runImport(mine, [{ path, format: 'jsonl' }], quiet);
    expect(report.errors).toMatchObject([{ code: 'file-format-unknown' }]);
  });
});
