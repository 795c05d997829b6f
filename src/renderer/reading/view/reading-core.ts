import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { TouchedRecords } from '../../../core/journal/action.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import { LoadedText } from '../model/loaded-text.ts';
import { RangeLayer } from '../paint/range-layer.ts';
import { Rail } from '../rail/rail.ts';
import { CaretKeys } from '../select/keyboard.ts';
import { PointerSelection } from '../select/pointer.ts';
import { SelectionView } from '../select/selection-view.ts';
import type { ReadingViewProps, TextSelection } from '../types.ts';
import { chunkFetcher } from './annotation-source.ts';
import type { ReadingElements } from './elements.ts';
import { layoutPane, lineHeightOf, measureMetrics } from './layout.ts';
import { DOCUMENT_PAINTED, markWhenPainted, TAG_PAINTED } from './marks.ts';
import { Tags } from './tags.ts';
import { TextGeometry } from './text-geometry.ts';
import { TextViewport } from './text-viewport.ts';

/** Milliseconds that a place stays lit after it was gone to. */
const FLASH = 1_200;

/** One document in one view. Everything that happens in a frame happens here, without React. */
export class ReadingCore {
  readonly #elements: ReadingElements;
  readonly #viewport: TextViewport;
  readonly #tags: Tags;
  readonly #rail: Rail;
  readonly #selection: SelectionView;
  readonly #keys: CaretKeys;
  readonly #pointer: PointerSelection;
  readonly #text: LoadedText;
  readonly #geometry: TextGeometry;
  readonly #flash = new RangeLayer('flash');
  readonly #resizes: ResizeObserver;
  #props: ReadingViewProps;
  #painted = false;
  #flashTimer = 0;

  constructor(elements: ReadingElements, props: ReadingViewProps) {
    this.#elements = elements;
    this.#props = props;
    const { opened, client } = props;
    const { outline } = opened;
    const rangeOf = (seq: number): TextRange => outline[seq] ?? { start: 0, end: 0 };
    this.#viewport = new TextViewport(
      elements,
      outline,
      chunkFetcher(client, opened.document.id, opened.text.id, rangeOf),
      {
        chunksLoaded: (chunks) => this.#tags.chunksLoaded(chunks),
        chunksDropped: (seqs) => this.#tags.chunksDropped(seqs),
        windowChanged: (change) => {
          this.#tags.windowChanged(change);
          this.#rail.windowChanged(change);
          this.#rail.drawBrackets();
          this.#selection.windowChanged(change);
          for (const unit of change.left) this.#flash.leave(unit);
          for (const unit of change.entered) this.#flash.enter(unit);
        },
        laidOut: () => this.#rail.relayout(),
        moved: () => this.#moved(),
        failed: (error) => reportError(error),
      },
    );
    const codeOf = (id: Id) => this.#props.codes.get(id);
    const isMine = (annotation: Annotation) => annotation.personId === this.#props.me;
    const colourOf = (codeId: Id) => codeOf(codeId)?.colour ?? 0;
    this.#tags = new Tags(client, opened.document.id, this.#viewport, {
      colourOf: ({ codeId }) => colourOf(codeId),
      ownerOf: (annotation) => (isMine(annotation) ? 'mine' : 'other'),
    });
    this.#text = new LoadedText(outline, (seq) => this.#viewport.chunk(seq));
    this.#geometry = new TextGeometry(this.#viewport.blocks, elements.pane);
    this.#rail = new Rail(
      elements,
      this.#viewport,
      this.#tags,
      {
        codeName: (id) => codeOf(id)?.name ?? '(code not there)',
        personName: (id) => this.#props.people.get(id)?.name ?? 'someone',
        isMine,
        colourOf,
      },
      () => undefined,
    );
    const parts = {
      viewport: this.#viewport,
      geometry: this.#geometry,
      text: this.#text,
      pane: elements.pane,
    };
    this.#selection = new SelectionView({ ...parts, outline, caret: elements.caret }, () =>
      this.#props.onSelectionChange(this.#selection.selection()),
    );
    const model = this.#selection.model;
    this.#keys = new CaretKeys({ ...parts, model }, { moved: () => undefined });
    this.#pointer = new PointerSelection(
      { ...parts, model },
      {
        pressed: () => this.#keys.forgetGoal(),
        clicked: (x, y, cycle) => this.#clicked(x, y, cycle),
        hovered: (point) => this.#hovered(point),
      },
    );
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
      this.#rail.labels.rewrite();
      this.#rail.drawBrackets();
      this.#rail.frame();
    }
    this.#choose(props.selectedAnnotationId);
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

  focus(): void {
    this.#viewport.blocks.root.focus({ preventScroll: true });
  }

  async goTo(range: TextRange, options: { select?: boolean; flash?: boolean } = {}): Promise<void> {
    await this.#viewport.reveal(range.start, 0.3);
    if (options.select) this.#selection.model.set(range.start, range.end);
    if (options.flash) {
      this.#flash.set(() => [range], this.#viewport.blocks.shown);
      window.clearTimeout(this.#flashTimer);
      this.#flashTimer = window.setTimeout(() => this.#flash.clear(), FLASH);
    }
  }

  async refresh(touched: readonly TouchedRecords[]): Promise<void> {
    if (!(await this.#tags.refresh(touched))) return;
    this.#rail.relayout();
    this.#rail.frame();
    markWhenPainted(TAG_PAINTED);
  }

  close(): void {
    this.#resizes.disconnect();
    window.clearTimeout(this.#flashTimer);
    this.#flash.clear();
    this.#pointer.close();
    this.#keys.close();
    this.#selection.close();
    this.#tags.close();
    this.#viewport.close();
  }

  #resize(): void {
    const { scroller, view, text } = this.#elements;
    const { textSize } = this.#props;
    const { clientWidth, clientHeight } = scroller;
    if (clientWidth === 0 || clientHeight === 0) return;
    const layout = layoutPane(clientWidth, textSize);
    const { style } = view;
    style.setProperty('--reading-size', `${textSize}px`);
    style.setProperty('--reading-line', `${lineHeightOf(textSize)}px`);
    style.setProperty('--pane-height', `${clientHeight}px`);
    style.setProperty('--text-left', `${layout.textLeft}px`);
    style.setProperty('--text-width', `${layout.textWidth}px`);
    style.setProperty('--rail-left', `${layout.railLeft}px`);
    style.setProperty('--rail-width', `${layout.railWidth}px`);
    this.#viewport.resize(clientHeight, measureMetrics(text, layout.textWidth, textSize));
  }

  #moved(): void {
    this.#rail.frame();
    this.#selection.drawCaret();
    if (this.#painted || this.#viewport.blocks.shown.length === 0) return;
    this.#painted = true;
    markWhenPainted(DOCUMENT_PAINTED);
  }

  #choose(id: Id | null): void {
    if (id === this.#tags.chosenId) return;
    this.#tags.choose(id);
    this.#rail.emphasise();
    this.#rail.frame();
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
    const id = offset === null ? null : (this.#tags.at(offset)[0]?.id ?? null);
    if (id === this.#tags.hoveredId) return;
    this.#tags.hover(id);
    this.#rail.emphasise();
    this.#rail.frame();
  }
}
