import { ScrollMapping } from '../model/scroll-mapping.ts';

/** Space below the last line, as a share of the viewport: the end of a text can be read at a comfortable height. */
const TAIL = 0.3;
/** After this many milliseconds without a movement the scroll bar is brought in line with the text. */
const STILL = 200;

/**
 * The browser's own scroll bar, wheel, touch and thumb, as places in a text of any height. y is in CSS pixels from
 * the top of the text, and is negative in the lead above it.
 */
export class Scroller {
  readonly #element: HTMLElement;
  readonly #spacer: HTMLElement;
  readonly #lead: number;
  readonly #changed: (y: number) => void;
  readonly #mapping = new ScrollMapping();
  readonly #ending = new AbortController();
  #viewport = 0;
  #y: number;
  /** the scroll bar's position when it was last looked at */
  #position = 0;
  #spacerHeight = -1;
  #thumbHeld = false;
  #stillTimer = 0;
  #movedAt = Number.NEGATIVE_INFINITY;

  constructor(element: HTMLElement, spacer: HTMLElement, lead: number, changed: (y: number) => void) {
    this.#element = element;
    this.#spacer = spacer;
    this.#lead = lead;
    this.#y = -lead;
    this.#changed = changed;
    const { signal } = this.#ending;
    element.addEventListener('scroll', () => this.#scrolled(), { signal, passive: true });
    element.addEventListener('scrollend', () => this.#settleIfFree(), { signal });
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
    this.#mapping.resize(textHeight + this.#lead + viewport * TAIL, viewport);
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
    this.#settleLater();
  }

  close(): void {
    this.#ending.abort();
    window.clearTimeout(this.#stillTimer);
  }

  #scrolled(): void {
    const now = this.#element.scrollTop;
    if (now === this.#position) return;
    const before = this.#position;
    this.#position = now;
    this.#movedAt = performance.now();
    this.#y = this.#mapping.moved(this.#y + this.#lead, before, now, this.#thumbHeld) - this.#lead;
    this.#changed(this.#y);
    this.#settleLater();
    // At its end the bar cannot go on although the text does: make room at once.
    const stuck =
      (now <= 0 && this.#y > -this.#lead) || (now >= this.#mapping.physicalMax && this.#y < this.end);
    if (stuck && !this.#thumbHeld) this.settle(this.#y);
  }

  get isMoving(): boolean {
    return performance.now() - this.#movedAt < STILL;
  }

  #settleLater(): void {
    window.clearTimeout(this.#stillTimer);
    this.#stillTimer = window.setTimeout(() => this.#settleIfFree(), STILL);
  }

  #settleIfFree(): void {
    if (!this.#thumbHeld) this.settle(this.#y);
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
    this.#settleLater();
  }
}
