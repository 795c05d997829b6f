import { ScrollMapping } from '../model/scroll-mapping.ts';
import { Quiet } from './quiet.ts';

/** Space below the last line, as a share of the viewport: the end of a text can be read at a comfortable height. */
const TAIL = 0.3;
/** Milliseconds without a movement after which the text is at rest. */
const STILL = 200;
/**
 * And after which the scroll bar is brought in line with the text, where it is off by more than can be seen. Setting it ends a
 * smooth movement of the browser's, even one that has just begun and of which we have not heard: so it waits until the
 * reader has surely paused, and is left alone while nothing would be gained.
 */
const PAUSE = 2_000;

export interface ScrollListener {
  /** y: top of the viewport, moved by the reader */
  changed(y: number): void;
  /** and at rest again */
  rested(): void;
}

/**
 * The browser's own scroll bar, wheel, touch and thumb, as places in a text of any height. y is in CSS pixels from
 * the top of the text, and is negative in the lead above it.
 */
export class Scroller {
  readonly #element: HTMLElement;
  readonly #spacer: HTMLElement;
  readonly #lead: number;
  readonly #listener: ScrollListener;
  readonly #mapping = new ScrollMapping();
  readonly #ending = new AbortController();
  readonly #stillness: Quiet;
  readonly #pause: Quiet;
  #viewport = 0;
  #y: number;
  /** the scroll bar's position when it was last looked at */
  #position = 0;
  #spacerHeight = -1;
  #thumbHeld = false;
  #movedAt = Number.NEGATIVE_INFINITY;

  constructor(element: HTMLElement, spacer: HTMLElement, lead: number, listener: ScrollListener) {
    this.#element = element;
    this.#spacer = spacer;
    this.#lead = lead;
    this.#y = -lead;
    this.#listener = listener;
    this.#stillness = new Quiet(STILL + 1, () => listener.rested());
    this.#pause = new Quiet(PAUSE, () => this.#settleIfFree());
    const { signal } = this.#ending;
    element.addEventListener('scroll', () => this.#scrolled(), { signal, passive: true });
    element.addEventListener('wheel', () => this.#pause.disturb(), { signal, passive: true });
    element.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    for (const type of ['pointermove', 'pointerup'] as const)
      window.addEventListener(type, (event) => this.#released(event), { signal, passive: true });
  }

  /** Greatest y of the viewport's top. */
  get end(): number {
    return this.#mapping.virtualMax - this.#lead;
  }

  clamp(y: number): number {
    return this.#mapping.clamp(y + this.#lead) - this.#lead;
  }

  /** Takes the height of the text and the viewport's; the scroll bar follows when it is still. */
  resize(textHeight: number, viewport: number): void {
    this.#viewport = viewport;
    const height = textHeight + this.#lead;
    // A text that is all in view has nothing to scroll.
    this.#mapping.resize(height > viewport ? height + viewport * TAIL : height, viewport);
  }

  /** Brings the scroll bar to the place at once. */
  settle(y: number): void {
    this.#y = y;
    const height = this.#mapping.physicalHeight - this.#viewport;
    if (height !== this.#spacerHeight) {
      this.#spacerHeight = height;
      this.#spacer.style.height = `${height}px`;
    }
    const position = this.#mapping.toPhysical(y + this.#lead);
    if (Math.abs(this.#element.scrollTop - position) >= 1) this.#element.scrollTop = position;
    this.#position = this.#element.scrollTop;
  }

  /** Takes the place that the text has now, because heights above it became known; the scroll bar follows later. */
  drifted(y: number): void {
    this.#y = y;
    this.#pause.disturb();
  }

  close(): void {
    this.#ending.abort();
    this.#stillness.close();
    this.#pause.close();
  }

  #scrolled(): void {
    const now = this.#element.scrollTop;
    if (now === this.#position) return;
    const before = this.#position;
    this.#position = now;
    this.#movedAt = performance.now();
    this.#y = this.#mapping.moved(this.#y + this.#lead, before, now, this.#thumbHeld) - this.#lead;
    this.#listener.changed(this.#y);
    this.#stillness.disturb();
    this.#pause.disturb();
    // At an end of the bar the text may go on, and the other way round: then there is no movement to be spared.
    const barEnds = now <= 0 || now >= this.#spacerHeight;
    const textEnds = this.#y <= -this.#lead || this.#y >= this.end;
    if (barEnds !== textEnds && !this.#thumbHeld) this.settle(this.#y);
  }

  get isMoving(): boolean {
    return performance.now() - this.#movedAt < STILL;
  }

  #settleIfFree(): void {
    if (!this.#thumbHeld && this.#isVisiblyOff()) this.settle(this.#y);
  }

  /** Whether the thumb stands a pixel or more from where it belongs, on a bar that is as high as the viewport. */
  #isVisiblyOff(): boolean {
    const height = this.#mapping.physicalHeight;
    const off = Math.abs(this.#element.scrollTop - this.#mapping.toPhysical(this.#y + this.#lead));
    const grown = Math.abs(height - this.#viewport - this.#spacerHeight);
    return (Math.max(off, grown) / height) * this.#viewport >= 1;
  }

  #pressed(event: PointerEvent): void {
    const box = this.#element.getBoundingClientRect();
    const onBar = event.target === this.#element && event.clientX >= box.left + this.#element.clientWidth;
    if (onBar) this.#thumbHeld = true;
  }

  /** A press on a scroll bar keeps its release to itself: the next movement without a button tells of it. */
  #released(event: PointerEvent): void {
    if (!this.#thumbHeld || event.buttons !== 0) return;
    this.#thumbHeld = false;
    this.#pause.disturb();
  }
}
