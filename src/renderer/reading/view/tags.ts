import type { WorkbenchClient } from '../../../contract/client.ts';
import type { ChangedAnnotation } from '../../../contract/messages.ts';
import { type Annotation, hull } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { TouchedRecords } from '../../../core/journal/action.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { WindowChange } from '../lexical/block-window.ts';
import { AnnotationWindow, type ChunkPlace, type PlacedAnnotation } from '../model/annotation-window.ts';
import type { LoadedChunk } from '../model/chunk-cache.ts';
import type { Counted, CountedChange } from '../overview/density.ts';
import { RangeLayer } from '../paint/range-layer.ts';
import type { Owner } from '../paint/styles.ts';
import { TagPainter } from '../paint/tag-painter.ts';
import { keepingSame, withAnnotation } from './annotation-source.ts';
import type { TextViewport } from './text-viewport.ts';

/** More changed annotations than this are not asked for one by one. */
const SINGLY = 16;

/** What came, went and changed; or that something did, perhaps far from the viewport. */
export type TagChanges = readonly CountedChange[] | 'unknown';

function counted({ codeId, spans }: Annotation): Counted {
  return { codeId, hull: hull(spans) };
}

export interface TagLooks {
  colourOf(annotation: Annotation): number;
  ownerOf(annotation: Annotation): Owner;
}

/** The annotations near the viewport: known by place, painted in the text, brought up to date after changes. */
export class Tags {
  readonly #client: WorkbenchClient;
  readonly #documentId: Id;
  readonly #viewport: TextViewport;
  readonly #painter: TagPainter;
  readonly #window = new AnnotationWindow();
  readonly #chosen = new RangeLayer('chosen');
  readonly #hovered = new RangeLayer('hovered');
  #chosenId: Id | null = null;
  #hoveredIds: readonly Id[] = [];
  /** spans shown in the place of the chosen annotation's while an end is being moved */
  #preview: readonly TextRange[] | null = null;

