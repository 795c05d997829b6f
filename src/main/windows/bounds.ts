/** Screen coordinates in device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST_WINDOW = { width: 720, height: 480 } as const;
const USUAL_WINDOW = { width: 1320, height: 880 } as const;
/** How far a window stands from the one that it would cover. */
const CASCADE = 28;

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/**
 * The rectangle moved and shrunk so that all of it is on the display that shows most of it (the first display where
 * none does: its own may be unplugged). `displays`: the work areas, at least one.
 */
export function clampToDisplays(wanted: Rectangle, displays: readonly Rectangle[]): Rectangle {
  const [primary] = displays;
  if (!primary) throw new RangeError('a window needs a display');
  const home = displays.reduce(
    (best, area) => (overlap(wanted, area) > overlap(wanted, best) ? area : best),
    primary,
  );
  const width = Math.min(Math.max(wanted.width, SMALLEST_WINDOW.width), home.width);
  const height = Math.min(Math.max(wanted.height, SMALLEST_WINDOW.height), home.height);
  return {
    x: Math.round(clamp(wanted.x, home.x, home.x + home.width - width)),
    y: Math.round(clamp(wanted.y, home.y, home.y + home.height - height)),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** Where a window goes that has no remembered place: the middle of the display, or beside the one it would cover. */
export function usualBounds(display: Rectangle, taken: readonly Rectangle[]): Rectangle {
  const width = Math.min(USUAL_WINDOW.width, display.width);
  const height = Math.min(USUAL_WINDOW.height, display.height);
  let x = Math.round(display.x + (display.width - width) / 2);
  let y = Math.round(display.y + (display.height - height) / 2);
  const covers = () =>
    taken.some((other) => Math.abs(other.x - x) < CASCADE && Math.abs(other.y - y) < CASCADE);
  const fits = () =>
    x + CASCADE + width <= display.x + display.width && y + CASCADE + height <= display.y + display.height;
  while (covers() && fits()) {
    x += CASCADE;
    y += CASCADE;
  }
  return { x, y, width, height };
}
