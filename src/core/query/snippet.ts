import { graphemeEnd, graphemeStart } from '../text/graphemes.ts';

/** A line or two of a list, in UTF-16 code units. */
export const SNIPPET_LENGTH = 240;
/** how much of it stands before what was found */
const LEAD = 72;
/** how far its ends move to where a word ends */
const WORD_REACH = 16;

/**
 * A stretch of a passage around what was found first, of whole grapheme clusters, of whole words where these are short. `start` is a
 * UTF-16 offset in the passage.
 * @param ranges of what was found in the passage; at least one
 */
export function snippetOf(
  passage: string,
  ranges: readonly number[],
): { readonly start: number; readonly text: string } {
  const [found = 0] = ranges;
  // Near its end the passage is shown from further before.
  let start = Math.max(0, Math.min(found - LEAD, passage.length - SNIPPET_LENGTH));
  if (start > 0) {
    const word = passage.slice(start, Math.min(found, start + WORD_REACH)).search(/\s\S/);
    start = graphemeStart(passage, word < 0 ? start : start + word + 1);
  }
  let end = Math.min(passage.length, start + SNIPPET_LENGTH);
  if (end < passage.length) {
    const tail = passage.slice(end - WORD_REACH, end + 1);
    const word = tail.search(/\S\s\S*$/);
    end = graphemeEnd(passage, word < 0 ? end : end - WORD_REACH + word + 1);
  }
  return { start, text: passage.slice(start, end) };
}
