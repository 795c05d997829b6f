import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCode } from '../testing/scratch.ts';
import { Circle, type Colleague, settledState } from './testing/colleagues.ts';

let circle: Circle;
let a: Colleague;
let b: Colleague;
beforeEach(() => {
  circle = new Circle();
  circle.scratch.addDocument('News', 'One line of text.\nAnother line of it.');
  const [first, second] = circle.join('A', 'B');
  if (!first || !second) throw new Error('two should have joined');
  a = first;
  b = second;
  for (const name of ['One', 'Two', 'Three']) {
    b.store.transact({ type: 'create-code', subject: name, personId: b.me.id }, (tx) =>
      tx.putCode(newCode(name)),
    );
  }
});
afterEach(() => circle.remove());

/** Changes B's file behind the program's back. */
function tamper(sql: string): void {
  b.store.close();
  const db = new Database(b.path);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

describe('a file that cannot be trusted', () => {
  it.each([
    ['a change rewritten', `UPDATE change SET lines = replace(lines, '"Two"', '"Too"')`, 'journal-broken'],
    [
      'an action retold',
      `UPDATE action SET at = '2020-01-01T00:00:00.000Z' WHERE type = 'create-code'`,
      'journal-broken',
    ],
    ['an action taken out', `DELETE FROM action WHERE subject = 'Two'`, 'journal-broken'],
    [
      'what we know told otherwise',
      `UPDATE action SET hash = replace(hash, substr(hash, 1, 4), 'beef') WHERE type = 'import'`,
      'journal-forked',
    ],
    ['a newer program', 'PRAGMA user_version = 990', 'project-from-future'],
    ['another program', 'PRAGMA application_id = 1', 'project-not-gloss'],
  ])('with %s is refused, and nothing changes', async (_, sql, code) => {
    tamper(sql);
    const before = settledState(a.store);
    await expect(a.store.merge(b.path, { personId: a.me.id })).rejects.toMatchObject({ code });
    expect(settledState(a.store)).toEqual(before);
    expect(a.store.merges()).toEqual([]);
    expect((await a.store.check()).problems).toEqual([]);
  });

  it('with a text that was rewritten is refused', async () => {
    const mine = Object.assign(Object.create(circle.scratch), { me: b.me, store: b.store });
    mine.addDocument('More', 'Another text of two or three words.');
    tamper(`UPDATE chunk_content SET content = replace(content, 'Another text', 'Another_text')`);
    const before = settledState(a.store);
    await expect(a.store.merge(b.path, { personId: a.me.id })).rejects.toMatchObject({
      code: 'text-hash-mismatch',
    });
    expect(settledState(a.store)).toEqual(before);
  });

  it('is not taken in where the merge is cancelled', async () => {
    b.reopen();
    const before = settledState(a.store);
    await expect(
      a.store.merge(b.path, { personId: a.me.id, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(settledState(a.store)).toEqual(before);
  });
});
