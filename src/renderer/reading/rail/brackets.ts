import type { Extent } from './extents.ts';

/** A stretch of the rail that one span takes, in coordinates of the plane. */
export interface Segment {
  readonly span: number;
  readonly top: number;
  readonly bottom: number;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** The parts of an annotation's spans in the units shown, joined where a span goes on from unit to unit. */
export function segmentsOf(
  parts: readonly { readonly top: number; readonly extents: readonly Extent[] }[],
): Segment[] {
  const segments: Segment[] = [];
  for (const { top, extents } of parts)
    for (const extent of extents) {
      const last = segments[segments.length - 1];
      const bottom = top + extent.bottom;
      if (last?.span === extent.span && !last.ends)
        segments[segments.length - 1] = { ...last, bottom, ends: extent.ends };
      else segments.push({ ...extent, top: top + extent.top, bottom });
    }
  return segments;
}

/** Length of the ticks that point at the text, in pixels. */
const TICK = 4;

/** Bracket and connecting line of an annotation as paths of SVG. Brackets stand at x and open towards smaller x. */
export function bracketPaths(segments: readonly Segment[], x: number): { bracket: string; link: string } {
  const bracket: string[] = [];
  const link: string[] = [];
  for (const [at, { top, bottom, begins, ends }] of segments.entries()) {
    const from = round(top + 2);
    const to = round(Math.max(bottom - 2, top + 4));
    bracket.push(begins ? `M${x - TICK} ${from}H${x}` : `M${x} ${from}`);
    bracket.push(ends ? `V${to}H${x - TICK}` : `V${to}`);
    const next = segments[at + 1];
    if (next) link.push(`M${x} ${to}V${round(next.top + 2)}`);
  }
  return { bracket: bracket.join(''), link: link.join('') };
}

function round(pixels: number): number {
  return Math.round(pixels) + 0.5;
}
