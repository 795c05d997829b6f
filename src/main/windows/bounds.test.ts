import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampToDisplays, type Rectangle, SMALLEST_WINDOW, usualBounds } from './bounds.ts';

const left: Rectangle = { x: 0, y: 24, width: 1920, height: 1056 };
const right: Rectangle = { x: 1920, y: 0, width: 2560, height: 1440 };

const inside = (inner: Rectangle, outer: Rectangle) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

describe('clampToDisplays', () => {
  it('leaves a window that is in sight where it is', () => {
    const there = { x: 2000, y: 100, width: 1200, height: 900 };
    expect(clampToDisplays(there, [left, right])).toEqual(there);
  });

  it('brings back a window whose display was unplugged', () => {
    expect(clampToDisplays({ x: 2000, y: 100, width: 1200, height: 900 }, [left])).toEqual({
      x: 720,
      y: 100,
      width: 1200,
      height: 900,
    });
  });

  it('puts a window that straddles two displays on the one that shows more of it', () => {
    expect(clampToDisplays({ x: 1800, y: 100, width: 1000, height: 800 }, [left, right]).x).toBe(1920);
  });

  it('is always wholly on one display, and no smaller than a window may be where there is room', () => {
    const number = fc.integer({ min: -5000, max: 9000 });
    const size = fc.integer({ min: 0, max: 9000 });
    fc.assert(
      fc.property(fc.record({ x: number, y: number, width: size, height: size }), (wanted) => {
        const placed = clampToDisplays(wanted, [left, right]);
        expect(inside(placed, left) || inside(placed, right)).toBe(true);
        expect(placed.width).toBeGreaterThanOrEqual(SMALLEST_WINDOW.width);
        expect(placed.height).toBeGreaterThanOrEqual(SMALLEST_WINDOW.height);
        expect(clampToDisplays(placed, [left, right])).toEqual(placed);
      }),
    );
  });

  it('fits a display smaller than a window may be', () => {
    const tiny = { x: 0, y: 0, width: 640, height: 400 };
    expect(clampToDisplays({ x: 50, y: 50, width: 1000, height: 1000 }, [tiny])).toEqual(tiny);
  });
});

describe('usualBounds', () => {
  it('centres the first window and sets the next ones aside', () => {
    const first = usualBounds(left, []);
    const second = usualBounds(left, [first]);
    const third = usualBounds(left, [first, second]);
    expect(new Set([first, second, third].map(({ x }) => x)).size).toBe(3);
    for (const bounds of [first, second, third]) expect(inside(bounds, left)).toBe(true);
  });

  it('covers another window rather than leave the display', () => {
    let taken: Rectangle[] = [];
    for (let n = 0; n < 50; n++) taken = [...taken, usualBounds(left, taken)];
    for (const bounds of taken) expect(inside(bounds, left)).toBe(true);
  });
});
