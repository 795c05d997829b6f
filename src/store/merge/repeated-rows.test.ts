import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { Connection } from '../connection.ts';
import { Circle, type Colleague, settledState } from './testing/colleagues.ts';

/** More than two full rows of the journal, and one that is not full. */
const MANY = 300;

let circle: Circle;
let document: DocumentRecord;
let made: readonly Annotation[];
let a: Colleague;
let b: Colleague;

beforeEach(() => {
  circle = new Circle();
  document = circle.scratch.addDocument('News', 'word '.repeat(MANY));
  const code = circle.scratch.addCode('Claim');
  const [one, other] = circle.join('A', 'B');
  if (!one || !other) throw new Error('two should have joined');
  [a, b] = [one, other];
  made = Array.from({ length: MANY }, (_, i) => ({
    ...circle.scratch.annotation(document, code, [i * 5, i * 5 + 4]),
    personId: b.me.id,
  }));
  b.store.transact({ type: 'import', subject: 'set', personId: b.me.id }, (tx) => tx.addAnnotations(made));
});
afterEach(() => circle.remove());

/** The rows of changes that the two latest actions have of annotations: what came in, and the merge. */
function rowsOfMerge(): readonly (readonly unknown[])[] {
  a.reopen();
  const connection = new Connection(a.path, { readonly: true });
  try {
    const rows = (type: string) =>
      connection
        .prepare(
          `SELECT lines FROM change JOIN action ON action.seq = change.row / 1048576 WHERE type = ?
           AND action.seq > (SELECT min(seq) FROM action WHERE type = 'join') AND typeof(lines) = 'blob' ORDER BY row`,
        )
        .all(type)
        .map(({ lines }) => lines);
    return [rows('import'), rows('merge')];
  } finally {
    connection.close();
  }
}

async function expectWhole(expected: ReadonlyMap<string, Annotation>): Promise<void> {
  const { commit } = await a.store.merge(b.path, { personId: a.me.id });
  const changes = a.store.read.changesOf(commit?.action.id ?? '').filter(({ kind }) => kind === 'annotation');
  expect(changes).toHaveLength(expected.size);
  for (const { id, before, after } of changes) {
    expect(before).toBeNull();
    expect({ id, ...after }).toEqual(expected.get(id));
  }
  for (const [id, annotation] of expected) expect(a.store.read.annotation(id)).toEqual(annotation);
  const merged = settledState(a.store);
  expect((await a.store.check()).problems).toEqual([]);
  a.undo();
  expect(a.store.read.countAnnotations({})).toBe(0);
  a.store.redo(a.me.id);
  expect(settledState(a.store)).toEqual(merged);
  expect((await a.store.check()).problems).toEqual([]);
}

describe('the journal of a merge', () => {
  it('repeats rows of what was made and left at that as they came', async () => {
    b.reopen();
    await expectWhole(new Map(made.map((one) => [one.id, one])));
    const [came, merged] = rowsOfMerge();
    expect(came).toHaveLength(3);
    expect(merged?.slice(-3)).toEqual(came);
  });

  it('tells line by line what was changed before it came, and all around it', async () => {
    const changed = [0, 1, 140, 255, MANY - 1].map((i) => ({
      ...(made[i] as Annotation),
      note: `note ${i}`,
    }));
    b.store.transact({ type: 'edit-note', subject: '', personId: b.me.id }, (tx) => {
      for (const one of changed) tx.putAnnotation(one);
    });
    b.reopen();
    await expectWhole(new Map([...made, ...changed].map((one) => [one.id, one])));
  });
});
