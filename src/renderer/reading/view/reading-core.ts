import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { TouchedRecords } from '../../../core/journal/action.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import { FindSession } from '../find/find-session.ts';
import { SpanHandles } from '../handles/span-handles.ts';
import type { WindowChange } from '../lexical/block-window.ts';
import { LoadedText } from '../model/loaded-text.ts';
import { Overview } from '../overview/overview.ts';
import { RangeLayer } from '../paint/range-layer.ts';
import type { LayerName } from '../paint/styles.ts';
import { accessibleName } from '../rail/describe.ts';
import { HoverCard } from '../rail/hover-card.ts';
import { Rail } from '../rail/rail.ts';
import { RailInput } from '../rail/rail-input.ts';
import type { RailNames } from '../rail/rail-item.ts';
import { StackList } from '../rail/stack-list.ts';
import { CaretKeys } from '../select/keyboard.ts';
import { PointerSelection } from '../select/pointer.ts';
import { SelectionView } from '../select/selection-view.ts';
import type { AdjustStep, ReadingViewProps, TextSelection } from '../types.ts';
import { chunkFetcher } from './annotation-source.ts';
import { Announcer } from './announcer.ts';
import { Copying } from './copying.ts';
import type { ReadingElements } from './elements.ts';
import { applyLayout } from './layout.ts';
import { DOCUMENT_PAINTED, markWhenPainted, TAG_PAINTED } from './marks.ts';
import { Tags } from './tags.ts';
import { TextGeometry } from './text-geometry.ts';
import { TextViewport } from './text-viewport.ts';

/** Milliseconds that a place stays lit after it was gone to. */
const FLASH = 1_200;
/** Where in the viewport a place that was gone to is put. */
const READING_HEIGHT = 0.3;

/** One document in one view. Everything that happens in a frame happens below here, without React. */
export class ReadingCore {
  readonly find: FindSession;
  readonly #elements: ReadingElements;
  readonly #viewport: TextViewport;
  readonly #geometry: TextGeometry;
  readonly #text: LoadedText;
  readonly #tags: Tags;
  readonly #rail: Rail;
  readonly #railInput: RailInput;
  readonly #stack: StackList;
  readonly #card: HoverCard;
  readonly #selection: SelectionView;
  readonly #keys: CaretKeys;
  readonly #pointer: PointerSelection;
  readonly #handles: SpanHandles;
  readonly #overview: Overview;
  readonly #copying: Copying;
  readonly #announcer: Announcer;
  readonly #layers: Readonly<Record<'flash' | 'find' | 'find-current', RangeLayer>>;
  readonly #resizes: ResizeObserver;
  #props: ReadingViewProps;
  #painted = false;
  #flashTimer = 0;

