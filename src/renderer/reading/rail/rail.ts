import { inDocumentOrder } from '../../../core/annotation/lanes.ts';
import type { Id } from '../../../core/ids.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import type { PlacedAnnotation } from '../model/annotation-window.ts';
import type { Tags } from '../view/tags.ts';
import type { TextViewport } from '../view/text-viewport.ts';
import { BracketView } from './bracket-view.ts';
import { segmentsOf } from './brackets.ts';
import { type Extent, extentsOf, type UnitExtents } from './extents.ts';
import { RailLabels } from './labels.ts';
import type { Emphasis, RailItem, RailNames } from './rail-item.ts';

export interface RailElements {
  readonly brackets: SVGSVGElement;
  readonly labels: HTMLElement;
  readonly gathered: HTMLElement;
}

/** What is drawn beside the labels: the arcs of relations. */
export interface RailCompanion {
  /** brackets and labels stand where they belong */
  drawn(emphasis: Emphasis): void;
  emphasised(emphasis: Emphasis): void;
  /** the viewport moved */
  frame(): void;
}

/** The margin rail: a bracket for each annotation beside its lines, and a label beside each bracket. */
export class Rail {
  readonly labels: RailLabels;
  readonly #brackets: BracketView;
  readonly #viewport: TextViewport;
  readonly #tags: Tags;
  readonly #extents = new Map<ShownUnit, UnitExtents>();
  #items: readonly RailItem[] = [];
  #activeId: Id | null = null;
  #startId: Id | null = null;
  /** draws what belongs beside the labels when these have moved */
  readonly #beside: RailCompanion;

  constructor(
    elements: RailElements,
    viewport: TextViewport,
    tags: Tags,
    names: RailNames,
    open: (ids: readonly Id[], beside: HTMLElement) => void,
    beside: RailCompanion,
  ) {
    this.#beside = beside;
    this.#viewport = viewport;
    this.#tags = tags;
    this.#brackets = new BracketView(elements.brackets, names);
    this.labels = new RailLabels(elements.labels, elements.gathered, names, open);
  }

  /** In document order: what has a bracket now. */
  get items(): readonly RailItem[] {
    return this.#items;
  }

  unitsLeft(units: readonly ShownUnit[]): void {
    for (const unit of units) this.#extents.delete(unit);
  }

  /** Reads where annotations stand in the units that came. */
  unitsMeasured(units: readonly ShownUnit[]): void {
    for (const unit of units) this.#extents.set(unit, extentsOf(unit, this.#tags.overlapping(unit.unit)));
  }

  windowChanged(): void {
    this.#draw();
  }

  /** Annotations changed: reads the places of those that the units hold now and did not before. */
  annotationsChanged(): void {
    for (const unit of this.#viewport.blocks.shown)
      this.#extents.set(unit, extentsOf(unit, this.#tags.overlapping(unit.unit), this.#extents.get(unit)));
    this.#draw();
  }

  /** All places are others; where `anew` all lines too. */
  relayout(anew: boolean): void {
    this.labels.forgetPlaces();
    if (anew) {
      this.#extents.clear();
      this.annotationsChanged();
    } else this.#draw();
  }

  /** Names or colours may have changed. */
  rewrite(): void {
    this.labels.rewrite();
    this.#draw();
  }

  /** The viewport moved. */
  frame(): void {
    this.labels.pin(this.#items, this.#viewport.planeView);
    this.#beside.frame();
  }

  /** The annotation that a relation is being made from. */
  markStart(id: Id | null): void {
    if (id === this.#startId) return;
    this.#startId = id;
    this.emphasise();
  }

  /** Where the label of an annotation stands, or where its bracket begins: y of the plane; null: it is not shown. */
  anchorOf(id: Id): number | null {
    const y = this.labels.yOf(id);
    if (y !== undefined) return y;
    const item = this.#items.find(({ placed }) => placed.id === id);
    return item?.segments[0]?.top ?? null;
  }

  /** The annotation that the keyboard stands on in the rail. */
  activate(id: Id | null): void {
    this.#activeId = id;
    this.emphasise();
  }

  /** Shows which annotation is chosen, which is pointed at and which the keyboard stands on. */
  emphasise(): void {
    const emphasis = this.#emphasis;
    this.#brackets.emphasise(emphasis);
    this.labels.emphasise(emphasis);
    this.#beside.emphasised(emphasis);
    if ([emphasis.chosen, emphasis.active].some((id) => id !== null && this.labels.isGathered(id)))
      this.#draw();
  }

  /** The annotation whose bracket is drawn at a point: pixels from the left of the rail, and y of the plane. */
  bracketAt(x: number, y: number): Id | null {
    return this.#brackets.at(this.#items, x, y);
  }

  /** What is beside the visible lines, in document order. */
  get inView(): readonly PlacedAnnotation[] {
    const { top, bottom } = this.#viewport.planeView;
    return this.#items
      .filter(({ segments }) => segments.some((segment) => segment.top < bottom && segment.bottom > top))
      .map(({ placed }) => placed);
  }

  #draw(): void {
    const parts = new Map<Id, { top: number; extents: readonly Extent[] }[]>();
    for (const unit of this.#viewport.blocks.shown) {
      const top = this.#viewport.planeTop(unit);
      for (const [id, { extents }] of this.#extents.get(unit) ?? []) {
        const known = parts.get(id);
        if (known) known.push({ top, extents });
        else parts.set(id, [{ top, extents }]);
      }
    }
    const items: RailItem[] = [];
    for (const [id, each] of parts) {
      const placed = this.#tags.get(id);
      const segments = segmentsOf(each);
      if (placed && segments.length > 0) items.push({ placed, segments });
    }
    items.sort((a, b) => inDocumentOrder(a.placed, b.placed));
    this.#items = items;
    const emphasis = this.#emphasis;
    const lanesWidth = this.#brackets.show(items, emphasis);
    this.labels.show(items, emphasis, lanesWidth);
    this.#beside.drawn(emphasis);
    this.frame();
  }

  get #emphasis(): Emphasis {
    const { chosenId, hoveredIds } = this.#tags;
    return { chosen: chosenId, hovered: hoveredIds, active: this.#activeId, start: this.#startId };
  }
}
