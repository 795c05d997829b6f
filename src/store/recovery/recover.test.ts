import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { GlossatorError } from '../../core/errors.ts';
import { openProject } from '../index.ts';
import { FURNISHING, perform } from '../testing/random-actions.ts';
import { newCode, plainText, Scratch } from '../testing/scratch.ts';
import { visibleState } from '../testing/visible-state.ts';
import { recoverProject } from './recover.ts';
import { SHAPES } from './shapes.ts';

const PAGE = 4096;
/** For tests that damage a file in each of its places. */
const SWEEP_MS = 600_000;

let scratch: Scratch;
let whole: Buffer;
let state: ReturnType<typeof visibleState>;
let annotations: Map<string, Annotation>;

/** A project with some of everything: long and short texts, groups, undone work, a heading, deleted records. */
beforeAll(() => {
  scratch = new Scratch();
  const words = 'Слова и words, 😀 and more. '.repeat(700);
  const heading = { kind: 'heading' as const, level: 1, start: 0, end: 5 };
  const long = plainText(`Title\n${words.replaceAll('. ', '.\n')}`);
  const first = scratch.addDocument('Long', { ...long, blocks: [heading, ...long.blocks.slice(1)] });
  const others = ['a', 'b', 'c'].map((title) =>
    scratch.addDocument(title, `Text of ${title}. ${words.slice(0, 300)}`),
  );
  const marked = `\ufeff${words.slice(0, 9_000)}`;
  scratch.addDocument('Marked', marked.slice(1), { bytes: new TextEncoder().encode(marked) });
  const parent = newCode('Parent');
  const codes = ['x', 'y', 'z'].map((name) => newCode(name, parent.id));
  scratch.act((tx) => {
    for (const code of [parent, ...codes]) tx.putCode(code);
  });
  for (let i = 0; i < 12; i++) {
    scratch.act((tx) => {
      for (let j = 0; j < 10; j++) {
        const start = (i * 997 + j * 131) % 15_000;
        tx.putAnnotation(scratch.annotation(first, codes[j % 3] ?? parent, [start, start + 20 + j]));
      }
    });
  }
  for (const document of others)
    scratch.act((tx) => tx.putAnnotation(scratch.annotation(document, parent, [3, 9])));
  const ever: string[] = [];
  scratch.act((tx) => perform(scratch, tx, FURNISHING, ever));
  for (const kind of [
    'relate',
    'link entity',
    'describe annotation',
    'answer',
    'redefine code',
    'edit memo',
  ]) {
    for (let i = 0; i < 5; i++) {
      const text = `Some words of ${kind}. `.repeat(12);
      scratch.act((tx) => perform(scratch, tx, { kind, choice: 3 * i, other: i, text }, ever));
    }
  }
  scratch.act((tx) => tx.putCode({ ...parent, name: 'Renamed' }));
  scratch.store.undo(scratch.me.id);
  state = visibleState(scratch.store.read);
  annotations = new Map(state.annotations.map((one) => [one.id, one]));
  scratch.store.close();
  whole = readFileSync(scratch.path);
});
afterAll(() => scratch.remove());

/** What stands between records. */
function linksOf(of: typeof state | undefined) {
  return {
    entities: of?.entities,
    relations: of?.relations,
    documentCodes: of?.documentCodes,
    comments: of?.comments,
    memos: of?.memos,
    progress: of?.progress,
    described: of?.annotations.map(({ id, entityId, attributes, status }) => [
      id,
      entityId,
      attributes,
      status,
    ]),
  };
}

/** Of each document that was recovered: whether its original is what it was. None is another than it was: it is there or it is not. */
function keptOriginals(of: typeof state | undefined): boolean[] {
  const before = new Map(state.documents.map(({ id }, i) => [id, state.originals[i]]));
  return (of?.documents ?? []).map(({ id }, i) => {
    const original = of?.originals[i];
    expect(['', before.get(id)]).toContain(original);
    return original === before.get(id);
  });
}

