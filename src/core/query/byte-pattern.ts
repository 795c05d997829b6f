import { queryLetters } from '../text/find-pattern.ts';

/** Letters whose case folding a letter beyond ASCII shares, as UTF-8: “ſ” and the sign of kelvin. */
const SHARED: Readonly<Record<string, string>> = { S: '\\xc5\\xbf', K: '\\xe2\\x84\\xaa' };
/** Fewer letters stand nearly everywhere. */
const LEAST_LENGTH = 3;

function letterSource(letter: string): string {
  const upper = letter.toUpperCase();
  const either = `[${letter.toLowerCase()}${upper}]`;
  const shared = SHARED[upper];
  return shared === undefined ? either : `(?:${either}|${shared})`;
}

/** The most letters and digits of ASCII that stand together in a query; null where they are few. */
export function lettersOf(query: string): string | null {
  // A letter with a mark may be written as another one.
  const runs =
    queryLetters(query)
      .join('')
      .match(/[A-Za-z0-9]+(?!\p{M})/gu) ?? [];
  const longest = runs.reduce((one, other) => (other.length > one.length ? other : one), '');
  return longest.length < LEAST_LENGTH ? null : longest;
}

/**
 * What the bytes of a text in UTF-8, each seen as a character of Latin-1, must match if the query stands in it as the find bar reads
 * queries, unless the text has signs that are passed over (`NEEDS_LENIENCE`). Most texts need not be decoded then to know that it does
 * not. Null where the query has too few letters of ASCII that stand together.
 */
export function bytePattern(query: string, caseSensitive: boolean): RegExp | null {
  const letters = lettersOf(query);
  if (letters === null) return null;
  return new RegExp(caseSensitive ? letters : Array.from(letters, letterSource).join(''));
}