  constructor(client: WorkbenchClient, documentId: Id, viewport: TextViewport, looks: TagLooks) {
    this.#client = client;
    this.#documentId = documentId;
    this.#viewport = viewport;
    this.#painter = new TagPainter(({ annotation }) => ({
      colour: looks.colourOf(annotation),
      owner: looks.ownerOf(annotation),
    }));
  }

  get chosen(): PlacedAnnotation | undefined {
    return this.#chosenId === null ? undefined : this.#window.get(this.#chosenId);
  }

  get chosenId(): Id | null {
    return this.#chosenId;
  }

  get hoveredId(): Id | null {
    return this.#hoveredIds[0] ?? null;
  }

  /** What is pointed at: an annotation, or both ends of a relation. */
  get hoveredIds(): readonly Id[] {
    return this.#hoveredIds;
  }

  get(id: Id): PlacedAnnotation | undefined {
    return this.#window.get(id);
  }

  at: AnnotationWindow['at'] = (offset) => this.#window.at(offset);

  overlapping: AnnotationWindow['overlapping'] = (range) => this.#window.overlapping(range);

  chunksLoaded(chunks: readonly LoadedChunk[]): void {
    for (const { chunk, annotations } of chunks) this.#window.set(chunk, annotations);
  }

  chunksDropped(seqs: readonly number[]): void {
    for (const seq of seqs) this.#window.drop(seq);
  }

  unitsChanged({ entered, left }: WindowChange): void {
    for (const unit of left) {
      this.#painter.leave(unit);
      this.#chosen.leave(unit);
      this.#hovered.leave(unit);
    }
    for (const unit of entered) {
      this.#painter.paint(unit, this.#window.overlapping(unit.unit));
      this.#chosen.enter(unit);
      this.#hovered.enter(unit);
    }
  }

  /** Paints again what changed in looks or in annotations; what is as before stays as it is. */
  repaint(): void {
    for (const unit of this.#viewport.blocks.shown)
      this.#painter.paint(unit, this.#window.overlapping(unit.unit));
    this.#paintChosen();
    this.#paintHovered();
  }

  choose(id: Id | null): void {
    if (id === this.#chosenId) return;
    this.#chosenId = id;
    this.#preview = null;
    this.#paintChosen();
  }

  /** @returns whether that is another than before */
  hover(ids: readonly Id[]): boolean {
    if (ids.join() === this.#hoveredIds.join()) return false;
    this.#hoveredIds = ids;
    this.#paintHovered();
    return true;
  }

  /** Shows these spans as the chosen annotation's; null: its own. */
  preview(spans: readonly TextRange[] | null): void {
    this.#preview = spans;
    this.#paintChosen();
  }

  get previewed(): readonly TextRange[] | null {
    return this.#preview;
  }

  /** @returns what changed where that is known; null where nothing in this document did */
  async refresh(
    touched: readonly TouchedRecords[],
    told: readonly ChangedAnnotation[] = [],
  ): Promise<TagChanges | null> {
    const records = touched.find(
      ({ kind, documentIds }) =>
        kind === 'annotation' && (documentIds === 'many' || documentIds.includes(this.#documentId)),
    );
    if (!records) return null;
    let changes: TagChanges = 'unknown';
    if (records.ids !== 'many' && records.ids.length <= SINGLY)
      changes = this.#takeIn(await this.#lookUp(records.ids, told));
    else await this.#refreshAll();
    this.#preview = null;
    this.repaint();
    return changes;
  }

  close(): void {
    this.#painter.clear();
    this.#chosen.clear();
    this.#hovered.clear();
  }

  /** Those that were not told with the change are asked for; where all were, nothing is waited for. */
  async #lookUp(
    ids: readonly Id[],
    told: readonly ChangedAnnotation[],
  ): Promise<readonly ChangedAnnotation[]> {
    const known = new Map(told.map((each) => [each.id, each]));
    const asked = async (annotationId: Id) => {
      return { id: annotationId, annotation: await this.#client.call('annotations.get', { annotationId }) };
    };
    return Promise.all(ids.map((id) => known.get(id) ?? asked(id)));
  }

  #takeIn(changed: readonly ChangedAnnotation[]): TagChanges {
    const changes: CountedChange[] = [];
    for (const { id, annotation } of changed) {
      const here = annotation?.documentId === this.#documentId ? annotation : null;
      const before = this.#window.get(id)?.annotation;
      changes.push({ before: before ? counted(before) : null, after: here ? counted(here) : null });
      const places = [before, here].flatMap((each) => (each ? [hull(each.spans)] : []));
      for (const { chunk, annotations } of this.#viewport.loadedChunks())
        if (places.some(({ start, end }) => start < chunk.end && end > chunk.start))
          this.#replace(chunk, annotations, withAnnotation(annotations, id, here, chunk));
    }
    return changes.every((change) => this.#isKnown(change)) ? changes : 'unknown';
  }

  /** All annotations on the chunks at hand are known: one that was not among them and is now has come. */
  #isKnown({ before, after }: CountedChange): boolean {
    if (before) return true;
    const isNear = (hull: TextRange) =>
      this.#viewport.loadedChunks().some(({ chunk }) => hull.start < chunk.end && hull.end > chunk.start);
    return after !== null && isNear(after.hull);
  }

  /** Only what is shown is fetched again; other chunks at hand are forgotten. */
  async #refreshAll(): Promise<void> {
    const shown = new Set(this.#viewport.blocks.shown.map(({ unit }) => unit.seq));
    const loaded = this.#viewport.loadedChunks();
    this.#viewport.dropChunks(loaded.map(({ chunk }) => chunk.seq).filter((seq) => !shown.has(seq)));
    await Promise.all(
      loaded
        .filter(({ chunk }) => shown.has(chunk.seq))
        .map(async ({ chunk, annotations }) => {
          const range = { start: chunk.start, end: chunk.end };
          const now = await this.#client.call('annotations.inRange', { documentId: this.#documentId, range });
          this.#replace(chunk, annotations, keepingSame(annotations, now));
        }),
    );
  }

  #replace(chunk: ChunkPlace, before: readonly Annotation[], now: readonly Annotation[]): void {
    if (before === now || !this.#viewport.chunk(chunk.seq)) return;
    this.#viewport.replaceAnnotations(chunk.seq, now);
    this.#window.set(chunk, now);
  }

  #paintChosen(): void {
    const spans = this.#preview ?? this.chosen?.annotation.spans ?? [];
    this.#chosen.set(() => spans, this.#viewport.blocks.shown);
  }

  #paintHovered(): void {
    const spans = this.#hoveredIds.flatMap((id) => this.#window.get(id)?.annotation.spans ?? []);
    this.#hovered.set(() => spans, this.#viewport.blocks.shown);
  }
}
