import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { ShownBlock, ShownUnit } from '../lexical/shown.ts';
import type { PlacedAnnotation } from '../model/annotation-window.ts';

/** The lines that one span of an annotation takes in a unit: pixels below the top of the unit. */
export interface Extent {
  readonly span: number;
  readonly top: number;
  readonly bottom: number;
  /** whether the span begins and ends here, or comes from above and goes on below */
  readonly begins: boolean;
  readonly ends: boolean;
}

interface Line {
  readonly top: number;
  readonly bottom: number;
}

/** Which line of a block an offset is on. Asks the browser as seldom as possible: between two offsets of one line none. */
class BlockLines {
  readonly #block: ShownBlock;
  readonly #origin: number;
  /** by offset */
  readonly #known: { offset: number; line: Line }[] = [];
  readonly #range = document.createRange();

  constructor(block: ShownBlock, origin: number) {
    this.#block = block;
    this.#origin = origin;
  }

  /** The line of the character at the offset. */
  at(offset: number): Line {
    let low = 0;
    let high = this.#known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#known[middle]?.offset ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const after = this.#known[low];
    const before = this.#known[low - 1];
    if (after?.offset === offset) return after.line;
    if (before && after && before.line.top === after.line.top) return after.line;
    const line = this.#ask(offset);
    this.#known.splice(low, 0, { offset, line });
    return line;
  }

  #ask(offset: number): Line {
    const { block, element } = this.#block;
    const from = this.#block.place(offset, 'after');
    const to = this.#block.place(Math.min(offset + 1, block.end), 'before');
    this.#range.setStart(from.node, from.offset);
    this.#range.setEnd(to.node, to.offset);
    const rects = this.#range.getClientRects();
    const rect = rects[rects.length - 1] ?? element.getBoundingClientRect();
    return { top: rect.top - this.#origin, bottom: rect.bottom - this.#origin };
  }
}

/** Where an annotation stood in a unit when it had these spans. */
interface Measured {
  readonly spans: readonly TextRange[];
  readonly extents: readonly Extent[];
}

/** Of one unit, by annotation. */
export type UnitExtents = ReadonlyMap<Id, Measured>;

/**
 * Where the annotations of a unit stand in it. Reads layout; changes nothing.
 * @param before what was measured while the unit's lines were the same: kept for the spans that are still so
 */
export function extentsOf(
  unit: ShownUnit,
  annotations: readonly PlacedAnnotation[],
  before?: UnitExtents,
): UnitExtents {
  const now = new Map<Id, Measured>();
  let lines: readonly BlockLines[] | null = null;
  for (const { id, annotation } of annotations) {
    const { spans } = annotation;
    const known = before?.get(id);
    if (known?.spans === spans) {
      now.set(id, known);
      continue;
    }
    lines ??= linesOf(unit);
    now.set(id, { spans, extents: measured(unit, spans, lines) });
  }
  return now;
}

function linesOf(unit: ShownUnit): readonly BlockLines[] {
  const origin = unit.element.getBoundingClientRect().top;
  return unit.blocks.map((block) => new BlockLines(block, origin));
}

function measured(
  unit: ShownUnit,
  spans: readonly TextRange[],
  lines: readonly BlockLines[],
): readonly Extent[] {
  const found: Extent[] = [];
  for (const [at, span] of spans.entries()) {
    let top = Number.POSITIVE_INFINITY;
    let bottom = Number.NEGATIVE_INFINITY;
    for (const [place, { block }] of unit.blocks.entries()) {
      const start = Math.max(span.start, block.start);
      const end = Math.min(span.end, block.end);
      if (start >= end) continue;
      top = Math.min(top, lines[place]?.at(start).top ?? top);
      bottom = Math.max(bottom, lines[place]?.at(end - 1).bottom ?? bottom);
    }
    if (top > bottom) continue;
    const begins = span.start >= unit.unit.start;
    found.push({ span: at, top, bottom, begins, ends: span.end <= unit.unit.end });
  }
  return found;
}
