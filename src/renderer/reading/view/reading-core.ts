import type { ChangedAnnotation } from '../../../contract/messages.ts';
import type { TouchedRecords } from '../../../core/journal/action.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import { FindSession } from '../find/find-session.ts';
import { SpanHandles } from '../handles/span-handles.ts';
import type { WindowChange } from '../lexical/block-window.ts';
import { LoadedText } from '../model/loaded-text.ts';
import { Overview } from '../overview/overview.ts';
import { LitRanges } from '../paint/lit-ranges.ts';
import { accessibleName, shortQuotes } from '../rail/describe.ts';
import type { Rail } from '../rail/rail.ts';
import type { Relations } from '../relations/relations.ts';
import { CaretKeys } from '../select/keyboard.ts';
import { PointerSelection } from '../select/pointer.ts';
import { SelectionView } from '../select/selection-view.ts';
import type { AdjustStep, ReadingViewProps, TextSelection } from '../types.ts';
import { chunkFetcher } from './annotation-source.ts';
import { Announcer } from './announcer.ts';
import { type Clipping, Copying } from './copying.ts';
import type { Discussed } from './discussed.ts';
import type { ReadingElements } from './elements.ts';
import { applyLayout, measuredSize, probableSize, type ViewSize } from './layout.ts';
import { DOCUMENT_PAINTED, markWhenPainted, TAG_PAINTED } from './marks.ts';
import { namesOf } from './names.ts';
import { NextPassage } from './next-passage.ts';
import { railSide } from './rail-side.ts';
import { Tags } from './tags.ts';
import { TextGeometry } from './text-geometry.ts';
import { TextViewport } from './text-viewport.ts';
import { READING_HEIGHT, Travel } from './travel.ts';

/** A selection longer than this is not what is looked for. UTF-16 code units. */
const LONGEST_QUERY = 80;

/** One document in one view. Everything that happens in a frame happens below here, without React. */
export class ReadingCore {
  readonly find: FindSession;
  readonly #elements: ReadingElements;
  readonly #viewport: TextViewport;
  readonly #text: LoadedText;
  readonly #travel: Travel;
  readonly #tags: Tags;
  readonly #lit: LitRanges;
  readonly #rail: Rail;
  readonly #selection: SelectionView;
  readonly #handles: SpanHandles;
  readonly #overview: Overview;
  readonly #copying: Copying;
  readonly #relations: Relations;
  readonly #discussed: Discussed;
  readonly #announcer: Announcer;
  readonly #next: NextPassage;
  /** to be ended, what was made last first */
  readonly #parts: readonly { close(): void }[];
  #props: ReadingViewProps;
  #painted = false;
  /** what the text is laid out for */
  #laidOutFor = { width: 0, height: 0, textSize: 0 };

  constructor(elements: ReadingElements, props: ReadingViewProps) {
    this.#elements = elements;
    this.#props = props;
    const { client, opened, first } = props;
    const { outline } = opened;
    const documentId = opened.document.id;
    const textId = opened.text.id;
    const names = namesOf(() => this.#props, {
      isDiscussed: (id) => this.#discussed.has(id),
      relationsOf: (id) => this.#relations.inWords(id),
    });
    const rangeOf = (seq: number): TextRange => outline[seq] ?? { start: 0, end: 0 };
    const fetch = chunkFetcher(client, documentId, textId, rangeOf, first?.passage ?? null);
    const viewport = new TextViewport(elements, outline, fetch, {
      chunksLoaded: (chunks) => tags.chunksLoaded(chunks),
      chunksDropped: (seqs) => {
        tags.chunksDropped(seqs);
        relations.chunksDropped(seqs);
      },
      unitsChanged: (change) => this.#unitsChanged(change),
      unitsMeasured: (units) => this.#rail.unitsMeasured(units),
      windowChanged: (change) => this.#windowChanged(change),
      laidOut: (anew) => this.#laidOut(anew),
      moved: () => this.#moved(),
      rested: () => pointer.rested(),
      failed: reportError,
    });
    const tags = new Tags(client, documentId, viewport, {
      colourOf: ({ codeId }) => names.colourOf(codeId),
      ownerOf: (annotation) => (names.isMine(annotation) ? 'mine' : 'other'),
    });
    const { pane } = elements;
    const text = new LoadedText(outline, (seq) => viewport.chunk(seq));
    const geometry = new TextGeometry(viewport.blocks, pane);
    const travel = new Travel(viewport, geometry);
    const shared = { viewport, geometry, travel, text, tags, pane, names, client, documentId, textId };

