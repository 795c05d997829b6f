import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import { FURNISHING, perform, type RandomAction, randomAction } from '../testing/random-actions.ts';
import { Scratch } from '../testing/scratch.ts';
import { visibleState } from '../testing/visible-state.ts';

/** Every action waits for the disk, which may be slow and not ours alone. */
const WAITING_MS = 300_000;

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

/** One time in four: a restart costs as much as ten actions. */
const restart = fc.nat(3).map((drawn) => drawn === 3);

const step = fc.record({
  action: randomAction,
  reopenBefore: restart,
  /** which of three groups it belongs to, or none */
  group: fc.constantFrom(null, null, null, 0, 1, 2),
});
const furnishing = { action: FURNISHING, reopenBefore: false, group: null };
const steps = fc.array(step, { minLength: 1, maxLength: 14 }).map((todo) => [furnishing, ...todo]);
const reopenings = fc.infiniteStream(restart);

function run(ever: Id[], action: RandomAction, group?: Id): boolean {
  const { commit } = scratch.store.transact(
    { type: 'import', subject: action.kind, personId: scratch.me.id, ...(group ? { group } : {}) },
    (tx) => perform(scratch, tx, action, ever),
  );
  return commit !== null;
}

/** A fresh project for each run of a property. */
function renew(): void {
  scratch.remove();
  scratch = new Scratch();
}

describe('undo and redo', () => {
  it(
    'go back and forth through any actions, step by step, across restarts',
    () => {
      fc.assert(
        fc.property(steps, reopenings, (todo, reopening) => {
          renew();
          const states = [visibleState(scratch.store.read)];
          const ever: Id[] = [];
          for (const { action, reopenBefore } of todo) {
            if (reopenBefore) scratch.reopen();
            if (run(ever, action)) states.push(visibleState(scratch.store.read));
          }
          for (let i = states.length - 2; i >= 0; i--) {
            if (reopening.next().value) scratch.reopen();
            scratch.store.undo(scratch.me.id);
            expect(visibleState(scratch.store.read)).toEqual(states[i]);
          }
          expect(scratch.store.read.undoState().undo).toBeNull();
          for (let i = 1; i < states.length; i++) {
            if (reopening.next().value) scratch.reopen();
            scratch.store.redo(scratch.me.id);
            expect(visibleState(scratch.store.read)).toEqual(states[i]);
          }
          expect(scratch.store.read.undoState().redo).toBeNull();
        }),
        { numRuns: 40 },
      );
    },
    WAITING_MS,
  );

  it(
    'go back to the beginning and forth to the end however groups are interleaved',
    () => {
      fc.assert(
        fc.property(steps, (todo) => {
          renew();
          const groups = [newId(), newId(), newId()];
          const ever: Id[] = [];
          const first = visibleState(scratch.store.read);
          for (const { action, group } of todo) run(ever, action, group === null ? undefined : groups[group]);
          const last = visibleState(scratch.store.read);
          for (let round = 0; round < 2; round++) {
            while (scratch.store.read.undoState().undo) scratch.store.undo(scratch.me.id);
            expect(visibleState(scratch.store.read)).toEqual(first);
            while (scratch.store.read.undoState().redo) scratch.store.redo(scratch.me.id);
            expect(visibleState(scratch.store.read)).toEqual(last);
          }
        }),
        { numRuns: 40 },
      );
    },
    WAITING_MS,
  );

  it(
    'may be mixed with new work, which drops what could be redone',
    () => {
      const move = fc.oneof(
        { weight: 3, arbitrary: randomAction },
        { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
      );
      fc.assert(
        fc.property(fc.array(move, { minLength: 5, maxLength: 25 }), (moves) => {
          renew();
          const ever: Id[] = [];
          let past = [visibleState(scratch.store.read)];
          let future: typeof past = [];
          for (const next of [FURNISHING, ...moves]) {
            if (next === 'undo' && past.length > 1) {
              scratch.store.undo(scratch.me.id);
              future = [...past.slice(-1), ...future];
              past = past.slice(0, -1);
            } else if (next === 'redo' && future.length > 0) {
              scratch.store.redo(scratch.me.id);
              past = [...past, ...future.slice(0, 1)];
              future = future.slice(1);
            } else if (typeof next === 'object' && run(ever, next)) {
              past = [...past, visibleState(scratch.store.read)];
              future = [];
            }
            const { undo, redo } = scratch.store.read.undoState();
            expect(visibleState(scratch.store.read)).toEqual(past[past.length - 1]);
            expect([undo !== null, redo !== null]).toEqual([past.length > 1, future.length > 0]);
          }
        }),
        { numRuns: 30 },
      );
    },
    WAITING_MS,
  );
});
