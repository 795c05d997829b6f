/**
 * Browsers cannot lay out more than some 33 million pixels, and above 16 million a position in single precision is
 * no longer exact to the pixel. The scroll bar therefore never spans more than this.
 */
const MAX_SCROLL_HEIGHT = 8_000_000;

/**
 * Between what the browser's scroll bar says (physical) and the place in the text (virtual), in CSS pixels. Small
 * movements are one to one, so that text moves with the wheel however long it is; long ones (the thumb dragged, the
 * track clicked) are in proportion. So the two drift apart, and are brought together when the movement has ended.
 */
export class ScrollMapping {
  #total = 0;
  #viewport = 0;

  resize(total: number, viewport: number): void {
    this.#total = total;
    this.#viewport = viewport;
  }

  /** What the scroll bar has to span: the height of what is scrolled. */
  get physicalHeight(): number {
    return Math.max(this.#viewport, Math.min(Math.ceil(this.#total), MAX_SCROLL_HEIGHT));
  }

  get physicalMax(): number {
    return this.physicalHeight - this.#viewport;
  }

  get virtualMax(): number {
    return Math.max(0, this.#total - this.#viewport);
  }

  clamp(y: number): number {
    return Math.min(Math.max(0, y), this.virtualMax);
  }

  /** Where the scroll bar belongs for a place in the text; an end only for the text's own end. */
  toPhysical(y: number): number {
    if (this.virtualMax === 0 || y <= 0) return 0;
    if (y >= this.virtualMax) return this.physicalMax;
    const position = Math.round((y / this.virtualMax) * this.physicalMax);
    return Math.min(Math.max(1, position), Math.max(1, this.physicalMax - 1));
  }

  toVirtual(position: number): number {
    return this.physicalMax === 0 ? 0 : this.clamp((position / this.physicalMax) * this.virtualMax);
  }

  /**
   * The place in the text after the scroll bar has moved.
   * @param proportional true while the thumb is held
   */
  moved(y: number, before: number, now: number, proportional: boolean): number {
    const delta = now - before;
    const long = Math.abs(delta) > Math.max(2 * this.#viewport, 2_000);
    return proportional || long ? this.toVirtual(now) : this.clamp(y + delta);
  }
}
