import type { TextRange } from '../../../core/text/structure.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import type { TextGeometry } from '../view/text-geometry.ts';

/** What a span takes of one line of text; CSS pixels of the window. */
export interface OutlinedLine {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** whether the span begins on this line, and ends on it */
  begins: boolean;
  ends: boolean;
  /** which span */
  readonly span: number;
}

/** The lines of a unit that the spans take. */
export function outlineOf(
  unit: ShownUnit,
  spans: readonly TextRange[],
  geometry: TextGeometry,
): OutlinedLine[] {
  return spans.flatMap((span, at) =>
    unit.blocks.flatMap((block) => {
      const start = Math.max(span.start, block.block.start);
      const end = Math.min(span.end, block.block.end);
      if (start >= end) return [];
      const lines: OutlinedLine[] = [];
      for (const rect of geometry.rects(block, { start, end })) {
        const last = lines[lines.length - 1];
        // Marks divide a line into several rectangles.
        if (last && Math.abs(last.bottom - rect.bottom) < rect.height / 2) {
          last.left = Math.min(last.left, rect.left);
          last.right = Math.max(last.right, rect.right);
          last.top = Math.min(last.top, rect.top);
          last.bottom = Math.max(last.bottom, rect.bottom);
        } else {
          const { left, right, top, bottom } = rect;
          lines.push({ left, right, top, bottom, begins: false, ends: false, span: at });
        }
      }
      const first = lines[0];
      const final = lines[lines.length - 1];
      if (first) first.begins = start === span.start;
      if (final) final.ends = end === span.end;
      return lines;
    }),
  );
}
