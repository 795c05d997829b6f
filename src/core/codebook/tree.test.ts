import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../errors.ts';
import {
  checkCodeKey,
  checkCodeName,
  codeForest,
  codePath,
  codesInTreeOrder,
  positionsForInsertion,
  refuseCycle,
  type TreeCode,
  withDescendants,
} from './tree.ts';

function code(id: string, parentId: string | null = null, position = 0, name = id): TreeCode {
  return { id, name, parentId, position };
}

function codeOf(raise: () => unknown): string {
  try {
    raise();
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return thrown.code;
    throw thrown;
  }
  return 'nothing raised';
}

/** Any links at all between codes: to missing parents, to themselves, in circles. */
const anyCodes = fc
  .array(fc.record({ parent: fc.integer({ min: -1, max: 12 }), position: fc.integer({ min: -3, max: 3 }) }), {
    maxLength: 10,
  })
  .map((rows) => rows.map((row, i) => code(`c${i}`, row.parent < 0 ? null : `c${row.parent}`, row.position)));

describe('the tree of codes', () => {
  it('shows every code exactly once, whatever the links', () => {
    fc.assert(
      fc.property(anyCodes, (codes) => {
        const shown = codesInTreeOrder(codes).map((node) => node.code.id);
        expect([...shown].sort()).toEqual(codes.map((each) => each.id).sort());
      }),
    );
  });

  it('orders siblings by position and then by name', () => {
    const forest = codeForest([
      code('b', null, 1),
      code('c', null, 0),
      code('a', null, 1),
      code('d', 'c', 0),
    ]);
    expect(forest.map((node) => node.code.id)).toEqual(['c', 'a', 'b']);
    expect(forest[0]?.children.map((node) => [node.code.id, node.depth])).toEqual([['d', 1]]);
  });

  it('names the way from the top, and ends in a circle', () => {
    const byId = new Map([code('a', 'b'), code('b', 'a'), code('c', 'a')].map((each) => [each.id, each]));
    expect(codePath(code('c', 'a'), byId)).toEqual(['b', 'a', 'c']);
  });

  it('finds all below', () => {
    const codes = [code('a'), code('b', 'a'), code('c', 'b'), code('d')];
    expect([...withDescendants(['a'], codes)].sort()).toEqual(['a', 'b', 'c']);
  });

  it('refuses a code under itself or below itself', () => {
    const codes = [code('a'), code('b', 'a'), code('c', 'b')];
    expect(codeOf(() => refuseCycle(code('a'), 'c', codes))).toBe('code-cycle');
    expect(codeOf(() => refuseCycle(code('a'), 'a', codes))).toBe('code-cycle');
    expect(codeOf(() => refuseCycle(code('c'), 'a', codes))).toBe('nothing raised');
  });
});

describe('names and keys', () => {
  it('trims a name and refuses a sibling of the same name in another case', () => {
    const codes = [code('a', null, 0, 'Claim'), code('b', 'a', 0, 'Strong')];
    expect(checkCodeName('  Quotation ', null, codes, null)).toBe('Quotation');
    expect(codeOf(() => checkCodeName('CLAIM', null, codes, null))).toBe('code-name-taken');
    expect(checkCodeName('CLAIM', null, codes, 'a')).toBe('CLAIM');
    expect(checkCodeName('claim', 'a', codes, null)).toBe('claim');
    expect(codeOf(() => checkCodeName(' \u00a0', null, codes, null))).toBe('code-name-empty');
  });

  it('takes one letter of any script or a digit as a key, once', () => {
    const codes = [{ id: 'a', name: 'Claim', key: 'c' }];
    expect(checkCodeKey('Q', codes, null)).toBe('q');
    expect(checkCodeKey('ж', codes, null)).toBe('ж');
    expect(checkCodeKey('', codes, null)).toBeNull();
    expect(codeOf(() => checkCodeKey('C', codes, null))).toBe('code-key-taken');
    expect(checkCodeKey('c', codes, 'a')).toBe('c');
    expect(codeOf(() => checkCodeKey('+', codes, null))).toBe('code-key-invalid');
    expect(codeOf(() => checkCodeKey('ab', codes, null))).toBe('code-key-invalid');
  });
});

describe('positions', () => {
  it('puts a code at the wanted place, however often', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 70 }), { maxLength: 120 }), (places) => {
        let siblings: TreeCode[] = [];
        const expected: string[] = [];
        for (const [i, place] of places.entries()) {
          const { own, renumbered } = positionsForInsertion(siblings, place);
          siblings = siblings.map((each) => ({
            ...each,
            position: renumbered.get(each.id) ?? each.position,
          }));
          siblings.push(code(`c${i}`, null, own));
          expected.splice(Math.min(place, expected.length), 0, `c${i}`);
        }
        expect(codesInTreeOrder(siblings).map((node) => node.code.id)).toEqual(expected);
      }),
    );
  });

  it('renumbers where halving has used up the numbers between two neighbours', () => {
    let siblings: TreeCode[] = [code('first', null, 0), code('last', null, 1)];
    for (let i = 0; i < 1_100; i++) {
      const { own, renumbered } = positionsForInsertion(siblings, 1);
      siblings = siblings.map((each) => ({ ...each, position: renumbered.get(each.id) ?? each.position }));
      siblings.push(code(`n${i}`, null, own));
    }
    const order = codesInTreeOrder(siblings).map((node) => node.code.id);
    expect(order.slice(0, 3)).toEqual(['first', 'n1099', 'n1098']);
    expect(order.at(-1)).toBe('last');
  });
});
