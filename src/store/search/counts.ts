import type { Id } from '../../core/ids.ts';
import type { PassageCounts } from '../../core/query/text-query.ts';
import type { LiveText } from './live-texts.ts';
import { placeOf } from './passage-numbers.ts';
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

/**
 * Counts what matches in texts that are indexed, by the numbers of the passages alone. To ask for the number of each text by itself would
 * be slower: where a word is frequent, the index goes through what stands before a text each time.
 * @param word where it is all that is asked for
 */
export function countRun(
  { texts, numbers }: IndexedRun,
  index: WordIndex,
  { expression, word }: { readonly expression: string; readonly word: string | null },
  counts: Counts,
  alive: () => void,
): void {
  const filled = texts.filter(({ numbers }) => numbers.beyond > numbers.first);
  const byFirst = new Map(filled.map((text) => [text.numbers.first, text.text]));
  const beyond = texts.map((text) => text.numbers.beyond);
  for (const shard of index.shardsOf(numbers)) {
    alive();
    const known = word === null ? null : index.countsOf(word, shard);
    if (known) {
      for (const { first, passages } of known) {
        const text = byFirst.get(first);
        if (text) counts.addText(text, passages);
      }
      continue;
    }
    const found = index.allIn(expression, shard);
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
