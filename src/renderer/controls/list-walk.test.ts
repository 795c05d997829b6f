import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkList } from './list-walk.ts';

const KEYS = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'];

describe('walking a list by key', () => {
  it('never leaves the list', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KEYS),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: -1, max: 49 }),
        fc.integer({ min: 1, max: 20 }),
        (key, count, cursor, page) => {
          const next = walkList(key, Math.min(cursor, count - 1), count, page);
          expect(next).toBeGreaterThanOrEqual(0);
          expect(next).toBeLessThan(count);
        },
      ),
    );
  });

  it('begins at either end and stops there', () => {
    expect(walkList('ArrowDown', -1, 3, 2)).toBe(0);
    expect(walkList('ArrowUp', -1, 3, 2)).toBe(2);
    expect(walkList('ArrowDown', 2, 3, 2)).toBe(2);
    expect(walkList('PageUp', 1, 3, 2)).toBe(0);
  });

  it('leaves other keys and empty lists alone', () => {
    expect(walkList('a', 0, 3, 2)).toBeNull();
    expect(walkList('ArrowDown', -1, 0, 2)).toBeNull();
  });
});