const damaged = () => path.join(scratch.folder, 'damaged.gloss');
const recovered = () => path.join(scratch.folder, 'recovered.gloss');

/** Opens the damaged file: its state where it opens, the error's code where not. Anything else fails the test. */
function tryOpen(): ReturnType<typeof visibleState> | string {
  try {
    const store = openProject(damaged(), scratch.options);
    try {
      return visibleState(store.read);
    } finally {
      store.close();
    }
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return thrown.code;
    throw thrown;
  }
}

/** Recovers the damaged file; null where nothing could be found. The damaged one must stay as it was. */
async function recover(checked = true) {
  const before = readFileSync(damaged());
  rmSync(recovered(), { force: true });
  try {
    const report = recoverProject(damaged(), recovered());
    const store = openProject(recovered(), scratch.options);
    try {
      const problems = checked ? (await store.check()).problems : [];
      return { report, problems, state: visibleState(store.read), undo: store.read.undoState().undo };
    } finally {
      store.close();
    }
  } catch (thrown) {
    if (thrown instanceof GlossatorError && thrown.code === 'project-not-gloss') return null;
    throw thrown;
  } finally {
    expect(readFileSync(damaged()).equals(before)).toBe(true);
  }
}

describe('recovery', () => {
  it('knows the tables as the schema has them', () => {
    const db = new Database(scratch.path, { readonly: true });
    for (const { table, columns, types } of SHAPES) {
      const info = db.prepare('SELECT name FROM pragma_table_info(?) ORDER BY cid').pluck().all(table);
      expect([table, columns, types.length]).toEqual([table, info, info.length]);
    }
    db.close();
  });

  it('of a sound file keeps everything, undo too', async () => {
    copyFileSync(scratch.path, damaged());
    const result = await recover();
    expect(result?.report).toMatchObject({ lost: [], rebuilt: 0, undoKept: true });
    expect(result?.state).toEqual(state);
    expect(result?.problems).toEqual([]);
    expect(result?.undo).not.toBeNull();
  });

  it('of a file whose spans lost what they quote has them from the journal, also to fill a text with', async () => {
    const bytes = Buffer.from(whole.toString('latin1').replaceAll('"prefix":', '"prefiX":'), 'latin1');
    const heading = bytes.indexOf('Title');
    bytes.fill(0xa5, heading - (heading % PAGE), heading - (heading % PAGE) + PAGE);
    writeFileSync(damaged(), bytes);
    const result = await recover();
    expect(result?.report.lost).not.toEqual([]);
    // Only lines of the journal that are packed, many in one, still have them.
    expect(result?.report.rebuilt).toBeGreaterThan(100);
    for (const one of result?.state.annotations ?? [])
      expect(annotations.get(one.id)).toMatchObject({ spans: one.spans });
    expect(result?.problems).toEqual([]);
  });

  it('of a file whose texts lost their rows has the originals that are their texts, and tells the others', async () => {
    const db = new Database(scratch.path, { readonly: true });
    const root = db
      .prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'text'`)
      .pluck()
      .get();
    db.close();
    const bytes = Buffer.from(whole);
    bytes.fill(0xa5, ((root ?? 0) - 1) * PAGE, (root ?? 0) * PAGE);
    writeFileSync(damaged(), bytes);
    const result = await recover();
    expect(result?.state.texts.map((chunks) => chunks.map(({ text }) => text))).toEqual(
      state.texts.map((chunks) => chunks.map(({ text }) => text)),
    );
    expect(result?.state.documents.filter((_, i) => !keptOriginals(result?.state)[i])).toMatchObject([
      { title: 'Marked' },
    ]);
    expect(result?.report.lost).toContainEqual(expect.objectContaining({ what: 'original-file', count: 1 }));
    expect(result?.problems).toEqual([]);
  });

  it('of a file with a text of which a part is lost tells that its original is lost too', async () => {
    copyFileSync(scratch.path, damaged());
    const broken = new Database(damaged());
    broken.exec(`DELETE FROM chunk_content WHERE seq = 1`);
    broken.close();
    const result = await recover();
    expect(result?.state.documents.filter((_, i) => !keptOriginals(result?.state)[i])).toMatchObject([
      { title: 'Long' },
    ]);
    expect(result?.report.lost.map(({ what }) => what)).toEqual(['text', 'original-file']);
    expect(result?.problems).toEqual([]);
  });

  it(
    'of a file cut off at any page keeps what is there; opening it never crashes',
    async () => {
      for (let length = 0; length < whole.length; length += PAGE) {
        copyFileSync(scratch.path, damaged());
        truncateSync(damaged(), length);
        expect(['project-damaged', 'project-not-gloss']).toContain(tryOpen());
        expect(statSync(damaged()).size).toBe(length);
        const result = await recover(length % (8 * PAGE) === 0);
        if (!result) {
          expect(length).toBeLessThan(12 * PAGE);
          continue;
        }
        for (const one of result.state.annotations)
          expect(annotations.get(one.id)).toMatchObject({ spans: one.spans });
        expect(result.problems).toEqual([]);
        expect(result.report.lost).not.toEqual([]);
      }
    },
    SWEEP_MS,
  );

  it(
    'of a file with any one page lost keeps every annotation and every document',
    async () => {
      for (let page = 0; page * PAGE < whole.length; page++) {
        const bytes = Buffer.from(whole);
        bytes.fill(0xa5, page * PAGE, (page + 1) * PAGE);
        writeFileSync(damaged(), bytes);
        const opened = tryOpen();
        if (typeof opened === 'string')
          expect(['project-damaged', 'project-not-gloss', 'project-from-future']).toContain(opened);
        const result = await recover(page % 8 === 0);
        expect(result?.state.annotations.map(({ spans }) => spans)).toEqual(
          state.annotations.map(({ spans }) => spans),
        );
        expect(linksOf(result?.state)).toEqual(linksOf(state));
        expect(result?.state.documents.map(({ title, length }) => [title, length])).toEqual(
          state.documents.map(({ title, length }) => [title, length]),
        );
        const told = result?.report.lost.some(({ what }) => what === 'original-file');
        expect(keptOriginals(result?.state).every(Boolean)).toBe(!told);
        expect(result?.problems).toEqual([]);
      }
    },
    SWEEP_MS,
  );

  it(
    'of a file with bytes overwritten anywhere never crashes, and says what it lost',
    async () => {
      const damage = fc.record({
        at: fc.nat(whole.length - 1),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (places) => {
          const bytes = Buffer.from(whole);
          for (const { at, bytes: by } of places) bytes.set(by.subarray(0, whole.length - at), at);
          writeFileSync(damaged(), bytes);
          tryOpen();
          rmSync(`${damaged()}-wal`, { force: true });
          writeFileSync(damaged(), bytes);
          const result = await recover(false);
          if (result && result.state.annotations.length < annotations.size) {
            expect(result.report.lost).not.toEqual([]);
          }
        }),
        { numRuns: 60 },
      );
    },
    SWEEP_MS,
  );
});

describe('recovery of a project that was not closed', () => {
  it('takes in what only the log holds', async () => {
    const other = new Scratch();
    const document = other.addDocument('Text', 'Some text that is tagged.');
    const code = other.addCode('Claim');
    other.act((tx) => tx.putAnnotation(other.annotation(document, code, [0, 4])));
    for (const suffix of ['', '-wal']) copyFileSync(other.path + suffix, damaged() + suffix);
    const expected = visibleState(other.store.read);
    other.remove();
    const result = await recover();
    rmSync(`${damaged()}-wal`);
    expect(result?.state).toEqual(expected);
    expect(result?.report.lost).toEqual([]);
  });

  it('is refused while the project is open, and over a file that is there', () => {
    const other = new Scratch();
    expect(() => recoverProject(other.path, recovered())).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/project-in-use|project-exists/) }),
    );
    other.store.close();
    expect(() => recoverProject(other.path, other.path)).toThrow(
      expect.objectContaining({ code: 'project-exists' }),
    );
    other.remove();
  });
});
