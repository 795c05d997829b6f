import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FURNISHING, type RandomAction, randomAction } from '../testing/random-actions.ts';
import { Circle, type Colleague, settledState, type TextEdit } from './testing/colleagues.ts';

/** What happens next: somebody works, corrects a text, takes back, or merges a colleague's file. */
type Event =
  | { readonly type: 'act'; readonly who: number; readonly action: RandomAction }
  | { readonly type: 'edit-text'; readonly who: number; readonly edit: TextEdit }
  | { readonly type: 'undo' | 'redo'; readonly who: number }
  | { readonly type: 'merge'; readonly who: number; readonly from: number };

const who = fc.nat(4);
const edit: fc.Arbitrary<TextEdit> = fc.record({
  document: fc.nat(9),
  from: fc.nat(80),
  cut: fc.nat(12),
  words: fc.constantFrom('', 'a word or two ', 'Nobody said so.\n', 'words '),
});
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: fc.constant('edit-text' as const), who, edit }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('act' as const), who, action: randomAction }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('undo' as const, 'redo' as const), who }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('merge' as const), who, from: who }) },
);

async function happen(circle: Circle, people: readonly Colleague[], events: readonly Event[]): Promise<void> {
  for (const one of events) {
    const person = people[one.who % people.length];
    if (!person) continue;
    if (one.type === 'act') person.act(circle.scratch, one.action);
    else if (one.type === 'edit-text') person.editText(one.edit);
    else if (one.type === 'merge') {
      const from = people[one.from % people.length];
      if (from && from !== person) await person.merge(from);
    } else {
      const state = person.store.read.undoState();
      // What all began with is nobody's to take back: it would be taken back on one machine only before the copies were made.
      if (one.type === 'undo' && state.undo) person.store.undo(person.me.id);
      if (one.type === 'redo' && state.redo) person.store.redo(person.me.id);
    }
  }
}

/** Two have begun with a document: each file counts people in an order of its own. */
const BOTH_HAVE_BEGUN: readonly Event[] = (
  [
    [1, 'delete document', 0],
    [1, 'set progress', 1],
    [0, 'import', 0],
    [0, 'import', 0],
    [0, 'import', 0],
  ] as const
).map(([by, kind, other]) => ({ type: 'act', who: by, action: { kind, choice: 0, other, text: '' } }));

/** What one made is taken back, and a part of it brought back by hand. */
const BROUGHT_BACK: readonly Event[] = [
  { type: 'undo', who: 0 },
  ...['revive annotation', 'import'].map(
    (kind): Event => ({ type: 'act', who: 0, action: { kind, choice: 0, other: 0, text: '' } }),
  ),
];

/** Two have imported the same text, and one has corrected it since. */
const CORRECTED_TWIN: readonly Event[] = [
  ...[1, 0, 0, 0].map(
    (by): Event => ({ type: 'act', who: by, action: { kind: 'import', choice: 0, other: 0, text: '' } }),
  ),
  { type: 'edit-text', who: 0, edit: { document: 0, from: 0, cut: 0, words: 'Nobody said so.\n' } },
];

/** Two have moved one thread, to a record of the kind that it was on and to one of another kind. */
const MOVED_BY_TWO: readonly Event[] = [
  ...[10, 0].map(
    (other, by): Event => ({
      type: 'act',
      who: by,
      action: { kind: 'move thread', choice: 0, other, text: '' },
    }),
  ),
  { type: 'edit-text', who: 0, edit: { document: 0, from: 0, cut: 0, words: '' } },
  ...[0, 0, 0].map(
    (by): Event => ({ type: 'act', who: by, action: { kind: 'import', choice: 0, other: 0, text: '' } }),
  ),
];

/** More by hand: each takes a second on a quiet machine. */
const RUNS = Number(process.env.GLOSSATOR_RUNS ?? 12);

describe('merging', () => {
  it('comes to the same project in whatever order and however often', {
    timeout: 60_000 * RUNS,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 5 }),
        fc.array(event, { minLength: 4, maxLength: 14 }),
        fc.array(fc.nat(1_000), { minLength: 10, maxLength: 10 }),
        async (count, events, order) => {
          const circle = new Circle();
          try {
            circle.scratch.act((tx) => {
              // Furniture is the same for all.
              return tx;
            });
            const people = circle.join(...['A', 'B', 'C', 'D', 'E'].slice(0, count));
            people[0]?.act(circle.scratch, FURNISHING);
            for (const other of people.slice(1)) await other.merge(people[0] as Colleague);
            await happen(circle, people, events);
            const [first, second] = [
              circle.copyOf(people[0] as Colleague, 'first'),
              circle.copyOf(people[1] as Colleague, 'second'),
            ];
            const all = [...people];
            for (const person of all) await first.merge(person);
            const shuffled = order.map((n) => all[n % all.length] as Colleague);
            for (const person of [...shuffled, ...all]) await second.merge(person);
            const before = settledState(first.store);
            // Each has joined what the other does not know of.
            await first.merge(second);
            await second.merge(first);
            const state = settledState(first.store);
            expect(settledState(second.store)).toEqual(state);
            expect({ ...before, persons: null, counts: null }).toEqual({
              ...state,
              persons: null,
              counts: null,
            });
            expect((await first.store.check()).problems).toEqual([]);
            const third = circle.copyOf(people[2] as Colleague, 'third');
            const former = settledState(third.store);
            await third.merge(second);
            expect(settledState(third.store).annotations).toEqual(state.annotations);
            third.undo();
            expect(settledState(third.store)).toEqual(former);
          } finally {
            circle.remove();
          }
        },
      ),
      {
        numRuns: RUNS,
        examples: [BOTH_HAVE_BEGUN, BROUGHT_BACK, CORRECTED_TWIN, MOVED_BY_TWO].map((events) => [
          3,
          [...events],
          Array<number>(10).fill(0),
        ]),
      },
    );
  });
});
