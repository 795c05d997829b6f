/**
 * Height of the plane that the pane shows a part of. Text and what is drawn over it stand in it and stay where they
 * are while it is scrolled: a frame of scrolling changes no style, as any change of style makes Chromium paint all
 * highlights again. When the view comes near an end of the plane all is put back to its middle.
 */
export const PLANE_HEIGHT = 600_000;
const MARGIN = 50_000;

/** Moves the pane over the plane. y is in pixels from the top of the text; the plane's coordinates are others. */
export class Plane {
  readonly #pane: HTMLElement;
  readonly #text: HTMLElement;
  readonly #moved: (pixels: number) => void;
  /** y of the plane's top; follows the heights of the text so that what stands in the plane stays */
  #top = -PLANE_HEIGHT / 2;
  /** where the pane was put; remembered, as asking the browser would make it lay out all that was just changed */
  #scrolled = -1;
  /** whether the next message of the pane's tells of what we did ourselves */
  #movedByUs = false;

  /** @param moved tells that something else moved the pane, by so many pixels: a screen reader, mostly */
  constructor(pane: HTMLElement, text: HTMLElement, moved: (pixels: number) => void) {
    this.#pane = pane;
    this.#text = text;
    pane.addEventListener('scroll', () => this.#paneScrolled(), { passive: true });
    this.#moved = moved;
  }

  /** Heights above became known: all that is in the plane has a greater y by so much, and stays where it is. */
  follow(pixels: number): void {
    this.#top += pixels;
  }

  coordinateOf(y: number): number {
    return y - this.#top;
  }

  /** The coordinate at the top of the pane for a view at y: whole pixels. */
  viewTop(y: number): number {
    return Math.round(y - this.#top);
  }

  /** @returns whether all coordinates are others now */
  recentre(y: number): boolean {
    const view = y - this.#top;
    if (view > MARGIN && view < PLANE_HEIGHT - MARGIN) return false;
    this.#top = y - PLANE_HEIGHT / 2;
    return true;
  }

  show(y: number): void {
    const top = this.viewTop(y);
    if (top === this.#scrolled) return;
    this.#scrolled = top;
    this.#pane.scrollTop = top;
    this.#movedByUs = true;
  }

  placeText(y: number): void {
    const top = `${this.coordinateOf(y)}px`;
    if (this.#text.style.top !== top) this.#text.style.top = top;
  }

  /** Asking where the pane stands makes the browser lay out all that was just changed: after our own movements it is asked once they are over. */
  #paneScrolled(): void {
    if (this.#movedByUs) this.#movedByUs = false;
    else this.check();
  }

  /** Follows whatever else moved the pane: a screen reader, mostly. */
  check(): void {
    this.#movedByUs = false;
    if (this.#pane.scrollLeft !== 0) this.#pane.scrollLeft = 0;
    const pixels = this.#pane.scrollTop - this.#scrolled;
    if (Math.abs(pixels) < 1) return;
    this.#scrolled = this.#pane.scrollTop;
    this.#moved(pixels);
  }
}
