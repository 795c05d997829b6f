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

/** One letter or digit of ASCII, with no mark on it. */
const PLAIN = /^[A-Za-z0-9]$/;

/** The most letters and digits of ASCII that stand together in a query; null where they are few. */
export function lettersOf(query: string): string | null {
  const runs = queryLetters(query)
    .map((letter) => (PLAIN.test(letter) ? letter : ' '))
    .join('')
    .split(' ');
  const longest = runs.reduce((one, other) => (other.length > one.length ? other : one), '');
  return longest.length < LEAST_LENGTH ? null : longest;
}

const WHITE_SPACE = /^[\s\u0085]$/;
/** Bytes that white space is of in UTF-8 (other characters too: what they let through is looked at again), as many as like. */
const WHITE_SPACE_SOURCE = '[\\t-\\r \\x80-\\xbf\\xc2\\xe1-\\xe3\\xef]+';

interface Stretch {
  readonly source: string;
  /** letters and digits in it */
  readonly letters: number;
}

/** The parts of a query that are letters and digits of ASCII, and white space between them. */
function stretchesOf(query: string, sourceOf: (letter: string) => string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let source = '';
  let letters = 0;
  let isApart = false;
  const end = (): void => {
    stretches.push({ source, letters });
    source = '';
    letters = 0;
    isApart = false;
  };
  for (const letter of queryLetters(query)) {
    if (PLAIN.test(letter)) {
      source += `${isApart ? WHITE_SPACE_SOURCE : ''}${sourceOf(letter)}`;
      letters += 1;
      isApart = false;
    } else if (WHITE_SPACE.test(letter)) isApart = letters > 0;
    else end();
  }
  end();
  return stretches;
}

/**
 * What the bytes of a text in UTF-8, each seen as a character of Latin-1, must match if the query stands in it as the find bar reads
 * queries, unless the text has signs that are passed over (`NEEDS_LENIENCE`). Most texts need not be decoded then to know that it does
 * not. Null where the query has too few letters of ASCII that stand together, or apart by white space alone.
 */
export function bytePattern(query: string, caseSensitive: boolean): RegExp | null {
  const stretches = stretchesOf(query, caseSensitive ? (letter) => letter : letterSource);
  const longest = stretches.reduce((one, other) => (other.letters > one.letters ? other : one));
  return longest.letters < LEAST_LENGTH ? null : new RegExp(longest.source);
}
