import type { Block, TextRange } from '../../../core/text/structure.ts';
import { BLOCK_MAX_LENGTH } from '../../../core/text/structure.ts';

/** Stretches that are segmented one by one: segmenting a long text at once takes minutes. */
const WINDOW = BLOCK_MAX_LENGTH;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The words and signs of a text, in order: what `Intl.Segmenter` finds, without white space, and cut at each of the `cuts`
 * (UTF-16 offsets, none inside a surrogate pair), so that what is tagged begins and ends with a token.
 */
export function wordsOf(
  text: string,
  cuts: Iterable<number> = [],
  blocks: readonly Block[] = [],
): readonly TextRange[] {
  const tokens: TextRange[] = [];
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  let next = 0;
  const push = (start: number, end: number): void => {
    while ((sorted[next] ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    let from = start;
    for (; (sorted[next] ?? Number.POSITIVE_INFINITY) < end; next += 1) {
      tokens.push({ start: from, end: sorted[next] as number });
      from = sorted[next] as number;
    }
    tokens.push({ start: from, end });
  };
  for (const window of windowsOf(text, blocks)) {
    for (const { segment, index } of segmenter.segment(text.slice(window.start, window.end))) {
      if (segment.trim() === '') continue;
      push(window.start + index, window.start + index + segment.length);
    }
  }
  return tokens;
}

/** The blocks, or stretches of the text that end at white space where it can be. */
function* windowsOf(text: string, blocks: readonly Block[]): Generator<TextRange> {
  if (blocks.length > 0) {
    yield* blocks;
    return;
  }
  for (let start = 0; start < text.length; ) {
    const limit = start + WINDOW;
    const newline = text.lastIndexOf('\n', limit);
    const space = text.lastIndexOf(' ', limit);
    const end =
      limit >= text.length ? text.length : newline > start ? newline + 1 : space > start ? space + 1 : limit;
    yield { start, end };
    start = end;
  }
}
