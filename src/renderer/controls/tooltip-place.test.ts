import { describe, expect, it } from 'vitest';
import { tooltipPlace } from './tooltip-place.ts';

const VIEW = { width: 900, height: 600 };
const TIP = { width: 100, height: 20 };

describe('the place of a tooltip', () => {
  it('is under the middle of its element', () => {
    expect(tooltipPlace({ left: 400, right: 440, top: 10, bottom: 30 }, TIP, VIEW)).toEqual({
      left: 370,
      top: 36,
    });
  });

  it('is above at the foot of the window, and inside at its sides', () => {
    expect(tooltipPlace({ left: 400, right: 440, top: 570, bottom: 590 }, TIP, VIEW).top).toBe(544);
    expect(tooltipPlace({ left: 0, right: 20, top: 10, bottom: 30 }, TIP, VIEW).left).toBe(6);
    expect(tooltipPlace({ left: 880, right: 900, top: 10, bottom: 30 }, TIP, VIEW).left).toBe(794);
  });
});