    const beside = railSide(elements, shared, {
      props: () => this.#props,
      handles: () => this.#handles,
      say: (words) => announcer.say(words),
      focusText: () => this.focus(),
    });
    const { pointing, rail, relations, discussed } = beside;
    const selection = new SelectionView({ ...shared, caret: elements.caret }, () =>
      this.#props.onSelectionChange(selection.selection()),
    );
    const { model } = selection;
    const announcer = new Announcer(elements.live, (annotation) => accessibleName(annotation, names));
    const keys = new CaretKeys(
      { ...shared, model },
      {
        moved: (offset) => announcer.caretIn(tags.at(offset).map(({ annotation }) => annotation)),
        underWay: (work) => this.#props.onKeyUnderWay(work),
      },
    );
    const pointer = new PointerSelection(
      { ...shared, model },
      {
        pressed: () => {
          keys.forgetGoal();
          pointing.pressed();
        },
        clicked: (x, y, cycle) => pointing.clicked(x, y, cycle),
        hovered: (point) => pointing.hovered(point),
        added: () => this.#props.onAdded(),
      },
    );
    const handles = new SpanHandles({
      ...shared,
      box: elements.handles,
      joints: elements.joints,
      adjusted: (annotation, spanIndex, range) => this.#props.onAdjust(annotation, spanIndex, range),
    });
    const overview = new Overview(elements, {
      client,
      documentId,
      length: opened.text.length,
      colourOf: names.colourOf,
      jump: (offset) => void travel.reveal(offset, true),
      failed: reportError,
    });
    const copying = new Copying({ ...shared, view: elements.view, selected: () => model.ranges });
    const lit = new LitRanges(viewport.blocks);
    const find = new FindSession({
      client,
      textId,
      origin: () => model.range?.start ?? model.focus ?? viewport.offsetsInView.start,
      shown: (hits, current) => {
        lit.showHits((range) => find.hitsIn(range), current);
        overview.showHits(hits);
      },
      reveal: (hit) => void travel.reveal(hit.start),
    });
    const next = new NextPassage({ ...shared, model, find });
    const resizes = new ResizeObserver(() => this.#resize(measuredSize(elements)));
    const sizes = { close: () => resizes.disconnect() };

    this.find = find;
    this.#viewport = viewport;
    this.#text = text;
    this.#travel = travel;
    this.#tags = tags;
    this.#lit = lit;
    this.#rail = rail;
    this.#selection = selection;
    this.#handles = handles;
    this.#overview = overview;
    this.#copying = copying;
    this.#relations = relations;
    this.#discussed = discussed;
    this.#announcer = announcer;
    this.#next = next;
    this.#parts = [
      ...[sizes, find, lit, copying, overview, handles, pointer, keys],
      ...[announcer, selection, ...beside.parts, tags, viewport],
    ];
    if (first) viewport.beginAt(first.offset, first.isTop ? 0 : READING_HEIGHT);
    resizes.observe(elements.scroller);
    this.#resize(probableSize(elements));
  }

  update(props: ReadingViewProps): void {
    const before = this.#props;
    this.#props = props;
    if (props.textSize !== before.textSize) this.#resize(measuredSize(this.#elements));
    if (props.codes !== before.codes || props.people !== before.people || props.me !== before.me) {
      this.#tags.repaint();
      this.#rail.rewrite();
      this.#overview.recolour();
    }
    this.#rail.markStart(props.relationStartId);
    if (props.selectedAnnotationId === this.#tags.chosenId) return;
    this.#tags.choose(props.selectedAnnotationId);
    this.#rail.emphasise();
    this.#handles.draw();
  }

  selection(): TextSelection | null {
    return this.#selection.selection();
  }

  clearSelection(): void {
    this.#selection.model.clear();
  }

  keepSelection(): void {
    this.#selection.model.keep();
  }

  place(): number {
    const { ranges, focus } = this.#selection.model;
    return ranges[0]?.start ?? focus ?? this.#viewport.offsetsInView.start;
  }

  selectNext(from: number | null): Promise<boolean> {
    return this.#next.select(from);
  }

  put(clipping: Clipping): void {
    this.#copying.put(clipping);
  }

  textOf(range: TextRange): Promise<string> {
    return this.#copying.textOf(range);
  }

  async paragraphAt(offset: number): Promise<number | null> {
    await this.#viewport.bring(offset);
    const index = this.#text.blockIndexAt(offset);
    return index === null ? null : index + 1;
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

  goBackTo(offset: number): Promise<void> {
    return this.#travel.toTop(offset);
  }

  async goTo(range: TextRange, options: { select?: boolean; flash?: boolean } = {}): Promise<void> {
    await this.#travel.reveal(range.start);
    if (options.select) this.#selection.model.set(range.start, range.end);
    if (options.flash) this.#lit.flash(range);
  }

  adjustEnds(step: AdjustStep): Promise<void> {
    return this.#handles.adjust(step);
  }

  async walkFragments(step: 1 | -1): Promise<void> {
    const span = await this.#handles.walk(step);
    const { fragment } = this.#handles;
    if (!span || fragment === null) return;
    this.#lit.flash(span);
    const { spans } = this.#tags.chosen?.annotation ?? { spans: [] };
    const quote = shortQuotes([spans[fragment]?.quote ?? '']);
    this.#announcer.say(`Fragment ${fragment + 1} of ${spans.length}, ‘${quote}’`);
  }

  fragment(): number | null {
    return this.#handles.fragment;
  }

  /** The bar opens on what is selected, where that is short. */
  openFind(): void {
    const selected = this.selection();
    const short = selected && selected.quote.length <= LONGEST_QUERY && !/[\n…]/.test(selected.quote);
    this.find.open(short ? selected.quote : null);
  }

  /** The caret stays at the hit, which is selected: ready to be tagged. */
  closeFind(): void {
    const closing = async () => {
      // Typed and left at once: the hit is still being looked for.
      await this.find.answered;
      const { hit } = this.find;
      this.find.close();
      if (hit) this.#selection.model.set(hit.start, hit.end);
      this.focus();
    };
    this.#props.onKeyUnderWay(closing());
  }

  async refresh(touched: readonly TouchedRecords[], told?: readonly ChangedAnnotation[]): Promise<void> {
    this.#relations.refresh(touched);
    this.#discussed.refresh(touched);
    const changes = await this.#tags.refresh(touched, told);
    if (changes === null) return;
    this.#rail.annotationsChanged();
    this.#handles.draw();
    this.#overview.changed(changes);
    markWhenPainted(TAG_PAINTED);
  }

  close(): void {
    for (const part of this.#parts) part.close();
  }

  #resize(size: ViewSize | null): void {
    const { textSize } = this.#props;
    const now = this.#laidOutFor;
    if (!size) return;
    if (size.width === now.width && size.height === now.height && textSize === now.textSize) return;
    this.#laidOutFor = { ...size, textSize };
    this.#viewport.resize(size.height, applyLayout(this.#elements, size, textSize));
    this.#overview.resize();
  }

  #unitsChanged(change: WindowChange): void {
    this.#tags.unitsChanged(change);
    this.#selection.unitsChanged(change);
    this.#lit.unitsChanged(change);
    this.#rail.unitsLeft(change.left);
  }

  #windowChanged(change: WindowChange): void {
    this.#rail.windowChanged();
    this.#relations.windowChanged();
    this.#selection.windowChanged(change);
    this.#handles.windowChanged(change);
  }

  #laidOut(anew: boolean): void {
    this.#rail.relayout(anew);
    this.#relations.windowChanged();
    this.#selection.laidOut();
    this.#handles.draw();
  }

  #moved(): void {
    this.#rail.frame();
    const { start, end } = this.#viewport.offsetsInView;
    this.#overview.showFrame(start, end);
    if (this.#painted) this.#props.onPlace(this.#viewport.top > 0 ? start : 0);
    if (this.#painted || this.#viewport.blocks.shown.length === 0) return;
    this.#painted = true;
    // Asked for before, the rest would be in the way of the paint.
    markWhenPainted(DOCUMENT_PAINTED, () => {
      this.#overview.refresh();
      void this.#discussed.load();
      this.#viewport.readAhead();
    });
  }
}
