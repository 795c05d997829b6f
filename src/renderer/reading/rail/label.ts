import type { Annotation } from '../../../core/annotation/annotation.ts';
import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import { accessibleName, initials } from './describe.ts';
import styles from './rail.module.css';
import type { Emphasis, RailNames } from './rail-item.ts';
import { drawSign, type Sign, signsOf } from './signs.ts';

const HEIGHT = 19;

/** The label of one annotation: an option in a slot that reaches down to the end of the bracket. */
export class Label {
  readonly slot: HTMLElement;
  readonly option: HTMLElement;
  readonly #name: HTMLElement;
  /** what stands behind the name: signs and a person, mostly nothing */
  #behind: readonly HTMLElement[] = [];
  /** how it is emphasised, a bit each; -1: not known */
  #emphasis = -1;
  /** what was written: the very object, so that what is the same costs nothing */
  #written: Annotation | null = null;
  #placed = '';
  #pin: number | 'away' | null = null;

  constructor(id: Id) {
    this.slot = part('div', styles.slot);
    this.slot.setAttribute('role', 'presentation');
    this.option = part('div', styles.label);
    this.option.setAttribute('role', 'option');
    this.option.id = `rail-${id}`;
    this.option.dataset.annotation = id;
    this.#name = part('span', styles.name);
    this.option.append(this.#name);
    this.slot.append(this.option);
  }

  forget(): void {
    this.#written = null;
  }

  write(annotation: Annotation, names: RailNames): void {
    if (this.#written === annotation) return;
    this.#written = annotation;
    const person = names.isMine(annotation) ? '' : initials(names.personName(annotation.personId));
    const colour = codeColourIndex(names.colourOf(annotation.codeId));
    this.#name.textContent = names.codeName(annotation.codeId);
    this.option.setAttribute('aria-label', accessibleName(annotation, names));
    this.#showBehind(signsOf(annotation, names.isDiscussed(annotation.id)), person);
    this.slot.classList.toggle(styles.related ?? '', names.relationsOf(annotation.id).length > 0);
    for (const tone of ['line', 'ink', 'fill'])
      this.option.style.setProperty(`--${tone}`, `var(--code-${colour}-${tone})`);
  }

  #showBehind(signs: readonly Sign[], person: string): void {
    for (const element of this.#behind) element.remove();
    const behind: HTMLElement[] = [];
    if (signs.length > 0) {
      const drawn = part('span', styles.signs);
      drawn.append(...signs.map(drawSign));
      behind.push(drawn);
    }
    if (person !== '') {
      const initials = part('span', styles.person);
      initials.textContent = person;
      behind.push(initials);
    }
    this.option.append(...behind);
    this.#behind = behind;
  }

  emphasise(id: Id, { chosen, hovered, active, start }: Emphasis): void {
    const isHovered = hovered.includes(id);
    const emphasis =
      (id === chosen ? 1 : 0) + (isHovered ? 2 : 0) + (id === start ? 4 : 0) + (id === active ? 8 : 0);
    if (emphasis === this.#emphasis) return;
    this.#emphasis = emphasis;
    this.option.setAttribute('aria-selected', String(id === chosen));
    this.option.classList.toggle(styles.hovered ?? '', isHovered);
    this.option.classList.toggle(styles.start ?? '', id === start);
    this.option.classList.toggle(styles.active ?? '', id === active);
  }

  /** @param y in the plane; null: there is no room, so only screen readers find it */
  place(y: number | null, bracketBottom: number): void {
    const height = y === null ? HEIGHT : Math.max(HEIGHT, Math.round(bracketBottom - y));
    const placed = `${y} ${height}`;
    if (placed === this.#placed) return;
    this.#placed = placed;
    this.slot.classList.toggle(styles.unseen ?? '', y === null);
    const { style } = this.slot;
    style.top = `${y === null ? Math.round(bracketBottom - HEIGHT) : Math.round(y)}px`;
    style.height = `${height}px`;
  }

  /** @param top pixels below the top of the view at which it stays; null: it scrolls with the text; 'away': there is no room for it at the top */
  pin(top: number | 'away' | null): void {
    if (top === this.#pin) return;
    this.#pin = top;
    this.option.classList.toggle(styles.pinned ?? '', typeof top === 'number');
    this.option.classList.toggle(styles.away ?? '', top === 'away');
    this.option.style.top = typeof top === 'number' ? `${top}px` : '';
  }
}

function part(tag: 'div' | 'span', className: string | undefined): HTMLElement {
  const element = document.createElement(tag);
  element.className = className ?? '';
  return element;
}
