import type { WorkbenchClient } from '../../contract/client.ts';
import { PASSAGES_AT_ONCE } from '../../contract/vocabulary.ts';
import type { FoundPassage } from '../../core/query/text-query.ts';
import { type Asked, orderOf, soughtOf } from './question.ts';

/** Passages asked for first; then as many at a time as there may be. */
const FIRST = 50;

/** What a search finds, page by page. An answer that came after its signal was aborted changes nothing. */
export class PassagePages {
  readonly #client: WorkbenchClient;
  readonly #asked: () => Asked;
  /** where the list goes on */
  #next: string | null = null;

  /** `asked`: what is searched for at the moment */
  constructor(client: WorkbenchClient, asked: () => Asked) {
    this.#client = client;
    this.#asked = asked;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Nothing is to come any more. */
  end(): void {
    this.#next = null;
  }

  /** The list from its beginning, `atLeast` long or a little longer, and never less than a first page, where there is as much. */
  async list(atLeast: number, signal: AbortSignal): Promise<readonly FoundPassage[]> {
    const wanted = Math.max(FIRST, atLeast);
    const passages: FoundPassage[] = [];
    this.#next = null;
    do {
      const missing = Math.max(FIRST, wanted - passages.length);
      const page = await this.#page(Math.min(PASSAGES_AT_ONCE, missing), signal);
      if (signal.aborted) return [];
      passages.push(...page);
    } while (this.hasMore && passages.length < wanted);
    return passages;
  }

  /** What follows on what was given. */
  following(signal: AbortSignal): Promise<readonly FoundPassage[]> {
    return this.#page(PASSAGES_AT_ONCE, signal);
  }

  async #page(limit: number, signal: AbortSignal): Promise<readonly FoundPassage[]> {
    const asked = this.#asked();
    const { documentIds } = asked;
    const { passages, next } = await this.#client.call(
      'search.passages',
      {
        ...soughtOf(asked),
        ...(documentIds ? { documentIds: [...documentIds] } : {}),
        order: orderOf(asked),
        after: this.#next,
        limit,
      },
      { signal },
    );
    if (!signal.aborted) this.#next = next;
    return passages;
  }
}
