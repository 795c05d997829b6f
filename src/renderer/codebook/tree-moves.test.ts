import { describe, expect, it } from 'vitest';
import type { TreeCode } from '../../core/codebook/tree.ts';
import { placeByDrop, placeByKey } from './tree-moves.ts';

function code(id: string, parentId: string | null, position: number): TreeCode {
  return { id, name: id, parentId, position };
}

/** a ( a1 a2 ) b c ( c1 ) */
const CODES = [
  code('a', null, 0),
  code('a1', 'a', 0),
  code('a2', 'a', 1),
  code('b', null, 1),
  code('c', null, 2),
  code('c1', 'c', 0),
];

describe('moving a code by key', () => {
  it('goes up and down among its siblings and stops at the ends', () => {
    expect(placeByKey(CODES, 'b', 'up')).toEqual({ parentId: null, index: 0 });
    expect(placeByKey(CODES, 'b', 'down')).toEqual({ parentId: null, index: 2 });
    expect(placeByKey(CODES, 'a', 'up')).toBeNull();
    expect(placeByKey(CODES, 'a2', 'down')).toBeNull();
  });

  it('goes in under the sibling above, last there, and out behind its parent', () => {
    expect(placeByKey(CODES, 'b', 'in')).toEqual({ parentId: 'a', index: 2 });
    expect(placeByKey(CODES, 'a', 'in')).toBeNull();
    expect(placeByKey(CODES, 'a1', 'out')).toEqual({ parentId: null, index: 1 });
    expect(placeByKey(CODES, 'a', 'out')).toBeNull();
  });
});

describe('dropping a code', () => {
  it('counts the place without the code itself', () => {
    expect(placeByDrop(CODES, 'a', 'c', 'before')).toEqual({ parentId: null, index: 1 });
    expect(placeByDrop(CODES, 'a', 'c', 'after')).toEqual({ parentId: null, index: 2 });
    expect(placeByDrop(CODES, 'c', 'a', 'before')).toEqual({ parentId: null, index: 0 });
    expect(placeByDrop(CODES, 'b', 'a', 'on')).toEqual({ parentId: 'a', index: 2 });
    expect(placeByDrop(CODES, 'b', 'a1', 'after')).toEqual({ parentId: 'a', index: 1 });
  });

  it('refuses a place under itself and does nothing where it stands', () => {
    expect(placeByDrop(CODES, 'a', 'a1', 'on')).toBeNull();
    expect(placeByDrop(CODES, 'a', 'a', 'on')).toBeNull();
    expect(placeByDrop(CODES, 'b', 'a', 'after')).toBeNull();
    expect(placeByDrop(CODES, 'b', 'c', 'before')).toBeNull();
    expect(placeByDrop(CODES, 'a2', 'a', 'on')).toBeNull();
  });
});
