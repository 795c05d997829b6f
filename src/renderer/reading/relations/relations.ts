import type { WorkbenchClient } from '../../../contract/client.ts';
import type { RelatedAnnotation, RelationView } from '../../../contract/procedures.ts';
import type { Id } from '../../../core/ids.ts';
import type { TouchedRecords } from '../../../core/journal/action.ts';
import type { Emphasis, RailNames } from '../rail/rail-item.ts';
import type { TextViewport } from '../view/text-viewport.ts';
import { ArcView } from './arc-view.ts';
import {
  type Arc,
  type ArcWish,
  bandWidth,
  type EndPlace,
  hasStubs,
  LANE_PITCH,
  lanesNeeded,
  layoutArcs,
} from './arcs.ts';
import { EdgeButtons } from './edge-buttons.ts';
import { RelationCard } from './relation-card.ts';
import { RelationWindow } from './relation-window.ts';
import { otherEnd, relationInWords } from './relation-words.ts';

export interface RelationElements {
  readonly arcs: SVGSVGElement;
  readonly edges: HTMLElement;
  readonly rail: HTMLElement;
  readonly view: HTMLElement;
  readonly relationCard: HTMLElement;
}

export interface RelationParts {
  readonly client: WorkbenchClient;
  readonly documentId: Id;
  readonly viewport: TextViewport;
  readonly names: RailNames;
  /** y of the plane at which the label of an annotation stands; null: it is not shown */
  anchorOf(annotationId: Id): number | null;
  chosenId(): Id | null;
}

export interface RelationListener {
  /** other relations are known now: what labels say of them may be another thing */
  changed(): void;
  pointedAt(ids: readonly Id[]): void;
  /** to the end of the relation that was asked for */
  follow(end: RelatedAnnotation): void;
  menu(view: RelationView, x: number, y: number): void;
  /** several relations stand behind one button */
  list(views: readonly RelationView[]): void;
  failed(error: unknown): void;
}

/** More arcs than this are not drawn: nobody could tell them apart. Those of the chosen annotation always are. */
const MOST = 120;
/** Arcs take no more than this share of the rail. */
const SHARE = 0.26;
/** From the top of a label to its middle, in pixels. */
const MIDDLE = 9.5;

/** The relations of what is shown, as arcs beside the labels. */
export class Relations {
  readonly #elements: RelationElements;
  readonly #parts: RelationParts;
  readonly #listener: RelationListener;
  readonly #window: RelationWindow;
  readonly #view: ArcView;
  readonly #card: RelationCard;
  readonly #edges: EdgeButtons;
  readonly #ending = new AbortController();
  #arcs: readonly Arc[] = [];
  #emphasis: Emphasis = { chosen: null, hovered: [], active: null, start: null };
  #pointedAt: Id | null = null;
  /** lanes there is room for: grows with what is shown, and does not shrink while the document is shown */
  #lanes = 0;
  /** and whether there is room for stubs */
  #hasStubs = false;

