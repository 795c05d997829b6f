import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Code } from '../../core/codebook/code.ts';
import { newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import { relationStanding, standingBy } from '../../core/review/standing.ts';
import { NEXT_IN_CLASS } from '../read/annotations.ts';
import { DENSITY } from '../read/density.ts';
import { OVERLAPPING } from '../read/extent-classes.ts';
import { NO_FILTER } from '../read/row-filter.ts';
import { orderedQuery } from '../read/text-order.ts';
import { explain } from '../testing/explain.ts';
import {
  newCode,
  newComment,
  newDocumentCode,
  newEntity,
  newMemo,
  newProgress,
  newRelation,
  newRelationVerdict,
  newVerdict,
  Scratch,
} from '../testing/scratch.ts';
import type { Sight } from './sight.ts';
import { sightViews } from './sight-views.ts';

let scratch: Scratch;
let people: readonly Person[];
let documents: readonly DocumentRecord[];
let codes: readonly Code[];
let linking: Code;
const entity = newEntity('Someone');

beforeAll(() => {
  scratch = new Scratch();
  people = [
    scratch.me,
    { id: newId(), name: 'Second', colour: 1 },
    { id: newId(), name: 'Third', colour: 2 },
  ];
  documents = ['First', 'Other'].map((title) => scratch.addDocument(title, 'Words to mark, one by one. '));
  codes = ['Claim', 'Actor'].map((name) => scratch.addCode(name));
  linking = { ...newCode('supports'), kind: 'relation', ends: { from: [], to: [], directed: true } };
  const whole = { ...newCode('Genre'), kind: 'document' as const };
  scratch.act((tx) => {
    for (const person of people.slice(1)) tx.putPerson(person);
    tx.putCode(linking);
    tx.putCode(whole);
    tx.putEntity(entity);
    for (const person of people) {
      for (const document of documents) {
        tx.putDocumentCode(newDocumentCode(person, document, whole));
        tx.putMemo(newMemo(person, 'document', document.id, 'Impression'));
        tx.putComment(newComment(person, { targetKind: 'document', targetId: document.id }, 'Odd.'));
      }
    }
  });
});
afterAll(() => scratch.remove());

function one<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T;
}

const drawnAnnotation = fc.record({
  person: fc.nat(2),
  document: fc.nat(1),
  code: fc.nat(1),
  start: fc.nat(12),
  length: fc.nat(10),
  linked: fc.boolean(),
});
const drawnVerdict = fc.record({
  judged: fc.nat(20),
  // What stands for it, or is preferred: itself, mostly.
  result: fc.option(fc.nat(20), { freq: 2, nil: null }),
  decision: fc.constantFrom('accept', 'reject', 'add' as const),
});
const drawnSight = fc.record({
  blind: fc.boolean(),
  hidden: fc.subarray([0, 1, 2]),
  adjudicated: fc.boolean(),
});

