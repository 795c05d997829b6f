import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from './connection.ts';
import { configure } from './identify.ts';
import { createStore } from './project-store.ts';
import { putDocument, Scratch } from './testing/scratch.ts';
import { visibleState } from './testing/visible-state.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  scratch.addDocument('News', 'Some text. '.repeat(100));
  scratch.store.close();
});
afterEach(() => scratch.remove());

/** The project on a connection whose file may not grow past a number of pages: SQLite's own full disk. */
function openLimited() {
  const connection = new Connection(scratch.path);
  configure(connection);
  connection.pragma('journal_mode = WAL');
  const limit = (pages: number) => connection.pragma(`max_page_count = ${pages}`);
  const pages = connection.pragma('page_count') as number;
  return { store: createStore(connection, { release: () => undefined }, scratch.options, []), limit, pages };
}

describe('a full file', () => {
  it('is told as a full disk, wherever an import meets it, and changes nothing', () => {
    const { store, limit, pages } = openLimited();
    const before = visibleState(store.read);
    const importMore = () =>
      store.transact({ type: 'import', subject: '', personId: scratch.me.id }, (tx) => {
        putDocument(tx, 'More', 'More text, слова. '.repeat(6_000));
      });
    let room = 0;
    for (let done = false; !done; room++) {
      limit(pages + room);
      try {
        importMore();
        done = true;
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'disk-full', remedy: expect.stringContaining('space') });
        expect(visibleState(store.read)).toEqual(before);
      }
    }
    expect(room).toBeGreaterThan(20);
    const after = visibleState(store.read);
    expect(after.documents).toHaveLength(2);
    store.close();
    expect(visibleState(scratch.reopen().read)).toEqual(after);
  });

  it('is told where undo meets it, and the step stays', () => {
    const { store, limit } = openLimited();
    limit(1);
    for (let i = 0; i < 2_000; i++) {
      try {
        store.undo(scratch.me.id);
        store.redo(scratch.me.id);
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'disk-full' });
        break;
      }
    }
    limit(1_000_000);
    const { undo, redo } = store.read.undoState();
    expect([undo, redo].filter((step) => step !== null)).toHaveLength(1);
    if (undo) store.undo(scratch.me.id);
    else store.redo(scratch.me.id);
    store.close();
    scratch.reopen();
  });
});
