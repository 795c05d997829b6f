import type { TextRange } from '../../../core/text/structure.ts';
import { wordsOf } from '../foreign/words.ts';

/** A token as spaCy has it: what follows it is one space or nothing. UTF-16 offsets, half-open. */
export interface SpacyToken extends TextRange {
  readonly space: boolean;
}

/**
 * The text in spaCy's tokens, which leave nothing of it out: words, signs, and white space beyond a single space. Each of the
 * ranges begins where a token begins and ends where one ends.
 */
export function spacyTokens(text: string, ranges: readonly TextRange[]): readonly SpacyToken[] {
  const filled = ranges.filter(({ start, end }) => start < end);
  const starts = new Set(filled.map(({ start }) => start));
  const ends = new Set(filled.map(({ end }) => end));
  const cuts = [...new Set([...starts, ...ends])].sort((a, b) => a - b);
  const tokens: { start: number; end: number; space: boolean }[] = [];
  let next = 0;
  const gap = (from: number, to: number): void => {
    let at = from;
    const last = tokens.at(-1);
    if (last && text.charAt(at) === ' ' && at < to && !starts.has(at) && !ends.has(at + 1)) {
      last.space = true;
      at += 1;
    }
    while (at < to) {
      while ((cuts[next] ?? Number.POSITIVE_INFINITY) <= at) next += 1;
      const end = Math.min(to, cuts[next] ?? to);
      tokens.push({ start: at, end, space: false });
      at = end;
    }
  };
  let at = 0;
  for (const word of wordsOf(text, cuts)) {
    gap(at, word.start);
    tokens.push({ ...word, space: false });
    at = word.end;
  }
  gap(at, text.length);
  return tokens;
}

/** Where each range stands in the tokens: first and past the last. */
export function inTokens(
  tokens: readonly SpacyToken[],
): (range: TextRange) => { first: number; end: number } {
  const starts = new Map(tokens.map(({ start }, index) => [start, index]));
  const ends = new Map(tokens.map(({ end }, index) => [end, index + 1]));
  return ({ start, end }) => ({ first: starts.get(start) ?? 0, end: ends.get(end) ?? 0 });
}
