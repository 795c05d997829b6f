import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../core/ids.ts';
import { openProject, type ProjectStore } from '../../store/index.ts';
import { createCode } from '../codebook.ts';
import { tag } from '../tagging.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { runMerge } from './run.ts';

const PARAGRAPHS = [
  'The minister of foreign affairs denied the report on Tuesday, and the envoy said nothing at all.',
  'Traders came early to the market by the harbour, as they had on every morning of that long summer.',
  'Prices were said to have fallen since the spring, though nobody whom we asked had bought anything.',
  'The port authority closed the old quay for three days, and opened it again without a word of why.',
];
/** As another scrape of the page has it: a line more, a word altered, a sentence gone. */
const OTHER = [
  'Subscribe to our newsletter',
  PARAGRAPHS[0] ?? '',
  (PARAGRAPHS[1] ?? '').replace('long summer', 'hot summer'),
  PARAGRAPHS[2] ?? '',
];

const context = { signal: new AbortController().signal, onProgress: () => undefined };

let mine: Scratch;
let theirs: Scratch;
beforeEach(() => {
  mine = openScratch();
  theirs = openScratch();
});
afterEach(() => {
  mine.remove();
  theirs.remove();
});

function tagQuote(
  scratch: Scratch,
  documentId: string,
  codeId: string,
  paragraphs: readonly string[],
  quote: string,
) {
  const text = paragraphs.join('\n');
  const length = scratch.store.read.documents().find(({ id }) => id === documentId)?.length ?? 0;
  const whole = scratch.store.read.slice(scratch.store.read.document(documentId)?.textId ?? '', {
    start: 0,
    end: length,
  });
  const start = whole.indexOf(quote);
  if (start < 0) throw new Error(`‘${quote}’ is not in ‘${text}’`);
  tag(scratch, { documentId, codeId, ranges: [{ start, end: start + quote.length }] });
}

/** Two projects that two people with one name made apart, of two scrapes of one page. */
function furnish() {
  const here = mine.addDocument('Report', OTHER);
  const there = theirs.addDocument('Report (site)', PARAGRAPHS);
  const different = theirs.addDocument('Elsewhere', [
    'Nothing of this has anything to do with the other one.',
  ]);
  for (const [scratch, document, paragraphs, quotes] of [
    [mine, here, OTHER, ['The minister', 'denied the report']],
    [theirs, there, PARAGRAPHS, ['the envoy', 'nobody whom we asked', 'The port authority']],
  ] as const) {
    const { codeId } = createCode(scratch, { name: 'Actor', parentId: null });
    for (const quote of quotes) tagQuote(scratch, document.id, codeId, paragraphs, quote);
  }
  return { here, there, different };
}

/** So that the file holds all, as one that is sent. */
function closed({ store }: Scratch): string {
  store.close();
  return store.path;
}

function visible(store: ProjectStore) {
  return {
    persons: store.read.persons().map(({ name }) => name),
    documents: store.read.documents().map(({ title, annotations }) => [title, annotations]),
    annotations: [...store.read.everyAnnotation({})]
      .map(({ id, documentId, personId, lost, spans }) => ({ id, documentId, personId, lost, spans }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

describe('documents of nearly the same text, and people of one name', () => {
  it('are proposed with what would be lost, and left apart where nobody says that they are one', async () => {
    const { here, there } = furnish();
    const file = closed(theirs);
    const before = visible(mine.store);
    const { report } = await runMerge(mine, { file, dryRun: true }, context);
    expect(report.twins).toMatchObject([
      { kind: 'person', id: theirs.me.id, likeId: mine.me.id, annotations: 3 },
      {
        kind: 'document',
        id: there.id,
        likeId: here.id,
        annotations: 3,
        lostCount: 1,
        lost: ['The port authority'],
      },
    ]);
    expect(report.twins[1]?.share).toBeGreaterThan(0.5);
    expect(visible(mine.store)).toEqual(before);
    await runMerge(mine, { file }, context);
    expect(mine.store.read.documents()).toHaveLength(3);
    expect(mine.store.read.persons()).toHaveLength(2);
  });

  it('become one where that is chosen: annotations go with their words, one undo takes all back', async () => {
    const { here } = furnish();
    const file = closed(theirs);
    const before = visible(mine.store);
    await runMerge(mine, { file, unions: 'all' }, context);
    const after = visible(mine.store);
    expect(after.persons).toEqual(['Reader']);
    expect(after.documents).toEqual([
      ['Elsewhere', 0],
      ['Report', 5],
    ]);
    expect(
      after.annotations.every(
        ({ documentId, personId }) => documentId === here.id && personId === mine.me.id,
      ),
    ).toBe(true);
    const text = mine.store.read.slice(here.textId, {
      start: 0,
      end: mine.store.read.documents()[1]?.length ?? 0,
    });
    for (const { spans, lost } of after.annotations) {
      const [span] = spans;
      expect(lost).toBe(span?.quote === 'The port authority');
      if (!lost) expect(text.slice(span?.start, span?.end)).toBe(span?.quote);
    }
    expect((await mine.store.check()).problems).toEqual([]);
    mine.store.undo(mine.me.id);
    expect(visible(mine.store)).toEqual(before);
    mine.store.redo(mine.me.id);
    expect(visible(mine.store)).toEqual(after);
  });

  it('are one for whoever merges that, and stay so whatever is merged again', async () => {
    furnish();
    const file = closed(theirs);
    await runMerge(mine, { file, unions: 'all' }, context);
    const settled = visible(mine.store);
    expect((await runMerge(mine, { file, unions: 'all' }, context)).commit).toBeNull();
    mine.store.close();
    const options = {
      machineId: newId(),
      backupFolder: `${theirs.folder}/backups`,
      appVersion: '0.0.0-test',
    };
    const other = openProject(file, options);
    await other.merge(mine.store.path, { personId: theirs.me.id });
    expect(visible(other)).toEqual(settled);
    other.close();
  });
});
