import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_COLOURS, codeColour, codeColourIndex, leastUsedColour, SURFACES } from './colours.ts';

type Triple = readonly [number, number, number];

/** Linear sRGB, 0–1. */
function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function through(matrix: readonly Triple[], [x, y, z]: Triple): Triple {
  const row = (at: number) => {
    const [a, b, c] = matrix[at] ?? [0, 0, 0];
    return a * x + b * y + c * z;
  };
  return [row(0), row(1), row(2)];
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const [a, b] = [luminance(one), luminance(other)];
  return Math.max(a, b) / Math.min(a, b);
}

/** Machado, Oliveira, Fernandes 2009, severity 1.0, over linear RGB. */
const VISIONS: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b*, D65, as seen with that vision. */
function lab(hex: string, vision: string): Triple {
  const seen = through(VISIONS[vision] ?? [], linear(hex)).map((value) => Math.min(1, Math.max(0, value)));
  const [x, y, z] = through(
    [
      [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
    ],
    [seen[0] ?? 0, seen[1] ?? 0, seen[2] ?? 0],
  );
  const f = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : ((24_389 / 27) * t + 16) / 116);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
function hueOf(a: number, b: number): number {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}

/** CIEDE2000 (Sharma, Wu and Dalal 2005), all weights 1. */
function difference([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const mean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot(a1 * (1 + g), b1), Math.hypot(a2 * (1 + g), b2)];
  const [h1, h2] = [hueOf(a1 * (1 + g), b1), hueOf(a2 * (1 + g), b2)];
  const grey = c1 * c2 === 0;
  const turn = h2 - h1;
  const dh = grey ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
  const hueStep = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(dh) / 2);
  const sum = h1 + h2;
  const h = grey ? sum : Math.abs(turn) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const t =
    1 -
    0.17 * Math.cos(radians(h - 30)) +
    0.24 * Math.cos(radians(2 * h)) +
    0.32 * Math.cos(radians(3 * h + 6)) -
    0.2 * Math.cos(radians(4 * h - 63));
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const rotation =
    -Math.sin(radians(60 * Math.exp(-(((h - 275) / 25) ** 2)))) * 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  const [dl, dc, dhue] = [(l2 - l1) / sl, (c2 - c1) / (1 + 0.045 * c), hueStep / (1 + 0.015 * c * t)];
  return Math.sqrt(dl ** 2 + dc ** 2 + dhue ** 2 + rotation * dc * dhue);
}

function leastDifference(theme: 'light' | 'dark', count: number): number {
  const lines = CODE_COLOURS.slice(0, count).map((colour) => colour[theme].line);
  let least = Number.POSITIVE_INFINITY;
  for (const vision of Object.keys(VISIONS)) {
    const seen = lines.map((hex) => lab(hex, vision));
    for (const [i, one] of seen.entries())
      for (const other of seen.slice(i + 1)) least = Math.min(least, difference(one, other));
  }
  return least;
}

describe('the measure itself', () => {
  it('gives the published values of Sharma, Wu and Dalal', () => {
    expect(difference([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
    expect(difference([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
    expect(difference([90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447])).toBeCloseTo(1.4441, 4);
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
  });
});

describe.each(['light', 'dark'] as const)('code colours, %s', (theme) => {
  it('are told apart with normal and with colour-blind eyes', () => {
    expect(leastDifference(theme, 8)).toBeGreaterThanOrEqual(14);
    expect(leastDifference(theme, CODE_COLOURS.length)).toBeGreaterThanOrEqual(7);
  });

  it.each(CODE_COLOURS)('$name stands out from its surfaces', (colour) => {
    const { line, ink, fill } = colour[theme];
    const { page, panel, text } = SURFACES[theme];
    for (const surface of [page, panel]) {
      expect(contrast(line, surface)).toBeGreaterThanOrEqual(3);
      expect(contrast(ink, surface)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(ink, fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(text, fill)).toBeGreaterThanOrEqual(6);
  });
});

describe('colour indexes', () => {
  it('has a colour for any number that a file may hold', () => {
    fc.assert(fc.property(fc.integer(), (index) => CODE_COLOURS.includes(codeColour(index))));
    expect(codeColourIndex(-1)).toBe(CODE_COLOURS.length - 1);
  });

  it('gives a new code the first of the least used', () => {
    expect(leastUsedColour([])).toBe(0);
    expect(leastUsedColour([{ colour: 0 }, { colour: 1 }, { colour: 3 }])).toBe(2);
    expect(leastUsedColour(CODE_COLOURS.map((_, colour) => ({ colour })))).toBe(0);
  });
});
