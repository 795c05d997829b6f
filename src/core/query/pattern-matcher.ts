import { GlossatorError } from '../errors.ts';
import { snapToGraphemes } from '../text/graphemes.ts';
import type { TextRange } from '../text/structure.ts';
import { type PassageMatcher, RANGES_MAX } from './matcher.ts';

/**
 * What looks at the ends of a passage or past its own match: ^, $ and lookaround. Over several passages at once these say something else.
 * Also those in classes and behind a backslash, which costs time only.
 */
const LOOKS_AROUND = /[$^]|\(\?<?[=!]/;

function compiled(source: string, caseSensitive: boolean): RegExp {
  try {
    return new RegExp(source, caseSensitive ? 'gu' : 'giu');
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    // V8 says: Invalid regular expression: /SOURCE/FLAGS: REASON
    const reason = thrown.message.slice(thrown.message.lastIndexOf(': ') + 2);
    throw new GlossatorError('invalid-input', `This is not a regular expression: ${reason}.`, {
      place: { field: 'query', offset: 0 },
      remedy: 'Correct it, or search for the text as it stands.',
      cause: thrown,
    });
  }
}

/**
 * A regular expression of JavaScript with the `u` flag. Matches of nothing are passed over. A match is sought in one passage at a time, so
 * that ^ and $ are its beginning and end.
 * @throws GlossatorError invalid-input where it is empty or not well-formed
 */
export function compilePattern(source: string, caseSensitive: boolean): PassageMatcher {
  if (source === '') {
    throw new GlossatorError('invalid-input', 'There is no regular expression to search for.', {
      place: { field: 'query', offset: 0 },
      remedy: 'Type one.',
    });
  }
  const expression = compiled(source, caseSensitive);
  const alone = LOOKS_AROUND.test(source);
  /** The next match of something at or after an offset. */
  const next = (passage: string, from: number): TextRange | null => {
    expression.lastIndex = from;
    for (let match = expression.exec(passage); match; match = expression.exec(passage)) {
      if (match[0] !== '') return { start: match.index, end: match.index + match[0].length };
      expression.lastIndex += (passage.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1;
    }
    return null;
  };
  return {
    ranges(passage) {
      const ranges: number[] = [];
      for (let match = next(passage, 0); match; match = next(passage, match.end)) {
        const { start, end } = snapToGraphemes(passage, match);
        const last = ranges.at(-1);
        if (last !== undefined && start < last) ranges[ranges.length - 1] = Math.max(last, end);
        else if (ranges.length >= 2 * RANGES_MAX) break;
        else ranges.push(start, end);
      }
      return ranges;
    },
    isIn: (passage) => next(passage, 0) !== null,
    bytes: null,
    letters: null,
    candidate(text, from) {
      if (alone) return from;
      expression.lastIndex = from;
      return expression.exec(text)?.index ?? -1;
    },
  };
}
