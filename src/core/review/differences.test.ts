import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Annotation, PLAIN_ANNOTATION } from '../annotation/annotation.ts';
import type { Relation } from '../relation/relation.ts';
import { type Comparison, compareCodings } from './differences.ts';

const DATED = {
  createdAt: '2024-05-01T10:00:00.000Z',
  updatedAt: '2024-05-01T10:00:00.000Z',
  deleted: false,
};

function coding(
  id: string,
  personId: string,
  codeId: string,
  ...ranges: readonly [number, number][]
): Annotation {
  return {
    id,
    documentId: 'd',
    personId,
    codeId,
    spans: ranges.map(([start, end]) => ({ start, end, quote: '', prefix: '', suffix: '' })),
    ...PLAIN_ANNOTATION,
    ...DATED,
  };
}

function relation(id: string, personId: string, codeId: string, fromId: string, toId: string): Relation {
  return { id, personId, codeId, codeVersion: 1, fromId, toId, attributes: {}, note: '', ...DATED };
}

const compare = (
  people: readonly string[],
  annotations: readonly Annotation[],
  relations: readonly Relation[] = [],
) => compareCodings(people, annotations, relations, (codeId) => codeId !== 'mutual');
const shape = (comparisons: readonly Comparison[]) =>
  comparisons.map(({ annotations, missing, kinds }) => [annotations.map(({ id }) => id), missing, kinds]);

describe('what people said of one passage', () => {
  it('is put together, with how it differs', () => {
    const found = compare(
      ['A', 'B'],
      [
        coding('a1', 'A', 'claim', [0, 10]),
        coding('b1', 'B', 'claim', [0, 10]),
        coding('a2', 'A', 'claim', [20, 30]),
        coding('b2', 'B', 'claim', [22, 34]),
        coding('a3', 'A', 'actor', [40, 50]),
        coding('b3', 'B', 'place', [40, 50]),
        coding('a4', 'A', 'claim', [60, 70]),
        coding('b5', 'B', 'claim', [80, 90]),
      ],
    );
    expect(shape(found)).toEqual([
      [['a1', 'b1'], [], []],
      [['a2', 'b2'], [], ['boundary']],
      [['a3', 'b3'], [], ['code']],
      [['a4'], ['B'], ['missing']],
      [['b5'], ['A'], ['missing']],
    ]);
    expect(found[1]?.range).toEqual({ start: 20, end: 34 });
  });

  it('keeps stacked codes apart, each with its like', () => {
    const found = compare(
      ['A', 'B'],
      [
        coding('a1', 'A', 'claim', [0, 10]),
        coding('a2', 'A', 'actor', [0, 10]),
        coding('b1', 'B', 'actor', [0, 10]),
      ],
    );
    expect(shape(found)).toEqual([
      [['a2', 'b1'], [], []],
      [['a1'], ['B'], ['missing']],
    ]);
  });

  it('tells values and entities apart where the code is the same', () => {
    const valued = { ...coding('a1', 'A', 'claim', [0, 5]), attributes: { tone: 'harsh', who: ['x', 'y'] } };
    const same = { ...coding('b1', 'B', 'claim', [0, 5]), attributes: { who: ['x', 'y'], tone: 'harsh' } };
    expect(compare(['A', 'B'], [valued, same])[0]?.kinds).toEqual([]);
    expect(compare(['A', 'B'], [valued, { ...same, attributes: {} }])[0]?.kinds).toEqual(['attribute']);
    expect(compare(['A', 'B'], [valued, { ...same, entityId: 'e' }])[0]?.kinds).toEqual(['attribute']);
  });

  it('tells what it is linked to, whatever way a mutual link was drawn', () => {
    const annotations = ['A', 'B'].flatMap((person) => [
      coding(`${person}1`, person, 'claim', [0, 5]),
      coding(`${person}2`, person, 'claim', [10, 15]),
    ]);
    const kinds = (relations: readonly Relation[]) =>
      compare(['A', 'B'], annotations, relations).map((each) => each.kinds);
    const of = (codeId: string) => relation('r1', 'A', codeId, 'A1', 'A2');
    expect(kinds([of('denies')])).toEqual([['relation'], ['relation']]);
    expect(kinds([of('denies'), relation('r2', 'B', 'denies', 'B1', 'B2')])).toEqual([[], []]);
    expect(kinds([of('denies'), relation('r2', 'B', 'denies', 'B2', 'B1')])).toEqual([
      ['relation'],
      ['relation'],
    ]);
    expect(kinds([of('mutual'), relation('r2', 'B', 'mutual', 'B2', 'B1')])).toEqual([[], []]);
  });

  it('takes links into another document for alike where they lead to the same passage there', () => {
    const here = [coding('A1', 'A', 'claim', [0, 5]), coding('B1', 'B', 'claim', [0, 5])];
    const there = (id: string, person: string, start: number) => ({
      ...coding(id, person, 'claim', [start, start + 10]),
      documentId: 'other',
    });
    const kinds = (...elsewhere: readonly Annotation[]) =>
      compareCodings(
        ['A', 'B'],
        here,
        [relation('r1', 'A', 'denies', 'A1', 'A2'), relation('r2', 'B', 'denies', 'B1', 'B2')],
        () => true,
        elsewhere,
      )[0]?.kinds;
    expect(kinds(there('A2', 'A', 0), there('B2', 'B', 2))).toEqual([]);
    expect(kinds(there('A2', 'A', 0), there('B2', 'B', 30))).toEqual(['relation']);
  });

  it('has camps of those who say the same, the largest first', () => {
    const [found] = compare(
      ['A', 'B', 'C', 'D'],
      [
        coding('a', 'A', 'actor', [0, 5]),
        coding('b', 'B', 'claim', [0, 5]),
        coding('c', 'C', 'claim', [0, 5]),
      ],
    );
    expect(found?.camps).toEqual([['b', 'c'], ['a']]);
    expect(found?.missing).toEqual(['D']);
  });
});

