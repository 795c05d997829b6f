import type { Annotation } from '../../../core/annotation/annotation.ts';
import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import type { PlacedAnnotation } from '../model/annotation-window.ts';
import type { LabelLayout } from '../model/label-layout.ts';
import { accessibleName, initials } from './describe.ts';
import styles from './rail.module.css';
import type { RailNames } from './rail.ts';

export interface Emphasis {
  readonly chosen: Id | null;
  readonly hovered: Id | null;
  readonly active: Id | null;
}

interface Label {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly person: HTMLElement;
  /** what was written: the very object, so that a frame costs nothing where nothing changed */
  written: Annotation | null;
  y: number | null;
}

/** More labels than this are never in the tree, however many annotations a line has: the rest is behind "+N". */
const MOST = 120;

/**
 * The labels of the annotations in view, as options of one list box. Those that have no room are in the list for
 * screen readers and for walking by key all the same; "+N" opens them for everyone else.
 */
export class RailLabels {
  readonly #list: HTMLElement;
  readonly #gathered: HTMLElement;
  readonly #names: RailNames;
  readonly #open: (ids: readonly Id[], beside: HTMLElement) => void;
  readonly #labels = new Map<Id, Label>();
  readonly #buttons: { element: HTMLButtonElement; ids: readonly Id[] }[] = [];
  #shown: PlacedAnnotation[] = [];

  constructor(
    list: HTMLElement,
    gathered: HTMLElement,
    names: RailNames,
    open: (ids: readonly Id[], beside: HTMLElement) => void,
  ) {
    this.#list = list;
    this.#gathered = gathered;
    this.#names = names;
    this.#open = open;
  }

  get shown(): PlacedAnnotation[] {
    return this.#shown;
  }

  idOf(element: Element | null): Id | null {
    return element?.closest<HTMLElement>('[data-annotation]')?.dataset.annotation ?? null;
  }

  elementOf(id: Id): HTMLElement | undefined {
    return this.#labels.get(id)?.element;
  }

  /** Names or colours may have changed: all is written again when it is next shown. */
  rewrite(): void {
    for (const label of this.#labels.values()) label.written = null;
  }

  show(visible: readonly PlacedAnnotation[], layout: LabelLayout, emphasis: Emphasis): void {
    const places = new Map(layout.placed.map(({ id, y }) => [id, y]));
    const kept = visible.length <= MOST ? visible : visible.filter(({ id }) => places.has(id)).slice(0, MOST);
    const ids = new Set(kept.map(({ id }) => id));
    for (const [id, label] of this.#labels)
      if (!ids.has(id)) {
        label.element.remove();
        this.#labels.delete(id);
      }
    let after: Element | null = null;
    for (const placed of kept) {
      const label = this.#labels.get(placed.id) ?? this.#make(placed.id);
      const expected: Element | null = after ? after.nextElementSibling : this.#list.firstElementChild;
      if (expected !== label.element) this.#list.insertBefore(label.element, expected);
      after = label.element;
      this.#write(label, placed, emphasis);
      this.#move(label, places.get(placed.id) ?? null);
    }
    this.#shown = [...kept];
    this.#showGathered(layout);
  }

  #make(id: Id): Label {
    const element = document.createElement('div');
    element.className = styles.label ?? '';
    element.setAttribute('role', 'option');
    element.id = `rail-${id}`;
    element.dataset.annotation = id;
    const name = document.createElement('span');
    name.className = styles.name ?? '';
    const person = document.createElement('span');
    person.className = styles.person ?? '';
    element.append(name, person);
    const label: Label = { element, name, person, written: null, y: Number.NaN };
    this.#labels.set(id, label);
    return label;
  }

  #write(label: Label, { annotation }: PlacedAnnotation, emphasis: Emphasis): void {
    const { element } = label;
    const chosen = String(annotation.id === emphasis.chosen);
    if (element.getAttribute('aria-selected') !== chosen) element.setAttribute('aria-selected', chosen);
    element.classList.toggle(styles.hovered ?? '', annotation.id === emphasis.hovered);
    element.classList.toggle(styles.active ?? '', annotation.id === emphasis.active);
    if (label.written === annotation) return;
    label.written = annotation;
    const name = this.#names.codeName(annotation.codeId);
    const person = this.#names.isMine(annotation)
      ? ''
      : initials(this.#names.personName(annotation.personId));
    const colour = codeColourIndex(this.#names.colourOf(annotation.codeId));
    label.name.textContent = name;
    label.person.textContent = person;
    label.person.hidden = person === '';
    element.setAttribute('aria-label', accessibleName(annotation, this.#names));
    element.style.setProperty('--line', `var(--code-${colour}-line)`);
    element.style.setProperty('--ink', `var(--code-${colour}-ink)`);
    element.style.setProperty('--fill', `var(--code-${colour}-fill)`);
  }

  #move(label: Label, y: number | null): void {
    if (label.y === y) return;
    label.y = y;
    label.element.classList.toggle(styles.unseen ?? '', y === null);
    label.element.style.transform = y === null ? '' : `translateY(${Math.round(y)}px)`;
  }

  #showGathered({ gathered }: LabelLayout): void {
    while (this.#buttons.length > gathered.length) this.#buttons.pop()?.element.remove();
    for (const [at, { y, ids }] of gathered.entries()) {
      const button = this.#buttons[at] ?? this.#makeButton(at);
      button.ids = ids;
      const text = `+${ids.length}`;
      if (button.element.textContent !== text) {
        button.element.textContent = text;
        button.element.setAttribute('aria-label', `${ids.length} more annotations here`);
      }
      button.element.style.transform = `translateY(${Math.round(y)}px)`;
    }
  }

  #makeButton(at: number) {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = styles.more ?? '';
    element.setAttribute('aria-haspopup', 'listbox');
    const button: { element: HTMLButtonElement; ids: readonly Id[] } = { element, ids: [] };
    element.addEventListener('click', () => this.#open(button.ids, element));
    this.#buttons[at] = button;
    this.#gathered.append(element);
    return button;
  }
}
