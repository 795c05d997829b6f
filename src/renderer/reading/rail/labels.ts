import type { Id } from '../../../core/ids.ts';
import { type LabelLayout, layoutLabels } from '../model/label-layout.ts';
import { Label } from './label.ts';
import { MoreButtons } from './more-buttons.ts';
import type { Emphasis, RailItem, RailNames } from './rail-item.ts';

interface View {
  readonly top: number;
  readonly bottom: number;
}

/** More labels than this are never in the tree, however many annotations a line has: the rest is behind "+N". */
const MOST = 160;
/** Height of a label with the space below it, and how far it may be pushed down: twelve labels stack beside one line. */
const LABEL_PITCH = 21;
const REACH = LABEL_PITCH * 12;
/** Labels of annotations that began above stay at the top of the view; so many at most, the others behind "+N". */
const MOST_PINNED = 6;

/**
 * The labels of the annotations near the view, as options of one list box. Those that have no room are in the list for
 * screen readers and for walking by key all the same; "+N" opens them for everyone else. A label stays in view as long
 * as its bracket does: the browser keeps it there, so that a frame of scrolling mostly changes nothing here.
 */
export class RailLabels {
  readonly #list: HTMLElement;
  readonly #names: RailNames;
  readonly #more: MoreButtons;
  readonly #labels = new Map<Id, Label>();
  #places: ReadonlyMap<Id, number> = new Map();
  #gathered: ReadonlySet<Id> = new Set();
  /** which labels stay at the top of the view; null: to be worked out anew */
  #pinned: string | null = null;
  #lanesWidth = 0;

  constructor(
    list: HTMLElement,
    gathered: HTMLElement,
    names: RailNames,
    open: (ids: readonly Id[], beside: HTMLElement) => void,
  ) {
    this.#list = list;
    this.#names = names;
    this.#more = new MoreButtons(gathered, open);
  }

  idOf(element: Element | null): Id | null {
    return element?.closest<HTMLElement>('[data-annotation]')?.dataset.annotation ?? null;
  }

  elementOf(id: Id): HTMLElement | undefined {
    return this.#labels.get(id)?.option;
  }

  /** Top of the label in the plane; undefined where it has no room or is not shown. */
  yOf(id: Id): number | undefined {
    return this.#places.get(id);
  }

  isGathered(id: Id): boolean {
    return this.#gathered.has(id);
  }

  /** Names or colours may have changed: all is written again when it is next shown. */
  rewrite(): void {
    for (const label of this.#labels.values()) label.forget();
  }

  /** The next layout begins anew instead of keeping labels where they are. */
  forgetPlaces(): void {
    this.#places = new Map();
  }

  show(items: readonly RailItem[], emphasis: Emphasis, lanesWidth: number): void {
    const layout = this.#layout(items, emphasis);
    const kept =
      items.length <= MOST
        ? items
        : items.filter(({ placed }) => layout.placed.has(placed.id)).slice(0, MOST);
    const ids = new Set(kept.map(({ placed }) => placed.id));
    for (const [id, label] of this.#labels)
      if (!ids.has(id)) {
        label.slot.remove();
        this.#labels.delete(id);
      }
    let after: Element | null = null;
    for (const { placed, segments } of kept) {
      const label = this.#labels.get(placed.id) ?? new Label(placed.id);
      this.#labels.set(placed.id, label);
      const expected: Element | null = after ? after.nextElementSibling : this.#list.firstElementChild;
      if (expected !== label.slot) this.#list.insertBefore(label.slot, expected);
      after = label.slot;
      label.write(placed.annotation, this.#names);
      const bottom = segments[segments.length - 1]?.bottom ?? 0;
      label.place(layout.placed.get(placed.id) ?? null, bottom);
    }
    this.#more.show(layout.gathered);
    this.#pinned = null;
    this.emphasise(emphasis);
    if (lanesWidth === this.#lanesWidth) return;
    this.#lanesWidth = lanesWidth;
    this.#list.parentElement?.style.setProperty('--lanes-width', `${lanesWidth}px`);
  }

  emphasise(emphasis: Emphasis): void {
    for (const [id, label] of this.#labels) label.emphasise(id, emphasis);
  }

  /** Stacks the labels of annotations that began above the view below one another at its top. */
  pin(items: readonly RailItem[], view: View): void {
    const pinned: Id[] = [];
    for (const { placed, segments } of items) {
      const y = this.#places.get(placed.id);
      const bottom = segments[segments.length - 1]?.bottom ?? 0;
      const line = view.top + Math.min(pinned.length, MOST_PINNED) * LABEL_PITCH;
      if (y !== undefined && y < line + 4 && bottom > line + LABEL_PITCH) pinned.push(placed.id);
    }
    const key = pinned.join();
    if (key === this.#pinned) return;
    this.#pinned = key;
    const places = new Map(
      pinned.map((id, at) => [id, at < MOST_PINNED ? at * LABEL_PITCH + 4 : 'away'] as const),
    );
    for (const [id, label] of this.#labels) label.pin(places.get(id) ?? null);
    this.#more.pin(pinned.slice(MOST_PINNED), MOST_PINNED * LABEL_PITCH + 4);
  }

  #layout(items: readonly RailItem[], emphasis: Emphasis): LabelLayout {
    const above: [Id, number][] = [];
    const wishes = items.flatMap(({ placed, segments }) => {
      const first = segments[0];
      if (!first) return [];
      if (!first.begins) {
        above.push([placed.id, first.top]);
        return [];
      }
      const certain = placed.id === emphasis.chosen || placed.id === emphasis.active;
      return [{ id: placed.id, y: Math.round(first.top + 2), certain }];
    });
    wishes.sort((a, b) => a.y - b.y);
    const layout = layoutLabels(wishes, this.#places, { pitch: LABEL_PITCH, reach: REACH });
    const placed = new Map([...layout.placed, ...above]);
    this.#places = placed;
    this.#gathered = new Set(layout.gathered.flatMap(({ ids }) => ids));
    return { placed, gathered: layout.gathered };
  }
}
