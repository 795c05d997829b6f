import type { StructuredText } from '../src/core/text/structure.ts';
import { chanceOf } from './generate/random.ts';
import { generateText } from './generate/text.ts';

/** Texts that are generated; documents repeat them, each with a last paragraph of its own. */
const TEXTS = 20;
/** UTF-16 code units. */
const LENGTH = 1_000_000;

export function searchedTexts(): readonly StructuredText[] {
  return Array.from({ length: TEXTS }, (_, seed) =>
    generateText(chanceOf(seed), { length: LENGTH, scripts: ['latin'] }),
  );
}

/** Words of the first of these texts: the most frequent, one of the middle, and one that stands there once. */
export function soughtWords(): { readonly rare: string; readonly middling: string; readonly common: string } {
  const counts = new Map<string, number>();
  const [text] = searchedTexts();
  for (const [word] of text?.text.toLowerCase().matchAll(/\p{L}+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  return { common: sorted[0] ?? '', middling: sorted[200] ?? '', rare: sorted.at(-1) ?? '' };
}