const drawnAnnotations = fc
  .array(
    fc.record({
      person: fc.constantFrom('A', 'B', 'C', 'D'),
      code: fc.constantFrom('claim', 'actor'),
      cuts: fc.uniqueArray(fc.nat(40), { minLength: 2, maxLength: 4 }),
    }),
    { maxLength: 24 },
  )
  .map((draws) =>
    draws.map(({ person, code, cuts }, at) => {
      const [a = 0, b = 0, c, d] = cuts.toSorted((x, y) => x - y);
      const ranges: [number, number][] = [[a, b]];
      if (c !== undefined && d !== undefined) ranges.push([c, d]);
      return coding(`${String(at).padStart(3, '0')}`, person, code, ...ranges);
    }),
  );

describe('any people’s annotations', () => {
  const people = ['A', 'B', 'C', 'D'];

  it('stand in one comparison each, one of a person in each, whatever order they come in', () => {
    fc.assert(
      fc.property(
        drawnAnnotations.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([annotations, shuffled]) => {
          const found = compare(people, annotations);
          expect(compare(people, shuffled)).toEqual(found);
          const ids = found.flatMap((each) => each.annotations.map(({ id }) => id));
          expect(ids.toSorted()).toEqual(annotations.map(({ id }) => id).toSorted());
          for (const each of found) {
            const there = each.annotations.map(({ personId }) => personId);
            expect(new Set(there).size).toBe(there.length);
            expect([...there, ...each.missing].toSorted()).toEqual(people);
            expect(each.camps.flat().toSorted()).toEqual(each.annotations.map(({ id }) => id).toSorted());
            expect(each.kinds.length === 0).toBe(each.camps.length === 1 && each.missing.length === 0);
          }
          expect(found.map(({ range }) => range.start)).toEqual(
            found.map(({ range }) => range.start).toSorted((a, b) => a - b),
          );
        },
      ),
    );
  });

  it('agree in everything with a copy of themselves under another name', () => {
    fc.assert(
      fc.property(drawnAnnotations, (annotations) => {
        const unique = [
          ...new Map(
            annotations.map((one) => [`${one.codeId} ${JSON.stringify(one.spans)}`, one] as const),
          ).values(),
        ].map((one) => ({ ...one, personId: 'A' }));
        const copies = unique.map((one) => ({ ...one, id: `copy-${one.id}`, personId: 'B' }));
        const found = compare(['A', 'B'], [...unique, ...copies]);
        expect(found.map(({ kinds }) => kinds)).toEqual(unique.map(() => []));
      }),
    );
  });
});