  constructor(elements: RelationElements, parts: RelationParts, listener: RelationListener) {
    this.#elements = elements;
    this.#parts = parts;
    this.#listener = listener;
    this.#window = new RelationWindow(parts.client, parts.documentId, listener);
    this.#view = new ArcView(elements.arcs, parts.names);
    this.#card = new RelationCard(elements.relationCard, elements.view, parts.names, parts.documentId);
    this.#edges = new EdgeButtons(elements.edges, (views) => listener.list(views));
    const { signal } = this.#ending;
    const { arcs } = elements;
    arcs.addEventListener('pointerover', (event) => this.#over(event), { signal });
    arcs.addEventListener('pointerout', () => this.#point(null), { signal });
    arcs.addEventListener('click', (event) => this.#clicked(event), { signal });
    arcs.addEventListener('contextmenu', (event) => this.#menu(event), { signal });
  }

  /** The relations of an annotation that is shown. */
  of(annotationId: Id): readonly RelationView[] {
    return this.#window.of(annotationId);
  }

  /** The same in words, for screen readers. */
  inWords(annotationId: Id): readonly string[] {
    const { documentId, names } = this.#parts;
    return this.#window
      .of(annotationId)
      .map((view) => relationInWords(view, annotationId, documentId, names.codeName(view.relation.codeId)));
  }

  windowChanged(): void {
    const { viewport } = this.#parts;
    const seqs = [...new Set(viewport.blocks.shown.map(({ unit }) => unit.seq))];
    this.#window.show(
      seqs.flatMap((seq) => {
        const chunk = viewport.chunk(seq)?.chunk;
        return chunk ? [{ seq, start: chunk.start, end: chunk.end }] : [];
      }),
    );
  }

  chunksDropped(seqs: readonly number[]): void {
    this.#window.drop(seqs);
  }

  refresh(touched: readonly TouchedRecords[]): void {
    this.#window.refresh(touched);
  }

  /** Labels stand where they belong: the arcs follow. */
  drawn(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    if (this.#window.ends.size === 0 && this.#arcs.length === 0) return;
    const wishes = this.#wishes();
    const { planeView, height } = this.#parts.viewport;
    // Further than the view can be scrolled before other blocks are shown.
    const top = planeView.top - 2 * height;
    const bottom = planeView.bottom + 2 * height;
    this.#makeRoom(lanesNeeded(wishes, { top, bottom }), hasStubs(wishes));
    this.#arcs = layoutArcs(wishes, { top, bottom, lanes: this.#lanes });
    this.#view.show(this.#arcs);
    this.#view.emphasise(emphasis, this.#pointedAt);
  }

  emphasised(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    if (this.#arcs.length > 0) this.#view.emphasise(emphasis, this.#pointedAt);
  }

  frame(): void {
    this.#edges.frame(this.#arcs, this.#parts.viewport.planeView);
  }

  close(): void {
    this.#ending.abort();
    this.#window.close();
    this.#card.hide();
    this.#elements.arcs.replaceChildren();
    this.#elements.edges.replaceChildren();
  }

  #wishes(): readonly ArcWish[] {
    const { names, viewport, documentId, anchorOf } = this.#parts;
    const { shown } = viewport.blocks;
    const start = shown[0]?.unit.start ?? 0;
    const places = new Map<Id, EndPlace>();
    const placeOf = (end: RelatedAnnotation): EndPlace => {
      const known = places.get(end.id);
      if (known !== undefined) return known;
      const isHere = end.documentId === documentId && !end.lost;
      const y = isHere ? anchorOf(end.id) : null;
      const beyond = !isHere ? 'elsewhere' : end.start < start ? 'above' : 'below';
      const place = y === null ? beyond : Math.round(y + MIDDLE);
      places.set(end.id, place);
      return place;
    };
    const views = new Map<Id, RelationView>();
    for (const of of this.#window.ends.values()) for (const view of of) views.set(view.relation.id, view);
    const wishes: ArcWish[] = [];
    for (const view of views.values()) {
      const from = placeOf(view.from);
      const to = placeOf(view.to);
      if (typeof from !== 'number' && typeof to !== 'number') continue;
      wishes.push({ view, from, to, directed: names.isDirected(view.relation.codeId) });
    }
    if (wishes.length <= MOST) return wishes;
    const { chosen } = this.#emphasis;
    const isChosen = ({ view }: ArcWish) => view.from.id === chosen || view.to.id === chosen;
    return [...wishes.filter(isChosen), ...wishes.filter((wish) => !isChosen(wish))].slice(0, MOST);
  }

  #makeRoom(needed: number, withStubs: boolean): void {
    const { rail, view } = this.#elements;
    const width = Number.parseFloat(view.style.getPropertyValue('--rail-width')) || 0;
    const most = Math.max(1, Math.floor((width * SHARE) / LANE_PITCH));
    const lanes = Math.min(most, Math.max(this.#lanes, needed));
    const hasNewStubs = withStubs && !this.#hasStubs;
    if (lanes === this.#lanes && !hasNewStubs) return;
    this.#lanes = lanes;
    this.#hasStubs ||= withStubs;
    rail.style.setProperty('--arcs-width', `${bandWidth(lanes, this.#hasStubs)}px`);
  }

  #over(event: PointerEvent): void {
    const arc = this.#view.arcAt(event.target);
    if (arc?.view.relation.id === this.#pointedAt) return;
    this.#point(arc);
    if (arc) this.#card.show(arc.view, event.clientX, event.clientY);
  }

  #point(arc: Arc | null): void {
    this.#pointedAt = arc?.view.relation.id ?? null;
    if (!arc) this.#card.hide();
    this.#listener.pointedAt(arc ? [arc.view.from.id, arc.view.to.id] : []);
    this.#view.emphasise(this.#emphasis, this.#pointedAt);
  }

  /** Leads to the other end than the chosen one; with none chosen to the one that is out of sight, or to the target. */
  #clicked(event: MouseEvent): void {
    const view = this.#view.arcAt(event.target)?.view;
    if (!view) return;
    const { chosenId, anchorOf, viewport } = this.#parts;
    const chosen = chosenId();
    const inView = ({ id }: RelatedAnnotation) => {
      const y = anchorOf(id);
      return y !== null && y >= viewport.planeView.top && y < viewport.planeView.bottom;
    };
    const here =
      chosen === view.from.id || chosen === view.to.id ? chosen : inView(view.to) ? view.to.id : view.from.id;
    this.#card.hide();
    this.#listener.follow(otherEnd(view, here).end);
  }

  #menu(event: MouseEvent): void {
    const view = this.#view.arcAt(event.target)?.view;
    if (!view) return;
    event.preventDefault();
    this.#card.hide();
    this.#listener.menu(view, event.clientX, event.clientY);
  }
}
