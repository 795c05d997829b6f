import type { Id } from '../../core/ids.ts';
import type { PassageCounts } from '../../core/query/text-query.ts';
import type { LiveText } from './live-texts.ts';
import type { IndexedRun } from './stretches.ts';
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

/** The first place from `from` on whose number is at least `bound`, among ascending numbers. */
function placeOf(numbers: readonly number[], bound: number, from: number): number {
  let low = from;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? bound) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Counts what matches in texts that are indexed, by the numbers of the passages alone. To ask for the number of each text by itself would
 * be slower: where a word is frequent, the index goes through what stands before a text each time.
 */
export function countRun(
  { texts, numbers }: IndexedRun,
  index: WordIndex,
  expression: string,
  counts: Counts,
  alive: () => void,
): void {
  const beyond = texts.map((text) => text.numbers.beyond);
  for (const found of index.batches(expression, numbers)) {
    alive();
    let text = 0;
    for (let at = 0; at < found.length; ) {
      // The text that the next passage is of, or stands before; then all passages of that text at once.
      text = placeOf(beyond, (found[at] ?? 0) + 1, text);
      const of = texts[text];
      if (!of) break;
      const first = placeOf(found, of.numbers.first, at);
      at = placeOf(found, of.numbers.beyond, first);
      counts.addText(of.text, at - first);
    }
  }
}
