/**
 * Tells when nothing has happened for a while. What happens in every frame is only noted: one timer at a time looks whether it was long
 * enough ago, as setting one anew in each frame is felt.
 */
export class Quiet {
  readonly #milliseconds: number;
  readonly #reached: () => void;
  #last = 0;
  #timer = 0;

  constructor(milliseconds: number, reached: () => void) {
    this.#milliseconds = milliseconds;
    this.#reached = reached;
  }

  /** It happened now. */
  disturb(): void {
    this.#last = performance.now();
    if (this.#timer === 0) this.#wait(this.#milliseconds);
  }

  close(): void {
    window.clearTimeout(this.#timer);
  }

  #wait(milliseconds: number): void {
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      const left = this.#last + this.#milliseconds - performance.now();
      if (left > 0) this.#wait(left);
      else this.#reached();
    }, milliseconds);
  }
}