describe('a sight', () => {
  it('gives what the rule lets be seen, and counts only that', () => {
    const world = fc.record({
      annotations: fc.array(drawnAnnotation, { minLength: 1, maxLength: 10 }),
      links: fc.array(fc.record({ person: fc.nat(2), from: fc.nat(20), to: fc.nat(20) }), { maxLength: 5 }),
      verdicts: fc.array(drawnVerdict, { maxLength: 6 }),
      relationVerdicts: fc.array(drawnVerdict, { maxLength: 3 }),
      done: fc.subarray([0, 1]),
    });
    fc.assert(
      fc.property(world, drawnSight, (drawn, { hidden, ...rest }) => {
        const { read } = scratch.store;
        const sight: Sight = { ...rest, me: scratch.me.id, hidden: hidden.map((at) => one(people, at).id) };
        const made = drawn.annotations.map(
          ({ person, document, code, start, length, linked }): Annotation => ({
            ...scratch.annotation(one(documents, document), one(codes, code), [start, start + length]),
            personId: one(people, person).id,
            entityId: linked ? entity.id : null,
          }),
        );
        const relations = drawn.links.flatMap(({ person, from, to }) => {
          const [source, target] = [one(made, from), one(made, to)];
          return source === target ? [] : [newRelation(one(people, person), linking, source, target)];
        });
        scratch.act((tx) => {
          for (const relation of tx.relationPage({ limit: 1_000 }))
            tx.putRelation({ ...relation, deleted: true });
          for (const verdict of tx.relationVerdicts()) tx.putRelationVerdict({ ...verdict, deleted: true });
          for (const verdict of tx.verdicts()) tx.putVerdict({ ...verdict, deleted: true });
          for (const there of [...tx.everyAnnotation({})]) tx.putAnnotation({ ...there, deleted: true });
          tx.addAnnotations(made);
          for (const relation of relations) tx.putRelation(relation);
          for (const annotation of made) {
            for (const person of people)
              tx.putComment(
                newComment(person, { targetKind: 'annotation', targetId: annotation.id }, 'Why?'),
              );
          }
          for (const { judged, result, decision } of drawn.verdicts) {
            const on = one(made, judged);
            const there = made.filter(({ documentId }) => documentId === on.documentId);
            const other = result === null || decision === 'add' ? on : one(there, result);
            const preferred = decision === 'reject' && result === null ? null : other;
            tx.putVerdict(newVerdict(one(people, 2), on, decision, preferred));
          }
          for (const { judged, result, decision } of relations.length > 0 ? drawn.relationVerdicts : []) {
            const on = one(relations, judged);
            const other = result === null || decision === 'add' ? on : one(relations, result);
            tx.putRelationVerdict(
              newRelationVerdict(one(people, 2), on, decision, decision === 'reject' ? null : other),
            );
          }
          for (const [at, document] of documents.entries()) {
            const status = drawn.done.includes(at) ? 'done' : 'in-progress';
            const there = tx.progress(document.id, scratch.me.id);
            tx.putProgress(there ? { ...there, status } : newProgress(scratch.me, document, status));
          }
        });

        const isOpen = (documentId: string) =>
          !sight.blind || drawn.done.some((at) => documents[at]?.id === documentId);
        const standing = standingBy(read.verdicts(), read.relationVerdicts());
        const writtenRelations = new Set(
          read
            .relationVerdicts()
            .flatMap(({ decision, relationId }) => (decision === 'add' ? [relationId] : [])),
        );
        const written = new Set(
          read.verdicts().flatMap(({ decision, annotationId }) => (decision === 'add' ? [annotationId] : [])),
        );
        const isMine = (personId: string) => personId === sight.me;
        const isSaid = (personId: string, documentId: string) =>
          !sight.hidden.includes(personId) && (isMine(personId) || isOpen(documentId));
        const isLayered = sight.hidden.length > 0 || !sight.adjudicated;
        const stands = ({ id, documentId }: Annotation) => isOpen(documentId) && standing.annotations.has(id);
        const isShown = (annotation: Annotation) => {
          const said = isSaid(annotation.personId, annotation.documentId);
          if (!isLayered) return said;
          return (said && !written.has(annotation.id)) || (sight.adjudicated && stands(annotation));
        };
        const shown = new Set(made.filter(isShown).map(({ id }) => id));
        const seen = scratch.store.seen(sight);
        const ids = (list: Iterable<Annotation>) => [...list].map(({ id }) => id);
        const expected = (filter: Parameters<typeof read.everyAnnotation>[0]) =>
          ids(read.everyAnnotation(filter)).filter((id) => shown.has(id));

        for (const filter of [
          {},
          { codeIds: [one(codes, 0).id] },
          { personIds: [one(people, 1).id] },
          { documentIds: [one(documents, 0).id] },
          { documentIds: [one(documents, 1).id], personIds: [sight.me], statuses: ['draft' as const] },
          { entityIds: [entity.id] },
          { lost: false },
        ]) {
          expect(ids(seen.everyAnnotation(filter))).toEqual(expected(filter));
          expect(seen.countAnnotations(filter)).toBe(expected(filter).length);
          const counts = [...seen.countByPerson(filter).values()];
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(expected(filter).length);
        }
        for (const annotation of made)
          expect(seen.annotation(annotation.id) !== undefined).toBe(shown.has(annotation.id));
        for (const { id, annotations } of seen.documents()) {
          const documentIds = [id];
          expect(annotations).toBe(expected({ documentIds }).length);
          const everywhere = { start: 0, end: 27 };
          expect(ids(seen.annotationsInRange(id, everywhere))).toEqual(
            ids(read.annotationsInRange(id, everywhere)).filter((each) => shown.has(each)),
          );
          expect(
            seen
              .density(id, 1)
              .triples.filter((_, at) => at % 3 === 2)
              .reduce((a, b) => a + b, 0),
          ).toBe(expected({ documentIds }).length);
          const next = ids(read.annotationsInRange(id, everywhere)).filter((each) => shown.has(each));
          expect(seen.neighbour(id, -1, 'next')?.id).toBe(
            made
              .filter((each) => next.includes(each.id))
              .sort(
                (a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0) || (a.id < b.id ? -1 : 1),
              )[0]?.id,
          );
          expect(seen.hidesOthers(id)).toBe(!isOpen(id));
          expect(seen.documentCodes(id).length).toBe(people.filter((each) => isSaid(each.id, id)).length);
          const talking = people.filter((each) => isMine(each.id) || isOpen(id)).length;
          expect(seen.comments('document', id).length).toBe(talking);
          expect(seen.memos({ kind: 'document', id }).length).toBe(talking);
        }
        for (const { id, kind, annotations } of seen.codes()) {
          if (kind === 'span') expect(annotations).toBe(expected({ codeIds: [id] }).length);
        }
        const { annotations, relations: related } = seen.counts();
        expect(annotations).toBe(shown.size);
        expect(seen.entities().map(({ mentions }) => mentions)).toEqual([
          expected({ entityIds: [entity.id] }).length,
        ]);
        expect(ids(seen.mentions(entity.id, 100))).toEqual(
          ids(read.mentions(entity.id, 100)).filter((id) => shown.has(id)),
        );
        const byId = new Map(made.map((annotation) => [annotation.id, annotation]));
        const shownRelations = relations.flatMap((relation) => {
          const { id, personId, fromId, toId } = relation;
          const ends = [byId.get(fromId), byId.get(toId)].filter((end) => end !== undefined);
          const areOpen = ends.every(({ documentId }) => isOpen(documentId));
          const isSaidHere =
            ends.every((end) => shown.has(end.id)) &&
            (isMine(personId) || areOpen) &&
            !sight.hidden.includes(personId) &&
            !(isLayered && writtenRelations.has(id));
          if (isSaidHere) return [relation];
          const stood = relationStanding(relation, standing);
          return isLayered && sight.adjudicated && areOpen && stood ? [{ ...relation, ...stood }] : [];
        });
        expect(seen.relationPage({ limit: 100 })).toEqual(
          shownRelations.sort((a, b) => (a.id < b.id ? -1 : 1)),
        );
        for (const { id } of made) {
          expect(seen.relationsOf([id])).toEqual(
            shownRelations.filter(({ fromId, toId }) => fromId === id || toId === id),
          );
        }
        const linkedIn = (documentId: string) =>
          read.relationVerdicts().filter(({ relationId }) => {
            const judged = relations.find(({ id }) => id === relationId);
            return [judged?.fromId, judged?.toId].some((id) => byId.get(id ?? '')?.documentId === documentId);
          });
        for (const { id } of documents) expect(read.relationVerdicts(id)).toEqual(linkedIn(id));
        expect(seen.relationVerdicts().length).toBe(
          read.relationVerdicts().filter(({ relationId }) => {
            const judged = relations.find(({ id }) => id === relationId);
            return (
              judged !== undefined &&
              seen.relation(relationId) !== undefined &&
              [judged.fromId, judged.toId].every((id) => isOpen(byId.get(id)?.documentId ?? ''))
            );
          }).length,
        );
        expect(related).toBe(shownRelations.length);
        expect(seen.countRelations({ codeIds: [linking.id] })).toBe(shownRelations.length);
        expect(seen.verdicts().length).toBe(
          read.verdicts().filter(({ annotationId }) => {
            const judged = byId.get(annotationId);
            return judged && shown.has(judged.id) && isOpen(judged.documentId);
          }).length,
        );
        for (const annotation of made) {
          const talking = people.filter((each) => isMine(each.id) || isOpen(annotation.documentId)).length;
          expect(seen.comments('annotation', annotation.id).length).toBe(talking);
          if (!shown.has(annotation.id)) expect(seen.history(annotation.id, 10)).toEqual([]);
        }
      }),
      { numRuns: Number(process.env.SIGHT_RUNS ?? 15) },
    );
  });

  it('of everything is the project’s own reader', () => {
    const all = { me: scratch.me.id, blind: false, hidden: [], adjudicated: true };
    expect(scratch.store.seen(all)).toBe(scratch.store.read);
  });

  it('finds what a range touches, and what comes next, by the same index', () => {
    const sight = { me: 1, myId: scratch.me.id, blind: true, hidden: [2], adjudicated: true };
    const views = sightViews(sight);
    const byExtent = 'USING INDEX annotation_by_extent (document=? AND extent_class=? AND start';
    expect(explain(scratch.path, OVERLAPPING, views)).toContain(`SEARCH said ${byExtent}>? AND start<?)`);
    expect(explain(scratch.path, NEXT_IN_CLASS, views)).toContain(`SEARCH said ${byExtent}>?)`);
    expect(explain(scratch.path, orderedQuery(NO_FILTER), views)).toContain(`SEARCH said ${byExtent}>?)`);
    expect(explain(scratch.path, DENSITY, views).join()).toContain(
      'SEARCH said USING COVERING INDEX annotation_by_extent (document=?',
    );
  });

  it('lets the file be closed into one', () => {
    scratch.store.seen({ me: scratch.me.id, blind: true, hidden: [], adjudicated: true }).counts();
    const read = scratch.reopen().read;
    expect(read.documents().length).toBe(2);
  });
});
