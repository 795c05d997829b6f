import { deflateSync, inflateSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { newId } from '../../core/ids.ts';
import { Circle, type Colleague } from './testing/colleagues.ts';

/** So many that they are hashed in a thread of its own. */
const MANY = 4_500;

let circle: Circle;
let made: readonly Annotation[];
let a: Colleague;
let b: Colleague;

beforeEach(() => {
  circle = new Circle();
  const document = circle.scratch.addDocument('News', 'слово '.repeat(MANY));
  const code = circle.scratch.addCode('Claim');
  const [one, other] = circle.join('A', 'B');
  if (!one || !other) throw new Error('two should have joined');
  [a, b] = [one, other];
  const first = circle.scratch.annotation(document, code, [0, 5]);
  made = Array.from({ length: MANY }, (_, i) => ({
    ...first,
    id: newId(),
    spans: [{ start: i * 6, end: i * 6 + 5, quote: 'слово', prefix: '', suffix: '' }],
    personId: b.me.id,
    note: i % 3 === 0 ? 'A “note”.\n' : '',
  }));
  b.store.transact({ type: 'import', subject: 'set', personId: b.me.id }, (tx) => tx.addAnnotations(made));
});
afterEach(() => circle.remove());

/** Rewrites one row of the journal of B, with the length that it had. */
function rewrite(): void {
  b.store.close();
  const db = new Database(b.path);
  const { row, lines } = db
    .prepare<[], { row: number; lines: Buffer }>(
      "SELECT row, lines FROM change WHERE typeof(lines) = 'blob' ORDER BY row DESC LIMIT 1",
    )
    .get() ?? { row: 0, lines: Buffer.alloc(0) };
  const text = inflateSync(lines).toString().replace('слово', 'олово');
  db.prepare('UPDATE change SET lines = ? WHERE row = ?').run(deflateSync(text), row);
  db.close();
}

/** What is there, by what costs little to ask of many. */
function held({ store }: Colleague) {
  return {
    annotations: [...store.read.everyAnnotation({})].sort((one, other) => (one.id < other.id ? -1 : 1)),
    counted: store.read.countAnnotations({}),
    persons: store.read.persons().map(({ id }) => id),
    undoState: store.read.undoState(),
    merges: store.merges().length,
  };
}

describe('merging many annotations', () => {
  it('says before what it does, takes all in, once, and takes it back', async () => {
    b.reopen();
    const former = held(a);
    const tried = await a.store.merge(b.path, { personId: a.me.id, dryRun: true });
    expect(held(a)).toEqual(former);
    const { report } = await a.store.merge(b.path, { personId: a.me.id });
    expect(tried.report).toEqual(report);
    expect(report.records).toContainEqual({ kind: 'annotation', made: MANY, changed: 0, deleted: 0 });
    expect(held(a).annotations).toEqual(made);
    for (const one of [made[0], made[200], made[MANY - 1]]) {
      expect(a.store.read.history(one?.id ?? '', 9)).toEqual(b.store.read.history(one?.id ?? '', 9));
    }
    expect((await a.store.merge(b.path, { personId: a.me.id })).commit).toBeNull();
    expect((await a.store.check()).problems).toEqual([]);
    a.undo();
    expect(held(a).annotations).toEqual([]);
    a.store.redo(a.me.id);
    expect(held(a).annotations).toEqual(made);
    expect((await a.store.check()).problems).toEqual([]);
  });

  it('refuses a file of which one row was rewritten, and nothing changes', async () => {
    rewrite();
    const before = held(a);
    await expect(a.store.merge(b.path, { personId: a.me.id })).rejects.toMatchObject({
      code: 'journal-broken',
    });
    expect(held(a)).toEqual(before);
  });

  it('stops where it is told to on its way', async () => {
    b.reopen();
    const before = held(a);
    const controller = new AbortController();
    const merging = a.store.merge(b.path, { personId: a.me.id, signal: controller.signal });
    controller.abort();
    await expect(merging).rejects.toMatchObject({ code: 'cancelled' });
    expect(held(a)).toEqual(before);
    await a.store.merge(b.path, { personId: a.me.id });
    expect(held(a).annotations).toEqual(made);
  });
});
