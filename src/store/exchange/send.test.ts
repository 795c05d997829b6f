import { statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Code } from '../../core/codebook/code.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { Circle, Colleague, settledState } from '../merge/testing/colleagues.ts';
import { newCode } from '../testing/scratch.ts';
import type { SendOptions } from './send-options.ts';

let circle: Circle;
let a: Colleague;
let documents: readonly DocumentRecord[];
let code: Code;
beforeEach(() => {
  circle = new Circle();
  const { scratch } = circle;
  documents = ['News', 'More'].map((title) =>
    scratch.addDocument(title, `${title} in one line of text. `.repeat(2_000)),
  );
  code = scratch.addCode('Claim');
  const [first] = circle.join('A');
  if (!first) throw new Error('one should have joined');
  a = first;
  tag(a, 0, 4);
  tag(a, 1, 8);
});
afterEach(() => circle.remove());

function tag(person: Colleague, document: number, start: number): string {
  const into = documents[document];
  if (!into) throw new Error('there are two documents');
  const made = { ...circle.scratch.annotation(into, code, [start, start + 3]), personId: person.me.id };
  person.store.transact({ type: 'tag', subject: '', personId: person.me.id }, (tx) => tx.putAnnotation(made));
  return made.id;
}

async function sent(name: string, options: SendOptions = {}): Promise<Colleague> {
  const file = path.join(circle.folder, `sent-${name}.gloss`);
  await a.store.send(file, a.me.id, options);
  const receiver = new Colleague(circle.folder, name, file);
  circle.people.push(receiver);
  return receiver;
}

const shown = ({ store }: Colleague) => [...store.read.everyAnnotation({})].map(({ id }) => id).sort();

describe('sending', () => {
  it('gives a colleague the whole project, without what the sender could undo, and takes back their work alone', async () => {
    const b = await sent('B');
    expect(shown(b)).toEqual(shown(a));
    expect(() => {
      b.undo();
      b.undo();
    }).toThrow(expect.objectContaining({ code: 'nothing-to-undo' }));
    const made = tag(b, 0, 20);
    const returned = path.join(circle.folder, 'returned.gloss');
    expect(b.store.returnWork(returned)).toBeGreaterThan(0);
    expect(statSync(returned).size).toBeLessThan(statSync(b.path).size);
    await a.store.merge(returned, { personId: a.me.id });
    expect(shown(a)).toContain(made);
    expect((await a.store.merge(returned, { personId: a.me.id })).commit).toBeNull();
    await b.merge(a);
    await a.merge(b);
    expect(settledState(a.store)).toEqual(settledState(b.store));
    expect((await a.store.check()).problems).toEqual([]);
  });

  it('gives a part of it, and takes the work on that part back without any conflict', async () => {
    const [news] = documents;
    if (!news) throw new Error('there are two documents');
    const b = await sent('B', { documentIds: [news.id], withoutPersonId: a.me.id });
    expect(b.store.read.documents().map(({ title }) => title)).toEqual(['News']);
    expect(shown(b)).toEqual([]);
    expect((await b.store.check()).problems).toEqual([]);
    const made = tag(b, 0, 20);
    a.store.transact({ type: 'edit-code', subject: '', personId: a.me.id }, (tx) =>
      tx.putCode({ ...code, name: 'Assertion' }),
    );
    const before = shown(a);
    const returned = path.join(circle.folder, 'returned.gloss');
    b.store.returnWork(returned);
    const { report } = await a.store.merge(returned, { personId: a.me.id });
    expect(report).toMatchObject({ sameProject: true, conflicts: [], lostCount: 0 });
    expect(shown(a)).toEqual([...before, made].sort());
    expect(a.store.read.codes()).toMatchObject([{ name: 'Assertion', annotations: 3 }]);
    b.reopen();
    const again = await a.store.merge(b.path, { personId: a.me.id });
    expect(again.report.conflicts).toEqual([]);
    expect(a.store.read.codes()).toMatchObject([{ name: 'Assertion', annotations: 3 }]);
    expect((await a.store.check()).problems).toEqual([]);
  });

  it('can ask that the codebook stay as it is', async () => {
    const b = await sent('B', { frozen: true });
    expect(b.store.received()).toEqual({ returnable: true, frozen: true });
    expect(() =>
      b.store.transact({ type: 'create-code', subject: '', personId: b.me.id }, (tx) =>
        tx.putCode(newCode('New')),
      ),
    ).toThrow(expect.objectContaining({ code: 'codebook-frozen' }));
    tag(b, 0, 20);
  });

  it('refuses returned work where what it goes on from is not there, and as a project', async () => {
    const [stranger] = circle.join('C');
    if (!stranger) throw new Error('one should have joined');
    const b = await sent('B');
    tag(b, 0, 20);
    const returned = path.join(circle.folder, 'returned.gloss');
    b.store.returnWork(returned);
    const before = settledState(stranger.store);
    await expect(stranger.store.merge(returned, { personId: stranger.me.id })).rejects.toMatchObject({
      code: 'journal-incomplete',
    });
    expect(settledState(stranger.store)).toEqual(before);
    expect(() => new Colleague(circle.folder, 'D', returned)).toThrow(
      expect.objectContaining({ code: 'project-is-return' }),
    );
    expect(() => a.store.returnWork(path.join(circle.folder, 'none.gloss'))).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});
