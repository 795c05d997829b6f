import { type Annotation, hull } from '../../../core/annotation/annotation.ts';
import { assignLanes, inDocumentOrder } from '../../../core/annotation/lanes.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';

/** An annotation near the viewport with the lane it holds in the rail. */
export interface PlacedAnnotation extends TextRange {
  readonly id: Id;
  readonly annotation: Annotation;
  /** from 0, next to the text */
  readonly lane: number;
}

/** Lanes of annotations that have left are remembered for their return, up to this many. */
const REMEMBERED_LANES = 200_000;

/**
 * The annotations of the chunks at hand, each with its lane, found by place. Lanes are given in document order as
 * chunks become known and then kept, so that nothing moves sideways while scrolling.
 */
export class AnnotationWindow {
  #chunks = new Map<number, readonly Annotation[]>();
  #byId = new Map<Id, PlacedAnnotation>();
  #ordered: PlacedAnnotation[] = [];
  /** furthest end among ordered[0..i] */
  #reach = new Float64Array(0);
  #lanes = new Map<Id, number>();
  #fresh = true;

  /** Puts a chunk's annotations in the place of those it had; undefined: the chunk has left. */
  set(seq: number, annotations: readonly Annotation[] | undefined): void {
    if (annotations) this.#chunks.set(seq, annotations);
    else this.#chunks.delete(seq);
    this.#fresh = false;
  }

  get(id: Id): PlacedAnnotation | undefined {
    this.#refresh();
    return this.#byId.get(id);
  }

  /** Those whose hull overlaps the range, in document order. */
  overlapping(range: TextRange): PlacedAnnotation[] {
    this.#refresh();
    const found: PlacedAnnotation[] = [];
    for (let at = this.#startingBefore(range.end) - 1; at >= 0; at -= 1) {
      if ((this.#reach[at] ?? 0) <= range.start) break;
      const placed = this.#ordered[at];
      if (placed && placed.end > range.start) found.push(placed);
    }
    return found.reverse();
  }

  /** Those with a span over the UTF-16 code unit at the offset, the shortest first. */
  at(offset: number): PlacedAnnotation[] {
    return this.overlapping({ start: offset, end: offset + 1 })
      .filter(({ annotation }) => annotation.spans.some((span) => span.start <= offset && offset < span.end))
      .sort((a, b) => a.end - a.start - (b.end - b.start) || -inDocumentOrder(a, b));
  }

  #startingBefore(offset: number): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ordered[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Chunk by chunk in text order, each annotation where it is first met: that is document order, as each chunk's
   * list is in it and an annotation known from a later chunk only began before that chunk's own.
   */
  #refresh(): void {
    if (this.#fresh) return;
    this.#fresh = true;
    const before = this.#byId;
    const intervals: Omit<PlacedAnnotation, 'lane'>[] = [];
    const seen = new Set<Id>();
    for (const seq of [...this.#chunks.keys()].sort((a, b) => a - b)) {
      for (const annotation of this.#chunks.get(seq) ?? []) {
        if (seen.has(annotation.id)) continue;
        seen.add(annotation.id);
        const known = before.get(annotation.id);
        const same = known?.annotation === annotation;
        intervals.push(same ? known : { ...hull(annotation.spans), id: annotation.id, annotation });
      }
    }
    if (this.#lanes.size > REMEMBERED_LANES)
      this.#lanes = new Map([...this.#lanes].filter(([id]) => seen.has(id)));
    this.#releaseMoved(intervals, before);
    assignLanes(intervals, this.#lanes);
    this.#ordered = intervals.map((interval) => place(interval, this.#lanes.get(interval.id) ?? 0));
    this.#byId = new Map(this.#ordered.map((placed) => [placed.id, placed]));
    this.#reach = new Float64Array(this.#ordered.length);
    let furthest = 0;
    for (const [at, placed] of this.#ordered.entries()) {
      furthest = Math.max(furthest, placed.end);
      this.#reach[at] = furthest;
    }
  }

  /** An annotation whose ends were moved may now overlap one that holds the same lane: it looks for a lane anew. */
  #releaseMoved(
    intervals: readonly Omit<PlacedAnnotation, 'lane'>[],
    before: ReadonlyMap<Id, TextRange>,
  ): void {
    for (const { id, start, end } of intervals) {
      const known = before.get(id);
      if (known && (known.start > start || known.end < end)) this.#lanes.delete(id);
    }
  }
}

/** The very same object where nothing has changed, so that what is drawn of it can stay. */
function place(interval: Omit<PlacedAnnotation, 'lane'> & { lane?: number }, lane: number): PlacedAnnotation {
  return interval.lane === lane ? (interval as PlacedAnnotation) : { ...interval, lane };
}
