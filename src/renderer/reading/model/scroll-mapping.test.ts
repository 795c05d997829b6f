import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScrollMapping } from './scroll-mapping.ts';

function mapping(total: number, viewport: number): ScrollMapping {
  const made = new ScrollMapping();
  made.resize(total, viewport);
  return made;
}

const totals = fc.integer({ min: 1, max: 400_000_000 });

test('no text is so long that the scroll bar spans more than a browser lays out exactly', () => {
  fc.assert(
    fc.property(totals, (total) => {
      expect(mapping(total, 800).physicalHeight).toBeLessThanOrEqual(8_000_000);
    }),
  );
});

test('the ends of the bar are the ends of the text, and nothing else is', () => {
  fc.assert(
    fc.property(totals, fc.double({ min: 0, max: 1, noNaN: true }), (total, share) => {
      const map = mapping(total, 800);
      expect(map.toPhysical(0)).toBe(0);
      expect(map.toPhysical(map.virtualMax)).toBe(map.physicalMax);
      expect(map.toVirtual(map.physicalMax)).toBe(map.virtualMax);
      const y = share * map.virtualMax;
      const position = map.toPhysical(y);
      if (y > 0 && y < map.virtualMax && map.physicalMax > 2) {
        expect(position).toBeGreaterThan(0);
        expect(position).toBeLessThan(map.physicalMax);
      }
    }),
  );
});

test('the wheel moves text pixel by pixel, however long the text', () => {
  fc.assert(
    fc.property(totals, fc.integer({ min: -1_500, max: 1_500 }), (total, delta) => {
      const map = mapping(total, 800);
      const y = map.virtualMax / 2;
      const position = map.toPhysical(y);
      expect(map.moved(y, position, position + delta, false)).toBe(map.clamp(y + delta));
    }),
  );
});

test('a dragged thumb and a click in the track go to the same share of the text', () => {
  const map = mapping(100_000_000, 800);
  expect(map.moved(0, 0, map.physicalMax / 2, false)).toBeCloseTo(map.virtualMax / 2, 3);
  expect(map.moved(0, 0, 10, true)).toBeCloseTo((10 / map.physicalMax) * map.virtualMax, 3);
});

test('a text shorter than the viewport does not scroll', () => {
  const map = mapping(300, 800);
  expect([map.physicalMax, map.virtualMax, map.moved(0, 0, 50, false)]).toEqual([0, 0, 0]);
});
