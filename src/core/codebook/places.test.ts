import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../errors.ts';
import { errorOf } from '../testing/raised.ts';
import {
  checkOtherParents,
  codePaths,
  movedUnder,
  parentReplaced,
  placedForest,
  placesInTreeOrder,
} from './places.ts';
import { codesInTreeOrder, refuseCycle, type TreeCode, withDescendants } from './tree.ts';

function code(id: string, parentId: string | null = null, otherParentIds: readonly string[] = []): TreeCode {
  return { id, name: id.toUpperCase(), parentId, otherParentIds, position: 0 };
}

/** Any links at all: to missing parents, to themselves, in circles, twice. */
const anyCodes = fc
  .array(
    fc.record({
      parent: fc.integer({ min: -1, max: 9 }),
      others: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
      position: fc.integer({ min: -2, max: 2 }),
    }),
    { maxLength: 8 },
  )
  .map((rows) =>
    rows.map(
      (row, i): TreeCode => ({
        ...code(
          `c${i}`,
          row.parent < 0 ? null : `c${row.parent}`,
          row.others.map((other) => `c${other}`),
        ),
        position: row.position,
      }),
    ),
  );

function shown(codes: readonly TreeCode[], limit?: number): readonly string[] {
  return placesInTreeOrder(placedForest(codes, limit)).map(
    (place) => `${' '.repeat(place.depth)}${place.code.id}${place.primary ? '' : '*'}`,
  );
}

describe('codes at all of their places', () => {
  it('have each one primary place, in the order of the plain tree, whatever the links and the limit', () => {
    fc.assert(
      fc.property(anyCodes, fc.integer({ min: 0, max: 30 }), (codes, limit) => {
        const places = placesInTreeOrder(placedForest(codes, limit));
        const primary = places.filter((place) => place.primary).map((place) => place.code.id);
        expect(primary).toEqual(codesInTreeOrder(codes).map((node) => node.code.id));
        expect(new Set(places.map((place) => place.key)).size).toBe(places.length);
        expect(places.length).toBeLessThanOrEqual(codes.length + limit);
        for (const { key } of places) {
          const way = key.split('/');
          expect(new Set(way).size).toBe(way.length);
        }
      }),
    );
  });

  it('show a code under every parent that is there and not below it', () => {
    fc.assert(
      fc.property(anyCodes, (codes) => {
        const places = placesInTreeOrder(placedForest(codes));
        for (const each of codes) {
          for (const parentId of each.otherParentIds ?? []) {
            if (!codes.some((other) => other.id === parentId)) continue;
            if (withDescendants([each.id], codes).has(parentId)) continue;
            expect(places.some((place) => place.code.id === each.id && place.parentId === parentId)).toBe(
              true,
            );
          }
        }
      }),
    );
  });

  it('stand below a circle where they do, not at the top', () => {
    const codes = [code('a', 'a'), code('b', 'a'), { ...code('c', 'b'), position: -1 }];
    expect(shown(codes)).toEqual(['a', ' b', '  c']);
  });

  it('come with all below them, primary ones first', () => {
    const codes = [code('a'), code('b'), code('m', 'b'), code('x', 'a', ['b']), code('y', 'x')];
    expect(shown(codes)).toEqual(['a', ' x', '  y', 'b', ' m', ' x*', '  y*']);
    expect(shown(codes, 1)).toEqual(['a', ' x', '  y', 'b', ' m', ' x*']);
  });

  it('do not grow without end where each doubles the ways to the next', () => {
    const chain = Array.from({ length: 60 }, (_, i) => [
      code(`l${i}`, i === 0 ? null : `l${i - 1}`, i === 0 ? [] : [`r${i - 1}`]),
      code(`r${i}`, i === 0 ? null : `l${i - 1}`, i === 0 ? [] : [`r${i - 1}`]),
    ]).flat();
    expect(shown(chain, 500)).toHaveLength(620);
    expect(codePaths(code('z', 'l59'), new Map(chain.map((each) => [each.id, each])))).toHaveLength(20);
  });

  it('name every way from the top, the primary one first', () => {
    const codes = [code('a'), code('b', null, ['a']), code('x', 'b', ['a', 'gone'])];
    const byId = new Map(codes.map((each) => [each.id, each]));
    const x = codes[2] as TreeCode;
    expect(codePaths(x, byId)).toEqual([
      ['B', 'X'],
      ['A', 'B', 'X'],
      ['A', 'X'],
    ]);
    expect(codePaths(code('p', 'p'), new Map([['p', code('p', 'p')]]))).toEqual([['P']]);
  });
});

describe('several parents', () => {
  const codes = [code('a'), code('b', 'a'), code('c', 'b'), code('d', null, ['c'])];

  it('are refused where they would close a circle over any of the parents', () => {
    expect(errorOf(() => refuseCycle(code('a'), 'd', codes)).code).toBe('code-cycle');
    expect(errorOf(() => checkOtherParents(code('a'), ['d'], codes)).code).toBe('code-cycle');
    expect(errorOf(() => checkOtherParents(code('a'), ['a'], codes)).code).toBe('code-cycle');
    expect(errorOf(() => checkOtherParents(code('a'), ['gone'], codes)).code).toBe('not-found');
    expect(checkOtherParents(code('d'), ['b', 'c', 'b'], codes)).toEqual(['b', 'c']);
    expect(checkOtherParents(code('c', 'b'), ['b', 'a'], codes)).toEqual(['a']);
  });

  it('that pass the check never close a circle', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 7 }), fc.array(fc.nat({ max: 7 }), { maxLength: 3 })), {
          maxLength: 20,
        }),
        (wishes) => {
          let tree: readonly TreeCode[] = Array.from({ length: 8 }, (_, i) => code(`c${i}`));
          for (const [at, parents] of wishes) {
            const own = tree[at];
            if (!own) continue;
            try {
              const otherParentIds = checkOtherParents(
                own,
                parents.map((n) => `c${n}`),
                tree,
              );
              tree = tree.map((each) => (each.id === own.id ? { ...each, otherParentIds } : each));
            } catch (thrown) {
              if (!(thrown instanceof GlossatorError)) throw thrown;
            }
          }
          for (const each of tree) {
            const above = each.otherParentIds ?? [];
            expect(above.some((parent) => withDescendants([each.id], tree).has(parent))).toBe(false);
          }
        },
      ),
    );
  });

  it('follow a move and the end of a parent', () => {
    expect(movedUnder({ parentId: 'a', otherParentIds: ['b', 'c'] }, 'b')).toEqual({
      parentId: 'b',
      otherParentIds: ['c'],
    });
    const own = { id: 'x', parentId: 'a', otherParentIds: ['b', 'c'] };
    expect(parentReplaced(own, 'b', 'c')).toEqual({ parentId: 'a', otherParentIds: ['c'] });
    expect(parentReplaced(own, 'a', 'b')).toEqual({ parentId: 'b', otherParentIds: ['c'] });
    expect(parentReplaced(own, 'b', null)).toEqual({ parentId: 'a', otherParentIds: ['c'] });
    expect(parentReplaced(own, 'a', 'x')).toEqual({ parentId: null, otherParentIds: ['b', 'c'] });
  });
});
