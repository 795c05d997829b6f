import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANNOTATION_STATUSES, type Annotation, hull } from '../../core/annotation/annotation.ts';
import type { Code } from '../../core/codebook/code.ts';
import type { Entity } from '../../core/entity/entity.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import { newEntity, Scratch } from '../testing/scratch.ts';
import type { AnnotationFilter } from '../types.ts';

const LENGTH = 300;

const offset = fc.integer({ min: 0, max: LENGTH });
const range = fc.tuple(offset, offset).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
/** Short, empty and very long ones, some of two fragments. */
const placed = fc.record({
  ranges: fc.oneof(
    { weight: 4, arbitrary: fc.tuple(offset, fc.nat(9)).map(([start, length]) => [[start, start + length]]) },
    { weight: 1, arbitrary: range.map(({ start, end }) => [[start, end]]) },
    { weight: 1, arbitrary: offset.map((start) => [[start, start]]) },
    { weight: 1, arbitrary: fc.constant([[0, LENGTH]]) },
    {
      weight: 1,
      arbitrary: fc.tuple(offset, fc.nat(5), fc.nat(60)).map(([start, length, gap]) => [
        [start, start + length],
        [start + length + gap, start + length + gap + 3],
      ]),
    },
  ),
  document: fc.nat(2),
  code: fc.nat(3),
  person: fc.nat(1),
  status: fc.nat(2),
  version: fc.integer({ min: 1, max: 2 }),
  entity: fc.option(fc.nat(1)),
  deleted: fc.boolean(),
  lost: fc.nat(3).map((drawn) => drawn === 0),
});
const many = fc.array(placed, { minLength: 1, maxLength: 90 });

let scratch: Scratch;
let documents: DocumentRecord[];
let codes: Code[];
let persons: Person[];
let entities: Entity[];
let kept: Annotation[] = [];

beforeAll(() => {
  scratch = new Scratch();
  const text = 'Words, words, words. '.repeat(40);
  documents = ['Zweiter', 'Alpha 10', 'alpha 9'].map((title) => scratch.addDocument(title, text + title));
  codes = ['a', 'b', 'c', 'd'].map((name) => scratch.addCode(name));
  entities = ['Person', 'Place'].map(newEntity);
  persons = [scratch.me, { id: newId(), name: 'Colleague', colour: 1 }];
  scratch.act((tx) => {
    for (const person of persons) tx.putPerson(person);
    for (const entity of entities) tx.putEntity(entity);
    // The first two are as they were, the others have been defined anew.
    codes = codes.map((code, i) => ({ ...code, version: i < 2 ? 1 : 2 }));
    for (const code of codes) tx.putCode(code);
  });
});
afterAll(() => scratch.remove());

function at<T>(of: readonly T[], index: number): T {
  const found = of[index];
  if (found === undefined) throw new RangeError(`nothing at ${index}`);
  return found;
}

const plain = { person: 0, status: 0, version: 1, entity: 0, deleted: false, lost: false };

type Placed = typeof many extends fc.Arbitrary<(infer One)[]> ? One : never;

/** Puts these annotations and deletes those put before. */
function fill(todo: readonly Placed[]): void {
  const made = todo.map((one) => ({
    ...scratch.annotation(
      at(documents, one.document),
      at(codes, one.code),
      ...(one.ranges as [number, number][]),
    ),
    personId: at(persons, one.person).id,
    status: at(ANNOTATION_STATUSES, one.status),
    codeVersion: one.version,
    lost: one.lost,
    entityId: one.entity === null ? null : at(entities, one.entity).id,
  }));
  scratch.act((tx) => {
    for (const annotation of kept) tx.putAnnotation({ ...annotation, deleted: true });
    for (const annotation of made) tx.putAnnotation(annotation);
    for (const [i, annotation] of made.entries()) {
      if (at(todo, i).deleted) tx.putAnnotation({ ...annotation, deleted: true });
    }
  });
  kept = made.filter((_, i) => !at(todo, i).deleted);
}

function textOrder(a: Annotation, b: Annotation): number {
  const [x, y] = [hull(a.spans), hull(b.spans)];
  return x.start - y.start || y.end - x.end || (a.id < b.id ? -1 : 1);
}

const titles = ['alpha 9', 'Alpha 10', 'Zweiter'];

