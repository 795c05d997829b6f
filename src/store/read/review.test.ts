import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { adjudicatedSet, VERDICT_DECISIONS, verdictsInForce } from '../../core/review/verdict.ts';
import { newAssignment, newRelation, newRelationVerdict, newVerdict, Scratch } from '../testing/scratch.ts';

let scratch: Scratch;
let document: DocumentRecord;
let annotations: readonly Annotation[];
beforeEach(() => {
  scratch = new Scratch();
  document = scratch.addDocument('News', 'Some words that are judged by a reviewer.');
  const code = scratch.addCode('Claim');
  annotations = [0, 5, 11, 16].map((start) => scratch.annotation(document, code, [start, start + 4]));
  scratch.act((tx) => tx.addAnnotations(annotations));
});
afterEach(() => scratch.remove());

const inSet = () => [...scratch.store.read.everyAnnotation({ adjudicated: true })].map(({ id }) => id);

describe('the adjudicated set', () => {
  it('is in the file what the rules of the core say, counted alike', () => {
    const drawn = fc.record({
      judged: fc.nat(3),
      result: fc.nat(3),
      decision: fc.constantFrom(...VERDICT_DECISIONS),
      minute: fc.integer({ min: 10, max: 13 }),
      deleted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 8 }), fc.subarray([0, 1, 2, 3]), (draws, gone) => {
        scratch.act((tx) => {
          for (const verdict of tx.verdicts()) tx.putVerdict({ ...verdict, deleted: true });
          for (const [at, annotation] of annotations.entries()) {
            tx.putAnnotation({ ...annotation, deleted: gone.includes(at) });
          }
          for (const { judged, result, decision, minute, deleted } of draws) {
            const on = annotations[judged] as Annotation;
            const stands = decision === 'add' ? on : (annotations[result] as Annotation);
            const updatedAt = `2024-05-01T10:${minute}:00.000Z`;
            tx.putVerdict({ ...newVerdict(scratch.me, on, decision, stands), updatedAt, deleted });
          }
        });
        const { read } = scratch.store;
        const ruled = adjudicatedSet(verdictsInForce(read.verdicts(document.id)).values());
        const there = annotations.filter(({ id }, at) => ruled.has(id) && !gone.includes(at));
        expect(inSet()).toEqual(there.map(({ id }) => id));
        expect(read.countAnnotations({ adjudicated: true })).toBe(there.length);
        expect(read.countByPerson({ adjudicated: true }).get(scratch.me.id) ?? 0).toBe(there.length);
        expect(read.countAnnotations({ adjudicated: true, documentIds: [document.id] })).toBe(there.length);
        expect(read.verdicts()).toEqual(read.verdicts(document.id));
      }),
      { numRuns: 40 },
    );
  });

  it('goes with the document, and with the undoing of the verdict', () => {
    const [first] = annotations as [Annotation];
    const verdict = newVerdict(scratch.me, first, 'accept', first);
    scratch.act((tx) => tx.putVerdict(verdict));
    expect(inSet()).toEqual([first.id]);
    expect(scratch.store.read.verdictsOn(first.id)).toEqual([verdict]);
    expect(scratch.store.read.verdict(verdict.id)).toEqual(verdict);
    scratch.act((tx) => tx.putDocument({ ...document, deleted: true }));
    expect(inSet()).toEqual([]);
    expect(scratch.store.read.verdicts()).toEqual([]);
    expect(scratch.store.read.countAnnotations({ adjudicated: true })).toBe(0);
    scratch.store.undo(scratch.me.id);
    scratch.store.undo(scratch.me.id);
    expect(inSet()).toEqual([]);
    scratch.store.redo(scratch.me.id);
    expect(inSet()).toEqual([first.id]);
  });
});

describe('verdicts', () => {
  it('are refused where nothing stands for the annotation, or what is elsewhere', () => {
    const [first, second] = annotations as [Annotation, Annotation];
    const elsewhere = scratch.annotation(
      scratch.addDocument('Other', 'Other words.'),
      scratch.addCode('B'),
      [0, 5],
    );
    scratch.act((tx) => tx.putAnnotation(elsewhere));
    const refused = (...[decision, result]: [(typeof VERDICT_DECISIONS)[number], Annotation | null]) => {
      const verdict = newVerdict(scratch.me, first, decision, result);
      expect(() => scratch.act((tx) => tx.putVerdict(verdict))).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
    };
    refused('accept', null);
    refused('amend', null);
    refused('add', second);
    refused('amend', elsewhere);
    expect(scratch.store.read.verdicts()).toEqual([]);
  });

  it('touch the document that they are in', () => {
    const [first] = annotations as [Annotation];
    const { commit } = scratch.store.transact(
      { type: 'give-verdict', subject: '', personId: scratch.me.id },
      (tx) => tx.putVerdict(newVerdict(scratch.me, first, 'reject', null)),
    );
    expect(commit?.touched).toMatchObject([{ kind: 'verdict', documentIds: [document.id] }]);
  });
});

describe('verdicts on relations', () => {
  const related = () => {
    const [from, to] = annotations as [Annotation, Annotation];
    const relation = newRelation(scratch.me, scratch.addCode('denies'), from, to);
    scratch.act((tx) => tx.putRelation(relation));
    return relation;
  };

  it('are read by relation and by document, until they or the relation are deleted, and undone', () => {
    const relation = related();
    const verdict = newRelationVerdict(scratch.me, relation, 'accept', relation);
    const { commit } = scratch.store.transact(
      { type: 'give-verdict', subject: '', personId: scratch.me.id },
      (tx) => tx.putRelationVerdict(verdict),
    );
    expect(commit?.touched).toMatchObject([{ kind: 'relationVerdict', documentIds: [document.id] }]);
    const { read } = scratch.store;
    expect(read.relationVerdict(verdict.id)).toEqual(verdict);
    for (const found of [read.relationVerdictsOn(relation.id), read.relationVerdicts()])
      expect(found).toEqual([verdict]);
    expect(read.relationVerdicts(document.id)).toEqual([verdict]);
    expect(read.counts().verdicts).toBe(1);
    scratch.store.undo(scratch.me.id);
    expect(read.relationVerdicts()).toEqual([]);
    scratch.store.redo(scratch.me.id);
    scratch.act((tx) => tx.putRelation({ ...relation, deleted: true }));
    expect([read.relationVerdicts(), read.relationVerdicts(document.id)]).toEqual([[], []]);
  });

  it('are refused where they do not name what stands', () => {
    const relation = related();
    const other = related();
    for (const [decision, result] of [
      ['accept', null],
      ['amend', null],
      ['add', other],
    ] as const) {
      const verdict = newRelationVerdict(scratch.me, relation, decision, result);
      expect(() => scratch.act((tx) => tx.putRelationVerdict(verdict))).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
    }
    expect(scratch.store.read.relationVerdicts()).toEqual([]);
  });
});

describe('assignments', () => {
  it('are listed while they and their documents are there', () => {
    const assignment = newAssignment(scratch.me, document);
    scratch.act((tx) => tx.putAssignment(assignment));
    expect(scratch.store.read.assignments()).toEqual([assignment]);
    expect(scratch.store.read.assignment(assignment.id)).toEqual(assignment);
    scratch.act((tx) => tx.putDocument({ ...document, deleted: true }));
    expect(scratch.store.read.assignments()).toEqual([]);
  });
});
