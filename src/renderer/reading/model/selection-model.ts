import type { TextRange } from '../../../core/text/structure.ts';

/**
 * What is selected, in offsets of the document: it does not know which blocks are shown, so it outlives them.
 * Anchor is where a selection began, focus where it ends now: there is the caret.
 */
export class SelectionModel {
  #anchor: number | null = null;
  #focus: number | null = null;
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

  /** What is selected; null where it is nothing. */
  get range(): TextRange | null {
    if (this.#anchor === null || this.#focus === null || this.#anchor === this.#focus) return null;
    return { start: Math.min(this.#anchor, this.#focus), end: Math.max(this.#anchor, this.#focus) };
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

  clear(): void {
    if (this.#focus !== null) this.set(this.#focus, this.#focus);
  }
}
