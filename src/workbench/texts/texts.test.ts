import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextChange } from '../../contract/procedures.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { createCode } from '../codebook.ts';
import { tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { loseAnnotation, lostAnchor, placeAnnotation } from './anchors.ts';
import { changeText, previewTextChange } from './change.ts';
import { pastReport, textVersions } from './versions.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const PARAGRAPHS = [
  'The council met on Monday in the old town hall.',
  'The mayor said: “We will not sign.” Nobody believed her.',
  'Лукашэнка сказаў: “Так”.',
];

describe('a document whose text changes', () => {
  let scratch: Scratch;
  let document: DocumentRecord;
  const ids = new Map<string, string>();

  beforeEach(() => {
    scratch = openScratch();
    document = scratch.addDocument('Page', PARAGRAPHS);
    const codeId = createCode(scratch, { name: 'Claim', parentId: null }).codeId;
    const text = PARAGRAPHS.join('\n');
    for (const quote of ['old town hall', 'We will not sign', 'Nobody believed her', 'Лукашэнка']) {
      const start = text.indexOf(quote);
      const ranges = [{ start, end: start + quote.length }];
      ids.set(quote, tag(scratch, { documentId: document.id, codeId, ranges }).annotation?.id ?? '');
    }
  });
  afterEach(() => scratch.remove());

  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(scratch.folder, name);
    writeFileSync(path, content);
    return path;
  };
  const annotations = () => [...scratch.store.read.everyAnnotation({})];
  const quotes = () => annotations().map(({ spans, lost }) => [lost, spans[0]?.quote]);
  const change = (wanted: TextChange) =>
    changeText(scratch, { documentId: document.id, change: wanted }, quiet);

  const newer = `Updated on Friday.\n${PARAGRAPHS[2]}\nThe mayor said: “We will not sign it.” Everybody laughed.\n${PARAGRAPHS[0]}`;

  it('is imported again: annotations go with their words, the others are kept as lost, and undo returns all', async () => {
    const before = annotations();
    const path = file('page.txt', newer);
    const preview = await previewTextChange(
      scratch,
      { documentId: document.id, change: { from: 'file', path } },
      quiet,
    );
    expect(preview.counts).toEqual({ kept: 1, moved: 2, changed: 0, lost: 1, found: 0, stillLost: 0 });
    expect(annotations()).toEqual(before);
    const { report, commit } = await change({ from: 'file', path });
    expect(report.counts).toEqual(preview.counts);
    expect(report.changes.filter(({ outcome }) => outcome === 'lost')).toMatchObject([
      { annotationId: ids.get('Nobody believed her') },
    ]);
    expect(quotes()).toEqual([
      [false, 'Лукашэнка'],
      [false, 'We will not sign'],
      [false, 'old town hall'],
      [true, 'Nobody believed her'],
    ]);
    expect((await scratch.store.check()).problems).toEqual([]);
    expect(scratch.store.read.countAnnotations({ lost: true })).toBe(1);
    expect(scratch.store.read.undoState().undo).toEqual({ type: 'reimport', subject: 'Page' });
    const past = await pastReport(
      scratch,
      { documentId: document.id, actionId: commit?.action.id ?? '' },
      quiet,
    );
    expect(past).toMatchObject({ oldTextId: report.oldTextId, newTextId: report.newTextId });
    expect(past.changes).toEqual(report.changes);
    scratch.store.undo(scratch.me.id);
    expect(annotations()).toEqual(before);
    expect(scratch.store.read.document(document.id)).toEqual(document);
    expect((await scratch.store.check()).problems).toEqual([]);
  });

  it('has versions, and goes back to one of them with all that was lost', async () => {
    await change({ from: 'file', path: file('page.txt', newer) });
    const versions = textVersions(scratch, { documentId: document.id });
    expect(versions.map(({ type, present, personName }) => [type, present, personName])).toEqual([
      ['reimport', true, 'Reader'],
      ['import', false, 'Reader'],
    ]);
    const { report } = await change({ from: 'version', textId: document.textId });
    expect(report.counts).toMatchObject({ found: 1, lost: 0, stillLost: 0 });
    expect(quotes()).toEqual([
      [false, 'old town hall'],
      [false, 'We will not sign'],
      [false, 'Nobody believed her'],
      [false, 'Лукашэнка'],
    ]);
    scratch.store.undo(scratch.me.id);
    expect(scratch.store.read.countAnnotations({ lost: true })).toBe(1);
  });

  it('is corrected in one paragraph', async () => {
    const { report } = await change({
      from: 'edit',
      textId: document.textId,
      firstBlock: 1,
      endBlock: 2,
      paragraphs: [{ block: 1, text: 'The mayor said: “We will never sign.” Nobody believed her.' }],
    });
    expect(report.counts).toEqual({ kept: 3, moved: 0, changed: 1, lost: 0, found: 0, stillLost: 0 });
    expect(quotes()[1]).toEqual([false, 'We will never sign']);
    const stale = change({
      from: 'edit',
      textId: document.textId,
      firstBlock: 0,
      endBlock: 1,
      paragraphs: [{ block: 0, text: 'Late.' }],
    });
    await expect(stale).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await scratch.store.check()).problems).toEqual([]);
  });

  it('that was read in the wrong encoding is read again from its own bytes', async () => {
    const { store, me } = scratch;
    // “Лукашэнка” in windows-1251, taken for windows-1252.
    const bytes = Uint8Array.from([0xcb, 0xf3, 0xea, 0xe0, 0xf8, 0xfd, 0xed, 0xea, 0xe0]);
    const { value } = store.transact({ type: 'import', subject: '', personId: me.id }, (tx) => {
      const { id } = tx.putText({
        structured: { text: 'Ëóêàøýíêà', blocks: [{ kind: 'paragraph', start: 0, end: 9 }], marks: [] },
        source: { bytes, mediaType: 'text/plain', encoding: 'windows-1252', format: 'txt' },
      });
      const wrong = { ...document, id: ids.get('Лукашэнка') ?? '', textId: id };
      const made = { ...wrong, id: scratch.store.read.project().id };
      tx.putDocument(made);
      return made;
    });
    const { report } = await changeText(
      scratch,
      { documentId: value?.id ?? '', change: { from: 'original', encoding: 'windows-1251' } },
      quiet,
    );
    expect(store.read.slice(report.newTextId ?? '', { start: 0, end: 99 })).toBe('Лукашэнка');
    expect(store.read.text(report.newTextId ?? '')?.encoding).toBe('windows-1251');
  });

  it('says so where the text is the same, and then does nothing', async () => {
    const path = file('same.txt', PARAGRAPHS.join('\n'));
    const { commit, report } = await change({ from: 'file', path });
    expect(report.counts.lost + report.counts.moved + report.counts.changed).toBe(0);
    expect(commit === null || report.newTextId !== document.textId).toBe(true);
    expect(quotes().every(([lost]) => lost === false)).toBe(true);
  });

  it('lets a person decide on what was lost: place it, or call lost what was placed wrongly', async () => {
    const { commit } = await change({ from: 'file', path: file('page.txt', newer) });
    const annotationId = ids.get('Nobody believed her') ?? '';
    const lost = lostAnchor(scratch, { annotationId });
    expect(lost).toMatchObject({ oldTextId: document.textId, title: 'Page' });
    const laughed = newer.indexOf('Everybody');
    const ranges = [{ start: laughed, end: laughed + 'Everybody laughed'.length }];
    const { annotation } = placeAnnotation(scratch, { annotationId, ranges });
    expect(annotation).toMatchObject({ lost: false, spans: [{ quote: 'Everybody laughed' }] });
    expect(scratch.store.read.countAnnotations({ lost: true })).toBe(0);
    const moved = ids.get('old town hall') ?? '';
    loseAnnotation(scratch, { annotationId: moved, changeId: commit?.action.id ?? '' });
    expect(scratch.store.read.annotation(moved)).toMatchObject({
      lost: true,
      spans: [{ quote: 'old town hall' }],
    });
    expect((await scratch.store.check()).problems).toEqual([]);
    for (let step = 0; step < 3; step++) scratch.store.undo(scratch.me.id);
    expect(quotes()[0]).toEqual([false, 'old town hall']);
    expect(scratch.store.read.countAnnotations({ lost: true })).toBe(0);
  });
});
