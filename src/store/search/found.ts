import type { PassageMatcher } from '../../core/query/matcher.ts';
import { snippetOf } from '../../core/query/snippet.ts';
import type { FoundPassage } from '../../core/query/text-query.ts';
import type { ReadPassage } from './chunk-reader.ts';

/** What is found in a passage, in offsets of its text, for whichever of the text's documents; null where nothing is. */
export function foundIn(
  passage: ReadPassage,
  matcher: PassageMatcher,
): Omit<FoundPassage, 'documentId'> | null {
  const ranges = matcher.ranges(passage.content);
  if (ranges.length === 0) return null;
  const { start, end, content } = passage;
  const snippet = snippetOf(content, ranges);
  return {
    start,
    end,
    ranges: ranges.map((offset) => start + offset),
    snippet: { start: start + snippet.start, text: snippet.text },
  };
}
