import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCode } from '../testing/scratch.ts';
import { Circle, settledState } from './testing/colleagues.ts';

let circle: Circle;
beforeEach(() => {
  circle = new Circle();
});
afterEach(() => circle.remove());

function furnished() {
  const { scratch } = circle;
  const document = scratch.addDocument('News', 'One line of text.\nAnother line of it.');
  const code = scratch.addCode('Claim');
  const annotation = scratch.annotation(document, code, [0, 3]);
  scratch.act((tx) => tx.putAnnotation(annotation));
  return { document, code, annotation };
}

describe('merging a copy of the project', () => {
  it('takes in what is new, once, and undo takes it back', async () => {
    const { document, code } = furnished();
    const [a, b] = circle.join('A', 'B');
    if (!a || !b) throw new Error('two should have joined');
    const tagged = { ...circle.scratch.annotation(document, code, [4, 8]), personId: b.me.id };
    b.store.transact({ type: 'tag', subject: '', personId: b.me.id }, (tx) => tx.putAnnotation(tagged));
    const former = settledState(a.store);
    b.reopen();
    const { report, commit } = await a.store.merge(b.path, { personId: a.me.id });
    expect(commit?.action.type).toBe('merge');
    expect(report).toMatchObject({
      sameProject: true,
      actions: 2,
      conflicts: [],
      records: [
        { kind: 'person', made: 1 },
        { kind: 'annotation', made: 1 },
      ],
      people: [{ name: 'B', isNew: true }],
    });
    expect(a.store.read.annotation(tagged.id)).toEqual(tagged);
    const again = await a.store.merge(b.path, { personId: a.me.id });
    expect(again.commit).toBeNull();
    a.undo();
    expect(settledState(a.store)).toEqual(former);
    await a.store.merge(b.path, { personId: a.me.id });
    expect(a.store.read.annotation(tagged.id)).toEqual(tagged);
    expect((await a.store.check()).problems).toEqual([]);
    expect(a.store.merges().map(({ undone }) => undone)).toEqual([false, true]);
  });

  it('shows a conflict, takes the later by default, and what a person chooses instead', async () => {
    const { annotation } = furnished();
    const [a, b, c] = circle.join('A', 'B', 'C');
    if (!a || !b || !c) throw new Error('three should have joined');
    for (const one of [a, b]) {
      one.store.transact({ type: 'edit-note', subject: '', personId: one.me.id }, (tx) =>
        tx.putAnnotation({ ...annotation, note: one.me.name }),
      );
    }
    b.reopen();
    const { report } = await a.store.merge(b.path, { personId: a.me.id, dryRun: true });
    expect(a.store.read.annotation(annotation.id)?.note).toBe('A');
    expect(report.conflicts).toMatchObject([
      { field: 'note', taken: 'theirs', bothPossible: true, ours: { value: 'A' }, theirs: { value: 'B' } },
    ]);
    const [conflict] = report.conflicts;
    if (!conflict) throw new Error('there should be a conflict');
    const former = settledState(a.store);
    const choices = [{ ...conflict, choice: 'both' as const }];
    const { commit } = await a.store.merge(b.path, { personId: a.me.id, choices });
    // B came with the merge, the note with what was chosen: the commit tells of both.
    expect(commit?.touched).toMatchObject([
      { kind: 'person', ids: [b.me.id] },
      { kind: 'annotation', ids: [annotation.id] },
    ]);
    expect(a.store.read.annotation(annotation.id)?.note).toBe('A\n\nB');
    await b.merge(a);
    expect(b.store.read.annotation(annotation.id)?.note).toBe('A\n\nB');
    a.undo();
    expect(settledState(a.store)).toEqual(former);
    await c.merge(a);
    expect(c.store.read.annotation(annotation.id)?.note).toBe('A');
  });

  it('makes one of codes that two made alike, with what bears them', async () => {
    const { document } = furnished();
    const [a, b] = circle.join('A', 'B');
    if (!a || !b) throw new Error('two should have joined');
    for (const one of [a, b]) {
      const code = newCode('Actor');
      const tagged = { ...circle.scratch.annotation(document, code, [4, 8]), personId: one.me.id };
      one.store.transact({ type: 'tag', subject: '', personId: one.me.id }, (tx) => {
        tx.putCode(code);
        tx.putAnnotation(tagged);
      });
    }
    await a.merge(b);
    await b.merge(a);
    expect(a.store.read.codes().map(({ name, annotations }) => [name, annotations])).toEqual([
      ['Actor', 2],
      ['Claim', 1],
    ]);
    expect(settledState(a.store)).toEqual(settledState(b.store));
  });

  it('keeps a code and a document that one deleted while another worked with them', async () => {
    const { document, code, annotation } = furnished();
    const [a, b] = circle.join('A', 'B');
    if (!a || !b) throw new Error('two should have joined');
    a.store.transact({ type: 'delete-code', subject: '', personId: a.me.id }, (tx) => {
      tx.putAnnotation({ ...annotation, deleted: true });
      tx.putCode({ ...code, deleted: true });
      tx.putDocument({ ...document, deleted: true });
    });
    const tagged = { ...circle.scratch.annotation(document, code, [4, 8]), personId: b.me.id };
    b.store.transact({ type: 'tag', subject: '', personId: b.me.id }, (tx) => tx.putAnnotation(tagged));
    await a.merge(b);
    await b.merge(a);
    for (const { store } of [a, b]) {
      expect(store.read.documents()).toHaveLength(1);
      expect(store.read.codes()).toMatchObject([{ name: 'Claim', annotations: 1 }]);
      expect([...store.read.everyAnnotation({})].map(({ id }) => id)).toEqual([tagged.id]);
    }
    expect(settledState(a.store)).toEqual(settledState(b.store));
  });
});
