import type { TextRange } from '../../../core/text/structure.ts';

/**
 * Between offsets of the document and places in the text nodes that show one block: place by place the nodes hold
 * exactly the block's text. Pure: nodes are known by their number and length only. UTF-16 code units throughout.
 */
export class BlockText implements TextRange {
  readonly start: number;
  readonly end: number;
  /** starts[i] is the document offset at which node i begins */
  readonly #starts: readonly number[];

  /** @throws RangeError where the nodes do not hold as much text as the block */
  constructor(range: TextRange, lengths: readonly number[]) {
    this.start = range.start;
    this.end = range.end;
    let at = range.start;
    this.#starts = lengths.map((length) => {
      const start = at;
      at += length;
      return start;
    });
    if (at !== range.end)
      throw new RangeError(
        `a block of ${range.end - range.start} code units is shown as ${at - range.start}`,
      );
  }

  get nodeCount(): number {
    return this.#starts.length;
  }

  /**
   * The place of an offset, which is clamped to the block; null where the block has no text.
   * @param side where two nodes meet: 'after' gives the beginning of the second, 'before' the end of the first
   */
  place(offset: number, side: 'before' | 'after'): { node: number; offset: number } | null {
    if (this.#starts.length === 0) return null;
    const clamped = Math.min(Math.max(offset, this.start), this.end);
    let node = this.#starts.length - 1;
    while (node > 0 && isBefore(clamped, this.#starts[node] ?? 0, side)) node -= 1;
    return { node, offset: clamped - (this.#starts[node] ?? this.start) };
  }

  offsetOf(node: number, offset: number): number {
    return (this.#starts[node] ?? this.end) + offset;
  }
}

function isBefore(offset: number, start: number, side: 'before' | 'after'): boolean {
  return side === 'after' ? offset < start : offset <= start;
}
