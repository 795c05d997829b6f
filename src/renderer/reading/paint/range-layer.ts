import type { TextRange } from '../../../core/text/structure.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import { highlight } from './registry.ts';
import type { LayerName } from './styles.ts';

/** Ranges of the document that are painted in one way wherever they are shown: a selection, the hits of a search. */
export class RangeLayer {
  readonly #name: LayerName;
  readonly #painted = new Map<ShownUnit, StaticRange[]>();
  /** the ranges that may touch a stretch of text */
  #rangesIn: (range: TextRange) => readonly TextRange[] = () => [];

  constructor(name: LayerName) {
    this.#name = name;
  }

  /** Paints these and no others. */
  set(rangesIn: (range: TextRange) => readonly TextRange[], shown: readonly ShownUnit[]): void {
    this.#rangesIn = rangesIn;
    for (const unit of shown) this.#repaint(unit);
  }

  clear(): void {
    this.#rangesIn = () => [];
    for (const unit of [...this.#painted.keys()]) this.leave(unit);
  }

  enter(unit: ShownUnit): void {
    this.#repaint(unit);
  }

  leave(unit: ShownUnit): void {
    const ranges = this.#painted.get(unit);
    if (!ranges) return;
    const painted = highlight(this.#name);
    for (const range of ranges) painted.delete(range);
    this.#painted.delete(unit);
  }

  #repaint(unit: ShownUnit): void {
    const wanted = this.#rangesIn(unit.unit);
    const ranges: StaticRange[] = [];
    for (const range of wanted)
      for (const block of unit.blocks) {
        const made = block.rangeOf(range);
        if (made) ranges.push(made);
      }
    const before = this.#painted.get(unit);
    if (before && sameRanges(before, ranges)) return;
    this.leave(unit);
    if (ranges.length === 0) return;
    const painted = highlight(this.#name);
    for (const range of ranges) painted.add(range);
    this.#painted.set(unit, ranges);
  }
}

function sameRanges(a: readonly StaticRange[], b: readonly StaticRange[]): boolean {
  return (
    a.length === b.length &&
    a.every((range, at) => {
      const other = b[at];
      return (
        other !== undefined &&
        range.startContainer === other.startContainer &&
        range.startOffset === other.startOffset &&
        range.endContainer === other.endContainer &&
        range.endOffset === other.endOffset
      );
    })
  );
}
