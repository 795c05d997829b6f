import type { WorkbenchClient } from '../../../contract/client.ts';
import type { Id } from '../../../core/ids.ts';
import type { TouchedRecords } from '../../../core/journal/action.ts';

/** Which annotations of the document have a thread that is open. */
export class Discussed {
  readonly #client: WorkbenchClient;
  readonly #documentId: Id;
  readonly #listener: { changed(): void; failed(error: unknown): void };
  readonly #ending = new AbortController();
  #ids: ReadonlySet<Id> = new Set();

  constructor(
    client: WorkbenchClient,
    documentId: Id,
    listener: { changed(): void; failed(error: unknown): void },
  ) {
    this.#client = client;
    this.#documentId = documentId;
    this.#listener = listener;
  }

  has(annotationId: Id): boolean {
    return this.#ids.has(annotationId);
  }

  refresh(touched: readonly TouchedRecords[]): void {
    if (touched.some(({ kind }) => kind === 'comment')) void this.load();
  }

  async load(): Promise<void> {
    const { signal } = this.#ending;
    const documentId = this.#documentId;
    try {
      const ids = await this.#client.call('comments.discussed', { documentId }, { signal });
      if (signal.aborted || (ids.length === 0 && this.#ids.size === 0)) return;
      this.#ids = new Set(ids);
      this.#listener.changed();
    } catch (error) {
      if (!signal.aborted) this.#listener.failed(error);
    }
  }

  close(): void {
    this.#ending.abort();
  }
}
