import { CODE_COLOURS, codeColour } from '../../core/codebook/colours.ts';

const HEX = /^#?(?:([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})|([0-9a-f])([0-9a-f])([0-9a-f]))$/i;

/** `#rrggbb` of a colour of codes, as on a light page. */
export function colourValue(index: number): string {
  return codeColour(index).light.line;
}

/** OKLab (Ottosson 2020), in which near values look alike; null where the text is no `#rrggbb` or `#rgb`. */
function oklab(text: string): readonly [number, number, number] | null {
  const parts = HEX.exec(text.trim());
  if (!parts) return null;
  const channel = (at: number): number => {
    const value = Number.parseInt(parts[at] ?? (parts[at + 3] ?? '0').repeat(2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [channel(1), channel(2), channel(3)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Below this chroma a colour is nearly grey, and its hue says little. */
const GREYISH = 0.06;

/** Squared difference: of hue most, which is what a colour is called by; the colours of codes choose their lightness for the page. */
function difference(
  one: readonly [number, number, number],
  other: readonly [number, number, number],
): number {
  const [l, a, b] = one;
  const [l2, a2, b2] = other;
  const chroma = Math.hypot(a, b);
  const chroma2 = Math.hypot(a2, b2);
  const [reach, reach2] = [Math.max(chroma, GREYISH), Math.max(chroma2, GREYISH)];
  const hue = (a / reach - a2 / reach2) ** 2 + (b / reach - b2 / reach2) ** 2;
  return 0.03 * hue + 0.3 * (chroma - chroma2) ** 2 + 0.05 * (l - l2) ** 2;
}

/**
 * The index of the colour of codes nearest to a value; that very one where the value is what `colourValue` gave. null where the text is no colour.
 */
export function nearestColour(value: string): number | null {
  const wanted = oklab(value);
  if (!wanted) return null;
  const apart = CODE_COLOURS.map((_, index) => difference(oklab(colourValue(index)) ?? [0, 0, 0], wanted));
  return apart.indexOf(Math.min(...apart));
}

/** The index of a colour by its English name, without regard to case; null where none has it. */
export function colourNamed(name: string): number | null {
  const wanted = name.trim().toLowerCase();
  const index = CODE_COLOURS.findIndex((colour) => colour.name.toLowerCase() === wanted);
  return index < 0 ? null : index;
}
