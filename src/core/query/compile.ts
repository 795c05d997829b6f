import { GlossatorError } from '../errors.ts';
import { compileQuery } from '../text/find-pattern.ts';
import { bytePattern, lettersOf } from './byte-pattern.ts';
import { type PassageMatcher, RANGES_MAX } from './matcher.ts';
import { compilePattern } from './pattern-matcher.ts';
import type { TextQuery } from './text-query.ts';
import { compileWords } from './word-matcher.ts';
import { parseWords } from './word-query.ts';

/** The query as it stands, as in the find bar, within one passage. */
function compileText({ query, caseSensitive, wholeWord }: TextQuery): PassageMatcher {
  const pattern = query.trim() === '' ? null : compileQuery(query, { caseSensitive, wholeWord });
  if (!pattern) {
    throw new GlossatorError('invalid-input', 'There is nothing to search for.', {
      place: { field: 'query', offset: 0 },
      remedy: 'Type a text.',
    });
  }
  return {
    ranges(passage) {
      const ranges: number[] = [];
      for (let match = pattern.next(passage, 0); match; match = pattern.next(passage, match.end)) {
        if (ranges.length >= 2 * RANGES_MAX) break;
        ranges.push(match.start, match.end);
      }
      return ranges;
    },
    isIn: (passage) => pattern.next(passage, 0) !== null,
    bytes: bytePattern(query, caseSensitive),
    letters: lettersOf(query)?.toLowerCase() ?? null,
    candidate: (text, from) => pattern.next(text, from)?.start ?? -1,
  };
}

/**
 * What finds a query in passages.
 * @throws GlossatorError invalid-input, with the UTF-16 offset in the query and what to do, where it cannot be understood
 */
export function compileTextQuery(query: TextQuery): PassageMatcher {
  switch (query.kind) {
    case 'words':
      return compileWords(parseWords(query.query));
    case 'text':
      return compileText(query);
    case 'pattern':
      return compilePattern(query.query, query.caseSensitive);
  }
}
