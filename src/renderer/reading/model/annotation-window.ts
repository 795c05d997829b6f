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

/** A chunk of the text by its number, with the UTF-16 offsets that it holds. */
export interface ChunkPlace extends TextRange {
  readonly seq: number;
}

interface KnownChunk extends ChunkPlace {
  readonly annotations: readonly Annotation[];
  /** the same with their lanes, and the furthest end among placed[0..i]; made when first asked for */
  placed: readonly PlacedAnnotation[];
  reach: Float64Array;
}

/** Lanes of annotations that have left are remembered for their return, up to this many. */
const REMEMBERED_LANES = 200_000;
const NO_LANE = -1;

/**
 * The annotations of the chunks at hand, each with its lane, found by place. Lanes are given in document order as
 * chunks become known and then kept, so that nothing moves sideways while scrolling. What a chunk or a tag that comes
 * costs depends on the chunks that it touches, not on all that are at hand.
 */
export class AnnotationWindow {
  readonly #chunks = new Map<number, KnownChunk>();
  /** the same in text order */
  #ordered: readonly KnownChunk[] = [];
  readonly #byId = new Map<Id, PlacedAnnotation>();
  /** how many chunks list the annotation */
  readonly #held = new Map<Id, number>();
  #lanes = new Map<Id, number>();
  /** annotations that look for a lane, those that come back to theirs, and chunks whose lists are out of date */
  readonly #laneless = new Set<Id>();
  readonly #returning = new Set<Id>();
  readonly #stale = new Set<number>();

  /** Puts a chunk's annotations, which are in document order, in the place of those it had. */
  set({ seq, start, end }: ChunkPlace, annotations: readonly Annotation[]): void {
    const before = this.#chunks.get(seq);
    for (const annotation of annotations) this.#take(annotation);
    for (const { id } of before?.annotations ?? []) this.#release(id);
    this.#chunks.set(seq, { seq, start, end, annotations, placed: [], reach: new Float64Array(0) });
    this.#stale.add(seq);
    this.#order();
  }

  /** The chunk has left. */
  drop(seq: number): void {
    const before = this.#chunks.get(seq);
    if (!before) return;
    this.#chunks.delete(seq);
    this.#stale.delete(seq);
    for (const { id } of before.annotations) this.#release(id);
    this.#order();
  }

  get(id: Id): PlacedAnnotation | undefined {
    this.#refresh();
    return this.#byId.get(id);
  }

  /** Those whose hull overlaps the range, in document order. */
  overlapping(range: TextRange): PlacedAnnotation[] {
    this.#refresh();
    const lists = this.#around(range).map((chunk) => overlappingIn(chunk, range));
    return lists.length === 1 ? (lists[0] ?? []) : [...new Set(lists.flat())];
  }

  /** Those with a span over the UTF-16 code unit at the offset, the shortest first. */
  at(offset: number): PlacedAnnotation[] {
    return this.overlapping({ start: offset, end: offset + 1 })
      .filter(({ annotation }) => annotation.spans.some((span) => span.start <= offset && offset < span.end))
      .sort((a, b) => a.end - a.start - (b.end - b.start) || -inDocumentOrder(a, b));
  }

