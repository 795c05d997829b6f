import { compileQuery, type FindPattern } from '../text/find-pattern.ts';
import { snapToGraphemes } from '../text/graphemes.ts';
import type { TextRange } from '../text/structure.ts';
import { type PassageMatcher, RANGES_MAX } from './matcher.ts';
import type { WordQuery } from './word-query.ts';
import { foldText, type WordTokens, wordTokens } from './word-tokens.ts';

/** A passage that is being matched. */
interface Read extends WordTokens {
  readonly text: string;
}

/** What a part of a query finds in a passage; null where it does not hold there. */
type Find = (passage: Read) => TextRange[] | null;

function matchesAt(
  words: readonly string[],
  at: number,
  sought: readonly string[],
  prefix: boolean,
): boolean {
  const last = sought.length - 1;
  return sought.every((word, i) => {
    const there = words[at + i];
    return prefix && i === last ? there?.startsWith(word) === true : there === word;
  });
}

function phrase(sought: readonly string[], prefix: boolean): Find {
  return ({ words, starts, ends }) => {
    const found: TextRange[] = [];
    for (let at = 0; at + sought.length <= words.length; at += 1) {
      if (!matchesAt(words, at, sought, prefix)) continue;
      found.push({ start: starts[at] ?? 0, end: ends[at + sought.length - 1] ?? 0 });
    }
    return found.length > 0 ? found : null;
  };
}

function signsPattern(signs: string): FindPattern | null {
  return compileQuery(signs, { caseSensitive: false, wholeWord: false });
}

function signs(sought: string): Find {
  const pattern = signsPattern(sought);
  return ({ text }) => {
    const found: TextRange[] = [];
    for (let match = pattern?.next(text, 0); match && found.length < RANGES_MAX; ) {
      found.push(match);
      match = pattern?.next(text, match.end);
    }
    return found.length > 0 ? found : null;
  };
}

function all(parts: readonly Find[], without: readonly Find[]): Find {
  return (passage) => {
    const found: TextRange[] = [];
    for (const part of parts) {
      const ranges = part(passage);
      if (!ranges) return null;
      found.push(...ranges);
    }
    return without.some((part) => part(passage)) ? null : found;
  };
}

function any(parts: readonly Find[]): Find {
  return (passage) => {
    const found = parts.map((part) => part(passage)).filter((ranges) => ranges !== null);
    return found.length > 0 ? found.flat() : null;
  };
}

function compile(query: WordQuery): Find {
  switch (query.kind) {
    case 'phrase':
      return phrase(query.words, query.prefix);
    case 'signs':
      return signs(query.signs);
    case 'all':
      return all(query.parts.map(compile), query.without.map(compile));
    case 'any':
      return any(query.parts.map(compile));
  }
}

/** Whether a text, also as folded, has what some passage of it would need to have. */
type Allows = (text: string, folded: string) => boolean;

function needs(query: WordQuery): Allows {
  switch (query.kind) {
    case 'phrase':
      return (_, folded) => query.words.every((word) => folded.includes(word));
    case 'signs': {
      const pattern = signsPattern(query.signs);
      return (text) => pattern?.next(text, 0) != null;
    }
    case 'all': {
      const parts = query.parts.map(needs);
      return (text, folded) => parts.every((part) => part(text, folded));
    }
    case 'any': {
      const parts = query.parts.map(needs);
      return (text, folded) => parts.some((part) => part(text, folded));
    }
  }
}

/** Sorted, made whole clusters, and joined where they overlap. */
function laidOut(text: string, found: TextRange[]): number[] {
  const ranges: number[] = [];
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  for (const range of found) {
    const { start, end } = snapToGraphemes(text, range);
    const last = ranges.at(-1);
    if (last !== undefined && start < last) ranges[ranges.length - 1] = Math.max(last, end);
    else if (ranges.length >= 2 * RANGES_MAX) break;
    else ranges.push(start, end);
  }
  return ranges;
}

/** Finds what a query in the language of words asks for, by the same words as the index. */
export function compileWords(query: WordQuery): PassageMatcher {
  const find = compile(query);
  const allows = needs(query);
  let asked = '';
  let allowed = false;
  return {
    ranges(text) {
      const found = find({ text, ...wordTokens(text) });
      return found ? laidOut(text, found) : [];
    },
    isIn: (text) => find({ text, ...wordTokens(text) }) !== null,
    bytes: null,
    letters: null,
    candidate(text, from) {
      if (text !== asked) {
        asked = text;
        allowed = allows(text, foldText(text).toUpperCase());
      }
      return allowed ? from : -1;
    },
  };
}
