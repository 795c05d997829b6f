import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import type { WindowChange } from '../lexical/block-window.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import type { PlacedAnnotation } from '../model/annotation-window.ts';
import { layoutLabels } from '../model/label-layout.ts';
import type { Tags } from '../view/tags.ts';
import type { TextViewport } from '../view/text-viewport.ts';
import { bracketPaths, type Segment, segmentsOf } from './brackets.ts';
import type { TagNames } from './describe.ts';
import { type Extent, extentsOf } from './extents.ts';
import { RailLabels } from './labels.ts';
import styles from './rail.module.css';

export interface RailElements {
  readonly brackets: SVGSVGElement;
  readonly labels: HTMLElement;
  readonly gathered: HTMLElement;
}

export interface RailNames extends TagNames {
  colourOf(codeId: Id): number;
}

interface RailItem {
  placed: PlacedAnnotation;
  segments: readonly Segment[];
  readonly group: SVGGElement;
  readonly bracket: SVGPathElement;
  readonly link: SVGPathElement;
  drawn: string;
}

/** Pixels between two lanes; where there are many they stand closer. */
const LANE = 8;
const CLOSE_LANE = 5;
/** Deeper lanes share the last place: their labels still tell them apart. */
const LANES_DRAWN = 16;
const LABEL_PITCH = 21;
const LABEL_REACH = LABEL_PITCH * 12;
const MARGIN = 300;
const SVG = 'http://www.w3.org/2000/svg';

/** The margin rail: a bracket for each annotation beside its lines, and a label beside each bracket. */
export class Rail {
  readonly #elements: RailElements;
  readonly #viewport: TextViewport;
  readonly #tags: Tags;
  readonly #names: RailNames;
  readonly labels: RailLabels;
  readonly #extents = new Map<ShownUnit, ReadonlyMap<Id, readonly Extent[]>>();
  readonly #items = new Map<Id, RailItem>();
  /** lanes there is room for; grows, and does not shrink again, so that labels do not move sideways */
  #lanes = 3;
  #activeId: Id | null = null;

  constructor(
    elements: RailElements,
    viewport: TextViewport,
    tags: Tags,
    names: RailNames,
    open: (ids: readonly Id[], beside: HTMLElement) => void,
  ) {
    this.#elements = elements;
    this.#viewport = viewport;
    this.#tags = tags;
    this.#names = names;
    this.labels = new RailLabels(elements.labels, elements.gathered, names, open);
  }

  windowChanged({ entered, left }: WindowChange): void {
    for (const unit of left) this.#extents.delete(unit);
    for (const unit of entered) this.#extents.set(unit, extentsOf(unit, this.#tags.overlapping(unit.unit)));
  }

