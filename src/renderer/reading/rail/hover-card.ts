import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { StackList } from './stack-list.ts';

/** Milliseconds that the pointer rests before the card comes, and that the card waits for the pointer to reach it. */
const REST = 550;
const GRACE = 220;

/** Decides when the card that lists a stack comes and goes. */
export class HoverCard {
  readonly #list: StackList;
  #timer = 0;
  #key = '';

  constructor(list: StackList) {
    this.#list = list;
  }

  /** The pointer is over these annotations; none: it is elsewhere. */
  over(annotations: readonly Annotation[], x: number, y: number): void {
    if (this.#list.isOpen && !this.#list.isCard) return;
    const key = annotations.map(({ id }) => id).join();
    if (key === this.#key) return;
    this.#key = key;
    window.clearTimeout(this.#timer);
    const open = this.#list.isCard;
    if (annotations.length === 0) {
      if (open) this.#timer = window.setTimeout(() => this.#list.close(), GRACE);
      return;
    }
    this.#timer = window.setTimeout(() => this.#list.showCard(annotations, x, y), open ? GRACE : REST);
  }

  /** The pointer has reached the card: it stays. */
  hold(): void {
    window.clearTimeout(this.#timer);
  }

  dismiss(): void {
    window.clearTimeout(this.#timer);
    this.#key = '';
    if (this.#list.isCard) this.#list.close();
  }
}
