import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SearchState } from '../../contract/procedures.ts';
import type { QueryKind, TextQuery } from '../../core/query/text-query.ts';
import { until } from '../../core/testing/until.ts';
import { TextSearch } from '../../store/search/text-search.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { ProjectSearch, type ProjectSearchOptions } from './project-search.ts';

let scratch: Scratch;
let searchFolder: string;
let search: ProjectSearch;
let told: SearchState[];
const whenever = new AbortController().signal;
const LIMITS = { givesWay: 500, comesAlong: 60_000, idle: 60_000 };

const asked = (kind: QueryKind, query: string): TextQuery => ({
  kind,
  query,
  caseSensitive: false,
  wholeWord: false,
});
const page = (limit = 10, after: string | null = null) => ({ order: 'text', after, limit }) as const;
/** Tries every way to divide the letters, without end. */
const CATASTROPHE = asked('pattern', '^(?:(?:a|aa)+)+b$');
const MANY_LETTERS = 'a'.repeat(4_000);

function begin(options: ProjectSearchOptions = {}): void {
  const tell = (state: SearchState) => told.push(state);
  search = new ProjectSearch(scratch.store.path, searchFolder, { limits: LIMITS, tell, ...options });
}

async function indexed(): Promise<SearchState> {
  await search.index();
  await until(() => !search.state().indexing);
  return search.state();
}

beforeEach(() => {
  scratch = openScratch();
  searchFolder = join(scratch.folder, 'search');
  told = [];
  for (const [title, ...paragraphs] of [
    ['One', 'The minister spoke of peace.', 'Nobody listened.', 'Ministers, all!'],
    ['Two', 'Мир и война.', 'The envoy met the minister.'],
    ['Three', 'peace talks in Minsk', 'The talks went on.'],
  ]) {
    scratch.addDocument(title ?? '', paragraphs);
  }
  begin();
});
afterEach(async () => {
  await search.close();
  scratch.remove();
});

describe('search of a project', () => {
  it.each(['words', 'text', 'pattern'] as const)(
    'gives in threads what is found in one (%s)',
    async (kind) => {
      const engine = new TextSearch({ projectPath: scratch.store.path, indexPath: null });
      try {
        for (const threads of [1, 2]) {
          await search.close();
          begin({ threads });
          for (const query of ['minister', 'talks', 'мир', 'nothing like it', 'e']) {
            const sought = asked(kind, query);
            const wanted = engine.find(sought, page(), () => true);
            expect(await search.passages(sought, page(), whenever)).toEqual(wanted);
            expect(await search.count(sought, {}, whenever)).toEqual(engine.count(sought, {}, () => true));
          }
        }
      } finally {
        engine.close();
      }
    },
  );

  it('goes on from page to page, also where several threads share the work', async () => {
    // More than one thread is given at once.
    const rest = 'and nothing else '.repeat(2_000);
    for (let at = 0; at < 6; at += 1)
      scratch.addDocument(`Long ${at}`, Array(90).fill(`${at} The minister and the envoy ${rest}`));
    const engine = new TextSearch({ projectPath: scratch.store.path, indexPath: null });
    try {
      expect(engine.slices({}).length).toBeGreaterThan(1);
      for (const query of [
        asked('words', 'envoy'),
        asked('text', 'minister'),
        asked('pattern', '^[135] The'),
      ]) {
        const all = engine.find(query, page(10_000), () => true);
        const found = [];
        for (let after: string | null = null; ; ) {
          const { passages, next } = await search.passages(query, page(200, after), whenever);
          found.push(...passages);
          after = next;
          if (after === null) break;
          expect(passages).toHaveLength(200);
        }
        expect(found).toEqual(all.passages);
        expect(await search.count(query, {}, whenever)).toEqual(engine.count(query, {}, () => true));
      }
      expect(search.threads).toBe(2);
    } finally {
      engine.close();
    }
  });

  it('takes texts into its index in the background, and those that come later', async () => {
    begin({ indexStep: 20 });
    expect(search.state()).toMatchObject({ state: { texts: 3, indexedTexts: 0 }, indexing: false });
    expect(await indexed()).toMatchObject({ state: { texts: 3, indexedTexts: 3 }, problem: null });
    expect(told.at(0)).toMatchObject({ indexing: true, state: { indexedUnits: 0 } });
    expect(told.at(-1)).toMatchObject({ indexing: false, state: { indexedTexts: 3 } });
    const before = await search.passages(asked('words', 'minister'), page(), whenever);
    expect(before.passages).toHaveLength(2);

    scratch.addDocument('Four', ['A minister again']);
    // What is not in the index yet is read through.
    expect((await search.passages(asked('words', 'minister'), page(), whenever)).passages).toHaveLength(3);
    expect(search.state().state).toMatchObject({ texts: 4, indexedTexts: 3 });
    expect(await indexed()).toMatchObject({ state: { texts: 4, indexedTexts: 4 } });
    expect((await search.passages(asked('words', 'minister'), page(), whenever)).passages).toHaveLength(3);
  });

  it('has no threads while nothing is asked and nothing is to be indexed', async () => {
    begin({ limits: { ...LIMITS, idle: 20 } });
    await indexed();
    await until(() => search.threads === 0);
    await indexed();
    expect(search.threads).toBe(0);
    await search.passages(asked('words', 'minister'), page(), whenever);
    expect(search.threads).toBe(1);
    await until(() => search.threads === 0);
  });

  it('never finds what has been deleted', async () => {
    await indexed();
    const [first] = (await search.passages(asked('words', 'minister'), page(), whenever)).passages;
    const document = scratch.store.read.document(first?.documentId ?? '');
    if (!document) throw new Error('There is no such document.');
    scratch.store.transact({ type: 'delete-document', subject: '', personId: scratch.me.id }, (tx) =>
      tx.putDocument({ ...document, deleted: true }),
    );
    for (const kind of ['words', 'text', 'pattern'] as const) {
      const { passages } = await search.passages(asked(kind, 'minister'), page(), whenever);
      expect(passages.map(({ documentId }) => documentId)).not.toContain(document.id);
      expect((await search.count(asked(kind, 'minister'), {}, whenever)).documents).toHaveLength(1);
    }
    expect(search.state().state.texts).toBe(2);
    scratch.store.undo(scratch.me.id);
    expect((await search.count(asked('words', 'minister'), {}, whenever)).documents).toHaveLength(2);
  });

  it('ends a pattern that would never end, and says what to do', async () => {
    scratch.addDocument('Letters', [MANY_LETTERS]);
    begin({ limits: { ...LIMITS, comesAlong: 300 } });
    await expect(search.passages(CATASTROPHE, page(), whenever)).rejects.toMatchObject({
      code: 'pattern-too-slow',
      remedy: expect.stringContaining('more exact'),
    });
    expect((await search.passages(asked('pattern', 'minister'), page(), whenever)).passages).toHaveLength(3);
  });

  it('answers only the newest of questions that follow one another', async () => {
    scratch.addDocument('Letters', [MANY_LETTERS]);
    const answers = [];
    let before = new AbortController();
    for (const query of [
      CATASTROPHE,
      asked('text', 'm'),
      CATASTROPHE,
      asked('text', 'mini'),
      asked('text', 'minister'),
    ]) {
      before.abort();
      before = new AbortController();
      answers.push(search.passages(query, page(), before.signal));
    }
    const settled = await Promise.allSettled(answers);
    expect(settled.slice(0, -1)).toEqual(
      settled
        .slice(0, -1)
        .map(() => expect.objectContaining({ reason: expect.objectContaining({ code: 'cancelled' }) })),
    );
    expect(settled.at(-1)).toMatchObject({ status: 'fulfilled', value: { next: null } });
  });

  it('cannot understand every query, and says where', async () => {
    await expect(search.count(asked('pattern', '('), {}, whenever)).rejects.toMatchObject({
      code: 'invalid-input',
      place: { field: 'query' },
    });
  });
});