  /** Everything was laid out anew, or annotations changed: reads all places again. */
  relayout(): void {
    this.#extents.clear();
    for (const unit of this.#viewport.blocks.shown)
      this.#extents.set(unit, extentsOf(unit, this.#tags.overlapping(unit.unit)));
    for (const item of this.#items.values()) item.drawn = '';
    this.drawBrackets();
  }

  /** The annotation that the keyboard stands on in the rail. */
  set activeId(id: Id | null) {
    this.#activeId = id;
  }

  /** Draws the brackets of the units shown. */
  drawBrackets(): void {
    const parts = new Map<Id, { top: number; extents: readonly Extent[] }[]>();
    for (const unit of this.#viewport.blocks.shown) {
      const top = this.#viewport.overlayTop(unit);
      for (const [id, extents] of this.#extents.get(unit) ?? []) {
        const known = parts.get(id);
        if (known) known.push({ top, extents });
        else parts.set(id, [{ top, extents }]);
      }
    }
    for (const [id, item] of this.#items)
      if (!parts.has(id) || !this.#tags.get(id)) {
        item.group.remove();
        this.#items.delete(id);
      }
    const placedParts = [...parts].map(([id, each]) => ({ placed: this.#tags.get(id), each }));
    const deepest = Math.max(0, ...placedParts.map(({ placed }) => placed?.lane ?? 0));
    if (deepest >= this.#lanes) this.#widen(deepest + 1);
    for (const { placed, each } of placedParts) if (placed) this.#draw(placed, segmentsOf(each));
  }

  /** Puts the labels where they belong for the viewport as it is now. */
  frame(): void {
    const view = this.#viewport.overlayView;
    const visible = [...this.#items.values()]
      .filter(({ segments }) => {
        const first = segments[0];
        const last = segments[segments.length - 1];
        return first && last && first.top < view.bottom && last.bottom > view.top;
      })
      .sort(
        (a, b) =>
          a.placed.start - b.placed.start ||
          b.placed.end - a.placed.end ||
          (a.placed.id < b.placed.id ? -1 : 1),
      );
    const layout = layoutLabels(
      visible.map(({ placed, segments }) => ({
        id: placed.id,
        top: this.#labelTop(segments, view.top),
        bottom: segments[segments.length - 1]?.bottom ?? 0,
        pinned: placed.id === this.#tags.chosenId || placed.id === this.#activeId,
      })),
      { top: view.top + 4, pitch: LABEL_PITCH, reach: LABEL_REACH },
    );
    this.labels.show(
      visible.map(({ placed }) => placed),
      layout,
      { chosen: this.#tags.chosenId, hovered: this.#tags.hoveredId, active: this.#activeId },
    );
  }

  /** Shows which annotation is chosen and which is pointed at. */
  emphasise(): void {
    const { chosenId, hoveredId } = this.#tags;
    for (const [id, { group }] of this.#items) {
      group.classList.toggle(styles.chosen ?? '', id === chosenId);
      group.classList.toggle(styles.hovered ?? '', id === hoveredId || id === this.#activeId);
    }
  }

  /** The annotation whose bracket is drawn at a point: pixels from the left of the rail, and overlay coordinate. */
  bracketAt(x: number, y: number): Id | null {
    let best: { id: Id; distance: number } | null = null;
    for (const { placed, segments } of this.#items.values()) {
      const first = segments[0];
      const last = segments[segments.length - 1];
      if (!first || !last || y < first.top || y > last.bottom) continue;
      const distance = Math.abs(x - this.#laneX(placed.lane));
      if (distance <= LANE && (!best || distance < best.distance)) best = { id: placed.id, distance };
    }
    return best?.id ?? null;
  }

  /** What is in the rail now, in document order. */
  get shown(): PlacedAnnotation[] {
    return this.labels.shown;
  }

  #labelTop(segments: readonly Segment[], viewTop: number): number {
    // Of an annotation in several pieces the first that is in view is labelled.
    const piece = segments.find((segment) => segment.bottom > viewTop) ?? segments[0];
    return piece && (piece.begins || piece.top > viewTop - MARGIN) ? piece.top : Number.NEGATIVE_INFINITY;
  }

  #widen(lanes: number): void {
    this.#lanes = Math.min(LANES_DRAWN, Math.ceil(lanes / 2) * 2);
    for (const item of this.#items.values()) item.drawn = '';
    this.#elements.labels.style.setProperty('--lanes-width', `${this.#laneX(this.#lanes)}px`);
    this.#elements.gathered.style.setProperty('--lanes-width', `${this.#laneX(this.#lanes)}px`);
    for (const { placed, segments } of this.#items.values()) this.#draw(placed, segments);
  }

  #laneX(lane: number): number {
    const pitch = this.#lanes > 8 ? CLOSE_LANE : LANE;
    return 6.5 + Math.min(lane, LANES_DRAWN - 1) * pitch;
  }

  #draw(placed: PlacedAnnotation, segments: readonly Segment[]): void {
    const item = this.#items.get(placed.id) ?? this.#make(placed);
    item.placed = placed;
    item.segments = segments;
    const colour = codeColourIndex(this.#names.colourOf(placed.annotation.codeId));
    const { bracket, link } = bracketPaths(segments, this.#laneX(placed.lane));
    const drawn = `${colour} ${bracket} ${link}`;
    if (item.drawn === drawn) return;
    item.drawn = drawn;
    item.group.style.setProperty('--line', `var(--code-${colour}-line)`);
    item.bracket.setAttribute('d', bracket);
    item.link.setAttribute('d', link);
    item.group.classList.toggle(styles.other ?? '', !this.#names.isMine(placed.annotation));
  }

  #make(placed: PlacedAnnotation): RailItem {
    const group = document.createElementNS(SVG, 'g');
    const link = document.createElementNS(SVG, 'path');
    const bracket = document.createElementNS(SVG, 'path');
    link.classList.add(styles.link ?? '');
    bracket.classList.add(styles.bracket ?? '');
    group.append(link, bracket);
    const hovered = placed.id === this.#tags.hoveredId;
    group.classList.toggle(styles.chosen ?? '', placed.id === this.#tags.chosenId);
    group.classList.toggle(styles.hovered ?? '', hovered);
    this.#elements.brackets.append(group);
    const item: RailItem = { placed, segments: [], group, bracket, link, drawn: '' };
    this.#items.set(placed.id, item);
    return item;
  }
}
