import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import type { TextQuery } from '../../core/query/text-query.ts';
import { errorOf } from '../../core/testing/raised.ts';
import { Connection } from '../connection.ts';
import { putDocument, Scratch } from '../testing/scratch.ts';
import { RANKED_MAX } from './ranking.ts';
import { TextSearch } from './text-search.ts';

const alive = () => true;
const minister: TextQuery = { kind: 'words', query: 'minister', caseSensitive: false, wholeWord: false };
const PAGE = { order: 'text', after: null, limit: 50 } as const;

let scratch: Scratch;
let indexPath: string;
let documents: readonly DocumentRecord[];
beforeEach(() => {
  scratch = new Scratch();
  indexPath = path.join(scratch.folder, 'words.index');
  documents = ['One', 'Two', 'Three'].map((title) =>
    scratch.addDocument(title, `${title}: the minister spoke.\nNobody listened.`),
  );
});
afterEach(() => scratch.remove());

function searching<T>(work: (search: TextSearch) => T, files = { projectPath: scratch.path, indexPath }): T {
  const search = new TextSearch(files);
  try {
    return work(search);
  } finally {
    search.close();
  }
}
const indexAll = () => searching((search) => search.indexMore(1_000_000));
const found = (search: TextSearch) =>
  search.find(minister, PAGE, alive).passages.map(({ documentId }) => documentId);
const ids = () => documents.map(({ id }) => id);

/** Does something to the index file as another program would. */
function meddle(sql: string): void {
  const connection = new Connection(indexPath);
  connection.db.unsafeMode(true);
  connection.exec(sql);
  connection.close();
}