describe('the index of a project', () => {
  const folders = () => readdirSync(searchFolder);

  it('is made anew when asked, also while it is being made', async () => {
    begin({ indexStep: 20 });
    await indexed();
    const [folder = ''] = folders();
    writeFileSync(join(searchFolder, folder, 'mark'), '');
    for (let times = 0; times < 2; times += 1) {
      expect(await search.rebuild()).toMatchObject({ indexing: true });
      expect(existsSync(join(searchFolder, folder, 'mark'))).toBe(false);
    }
    await until(() => !search.state().indexing);
    expect(search.state()).toMatchObject({ state: { indexedTexts: 3 }, problem: null });
  });

  it('is not needed: where its folder cannot be made that is said once, and texts are read through', async () => {
    writeFileSync(searchFolder, 'a file');
    const { problem } = await indexed();
    expect(problem).toMatchObject({
      code: 'index-failed',
      message: expect.stringContaining('take longer'),
      place: { path: expect.stringContaining(searchFolder) },
    });
    expect(told.filter((state) => state.problem)).toHaveLength(1);
    expect((await search.passages(asked('words', 'minister'), page(), whenever)).passages).toHaveLength(2);
    expect((await search.rebuild()).indexing).toBe(true);
    rmSync(searchFolder);
    await until(() => !search.state().indexing);
    await search.rebuild();
    await until(() => !search.state().indexing);
    expect(search.state()).toMatchObject({ state: { indexedTexts: 3 }, problem: null });
  });

  it('is made anew where it is damaged', async () => {
    await indexed();
    await search.close();
    const [folder = ''] = folders();
    writeFileSync(join(searchFolder, folder, 'words.index'), 'nothing that SQLite could read');
    begin();
    expect((await search.passages(asked('words', 'minister'), page(), whenever)).passages).toHaveLength(2);
    expect(await indexed()).toMatchObject({ state: { indexedTexts: 3 }, problem: null });
  });

  it('goes when its project has gone', async () => {
    await indexed();
    const gone = openScratch();
    const other = new ProjectSearch(gone.store.path, searchFolder, { limits: LIMITS });
    gone.addDocument('Elsewhere', ['The minister again']);
    await other.index();
    await until(() => !other.state().indexing);
    await other.close();
    mkdirSync(join(searchFolder, 'not ours'));
    expect(folders()).toHaveLength(3);
    gone.remove();
    await search.close();
    begin();
    await indexed();
    expect(folders()).toHaveLength(2);
    expect(search.state().state.indexedTexts).toBe(3);
  });

  it('is closed with the project, whatever is going on', async () => {
    scratch.addDocument('Letters', [MANY_LETTERS]);
    await search.index();
    const stuck = search.passages(CATASTROPHE, page(), whenever);
    await Promise.all([search.close(), expect(stuck).rejects.toMatchObject({ code: 'cancelled' })]);
    expect(search.threads).toBe(0);
    await expect(search.count(asked('words', 'minister'), {}, whenever)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await search.index();
    expect(search.threads).toBe(0);
  });
});