  /** The chunks that the range reaches into, and where it reaches out of them, those next to it: whatever overlaps it is in one of their lists. */
  #around(range: TextRange): readonly KnownChunk[] {
    const all = this.#ordered;
    // A place between two chunks, which holds nothing, is looked for in the second.
    const end = Math.max(range.end, range.start + 1);
    return all.filter(
      (_, at) =>
        (all[at - 1]?.end ?? Number.NEGATIVE_INFINITY) < end &&
        (all[at + 1]?.start ?? Number.POSITIVE_INFINITY) > range.start,
    );
  }

  #order(): void {
    this.#ordered = [...this.#chunks.values()].sort((a, b) => a.seq - b.seq);
  }

  #take(annotation: Annotation): void {
    const { id, spans } = annotation;
    this.#held.set(id, (this.#held.get(id) ?? 0) + 1);
    const known = this.#byId.get(id);
    if (known && isSame(known.annotation, annotation)) return;
    const range = hull(spans);
    if (known) {
      // One whose ends were moved may now overlap another that holds the same lane.
      if (known.start > range.start || known.end < range.end) this.#lanes.delete(id);
      for (const chunk of this.#ordered)
        if (chunk.start < known.end && chunk.end > known.start) this.#stale.add(chunk.seq);
    }
    const lane = this.#lanes.get(id);
    if (lane === undefined) this.#laneless.add(id);
    else if (!known) this.#returning.add(id);
    this.#byId.set(id, { ...range, id, annotation, lane: lane ?? NO_LANE });
  }

  #release(id: Id): void {
    const held = (this.#held.get(id) ?? 0) - 1;
    if (held > 0) {
      this.#held.set(id, held);
      return;
    }
    this.#held.delete(id);
    this.#byId.delete(id);
    this.#laneless.delete(id);
    this.#returning.delete(id);
  }

  #refresh(): void {
    if (this.#stale.size === 0) return;
    this.#giveLanes();
    for (const seq of this.#stale) {
      const chunk = this.#chunks.get(seq);
      if (!chunk) continue;
      chunk.placed = chunk.annotations.flatMap(({ id }) => this.#byId.get(id) ?? []);
      chunk.reach = reachOf(chunk.placed);
    }
    this.#stale.clear();
  }

  /**
   * What overlaps an annotation is listed by one of the chunks around it: only those are looked at. One that comes back finds its lane
   * taken where another came that overlaps it, which could not be known while it was away.
   */
  #giveLanes(): void {
    const waiting = [...this.#laneless, ...this.#returning].flatMap((id) => this.#byId.get(id) ?? []);
    if (waiting.length === 0) return;
    if (this.#lanes.size > REMEMBERED_LANES)
      this.#lanes = new Map([...this.#lanes].filter(([id]) => this.#byId.has(id)));
    const touched = new Set<KnownChunk>();
    for (const each of waiting) for (const chunk of this.#around(each)) touched.add(chunk);
    // Chunk by chunk, each where it is first met: that is document order, as each chunk's list is in it and an
    // annotation known from a later chunk only began before that chunk's own.
    const intervals = new Map<Id, PlacedAnnotation>();
    for (const { annotations } of this.#ordered.filter((chunk) => touched.has(chunk)))
      for (const { id } of annotations) {
        const placed = this.#byId.get(id);
        if (placed) intervals.set(id, placed);
      }
    const inOrder = [...intervals.values()];
    for (const id of inTheWay(inOrder, this.#returning)) this.#lanes.delete(id);
    assignLanes(inOrder, this.#lanes);
    for (const placed of waiting) {
      const lane = this.#lanes.get(placed.id) ?? 0;
      if (lane !== placed.lane) this.#byId.set(placed.id, { ...placed, lane });
    }
    this.#laneless.clear();
    this.#returning.clear();
  }
}

/** Those of the returning that overlap another in their lane, of which at least one is returning. `intervals`: in document order. */
function inTheWay(intervals: readonly PlacedAnnotation[], returning: ReadonlySet<Id>): readonly Id[] {
  if (returning.size === 0) return [];
  const found: Id[] = [];
  const last = new Map<number, PlacedAnnotation>();
  for (const each of intervals) {
    const before = each.lane === NO_LANE ? undefined : last.get(each.lane);
    if (before && before.end > each.start) {
      const moves = returning.has(each.id) ? each : before;
      found.push(moves.id);
      if (moves === each) continue;
    }
    last.set(each.lane, each);
  }
  return found;
}

function overlappingIn({ placed, reach }: KnownChunk, range: TextRange): PlacedAnnotation[] {
  const found: PlacedAnnotation[] = [];
  for (let at = startingBefore(placed, range.end) - 1; at >= 0; at -= 1) {
    if ((reach[at] ?? 0) <= range.start) break;
    const each = placed[at];
    if (each && each.end > range.start) found.push(each);
  }
  return found.reverse();
}

function startingBefore(placed: readonly PlacedAnnotation[], offset: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function reachOf(placed: readonly PlacedAnnotation[]): Float64Array {
  const reach = new Float64Array(placed.length);
  let furthest = 0;
  for (const [at, { end }] of placed.entries()) {
    furthest = Math.max(furthest, end);
    reach[at] = furthest;
  }
  return reach;
}

/** Two chunks that were brought one after the other may each bring their own copy of an annotation that touches both. */
function isSame(a: Annotation, b: Annotation): boolean {
  return a === b || (a.updatedAt === b.updatedAt && JSON.stringify(a) === JSON.stringify(b));
}