  constructor(elements: ReadingElements, props: ReadingViewProps) {
    this.#elements = elements;
    this.#props = props;
    const { opened, client } = props;
    const {
      outline,
      document: { id: documentId },
      text: { id: textId, length },
    } = opened;
    const layer = (name: LayerName) => new RangeLayer(name);
    this.#layers = { flash: layer('flash'), find: layer('find'), 'find-current': layer('find-current') };
    const rangeOf = (seq: number): TextRange => outline[seq] ?? { start: 0, end: 0 };
    this.#viewport = new TextViewport(elements, outline, chunkFetcher(client, documentId, textId, rangeOf), {
      chunksLoaded: (chunks) => this.#tags.chunksLoaded(chunks),
      chunksDropped: (seqs) => this.#tags.chunksDropped(seqs),
      unitsChanged: (change) => this.#unitsChanged(change),
      windowChanged: (change) => this.#windowChanged(change),
      laidOut: () => this.#laidOut(),
      moved: () => this.#moved(),
      failed: reportError,
    });
    const names = this.#names();
    this.#tags = new Tags(client, documentId, this.#viewport, {
      colourOf: ({ codeId }) => names.colourOf(codeId),
      ownerOf: (annotation) => (names.isMine(annotation) ? 'mine' : 'other'),
    });
    this.#text = new LoadedText(outline, (seq) => this.#viewport.chunk(seq));
    this.#geometry = new TextGeometry(this.#viewport.blocks, elements.pane);
    const parts = {
      viewport: this.#viewport,
      geometry: this.#geometry,
      text: this.#text,
      tags: this.#tags,
      pane: elements.pane,
    };
    const choose = (annotation: Annotation) => this.#props.onSelectAnnotation(annotation);
    const pointedAt = (id: Id | null) => this.#hover(id);
    this.#stack = new StackList(elements.stack, elements.view, names, { chosen: choose, pointedAt });
    this.#card = new HoverCard(this.#stack);
    elements.stack.addEventListener('mouseenter', () => this.#card.hold());
    elements.stack.addEventListener('mouseleave', () => this.#card.over([], 0, 0));
    this.#rail = new Rail(elements, this.#viewport, this.#tags, names, (ids, beside) =>
      this.#stack.open(
        ids.flatMap((id) => this.#tags.get(id)?.annotation ?? []),
        beside,
      ),
    );
    this.#railInput = new RailInput(
      { ...parts, railBox: elements.rail, list: elements.labels, rail: this.#rail, client, documentId },
      { chosen: choose, pointedAt, left: () => this.focus() },
    );
    this.#selection = new SelectionView({ ...parts, outline, caret: elements.caret }, () =>
      this.#props.onSelectionChange(this.#selection.selection()),
    );
    const { model } = this.#selection;
    this.#announcer = new Announcer(elements.live, (annotation) => accessibleName(annotation, names));
    this.#keys = new CaretKeys(
      { ...parts, model },
      {
        moved: (offset) => this.#announcer.caretIn(this.#tags.at(offset).map(({ annotation }) => annotation)),
      },
    );
    this.#pointer = new PointerSelection(
      { ...parts, model },
      {
        pressed: () => {
          this.#keys.forgetGoal();
          this.#card.dismiss();
        },
        clicked: (x, y, cycle) => this.#clicked(x, y, cycle),
        hovered: (point) => this.#hovered(point),
      },
    );
    this.#handles = new SpanHandles({
      ...parts,
      box: elements.handles,
      adjusted: (annotation, spanIndex, range) => this.#props.onAdjust(annotation, spanIndex, range),
    });
    this.#overview = new Overview(elements, {
      client,
      documentId,
      length,
      colourOf: names.colourOf,
      jump: (offset) => void this.#viewport.reveal(offset, READING_HEIGHT, true),
      failed: reportError,
    });
    this.#copying = new Copying({
      view: elements.view,
      client,
      textId,
      text: this.#text,
      selected: () => model.range,
    });
    this.find = new FindSession({
      client,
      textId,
      origin: () => model.range?.start ?? model.focus ?? this.#viewport.offsetsInView.start,
      shown: (hits, current) => this.#showHits(hits, current),
      reveal: (hit) => void this.#viewport.reveal(hit.start, READING_HEIGHT),
    });
    this.#resizes = new ResizeObserver(() => this.#resize());
    this.#resizes.observe(elements.scroller);
    this.#resize();
  }

  update(props: ReadingViewProps): void {
    const before = this.#props;
    this.#props = props;
    if (props.textSize !== before.textSize) this.#resize();
    if (props.codes !== before.codes || props.people !== before.people || props.me !== before.me) {
      this.#tags.repaint();
      this.#rail.rewrite();
      this.#overview.recolour();
    }
    if (props.selectedAnnotationId !== this.#tags.chosenId) {
      this.#tags.choose(props.selectedAnnotationId);
      this.#rail.emphasise();
      this.#handles.draw();
    }
  }

  selection(): TextSelection | null {
    return this.#selection.selection();
  }

  clearSelection(): void {
    this.#selection.model.clear();
  }

  selectAll(): void {
    this.#selection.model.set(0, this.#text.length);
  }

  copy(): Promise<string> {
    return this.#copying.copy();
  }

  focus(): void {
    this.#viewport.blocks.root.focus({ preventScroll: true });
  }

  async goTo(range: TextRange, options: { select?: boolean; flash?: boolean } = {}): Promise<void> {
    await this.#viewport.reveal(range.start, READING_HEIGHT);
    if (options.select) this.#selection.model.set(range.start, range.end);
    if (!options.flash) return;
    this.#layers.flash.set(() => [range], this.#viewport.blocks.shown);
    window.clearTimeout(this.#flashTimer);
    this.#flashTimer = window.setTimeout(() => this.#layers.flash.clear(), FLASH);
  }

  adjustEnds(step: AdjustStep): void {
    this.#handles.adjust(step).catch(reportError);
  }

  /** The bar opens on what is selected, where that is short. */
  openFind(): void {
    const selected = this.selection();
    const short = selected && selected.quote.length <= 80 && !/[\n…]/.test(selected.quote);
    this.find.open(short ? selected.quote : null);
  }

  /** The caret stays at the hit, which is selected: ready to be tagged. */
  closeFind(): void {
    const { hit } = this.find;
    this.find.close();
    if (hit) this.#selection.model.set(hit.start, hit.end);
    this.focus();
  }

  async refresh(touched: readonly TouchedRecords[]): Promise<void> {
    if (!(await this.#tags.refresh(touched))) return;
    this.#rail.annotationsChanged();
    this.#handles.draw();
    this.#overview.refresh();
    markWhenPainted(TAG_PAINTED);
  }

  close(): void {
    this.#resizes.disconnect();
    window.clearTimeout(this.#flashTimer);
    this.find.close();
    for (const layer of Object.values(this.#layers)) layer.clear();
    this.#card.dismiss();
    this.#stack.end();
    for (const part of [
      this.#announcer,
      this.#copying,
      this.#overview,
      this.#handles,
      this.#pointer,
      this.#keys,
      this.#selection,
      this.#railInput,
      this.#tags,
      this.#viewport,
    ])
      part.close();
  }

  #names(): RailNames {
    const codeOf = (id: Id) => this.#props.codes.get(id);
    return {
      codeName: (id) => codeOf(id)?.name ?? '(code not there)',
      colourOf: (id) => codeOf(id)?.colour ?? 0,
      personName: (id) => this.#props.people.get(id)?.name ?? '(person not there)',
      isMine: ({ personId }) => personId === this.#props.me,
    };
  }

  #resize(): void {
    const metrics = applyLayout(this.#elements, this.#props.textSize);
    if (!metrics) return;
    this.#viewport.resize(this.#elements.scroller.clientHeight, metrics);
    this.#overview.resize();
  }

  #unitsChanged(change: WindowChange): void {
    this.#tags.windowChanged(change);
    this.#selection.unitsChanged(change);
    for (const layer of Object.values(this.#layers)) {
      for (const unit of change.left) layer.leave(unit);
      for (const unit of change.entered) layer.enter(unit);
    }
  }

  #windowChanged(change: WindowChange): void {
    this.#rail.windowChanged(change);
    this.#selection.windowChanged();
    if (this.#tags.chosenId !== null) this.#handles.draw();
  }

  #laidOut(): void {
    this.#rail.relayout();
    this.#selection.drawCaret();
    this.#handles.draw();
  }

  #moved(): void {
    this.#rail.frame();
    const { start, end } = this.#viewport.offsetsInView;
    this.#overview.showFrame(start, end);
    if (this.#painted || this.#viewport.blocks.shown.length === 0) return;
    this.#painted = true;
    markWhenPainted(DOCUMENT_PAINTED);
    this.#overview.refresh();
  }

  #showHits(hits: Uint32Array, current: TextRange | null): void {
    const { shown } = this.#viewport.blocks;
    this.#layers.find.set((range) => (hits.length === 0 ? [] : this.find.hitsIn(range)), shown);
    this.#layers['find-current'].set(() => (current ? [current] : []), shown);
    this.#overview.showHits(hits);
  }

  #clicked(x: number, y: number, cycle: boolean): void {
    const offset = this.#geometry.characterAt(x, y);
    const stack = offset === null ? [] : this.#tags.at(offset);
    const at = stack.findIndex(({ id }) => id === this.#tags.chosenId);
    const next = at >= 0 || cycle ? stack[(at + 1) % stack.length] : stack[0];
    this.#props.onSelectAnnotation(next?.annotation ?? null);
  }

  #hovered(point: { readonly x: number; readonly y: number } | null): void {
    const offset = point ? this.#geometry.characterAt(point.x, point.y) : null;
    const stack = offset === null ? [] : this.#tags.at(offset).map(({ annotation }) => annotation);
    this.#hover(stack[0]?.id ?? null);
    this.#card.over(stack, point?.x ?? 0, point?.y ?? 0);
  }

  #hover(id: Id | null): void {
    if (id === this.#tags.hoveredId) return;
    this.#tags.hover(id);
    this.#rail.emphasise();
  }
}
