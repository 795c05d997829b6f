import type { ChunkOutline } from '../../../core/text/structure.ts';

/** What an estimate of heights rests on. Lengths in CSS pixels. */
export interface TextMetrics {
  readonly lineHeight: number;
  /** UTF-16 code units that fit on a line, on average */
  readonly charactersPerLine: number;
}

/**
 * A place in the text by its layout, which stays the same place when heights above it become known: a unit of a
 * chunk and the pixels below its top; or, in a chunk whose units are not known, the fraction of its height.
 */
export type Anchor =
  | { readonly seq: number; readonly unit: number; readonly below: number }
  | { readonly seq: number; readonly fraction: number };

/** lineEstimate of an outline counts lines of this many code units. */
const OUTLINE_LINE = 80;

interface KnownChunk {
  readonly heights: Float64Array;
  /** tops[i] is the sum of the heights before i; one longer than heights */
  readonly tops: Float64Array;
  /** from where on `tops` is out of date */
  stale: number;
}

/**
 * The heights of a whole text: estimated by chunk, then by unit, measured once shown. Every y is in CSS pixels from
 * the top of the text. Costs of a question: logarithmic; of a change: the number of chunks after it.
 */
export class HeightModel {
  readonly #outline: readonly ChunkOutline[];
  readonly #estimates: Float64Array;
  readonly #tops: Float64Array;
  readonly #known = new Map<number, KnownChunk>();
  #stale = 0;

  constructor(outline: readonly ChunkOutline[], metrics: TextMetrics) {
    this.#outline = outline;
    this.#estimates = Float64Array.from(outline, (chunk) => estimateChunk(chunk, metrics));
    this.#tops = new Float64Array(outline.length + 1);
  }

  get chunkCount(): number {
    return this.#outline.length;
  }

  get total(): number {
    return this.chunkTop(this.#outline.length);
  }

  /** Top of a chunk; of the chunk count: the end of the text. */
  chunkTop(seq: number): number {
    for (let at = this.#stale; at < this.#outline.length; at += 1)
      this.#tops[at + 1] = (this.#tops[at] ?? 0) + this.chunkHeight(at);
    this.#stale = this.#outline.length;
    return this.#tops[seq] ?? 0;
  }

  chunkHeight(seq: number): number {
    const known = this.#known.get(seq);
    return known ? topIn(known, known.heights.length) : (this.#estimates[seq] ?? 0);
  }

  knows(seq: number): boolean {
    return this.#known.has(seq);
  }

  /** Says how high each unit of a chunk probably is. What is known already stays. */
  refine(seq: number, heights: readonly number[]): void {
    if (this.#known.has(seq)) return;
    this.#known.set(seq, {
      heights: Float64Array.from(heights),
      tops: new Float64Array(heights.length + 1),
      stale: 0,
    });
    this.#stale = Math.min(this.#stale, seq);
  }

  /** Says how high a unit is. Its chunk must be known. */
  measure(seq: number, unit: number, height: number): void {
    const known = this.#known.get(seq);
    if (!known || known.heights[unit] === height) return;
    known.heights[unit] = height;
    known.stale = Math.min(known.stale, unit);
    this.#stale = Math.min(this.#stale, seq);
  }

  unitCount(seq: number): number {
    return this.#known.get(seq)?.heights.length ?? 0;
  }

  /** Top of a unit of a known chunk; of the unit count: the end of the chunk. */
  unitTop(seq: number, unit: number): number {
    const known = this.#known.get(seq);
    return this.chunkTop(seq) + (known ? topIn(known, unit) : 0);
  }

  unitHeight(seq: number, unit: number): number {
    return this.#known.get(seq)?.heights[unit] ?? 0;
  }

  /** The place at y, which is clamped to the text. */
  anchorAt(y: number): Anchor {
    this.chunkTop(0);
    const seq = lastAtOrBelow(this.#tops, Math.max(0, y), this.#outline.length);
    const within = Math.max(0, y) - this.chunkTop(seq);
    const known = this.#known.get(seq);
    if (!known || known.heights.length === 0) {
      const height = this.chunkHeight(seq);
      return { seq, fraction: height > 0 ? Math.min(1, within / height) : 0 };
    }
    topIn(known, known.heights.length);
    const unit = lastAtOrBelow(known.tops, within, known.heights.length);
    return { seq, unit, below: within - topIn(known, unit) };
  }

  yOf(anchor: Anchor): number {
    if ('fraction' in anchor)
      return this.chunkTop(anchor.seq) + anchor.fraction * this.chunkHeight(anchor.seq);
    const below = Math.min(anchor.below, this.unitHeight(anchor.seq, anchor.unit));
    return this.unitTop(anchor.seq, anchor.unit) + below;
  }
}

function topIn(known: KnownChunk, unit: number): number {
  for (let at = known.stale; at < known.heights.length; at += 1)
    known.tops[at + 1] = (known.tops[at] ?? 0) + (known.heights[at] ?? 0);
  known.stale = known.heights.length;
  return known.tops[unit] ?? 0;
}

/** Greatest i < count with tops[i] <= y. Equal tops (of height 0): the last of them. */
function lastAtOrBelow(tops: Float64Array, y: number, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

function estimateChunk(chunk: ChunkOutline, metrics: TextMetrics): number {
  const full = Math.max(0, chunk.lineEstimate - chunk.blockCount);
  const lines = chunk.blockCount + full * (OUTLINE_LINE / metrics.charactersPerLine);
  return (lines + chunk.blockCount * 0.5) * metrics.lineHeight;
}