describe('the index of a project', () => {
  it('is used when it is opened again', () => {
    expect(indexAll()).toMatchObject({ texts: 3, indexedTexts: 3 });
    searching((search) => {
      expect(search.state()).toMatchObject({ texts: 3, indexedTexts: 3 });
      expect(found(search)).toEqual(ids());
    });
  });

  it('is told step by step, in the middle of a text too', () => {
    const long = scratch.addDocument('Long', 'The minister of a long text.\n'.repeat(4_000));
    searching((search) => {
      const seen: number[] = [];
      for (let state = search.state(); state.indexedTexts < state.texts; ) {
        state = search.indexMore(20_000);
        seen.push(state.indexedUnits);
        expect(search.count(minister, {}, alive).documents[0]).toEqual({
          documentId: long.id,
          passages: 4_000,
        });
        expect(found(search).slice(0, 4)).toEqual([...ids(), long.id]);
      }
      expect(seen.length).toBeGreaterThan(3);
      expect([...seen].sort((a, b) => a - b)).toEqual(seen);
      expect(seen.at(-1)).toBe(search.state().units);
    });
  });

  it('finds in all its shards, in their order', () => {
    searching((search) => {
      search.indexMore(1_000_000);
      for (const title of ['Four', 'Five']) {
        // As after many texts.
        meddle('UPDATE shard SET units = 1000000000');
        documents = [...documents, scratch.addDocument(title, `${title}: a minister.\nNobody.`)];
        search.indexMore(1_000_000);
      }
      expect(found(search)).toEqual(ids());
      expect(search.count(minister, {}, alive).passages).toBe(5);
      const best = search.find(minister, { ...PAGE, order: 'relevance' }, alive).passages;
      expect(best.map(({ documentId }) => documentId).sort()).toEqual(ids().sort());
      const pages: string[] = [];
      for (let after: string | null = null; ; ) {
        const page = search.find(minister, { ...PAGE, after, limit: 1 }, alive);
        pages.push(...page.passages.map(({ documentId }) => documentId));
        after = page.next;
        if (after === null) break;
      }
      expect(pages).toEqual(ids());
    });
    const connection = new Connection(indexPath);
    expect(connection.prepare('SELECT first FROM shard').all()).toHaveLength(3);
    connection.close();
  });

  it.each<[string, () => void]>([
    ['cut off', () => truncateSync(indexPath, statSync(indexPath).size / 2)],
    ['empty', () => truncateSync(indexPath, 0)],
    ['no database', () => writeFileSync(indexPath, 'nothing that SQLite would know'.repeat(1_000))],
    ['overwritten in its first page', () => writeFileSync(indexPath, Buffer.alloc(8_192, 7), { flag: 'r+' })],
    ['of another project', () => meddle(`UPDATE indexed SET project = '${newId()}'`)],
    ['of another version', () => meddle('UPDATE indexed SET version = 0')],
    ['without a table', () => meddle('DROP TABLE passage_chunk')],
    ['without its words', () => meddle('DROP TABLE words_1')],
    [
      'with words that are garbled',
      () => meddle("UPDATE words_1_data SET block = x'00ff00ff' WHERE id > 10"),
    ],
    ['about other chunks', () => meddle('UPDATE passage_chunk SET chunk = 4 - chunk')],
    ['about chunks that are not there', () => meddle('UPDATE passage_chunk SET chunk = chunk + 1000')],
  ])('is made anew where it is %s', (_, damage) => {
    indexAll();
    damage();
    searching((search) => {
      expect(found(search)).toEqual(ids());
      expect(search.count(minister, {}, alive).passages).toBe(3);
      expect(search.indexMore(1_000_000)).toMatchObject({ texts: 3, indexedTexts: 3 });
      expect(found(search)).toEqual(ids());
    });
  });

  it('is as it was after a step, however it ended', () => {
    scratch.addDocument('Long', 'The minister of a long text.\n'.repeat(4_000));
    const copy = path.join(scratch.folder, 'copy.index');
    const search = new TextSearch({ projectPath: scratch.path, indexPath });
    search.indexMore(40_000);
    const before = search.state();
    // As a program that is killed leaves it: the log has not been moved into the file.
    for (const suffix of ['', '-wal']) {
      if (existsSync(indexPath + suffix)) copyFileSync(indexPath + suffix, copy + suffix);
    }
    search.close();
    searching(
      (again) => {
        expect(again.state()).toEqual(before);
        expect(again.indexMore(1_000_000)).toMatchObject({ texts: 4, indexedTexts: 4 });
        expect(again.count(minister, {}, alive).passages).toBe(4_003);
      },
      { projectPath: scratch.path, indexPath: copy },
    );
  });

  it('is done without where it cannot be made', () => {
    mkdirSync(indexPath);
    searching((search) => {
      expect(found(search)).toEqual(ids());
      expect(search.state()).toMatchObject({ texts: 3, indexedTexts: 0 });
      expect(errorOf(() => search.indexMore(1_000)).place?.path).toBe(indexPath);
      expect(found(search)).toEqual(ids());
    });
  });

  it('serves several threads: each sees what another has put into it', () => {
    searching((one) =>
      searching((other) => {
        expect(one.state().indexedTexts).toBe(0);
        other.indexMore(1_000_000);
        expect(one.state().indexedTexts).toBe(3);
        expect(found(one)).toEqual(ids());
        expect(one.indexMore(1_000).indexedTexts).toBe(3);
      }),
    );
  });

  it('is not led astray where the chunks of a text lie otherwise, as in a file that was recovered', () => {
    scratch.addDocument('Long', 'The minister of a long text.\n'.repeat(3_000));
    indexAll();
    scratch.store.close();
    const project = new Connection(scratch.path);
    project.pragma('foreign_keys = OFF');
    project.exec(`UPDATE text_chunk SET row = row + 1000 WHERE seq % 2 = 1;
      UPDATE chunk_content SET chunk = chunk + 1000 WHERE seq % 2 = 1;`);
    project.close();
    const literal: TextQuery = { ...minister, kind: 'text' };
    searching((search) => {
      const { passages } = search.find(minister, { ...PAGE, limit: 5_000 }, alive);
      expect(passages).toHaveLength(3_003);
      expect(search.find(literal, { ...PAGE, limit: 5_000 }, alive).passages).toEqual(passages);
      const scanned = search.slices({}).map((slice) => search.scan(literal, slice, 0, alive).counts.passages);
      expect(scanned.reduce((sum, some) => sum + some, 0)).toBe(3_003);
    });
    scratch.reopen();
  });

  it('never touches the project', () => {
    scratch.store.close();
    const before = readFileSync(scratch.path);
    indexAll();
    searching((search) => found(search));
    expect(readFileSync(scratch.path)).toEqual(before);
    scratch.reopen();
  });
});

