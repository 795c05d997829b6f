import type { Annotation } from '../../../core/annotation/annotation.ts';
import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import { accessibleName, shortQuote } from './describe.ts';
import type { RailNames } from './rail-item.ts';
import styles from './stack-list.module.css';

export interface StackListListener {
  chosen(annotation: Annotation): void;
  pointedAt(id: Id | null): void;
}

/** Shown rows; beyond these the list scrolls. */
const QUOTE = 70;

/**
 * A list of annotations that stand at one place: as a card while the pointer rests on them, or opened by "+N", and
 * then it takes the focus and is walked by arrow keys.
 */
export class StackList {
  readonly #element: HTMLElement;
  readonly #frame: HTMLElement;
  readonly #names: RailNames;
  readonly #listener: StackListListener;
  readonly #ending = new AbortController();
  #annotations: readonly Annotation[] = [];
  #active = -1;
  /** what had the focus before the list was opened; null while it is a card */
  #returnTo: HTMLElement | null = null;

  constructor(element: HTMLElement, frame: HTMLElement, names: RailNames, listener: StackListListener) {
    this.#element = element;
    this.#frame = frame;
    this.#names = names;
    this.#listener = listener;
    const { signal } = this.#ending;
    element.addEventListener('keydown', (event) => this.#key(event), { signal });
    element.addEventListener('click', (event) => this.#choose(this.#placeOf(event.target)), { signal });
    element.addEventListener('mousemove', (event) => this.#activate(this.#placeOf(event.target)), { signal });
    element.addEventListener('focusout', () => this.close(), { signal });
  }

  get isOpen(): boolean {
    return !this.#element.hidden;
  }

  get isCard(): boolean {
    return this.isOpen && this.#returnTo === null;
  }

  contains(node: EventTarget | null): boolean {
    return node instanceof Node && this.#element.contains(node);
  }

  /** Shows what stands under the pointer; a place in the window. */
  showCard(annotations: readonly Annotation[], x: number, y: number): void {
    this.#write(annotations, null);
    this.#place(x + 8, y + 18, y - 8);
  }

  open(annotations: readonly Annotation[], beside: HTMLElement): void {
    this.#write(annotations, beside);
    const box = beside.getBoundingClientRect();
    this.#place(box.left, box.bottom + 4, box.top - 4);
    this.#activate(0);
    this.#element.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.#element.hidden = true;
    this.#returnTo = null;
    this.#listener.pointedAt(null);
  }

  end(): void {
    this.#ending.abort();
    this.#element.hidden = true;
  }

  #write(annotations: readonly Annotation[], openedFrom: HTMLElement | null): void {
    this.#annotations = annotations;
    this.#returnTo = openedFrom;
    this.#active = -1;
    const element = this.#element;
    element.replaceChildren(...annotations.map((annotation, at) => this.#row(annotation, at)));
    element.removeAttribute('aria-activedescendant');
    element.scrollTop = 0;
    // The card repeats what the rail says; to screen readers the rail says it.
    element.ariaHidden = openedFrom ? null : 'true';
    element.hidden = false;
  }

  #row(annotation: Annotation, at: number): HTMLElement {
    const row = document.createElement('div');
    row.className = styles.row ?? '';
    row.id = `stacked-${annotation.id}`;
    row.dataset.place = String(at);
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', 'false');
    row.setAttribute('aria-label', accessibleName(annotation, this.#names));
    row.style.setProperty(
      '--line',
      `var(--code-${codeColourIndex(this.#names.colourOf(annotation.codeId))}-line)`,
    );
    const parts = [
      ['name', this.#names.codeName(annotation.codeId)],
      ['quote', shortQuote(annotation, QUOTE)],
      ['person', this.#names.isMine(annotation) ? '' : this.#names.personName(annotation.personId)],
    ] as const;
    for (const [kind, text] of parts) {
      const part = document.createElement('span');
      part.className = styles[kind] ?? '';
      part.textContent = text;
      row.append(part);
    }
    return row;
  }

  /** Below the place, or above it where there is no room; inside of the view in any case. */
  #place(x: number, below: number, above: number): void {
    const frame = this.#frame.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.#element;
    const left = Math.min(x - frame.left, frame.width - offsetWidth - 8);
    const fits = below + offsetHeight <= frame.bottom - 8;
    const top = fits ? below - frame.top : Math.max(8, above - frame.top - offsetHeight);
    this.#element.style.transform = `translate(${Math.max(8, Math.round(left))}px, ${Math.round(top)}px)`;
  }

  #placeOf(target: EventTarget | null): number {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
    return row ? Number(row.dataset.place) : -1;
  }

  #activate(at: number): void {
    if (at === this.#active) return;
    this.#active = at;
    const rows = [...this.#element.children];
    for (const [place, row] of rows.entries()) row.setAttribute('aria-selected', String(place === at));
    const row = rows[at];
    if (row) {
      this.#element.setAttribute('aria-activedescendant', row.id);
      row.scrollIntoView({ block: 'nearest' });
    }
    this.#listener.pointedAt(this.#annotations[at]?.id ?? null);
  }

  #choose(at: number): void {
    const annotation = this.#annotations[at];
    if (!annotation) return;
    const back = this.#returnTo;
    this.close();
    back?.focus();
    this.#listener.chosen(annotation);
  }

  #key(event: KeyboardEvent): void {
    const last = this.#annotations.length - 1;
    if (event.key === 'ArrowDown') this.#activate(Math.min(last, this.#active + 1));
    else if (event.key === 'ArrowUp') this.#activate(Math.max(0, this.#active - 1));
    else if (event.key === 'Home') this.#activate(0);
    else if (event.key === 'End') this.#activate(last);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(this.#active);
    else if (event.key === 'Escape') {
      const back = this.#returnTo;
      this.close();
      back?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
