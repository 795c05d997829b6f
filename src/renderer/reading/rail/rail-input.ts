import type { WorkbenchClient } from '../../../contract/client.ts';
import { type Annotation, hull } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import { isMenuKey } from '../../typing/menu-key.ts';
import type { Tags } from '../view/tags.ts';
import type { TextViewport } from '../view/text-viewport.ts';
import type { Travel } from '../view/travel.ts';
import type { Rail } from './rail.ts';

export interface RailInputParts {
  readonly pane: HTMLElement;
  readonly railBox: HTMLElement;
  readonly list: HTMLElement;
  readonly rail: Rail;
  readonly tags: Tags;
  readonly viewport: TextViewport;
  readonly travel: Travel;
  readonly client: WorkbenchClient;
  readonly documentId: Id;
}

export interface RailInputListener {
  chosen(annotation: Annotation): void;
  pointedAt(id: Id | null): void;
  /** Escape: back to the text */
  left(): void;
  /** pressed on a label or bracket: what follows may be a drag */
  grabbed(id: Id, event: MouseEvent): void;
  menu(annotation: Annotation, x: number, y: number): void;
}

/** Pointing at brackets and labels, and walking from annotation to annotation by key. */
export class RailInput {
  readonly #parts: RailInputParts;
  readonly #listener: RailInputListener;
  readonly #ending = new AbortController();
  #active: Id | null = null;

  constructor(parts: RailInputParts, listener: RailInputListener) {
    this.#parts = parts;
    this.#listener = listener;
    const { signal } = this.#ending;
    parts.pane.addEventListener('mousedown', (event) => this.#pressed(event), { signal, capture: true });
    parts.pane.addEventListener('mousemove', (event) => this.#over(event), {
      signal,
      capture: true,
      passive: true,
    });
    parts.railBox.addEventListener('contextmenu', (event) => this.#menu(event), { signal });
    parts.list.addEventListener('keydown', (event) => this.#key(event), { signal });
    parts.list.addEventListener('focus', () => this.#focused(), { signal });
    parts.list.addEventListener('blur', () => this.#activate(null), { signal });
  }

  close(): void {
    this.#ending.abort();
  }

  /** The annotation that a label or bracket at the pointer belongs to. */
  at(event: MouseEvent): Id | null {
    const { rail, railBox, pane, viewport } = this.#parts;
    const labelled = rail.labels.idOf(event.target instanceof Element ? event.target : null);
    if (labelled !== null) return labelled;
    const x = event.clientX - railBox.getBoundingClientRect().left;
    if (x < -2) return null;
    return rail.bracketAt(x, event.clientY - pane.getBoundingClientRect().top + viewport.planeView.top);
  }

  #pressed(event: MouseEvent): void {
    if (event.button !== 0) return;
    const id = this.at(event);
    const placed = id === null ? undefined : this.#parts.tags.get(id);
    if (!placed) return;
    event.preventDefault();
    event.stopPropagation();
    this.#listener.chosen(placed.annotation);
    this.#listener.grabbed(placed.id, event);
  }

  #menu(event: MouseEvent): void {
    const id = this.at(event);
    const placed = id === null ? undefined : this.#parts.tags.get(id);
    if (!placed) return;
    event.preventDefault();
    this.#listener.chosen(placed.annotation);
    this.#listener.menu(placed.annotation, event.clientX, event.clientY);
  }

  #over(event: MouseEvent): void {
    if (event.buttons !== 0 || this.#parts.viewport.isMoving) return;
    const id = this.at(event);
    if (id === null) return;
    event.stopPropagation();
    this.#listener.pointedAt(id);
  }

  #focused(): void {
    const { rail, tags } = this.#parts;
    const shown = rail.inView;
    const chosen = shown.find(({ id }) => id === tags.chosenId);
    this.#activate((chosen ?? shown[0])?.id ?? null);
  }

  #activate(id: Id | null): void {
    const { rail, list } = this.#parts;
    this.#active = id;
    this.#listener.pointedAt(id);
    rail.activate(id);
    const element = id === null ? undefined : rail.labels.elementOf(id);
    if (element) list.setAttribute('aria-activedescendant', element.id);
    else list.removeAttribute('aria-activedescendant');
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { tags } = this.#parts;
    if (event.key === 'ArrowDown' || event.key === 'ArrowRight') void this.#walk('next');
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') void this.#walk('previous');
    else if (event.key === 'Enter' || event.key === ' ') {
      const placed = this.#active === null ? undefined : tags.get(this.#active);
      if (placed) this.#listener.chosen(placed.annotation);
    } else if (isMenuKey(event)) this.#menuByKey();
    else if (event.key === 'Escape') this.#listener.left();
    else return;
    event.preventDefault();
  }

  #menuByKey(): void {
    const { tags, rail } = this.#parts;
    const placed = this.#active === null ? undefined : tags.get(this.#active);
    if (!placed) return;
    const box = rail.labels.elementOf(placed.id)?.getBoundingClientRect();
    this.#listener.chosen(placed.annotation);
    this.#listener.menu(placed.annotation, box?.left ?? 0, box?.bottom ?? 0);
  }

  async #walk(direction: 'next' | 'previous'): Promise<void> {
    const { rail, viewport, travel, tags } = this.#parts;
    const shown = rail.inView;
    const at = shown.findIndex(({ id }) => id === this.#active);
    const beside = shown[at + (direction === 'next' ? 1 : -1)];
    if (at >= 0 && beside) {
      await travel.keepInView(Math.max(beside.start, 0));
      this.#activate(beside.id);
      return;
    }
    const from = this.#active === null ? undefined : tags.get(this.#active);
    const found = await this.#neighbour(from ? from.start : viewport.offsetsInView.start, direction);
    if (!found) return;
    await travel.reveal(hull(found.spans).start);
    this.#activate(found.id);
  }

  #neighbour(offset: number, direction: 'next' | 'previous'): Promise<Annotation | null> {
    const { client, documentId } = this.#parts;
    return client.call('annotations.neighbour', { documentId, offset, direction });
  }
}
