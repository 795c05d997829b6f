import type { WorkbenchClient } from '../../contract/client.ts';
import type { Passage } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';

/**
 * What is seen first of a document, asked for as soon as it is known that it will be opened: with the press on its row, before
 * anything is drawn. One document at a time; what the workbench changes meanwhile makes it stale.
 */
export class Brought {
  readonly #client: WorkbenchClient;
  #now: { readonly documentId: Id; readonly passage: Promise<Passage | null> } | null = null;

  constructor(client: WorkbenchClient) {
    this.#client = client;
  }

  /** Resolves to null where there is none: who opens the document will be told why. @param offset UTF-16 */
  begin(documentId: Id, offset: number): Promise<Passage | null> {
    if (this.#now?.documentId === documentId) return this.#now.passage;
    const passage = this.#client.call('documents.passage', { documentId, offset }).catch(() => null);
    this.#now = { documentId, passage };
    return passage;
  }

  /** Hands it over, once. */
  take(documentId: Id): Promise<Passage | null> | null {
    const now = this.#now;
    if (now?.documentId !== documentId) return null;
    this.#now = null;
    return now.passage;
  }

  forget(): void {
    this.#now = null;
  }
}
