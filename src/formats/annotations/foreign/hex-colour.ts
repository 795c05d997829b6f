import { CODE_COLOURS, codeColour } from '../../../core/codebook/colours.ts';

/**
 * The index of the colour of codes nearest to `#rrggbb` in sRGB; null where the text is none.
 */
export function nearestHexColour(value: string): number | null {
  const channels = (hex: string): readonly number[] | null => {
    const parts = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
    return parts ? parts.slice(1).map((part) => Number.parseInt(part, 16)) : null;
  };
  const wanted = channels(value);
  if (!wanted) return null;
  const apart = CODE_COLOURS.map((_, index) =>
    (channels(codeColour(index).light.line) ?? []).reduce(
      (sum, each, at) => sum + (each - (wanted[at] ?? 0)) ** 2,
      0,
    ),
  );
  return apart.indexOf(Math.min(...apart));
}
