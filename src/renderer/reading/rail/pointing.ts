import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { Tags } from '../view/tags.ts';
import type { TextGeometry } from '../view/text-geometry.ts';
import { HoverCard } from './hover-card.ts';
import type { Rail } from './rail.ts';
import type { RailNames } from './rail-item.ts';
import { StackList } from './stack-list.ts';

export interface PointingParts {
  readonly view: HTMLElement;
  /** the element of the list of a stack */
  readonly stack: HTMLElement;
  readonly pane: HTMLElement;
  readonly tags: Tags;
  readonly geometry: TextGeometry;
  readonly names: RailNames;
  rail(): Rail;
  choose(annotation: Annotation | null): void;
  /** the annotation was chosen by a click at this offset */
  picked(annotation: Annotation, offset: number): void;
  /** another annotation is pointed at, or none */
  hovered(): void;
  menu(annotation: Annotation, x: number, y: number): void;
}

/** What is under the pointer: lit in text and rail, listed where it is a stack, chosen by a click. */
export class Pointing {
  readonly #parts: PointingParts;
  readonly #stack: StackList;
  readonly #card: HoverCard;
  readonly #ending = new AbortController();

  constructor(parts: PointingParts) {
    this.#parts = parts;
    this.#stack = new StackList(parts.stack, parts.view, parts.names, {
      chosen: (annotation) => parts.choose(annotation),
      pointedAt: (id) => this.pointAt(id),
    });
    this.#card = new HoverCard(this.#stack);
    const { signal } = this.#ending;
    parts.stack.addEventListener('mouseenter', () => this.#card.hold(), { signal });
    parts.stack.addEventListener('mouseleave', () => this.#card.over([], 0, 0), { signal });
    parts.pane.addEventListener('contextmenu', (event) => this.#menu(event), { signal });
  }

  /** Lists annotations beside the button that stands for them. */
  openList(ids: readonly Id[], beside: HTMLElement): void {
    this.#stack.open(
      ids.flatMap((id) => this.#parts.tags.get(id)?.annotation ?? []),
      beside,
    );
  }

  pressed(): void {
    this.#card.dismiss();
  }

  /** A second click on the same place chooses the next of the stack. */
  clicked(x: number, y: number, cycle: boolean): void {
    const { geometry, tags } = this.#parts;
    const offset = geometry.characterAt(x, y);
    const stack = offset === null ? [] : tags.at(offset);
    const at = stack.findIndex(({ id }) => id === tags.chosenId);
    const next = at >= 0 || cycle ? stack[(at + 1) % stack.length] : stack[0];
    this.#parts.choose(next?.annotation ?? null);
    if (next && offset !== null) this.#parts.picked(next.annotation, offset);
  }

  /** The annotation that a click at this place would choose. */
  at(x: number, y: number): Annotation | null {
    const offset = this.#parts.geometry.characterAt(x, y);
    return offset === null ? null : (this.#parts.tags.at(offset)[0]?.annotation ?? null);
  }

  hovered(point: { readonly x: number; readonly y: number } | null): void {
    const { geometry, tags } = this.#parts;
    const offset = point ? geometry.characterAt(point.x, point.y) : null;
    const stack = offset === null ? [] : tags.at(offset).map(({ annotation }) => annotation);
    this.pointAt(stack[0]?.id ?? null);
    this.#card.over(stack, point?.x ?? 0, point?.y ?? 0);
  }

  /** The pointer is over a bracket or a label: what it rested on in the text is past. */
  pointAtRail(id: Id | null): void {
    this.#card.over([], 0, 0);
    this.pointAt(id);
  }

  pointAt(...ids: readonly (Id | null)[]): void {
    const { tags, rail, hovered } = this.#parts;
    if (!tags.hover(ids.filter((id) => id !== null))) return;
    rail().emphasise();
    hovered();
  }

  /** The menu of the chosen annotation where it is under the pointer, else of the innermost. */
  #menu(event: MouseEvent): void {
    const { geometry, tags } = this.#parts;
    if (event.defaultPrevented) return;
    const offset = geometry.characterAt(event.clientX, event.clientY);
    const stack = offset === null ? [] : tags.at(offset);
    const meant = stack.find(({ id }) => id === tags.chosenId) ?? stack[0];
    if (!meant || offset === null) return;
    event.preventDefault();
    this.#card.dismiss();
    this.#parts.choose(meant.annotation);
    this.#parts.picked(meant.annotation, offset);
    this.#parts.menu(meant.annotation, event.clientX, event.clientY);
  }

  close(): void {
    this.#ending.abort();
    this.#card.dismiss();
    this.#stack.end();
  }
}
