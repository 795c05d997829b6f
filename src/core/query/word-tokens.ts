/*
 * Words as search understands them. Letter case, diacritics and invisible signs are passed over; everything but letters, digits and
 * the signs that belong to them stands between words. Of scripts that write without spaces each letter, with the signs
 * on it, is a word by itself, so that what is sought there is a phrase of letters, found wherever it stands.
 *
 * The index of a project holds texts folded by `foldText`, and whoever highlights reads the text itself by `wordTokens`: both must
 * come to the same words.
 */

/** what stands inside words without being read: soft hyphens, joiners, marks of direction, byte order marks */
const INVISIBLE = '\\u00ad\\u061c\\u180e\\u200c-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
/** marks that letters of any script bear, and vowel points; those of kana make another letter, as “ば” is not “は” */
const MARK =
  '(?:(?![\\u3099\\u309a])(?=\\p{M})[\\p{Script=Inherited}\\p{Script=Common}\\p{Script=Hebrew}\\p{Script=Arabic}\\u0483-\\u0487])';
const WRITTEN_TOGETHER =
  '(?=[\\p{L}\\p{N}\\p{M}])[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const WORD_CHARACTER = '[\\p{L}\\p{N}\\p{M}\\p{Co}]';
const IN_WORD = `(?!${WRITTEN_TOGETHER})${WORD_CHARACTER}`;

const NOT_ASCII = /[^\0-\x7f]/;
const ASCII_WORD = /[A-Za-z0-9]+/g;
const WORD = new RegExp(
  `${WRITTEN_TOGETHER}(?:[${INVISIBLE}]*\\p{M})*|${IN_WORD}(?:[${INVISIBLE}]*${IN_WORD})*`,
  'gu',
);

/** “й” and “ў” are letters of their own, and not “и” and “у” with a mark. */
const PASSED_OVER = new RegExp(`(?<![ИиУу])\\u0306|(?!\\u0306)${MARK}|[\\u0640${INVISIBLE}]`, 'gu');
/** kana marks that stand by no letter that they would make another */
const LOOSE_KANA_MARK = /[\u3099\u309a]/g;
const EACH_WRITTEN_TOGETHER = new RegExp(`${WRITTEN_TOGETHER}\\p{M}*`, 'gu');
const BETWEEN_WORDS = /(?![\0-\x7f])[^\p{L}\p{N}\p{M}\p{Co}]/gu;

/** The same for all ways to write a word: upper case, so that “ß” is “SS” and “ς” is “Σ”, without diacritics. */
function fold(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toUpperCase();
  const folded = text.normalize('NFD').replace(PASSED_OVER, '').toLowerCase().toUpperCase().normalize('NFC');
  return folded.replace(LOOSE_KANA_MARK, '');
}

/** Folded runs are remembered, up to so many of at most so many code units: texts say the same words again and again. */
const REMEMBERED = 50_000;
const REMEMBERED_LENGTH = 24;
const BEYOND_ASCII = /[^\0-\x7f]+/g;
const remembered = new Map<string, string>();

function foldRun(run: string): string {
  const known = remembered.get(run);
  if (known !== undefined) return known;
  const folded = fold(run).replace(EACH_WRITTEN_TOGETHER, ' $& ').replace(BETWEEN_WORDS, ' ');
  if (run.length <= REMEMBERED_LENGTH) {
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(run, folded);
  }
  return folded;
}

/**
 * A text as it is indexed: the words of `wordTokens`, with something of ASCII between them that is neither letter nor digit. Letters of
 * ASCII stay as they are, since the index itself takes upper and lower case for one. Its offsets are not those of the text.
 */
export function foldText(text: string): string {
  // What is not ASCII can be folded by itself: no letter of ASCII decides what becomes of it.
  return NOT_ASCII.test(text) ? text.replace(BEYOND_ASCII, foldRun) : text;
}

/** The words of a text in order, and where they stand: UTF-16 offsets, half-open. */
export interface WordTokens {
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export function wordTokens(text: string): WordTokens {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const pattern = NOT_ASCII.test(text) ? WORD : ASCII_WORD;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const word = fold(found[0]);
    // A mark by itself is nothing that could be read.
    if (word === '') continue;
    words.push(word);
    starts.push(found.index);
    ends.push(found.index + found[0].length);
  }
  return { words, starts, ends };
}
