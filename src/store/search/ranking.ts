import type { LiveDocument, LiveText } from './live-texts.ts';
import { ownersOf, stretchesOf } from './stretches.ts';
import type { WordIndex } from './word-index.ts';

/**
 * Passages that are ranked: the first so many that match, in the order of the texts. The others come after them in that order. The score
 * of one costs some 4 µs, so a word that stands everywhere costs a twentieth of a second and not ten.
 */
export const RANKED_MAX = 10_000;

export interface RankedPassage {
  readonly text: LiveText;
  readonly document: LiveDocument;
  readonly number: number;
}

export interface Ranking {
  /** among which texts was sought: another list where documents have come or gone */
  readonly texts: readonly LiveText[];
  /** the best first; for each document of a text */
  readonly passages: readonly RankedPassage[];
  readonly numbers: ReadonlySet<number>;
}

/** Ranks by BM25 what the index has; alike ones stay in the order of the texts. */
export function rank(
  expression: string,
  texts: readonly LiveText[],
  index: WordIndex,
  alive: () => void,
): Ranking {
  const scored: { passage: Omit<RankedPassage, 'document'>; score: number }[] = [];
  for (const stretch of stretchesOf(texts, index)) {
    if ('row' in stretch) continue;
    if (scored.length >= RANKED_MAX) break;
    alive();
    const found = index.scored(expression, stretch.numbers, RANKED_MAX - scored.length);
    const scores = new Map(found.map(({ number, score }) => [number, score]));
    for (const { number, of } of ownersOf(stretch, scores.keys())) {
      scored.push({ passage: { text: of.text, number }, score: scores.get(number) ?? 0 });
    }
  }
  scored.sort((a, b) => a.score - b.score);
  return {
    texts,
    passages: scored.flatMap(({ passage }) =>
      passage.text.documents.map((document) => ({ ...passage, document })),
    ),
    numbers: new Set(scored.map(({ passage }) => passage.number)),
  };
}

/** Whether a passage of a ranking is still one of these texts' and of its document. */
export function stillIn(texts: readonly LiveText[]): (passage: RankedPassage) => boolean {
  const byRow = new Map(texts.map((text) => [text.row, text]));
  return ({ text, document }) =>
    byRow.get(text.row)?.documents.some(({ row }) => row === document.row) === true;
}
