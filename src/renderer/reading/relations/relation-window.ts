import type { WorkbenchClient } from '../../../contract/client.ts';
import type { RelationView } from '../../../contract/procedures.ts';
import type { Id } from '../../../core/ids.ts';
import type { TouchedRecords } from '../../../core/journal/action.ts';
import type { TextRange } from '../../../core/text/structure.ts';

/** A chunk of the text that is shown. */
export interface ShownChunk extends TextRange {
  readonly seq: number;
}

/** Milliseconds that the text rests before relations are asked for: none are while it is scrolled through. */
const REST = 60;

/** The relations of the chunks at hand: asked for when these are shown, forgotten with them. */
export class RelationWindow {
  readonly #client: WorkbenchClient;
  readonly #documentId: Id;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  readonly #ending = new AbortController();
  readonly #chunks = new Map<number, readonly RelationView[]>();
  #byEnd: ReadonlyMap<Id, readonly RelationView[]> = new Map();
  #shown: readonly ShownChunk[] = [];
  #timer = 0;
  /** counts what made answers stale */
  #era = 0;

  constructor(
    client: WorkbenchClient,
    documentId: Id,
    listener: { changed(): void; failed(error: unknown): void },
  ) {
    this.#client = client;
    this.#documentId = documentId;
    this.#changed = listener.changed;
    this.#failed = listener.failed;
  }

  /** The relations that an annotation is an end of. */
  of(annotationId: Id): readonly RelationView[] {
    return this.#byEnd.get(annotationId) ?? [];
  }

  /** Annotations with relations, of this document and of others. */
  get ends(): ReadonlyMap<Id, readonly RelationView[]> {
    return this.#byEnd;
  }

  /** These chunks are shown now. */
  show(chunks: readonly ShownChunk[]): void {
    this.#shown = chunks;
    if (chunks.some(({ seq }) => !this.#chunks.has(seq))) this.#askLater();
  }

  drop(seqs: readonly number[]): void {
    let had = false;
    for (const seq of seqs) had = (this.#chunks.get(seq)?.length ?? 0) > 0 || had;
    for (const seq of seqs) this.#chunks.delete(seq);
    if (had) this.#index();
  }

  /** After a change: what may be stale is asked for anew. */
  refresh(touched: readonly TouchedRecords[]): void {
    const stale = touched.some(({ kind, ids, documentIds }) => {
      if (kind === 'relation') return documentIds === 'many' || documentIds.includes(this.#documentId);
      if (kind === 'annotation') return ids === 'many' || ids.some((id) => this.#byEnd.has(id));
      return kind === 'document' && this.#byEnd.size > 0;
    });
    if (!stale) return;
    this.#era += 1;
    const shown = new Set(this.#shown.map(({ seq }) => seq));
    for (const seq of [...this.#chunks.keys()]) if (!shown.has(seq)) this.#chunks.delete(seq);
    void this.#ask(this.#shown);
  }

  close(): void {
    this.#ending.abort();
    window.clearTimeout(this.#timer);
  }

  #askLater(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      void this.#ask(this.#shown.filter(({ seq }) => !this.#chunks.has(seq)));
    }, REST);
  }

  async #ask(chunks: readonly ShownChunk[]): Promise<void> {
    const first = chunks[0];
    const last = chunks[chunks.length - 1];
    if (!first || !last) return;
    const era = this.#era;
    const documentId = this.#documentId;
    const range = { start: first.start, end: last.end };
    try {
      const { signal } = this.#ending;
      const found = await this.#client.call('relations.inRange', { documentId, range }, { signal });
      if (signal.aborted || era !== this.#era) return;
      const known = this.#byEnd.size;
      for (const chunk of chunks) this.#chunks.set(chunk.seq, relationsIn(found, documentId, chunk));
      this.#index();
      if (known > 0 || this.#byEnd.size > 0) this.#changed();
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#failed(error);
    }
  }

  #index(): void {
    const byId = new Map<Id, RelationView>();
    for (const views of this.#chunks.values()) for (const view of views) byId.set(view.relation.id, view);
    const byEnd = new Map<Id, RelationView[]>();
    for (const view of byId.values())
      for (const { id } of [view.from, view.to]) {
        const known = byEnd.get(id);
        if (known) known.push(view);
        else byEnd.set(id, [view]);
      }
    this.#byEnd = byEnd;
  }
}

/** Those with an end in the document that reaches into the range. */
export function relationsIn(
  views: readonly RelationView[],
  documentId: Id,
  { start, end }: TextRange,
): readonly RelationView[] {
  return views.filter(({ from, to }) =>
    [from, to].some((each) => each.documentId === documentId && each.start < end && each.end > start),
  );
}
