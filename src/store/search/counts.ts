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

/** Passages that are fetched at a time. */
const BATCH = 4_096;
/** From so many passages in a text on, asking for their number is cheaper than for them. */
const MANY = 256;
/** Texts that are then counted, before it is seen again how many they have. */
const TEXTS_AT_ONCE = 64;

/**
 * Counts what matches in texts that are indexed. Where texts have few, passages are fetched and told apart by their numbers; where they
 * have many, each text is counted by itself, which would be slow for a hundred thousand texts with one passage.
 */
export function countRun(
  { texts, numbers: { beyond } }: IndexedRun,
  index: WordIndex,
  expression: string,
  counts: Counts,
  alive: () => void,
): void {
  let at = 0;
  while (at < texts.length) {
    alive();
    const rest = texts.slice(at);
    const first = rest[0]?.numbers.first ?? beyond;
    const numbers = index.first(expression, { first, beyond }, BATCH);
    const complete = numbers.length < BATCH;
    const byText = new Map<LiveText, number>();
    for (const { of } of ownersOf({ texts: rest, numbers: { first, beyond } }, numbers)) {
      byText.set(of.text, (byText.get(of.text) ?? 0) + 1);
    }
    if (complete) {
      for (const [text, passages] of byText) counts.addText(text, passages);
      return;
    }
    // The text in which the batch ends may have more.
    const last = numbers.at(-1) ?? beyond;
    const ends = rest.findIndex((text) => text.numbers.beyond > last);
    const whole = rest.slice(0, ends < 0 ? rest.length : ends);
    for (const { text } of whole) counts.addText(text, byText.get(text) ?? 0);
    at += whole.length;
    if (BATCH / (whole.length + 1) < MANY) continue;
    for (const { text, numbers: own } of texts.slice(at, at + TEXTS_AT_ONCE)) {
      alive();
      counts.addText(text, index.count(expression, own));
    }
    at += TEXTS_AT_ONCE;
  }
}
