import type { Id } from '../../../core/ids.ts';
import type { LabelLayout } from '../model/label-layout.ts';
import styles from './rail.module.css';

interface MoreButton {
  readonly element: HTMLButtonElement;
  ids: readonly Id[];
}

/** The buttons "+N" that stand for labels without room. */
export class MoreButtons {
  readonly #box: HTMLElement;
  readonly #open: (ids: readonly Id[], beside: HTMLElement) => void;
  readonly #buttons: MoreButton[] = [];
  #pinned: { readonly slot: HTMLElement; readonly button: MoreButton } | null = null;

  constructor(box: HTMLElement, open: (ids: readonly Id[], beside: HTMLElement) => void) {
    this.#box = box;
    this.#open = open;
  }

  show(gathered: LabelLayout['gathered']): void {
    while (this.#buttons.length > gathered.length) this.#buttons.pop()?.element.remove();
    for (const [at, { y, ids }] of gathered.entries()) {
      const button = this.#buttons[at] ?? this.#make(this.#box);
      this.#buttons[at] = button;
      write(button, ids);
      button.element.style.top = `${Math.round(y)}px`;
    }
  }

  /** For labels that would have to stay at the top of the view and are too many. */
  pin(ids: readonly Id[], top: number): void {
    if (ids.length === 0) {
      this.#pinned?.slot.remove();
      this.#pinned = null;
      return;
    }
    if (!this.#pinned) {
      const slot = document.createElement('div');
      slot.className = styles.pinnedMore ?? '';
      this.#box.append(slot);
      this.#pinned = { slot, button: this.#make(slot) };
    }
    write(this.#pinned.button, ids);
    this.#pinned.button.element.style.top = `${top}px`;
  }

  #make(into: HTMLElement): MoreButton {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = styles.more ?? '';
    element.setAttribute('aria-haspopup', 'listbox');
    const button: MoreButton = { element, ids: [] };
    element.addEventListener('click', () => this.#open(button.ids, element));
    into.append(element);
    return button;
  }
}

function write(button: MoreButton, ids: readonly Id[]): void {
  button.ids = ids;
  const text = `+${ids.length}`;
  if (button.element.textContent === text) return;
  button.element.textContent = text;
  button.element.setAttribute('aria-label', `${ids.length} more annotations here`);
}
