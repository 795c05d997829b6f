import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import type { Person } from '../../core/project/records.ts';
import { openProject } from '../index.ts';
import { FURNISHING, perform, type RandomAction, randomAction } from '../testing/random-actions.ts';
import { newCode, newProgress, Scratch } from '../testing/scratch.ts';
import { visibleState } from '../testing/visible-state.ts';
import type { Snapshot } from '../types.ts';
import type { Sight } from './sight.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

const blind = (me: Person): Sight => ({ me: me.id, blind: true, hidden: [], adjudicated: true });

/** A second person, and a document that I am not done with, in which they marked something. */
function colleaguesWork() {
  const other: Person = { id: newId(), name: 'Second', colour: 1 };
  const document = scratch.addDocument('First', 'Words to mark, one by one. ');
  const code = scratch.addCode('Claim');
  const mark = (person: Person, start: number) =>
    scratch.act((tx) =>
      tx.putAnnotation({ ...scratch.annotation(document, code, [start, start + 4]), personId: person.id }),
    );
  scratch.act((tx) => tx.putPerson(other));
  mark(scratch.me, 0);
  mark(other, 6);
  return { other, document, mark };
}

describe('a snapshot', () => {
  it('stays as the project was, whatever is done, undone and redone after it', () => {
    const doing = fc.record({
      action: randomAction,
      after: fc.constantFrom('nothing', 'undo', 'redo'),
      isTaken: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(doing, { minLength: 1, maxLength: 12 }), (todo) => {
        scratch.remove();
        scratch = new Scratch();
        const ever: Id[] = [];
        const run = (action: RandomAction) => scratch.act((tx) => perform(scratch, tx, action, ever));
        const taken: { readonly snapshot: Snapshot; readonly state: ReturnType<typeof visibleState> }[] = [];
        const take = () =>
          taken.push({ snapshot: scratch.store.snapshot(), state: visibleState(scratch.store.read) });
        run(FURNISHING);
        take();
        for (const { action, after, isTaken } of todo) {
          run(action);
          const { undo, redo } = scratch.store.read.undoState();
          if (after === 'undo' && undo) scratch.store.undo(scratch.me.id);
          if (after === 'redo' && redo) scratch.store.redo(scratch.me.id);
          if (isTaken) take();
        }
        for (const { snapshot, state } of taken) expect(visibleState(snapshot.read)).toEqual(state);
        for (const { snapshot } of taken) snapshot.close();
      }),
      { numRuns: 30 },
    );
  }, 300_000);

  it('keeps its sight while others look through another, and while what is hidden changes', () => {
    const { other, document, mark } = colleaguesWork();
    const { store, me } = scratch;
    const snapshot = store.snapshot(blind(me));
    const whole = store.snapshot();
    const layered: Sight = { me: me.id, blind: false, hidden: [me.id], adjudicated: true };
    expect(store.seen(layered).countAnnotations({})).toBe(1);
    scratch.act((tx) => tx.putProgress(newProgress(me, document, 'done')));
    mark(other, 12);
    expect(store.seen(blind(me)).countAnnotations({})).toBe(3);
    expect(snapshot.read.countAnnotations({})).toBe(1);
    expect(snapshot.read.hidesOthers(document.id)).toBe(true);
    expect(whole.read.countAnnotations({})).toBe(2);
    expect(whole.read.hidesOthers(document.id)).toBe(false);
    snapshot.close();
    snapshot.close();
    whole.close();
    expect(store.snapshot(blind(me)).read.hidesOthers(document.id)).toBe(false);
  });

  it('leaves the log alone while it is open, and lets it be moved into the file after', () => {
    const log = () => statSync(`${scratch.path}-wal`).size;
    const { store } = scratch;
    scratch.addDocument('Long', 'word '.repeat(2_000));
    const snapshot = store.snapshot();
    const bytes = randomBytes(70_000_000);
    scratch.act((tx) => {
      tx.putText({
        structured: { text: 'x', blocks: [{ kind: 'paragraph', start: 0, end: 1 }], marks: [] },
        source: { bytes, mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' },
      });
      tx.putCode(newCode('More'));
    });
    expect(log()).toBeGreaterThan(64 * 1024 * 1024);
    expect(snapshot.read.documents()).toHaveLength(1);
    expect(snapshot.read.codes()).toEqual([]);
    snapshot.close();
    expect(log()).toBe(0);
    expect(store.read.codes()).toHaveLength(1);
  });

  it('does not hinder closing, which leaves one file', () => {
    colleaguesWork();
    const { read } = scratch.store.snapshot();
    expect(read.documents()).toHaveLength(1);
    scratch.store.close();
    expect(existsSync(`${scratch.path}-wal`)).toBe(false);
    expect(() => read.documents()).toThrow();
    const readOnly = openProject(scratch.path, { ...scratch.options, readOnly: true });
    const snapshot = readOnly.snapshot();
    expect(snapshot.read.countAnnotations({})).toBe(2);
    snapshot.close();
    readOnly.close();
    scratch.reopen();
  });
});
