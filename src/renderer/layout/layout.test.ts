import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PANEL, panelWidth, stepTextSize, TEXT_LEAST, TEXT_SIZES } from './layout.ts';

describe('text size', () => {
  it('steps through the sizes and stops at both ends', () => {
    expect(stepTextSize(17, 1)).toBe(18);
    expect(stepTextSize(17, -1)).toBe(16);
    expect(stepTextSize(19, 1)).toBe(20);
    expect(stepTextSize(Math.max(...TEXT_SIZES), 1)).toBe(Math.max(...TEXT_SIZES));
    expect(stepTextSize(Math.min(...TEXT_SIZES), -1)).toBe(Math.min(...TEXT_SIZES));
  });
});

describe('panel width', () => {
  it('leaves the text its least width in every window of at least 900 pixels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 900, max: 4000 }),
        fc.integer({ min: 0, max: PANEL.least }),
        (wanted, windowWidth, other) => {
          const width = panelWidth(wanted, windowWidth, other);
          expect(width).toBeGreaterThanOrEqual(PANEL.least);
          expect(width + other + TEXT_LEAST).toBeLessThanOrEqual(windowWidth);
        },
      ),
    );
  });
});