/** All that match, in the order that the readers promise, found by looking at each. */
function expected(filter: AnnotationFilter): Annotation[] {
  const { documentIds, codeIds, personIds, statuses, entityIds, outdated, lost } = filter;
  const order = titles.map((title) => documents.find((document) => document.title === title)?.id ?? '');
  return kept
    .filter(
      (one) =>
        (documentIds?.includes(one.documentId) ?? true) &&
        (codeIds?.includes(one.codeId) ?? true) &&
        (personIds?.includes(one.personId) ?? true) &&
        (statuses?.includes(one.status) ?? true) &&
        (entityIds?.includes(one.entityId ?? '') ?? true) &&
        (lost === undefined || one.lost === lost) &&
        (!outdated || one.codeVersion < (codes.find(({ id }) => id === one.codeId)?.version ?? 0)),
    )
    .sort(
      (a, b) =>
        order.indexOf(a.documentId) - order.indexOf(b.documentId) ||
        Number(a.lost) - Number(b.lost) ||
        textOrder(a, b),
    );
}

const filter: fc.Arbitrary<AnnotationFilter> = fc
  .record(
    {
      documents: fc.subarray([0, 1, 2]),
      codes: fc.subarray([0, 1, 2, 3]),
      persons: fc.subarray([0, 1]),
      statuses: fc.subarray([...ANNOTATION_STATUSES]),
      entities: fc.subarray([0, 1]),
      outdated: fc.boolean(),
      lost: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((chosen) => ({
    ...(chosen.documents ? { documentIds: chosen.documents.map((i) => at(documents, i).id) } : {}),
    ...(chosen.codes ? { codeIds: chosen.codes.map((i) => at(codes, i).id) } : {}),
    ...(chosen.statuses ? { statuses: chosen.statuses } : {}),
    ...(chosen.entities ? { entityIds: chosen.entities.map((i) => at(entities, i).id) } : {}),
    ...(chosen.outdated === undefined ? {} : { outdated: chosen.outdated }),
    ...(chosen.lost === undefined ? {} : { lost: chosen.lost }),
    ...(chosen.persons ? { personIds: chosen.persons.map((i) => at(persons, i).id) } : {}),
  }));

function perPerson(all: readonly Annotation[]): ReadonlyMap<Id, number> {
  const groups = Map.groupBy(all, ({ personId }) => personId);
  return new Map([...groups].map(([id, { length }]) => [id, length]));
}

describe('annotations read', () => {
  it('by range are all that overlap it and no others', () => {
    fc.assert(
      fc.property(many, fc.array(range, { minLength: 8, maxLength: 8 }), (todo, ranges) => {
        fill(todo);
        for (const { start, end } of ranges) {
          const id = at(documents, 1).id;
          const overlapping = expected({ documentIds: [id], lost: false }).filter(({ spans }) => {
            const span = hull(spans);
            const touching = span.start === span.end || start === end;
            return touching ? span.start <= end && span.end >= start : span.start < end && span.end > start;
          });
          expect(scratch.store.read.annotationsInRange(id, { start, end })).toEqual(overlapping);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('in pages, one by one and as a count agree with what is there', () => {
    fc.assert(
      fc.property(
        many,
        fc.array(filter, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        (todo, filters, limit) => {
          fill(todo);
          for (const one of [{}, ...filters]) {
            const all = expected(one);
            expect([...scratch.store.read.everyAnnotation(one)]).toEqual(all);
            expect(scratch.store.read.countAnnotations(one)).toBe(all.length);
            expect(scratch.store.read.countByPerson(one)).toEqual(perPerson(all));
            const paged: Annotation[] = [];
            for (;;) {
              const after = paged.at(-1)?.id;
              const page = scratch.store.read.annotationPage({ ...one, limit, ...(after ? { after } : {}) });
              expect(page.length).toBe(Math.min(limit, all.length - paged.length));
              paged.push(...page);
              if (page.length < limit) break;
            }
            expect(paged).toEqual(all);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('in pages are in order where more stand on one place than are fetched at once', () => {
    fill(
      Array.from({ length: 1_300 }, (_, i) => ({
        ranges: [[i < 40 ? 3 : 10, 20]],
        document: 0,
        code: i % 4,
        ...plain,
        deleted: i % 3 === 0,
      })),
    );
    const all = expected({});
    expect([...scratch.store.read.everyAnnotation({})]).toEqual(all);
    for (let from = 0; from < all.length; from += 97) {
      const after = all[from]?.id;
      const page = scratch.store.read.annotationPage({ limit: 30, ...(after ? { after } : {}) });
      expect(page).toEqual(all.slice(from + 1, from + 31));
    }
  });

  it('as neighbours are the nearest that start after or before', () => {
    fc.assert(
      fc.property(many, offset, fc.option(fc.nat(3)), (todo, from, code) => {
        fill(todo);
        const { id } = at(documents, 0);
        const codeId = code === null ? undefined : at(codes, code).id;
        const all = expected({ documentIds: [id], lost: false, ...(codeId ? { codeIds: [codeId] } : {}) });
        const byId = (a: Annotation, b: Annotation) => (a.id < b.id ? -1 : 1);
        const start = ({ spans }: Annotation) => hull(spans).start;
        const next = all
          .filter((one) => start(one) > from)
          .sort((a, b) => start(a) - start(b) || byId(a, b))[0];
        const previous = all
          .filter((one) => start(one) < from)
          .sort((a, b) => start(b) - start(a) || byId(a, b))[0];
        const asked = codeId ? { codeId } : {};
        expect(scratch.store.read.neighbour(id, from, 'next', asked)).toEqual(next);
        expect(scratch.store.read.neighbour(id, from, 'previous', asked)).toEqual(previous);
      }),
      { numRuns: 60 },
    );
  });

  it('as density count each code in each bin it touches', () => {
    fc.assert(
      fc.property(
        many,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (todo, bins, step) => {
          fill(todo);
          const { id, textId } = at(documents, 2);
          const length = scratch.store.read.text(textId)?.length ?? 0;
          const counts = new Map<string, number>();
          for (const { spans, codeId } of expected({ documentIds: [id], lost: false })) {
            const { start, end } = hull(spans);
            const binOf = (offset: number) => Math.min(Math.floor((offset * bins) / length), bins - 1);
            for (let bin = binOf(start); bin <= binOf(Math.max(start, end - 1)); bin++) {
              const key = `${bin} ${codeId}`;
              counts.set(key, (counts.get(key) ?? 0) + 1);
            }
          }
          const { codeIds, triples } = scratch.store.read.density(id, bins);
          const found = new Map<string, number>();
          for (let i = 0; i < triples.length; i += 3) {
            found.set(`${triples[i]} ${codeIds[triples[i + 1] ?? -1]}`, triples[i + 2] ?? 0);
          }
          expect(found).toEqual(counts);
          const steps = scratch.store.read.densityInSteps(id, bins, step);
          let last = steps.next();
          while (!last.done) last = steps.next();
          expect(last.value).toEqual({ codeIds, triples });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of what is not there is nothing', () => {
    const { read } = scratch.store;
    const id = newId();
    expect(read.annotation(id)).toBeUndefined();
    expect(read.annotationsInRange(id, { start: 0, end: 9 })).toEqual([]);
    expect(read.neighbour(id, 0, 'next')).toBeUndefined();
    expect(read.density(id, 5)).toEqual({ codeIds: [], triples: new Uint32Array() });
    expect([...read.everyAnnotation({ documentIds: [id] })]).toEqual([]);
    expect(read.countAnnotations({ codeIds: [id] })).toBe(0);
    expect(read.annotationPage({ limit: 10, after: id })).toEqual([]);
  });

  it('hide with their document, and come back with it', () => {
    fill([{ ranges: [[1, 5]], document: 0, code: 0, ...plain }]);
    const document = at(documents, 0);
    const counted = () => scratch.store.read.codes().find(({ name }) => name === 'a')?.annotations;
    const mentioned = () => scratch.store.read.entities().find(({ name }) => name === 'Person')?.mentions;
    expect([counted(), mentioned()]).toEqual([1, 1]);
    scratch.act((tx) => tx.putDocument({ ...document, deleted: true }));
    expect([counted(), mentioned()]).toEqual([0, 0]);
    expect(scratch.store.read.countAnnotations({})).toBe(0);
    expect([...scratch.store.read.everyAnnotation({ documentIds: [document.id] })]).toEqual([]);
    expect(scratch.store.read.documents().map(({ id }) => id)).not.toContain(document.id);
    scratch.store.undo(scratch.me.id);
    expect([counted(), mentioned()]).toEqual([1, 1]);
    expect([...scratch.store.read.everyAnnotation({})]).toEqual(kept);
  });
});
