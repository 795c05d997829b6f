import { joinRanges } from '../../../core/annotation/fragments.ts';
import type { TextRange } from '../../../core/text/structure.ts';

/**
 * What is selected, in offsets of the document: it does not know which blocks are shown, so it outlives them.
 * Anchor is where a selection began, focus where it ends now: there is the caret. Passages that were kept before
 * are selected with it: so a discontinuous quotation is put together.
 */
export class SelectionModel {
  #anchor: number | null = null;
  #focus: number | null = null;
  #kept: readonly TextRange[] = [];
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get anchor(): number | null {
    return this.#anchor;
  }

  /** The caret; null before there is one. */
  get focus(): number | null {
    return this.#focus;
  }

  /** What is selected between anchor and focus; null where it is nothing. */
  get range(): TextRange | null {
    if (this.#anchor === null || this.#focus === null || this.#anchor === this.#focus) return null;
    return { start: Math.min(this.#anchor, this.#focus), end: Math.max(this.#anchor, this.#focus) };
  }

  /** All that is selected, in text order; passages that touch are one. */
  get ranges(): readonly TextRange[] {
    const { range } = this;
    return joinRanges(range ? [...this.#kept, range] : this.#kept);
  }

  get direction(): 'forward' | 'backward' {
    return (this.#focus ?? 0) < (this.#anchor ?? 0) ? 'backward' : 'forward';
  }

  set(anchor: number, focus: number): void {
    if (anchor === this.#anchor && focus === this.#focus) return;
    this.#anchor = anchor;
    this.#focus = focus;
    this.#changed();
  }

  /** Moves the caret; keeps the anchor where `extend` says so. */
  move(offset: number, extend: boolean): void {
    this.set(extend ? (this.#anchor ?? offset) : offset, offset);
  }

  /** What is selected stays so while more is selected elsewhere. */
  keep(): void {
    const { ranges, range } = this;
    if (!range || this.#focus === null) return;
    this.#kept = ranges;
    this.#anchor = this.#focus;
    this.#changed();
  }

  /** Only what is between anchor and focus stays selected. */
  release(): void {
    if (this.#kept.length === 0) return;
    this.#kept = [];
    this.#changed();
  }

  clear(): void {
    if (this.#kept.length === 0 && this.range === null) return;
    this.#kept = [];
    this.#anchor = this.#focus;
    this.#changed();
  }
}
