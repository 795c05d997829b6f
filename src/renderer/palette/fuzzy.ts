/** A half-open stretch of a name that a query matched; UTF-16 offsets. */
export type Matched = readonly [start: number, end: number];

export interface FuzzyMatch {
  /** higher is better; comparable only within one query */
  readonly score: number;
  readonly matched: readonly Matched[];
}

interface Letter {
  /** in lower case, without marks */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly wordStart: boolean;
}

let segmenter: Intl.Segmenter | undefined;

/** The segmenter is made on first use, as the first of all takes some 50 ms. */
function clusters(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase();
}

function lettersOf(name: string): readonly Letter[] {
  const letters: Letter[] = [];
  let before = '';
  for (const { segment, index } of clusters(name)) {
    const boundary = before === '' || !/[\p{L}\p{N}]/u.test(before);
    const hump = /\p{Lu}/u.test(segment) && /\p{Ll}/u.test(before);
    letters.push({
      text: fold(segment) || segment,
      start: index,
      end: index + segment.length,
      wordStart: boundary || hump,
    });
    before = segment;
  }
  return letters;
}

const WORD_START = 8;
const RUN = 5;
const LETTER = 1;

/** Finds each letter of the word in order, preferring starts of words and runs. Tried from every possible first letter. */
function matchFrom(letters: readonly Letter[], wanted: readonly string[], first: number): FuzzyMatch | null {
  const matched: [number, number][] = [];
  let score = 0;
  let previous = -2;
  let at = first;
  for (const letter of wanted) {
    while (at < letters.length && letters[at]?.text !== letter) at += 1;
    const found = letters[at];
    if (!found) return null;
    const inRun = at === previous + 1;
    score += LETTER + (inRun ? RUN : 0) + (found.wordStart ? WORD_START : 0);
    const last = matched.at(-1);
    if (inRun && last) last[1] = found.end;
    else matched.push([found.start, found.end]);
    previous = at;
    at += 1;
  }
  return { score: score - first * 0.1 - letters.length * 0.01, matched };
}

function matchWord(letters: readonly Letter[], word: string): FuzzyMatch | null {
  const wanted = [...clusters(word)].map(({ segment }) => fold(segment) || segment);
  let best: FuzzyMatch | null = null;
  for (const [first, letter] of letters.entries()) {
    if (letter.text !== wanted[0]) continue;
    const match = matchFrom(letters, wanted, first);
    if (match && (!best || match.score > best.score)) best = match;
  }
  return best;
}

/**
 * Whether the letters of every word of the query stand in the name in order, without regard to case and accents; null
 * where they do not. An empty query matches everything alike.
 */
export function fuzzyMatch(query: string, name: string): FuzzyMatch | null {
  const words = query.trim().split(/\s+/).filter(Boolean);
  const letters = lettersOf(name);
  let score = 0;
  const matched: Matched[] = [];
  for (const word of words) {
    const match = matchWord(letters, word);
    if (!match) return null;
    score += match.score;
    matched.push(...match.matched);
  }
  if (words.length > 0 && fold(name) === fold(query.trim())) score += 100;
  return { score, matched: joined(matched) };
}

/** In order, and those that touch as one. */
function joined(matched: readonly Matched[]): readonly Matched[] {
  const result: [number, number][] = [];
  for (const [start, end] of [...matched].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
