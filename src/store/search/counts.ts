import type { Id } from '../../core/ids.ts';
import type { PassageCounts } from '../../core/query/text-query.ts';
import type { LiveText } from './live-texts.ts';
import { type IndexedRun, ownersOf } from './stretches.ts';
import type { WordIndex } from './word-index.ts';

/** Passages by document. */
export class Counts {
  readonly #documents = new Map<Id, number>();

  add(documentId: Id, passages = 1): void {
    if (passages > 0) this.#documents.set(documentId, (this.#documents.get(documentId) ?? 0) + passages);
  }

  addText({ documents }: LiveText, passages: number): void {
    for (const { id } of documents) this.add(id, passages);
  }

  result(): PassageCounts {
    const documents = [...this.#documents]
      .map(([documentId, passages]) => ({ documentId, passages }))
      .sort((a, b) => b.passages - a.passages);
    return { passages: documents.reduce((sum, { passages }) => sum + passages, 0), documents };
  }
}

/**
 * Counts what matches in texts that are indexed, by the numbers of the passages alone. To ask for the number of each text by itself would
 * be slower: where a word is frequent, the index goes through what stands before a text each time.
 */
export function countRun(
  run: IndexedRun,
  index: WordIndex,
  expression: string,
  counts: Counts,
  alive: () => void,
): void {
  for (const numbers of index.batches(expression, run.numbers)) {
    alive();
    let text: LiveText | undefined;
    let passages = 0;
    for (const { of } of ownersOf(run, numbers)) {
      if (of.text !== text) {
        if (text) counts.addText(text, passages);
        text = of.text;
        passages = 0;
      }
      passages += 1;
    }
    if (text) counts.addText(text, passages);
  }
}