describe('documents', () => {
  it('that are deleted are not found, and are found again when they are back', () => {
    const gone = documents[1];
    if (!gone) throw new Error('no document');
    indexAll();
    searching((search) => {
      scratch.act((tx) => tx.putDocument({ ...gone, deleted: true }));
      expect(found(search)).toEqual(ids().filter((id) => id !== gone.id));
      expect(search.count(minister, {}, alive)).toMatchObject({ passages: 2 });
      expect(search.state()).toMatchObject({ texts: 2, indexedTexts: 2 });
      scratch.act((tx) => tx.putDocument(gone));
      expect(found(search)).toEqual(ids());
    });
  });

  it('that were deleted while their texts were indexed are found in their place later', () => {
    const [first] = documents;
    if (!first) throw new Error('no document');
    scratch.act((tx) => tx.putDocument({ ...first, deleted: true }));
    indexAll();
    scratch.act((tx) => tx.putDocument(first));
    searching((search) => {
      expect(found(search)).toEqual(ids());
      expect(search.indexMore(1_000)).toMatchObject({ texts: 3, indexedTexts: 3 });
      expect(found(search)).toEqual(ids());
      const page = search.find(minister, { ...PAGE, limit: 1 }, alive);
      const next = search.find(minister, { ...PAGE, after: page.next }, alive);
      expect([...page.passages, ...next.passages].map(({ documentId }) => documentId)).toEqual(ids());
    });
  });

  it('that got another text are found by that', () => {
    indexAll();
    const [changed] = documents;
    if (!changed) throw new Error('no document');
    searching((search) => {
      scratch.act((tx) => {
        const { textId } = putDocument(tx, 'Other', 'A queen spoke.');
        tx.putDocument({ ...changed, textId });
      });
      expect(found(search)).toEqual(ids().slice(1));
      search.indexMore(1_000);
      expect(found(search)).toEqual(ids().slice(1));
      const queen = { ...minister, query: 'queen' };
      expect(search.count(queen, {}, alive).documents.map(({ documentId }) => documentId)).toContain(
        changed.id,
      );
    });
  });

  it('that are asked for are the only ones sought in', () => {
    for (const indexed of [false, true]) {
      if (indexed) indexAll();
      searching((search) => {
        const documentIds = [documents[2]?.id ?? '', newId()];
        expect(search.count(minister, { documentIds }, alive).passages).toBe(1);
        const { passages } = search.find(minister, { ...PAGE, documentIds }, alive);
        expect(passages.map(({ documentId }) => documentId)).toEqual([documents[2]?.id]);
        const [slice] = search.slices({ documentIds });
        expect(slice && search.scan(minister, slice, 1, alive).counts.passages).toBe(1);
        expect(search.find(minister, { ...PAGE, documentIds: [] }, alive).passages).toEqual([]);
      });
    }
  });
});

describe('a search', () => {
  it('goes on only from a page of its own', () => {
    searching((search) => {
      const { next } = search.find(minister, { ...PAGE, limit: 1 }, alive);
      const queen = { ...minister, query: 'spoke' };
      for (const after of [next, '', 'x', `${next}.1`, `${next}x`]) {
        const asked = after === next ? queen : minister;
        expect(errorOf(() => search.find(asked, { ...PAGE, after }, alive))).toMatchObject({
          code: 'invalid-input',
          place: { field: 'after' },
        });
      }
    });
  });

  it.each(['words', 'text', 'pattern'] as const)('of %s ends when nobody waits any more', (kind) => {
    for (const indexed of [false, true]) {
      if (indexed) indexAll();
      searching((search) => {
        const asked: TextQuery = { ...minister, kind };
        let left = 2;
        const waits = () => left-- > 0;
        const cancelled = { code: 'cancelled' };
        expect(errorOf(() => search.find(asked, PAGE, waits))).toMatchObject(cancelled);
        expect(errorOf(() => search.count(asked, {}, () => false))).toMatchObject(cancelled);
        const [slice] = search.slices({});
        if (!slice) throw new Error('no slice');
        expect(errorOf(() => search.scan(asked, slice, 1, () => false))).toMatchObject(cancelled);
        expect(found(search)).toEqual(ids());
      });
    }
  });

  it('gives each passage once by relevance too, also beyond those that are ranked', () => {
    const lines = RANKED_MAX + 500;
    scratch.addDocument('Long', 'The minister of a long text.\n'.repeat(lines));
    indexAll();
    searching((search) => {
      const seen = new Set<string>();
      for (let after: string | null = null; ; ) {
        const page = search.find(minister, { order: 'relevance', after, limit: 3_000 }, alive);
        for (const { documentId, start } of page.passages) seen.add(`${documentId} ${start}`);
        after = page.next;
        if (after === null) break;
        expect(page.passages).toHaveLength(3_000);
      }
      expect(seen.size).toBe(lines + 3);
    });
  });

  it('by relevance gives no passage of a document that was deleted meanwhile', () => {
    indexAll();
    searching((search) => {
      const byRelevance = { ...PAGE, order: 'relevance', limit: 1 } as const;
      const first = search.find(minister, byRelevance, alive);
      const given = first.passages[0]?.documentId;
      const [gone, other] = documents.filter(({ id }) => id !== given);
      if (!gone || !other) throw new Error('no documents');
      scratch.act((tx) => tx.putDocument({ ...gone, deleted: true }));
      const second = search.find(minister, { ...byRelevance, after: first.next, limit: 9 }, alive);
      expect(second.passages.map(({ documentId }) => documentId)).toEqual([other.id]);
      expect(search.find(minister, { ...byRelevance, limit: 9 }, alive).passages).toHaveLength(2);
    });
  });

  it('puts first what says it most', () => {
    const best = scratch.addDocument(
      'Best',
      'Minister, minister!\nThe minister was seen by a great many people that day.',
    );
    indexAll();
    searching((search) => {
      const { passages } = search.find(minister, { ...PAGE, order: 'relevance' }, alive);
      expect(passages[0]).toMatchObject({ documentId: best.id, start: 0 });
      expect(passages.at(-1)).toMatchObject({ documentId: best.id, start: 20 });
      expect(passages).toHaveLength(5);
    });
  });
});
