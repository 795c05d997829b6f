import type { TextViewport } from '../view/text-viewport.ts';

/** Pixels a second for each pixel that the pointer is beyond the edge. */
const SPEED = 24;
/** Milliseconds that one frame counts at most: what a late frame shows can still be read. */
const LONGEST_FRAME = 250;

/** A drag over the text: told anew whenever the pointer or the text under it moves, which scrolls beyond an edge of the pane. */
export class DragFollower {
  readonly #pane: HTMLElement;
  readonly #viewport: TextViewport;
  readonly #at: (x: number, y: number) => void;
  #point: { readonly x: number; readonly y: number } | null = null;
  #frame = 0;
  #before: number | null = null;

  /** @param at where the pointer is now, over which text it may be is to be looked at; CSS pixels of the window */
  constructor(pane: HTMLElement, viewport: TextViewport, at: (x: number, y: number) => void) {
    this.#pane = pane;
    this.#viewport = viewport;
    this.#at = at;
  }

  /** The pointer was moved: told with the next frame. */
  moved(x: number, y: number): void {
    this.#point = { x, y };
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#follow(now));
  }

  /** The pointer was released: tells at once of a movement that no frame has come for yet. */
  end(): void {
    const point = this.#frame === 0 ? null : this.#point;
    this.stop();
    if (point) this.#at(point.x, point.y);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#point = null;
    this.#before = null;
  }

  /** @param now of the frame, milliseconds */
  #follow(now: number): void {
    this.#frame = 0;
    if (!this.#point) return;
    const { x, y } = this.#point;
    const box = this.#pane.getBoundingClientRect();
    const beyond = y < box.top ? y - box.top : y > box.bottom ? y - box.bottom : 0;
    const elapsed = this.#before === null ? 0 : Math.min(LONGEST_FRAME, now - this.#before);
    this.#before = beyond === 0 ? null : now;
    // Text that has still to come is waited for: the selection could not follow.
    if (beyond !== 0 && elapsed > 0 && this.#viewport.isCurrent)
      this.#viewport.scrollBy(Math.sign(beyond) * Math.ceil((Math.abs(beyond) * SPEED * elapsed) / 1_000));
    this.#at(x, y);
    if (beyond !== 0 && this.#point) this.moved(x, y);
  }
}
