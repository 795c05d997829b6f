/** Accents, stress marks and vowel points that NFKD sets apart; not the vowel signs of Indic scripts, without which a word is another. */
const ACCENTS = new RegExp(
  [
    '[\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff]',
    '[\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7]',
    '[\\u0610-\\u061a\\u064b-\\u065f\\u0670]',
  ].join('|'),
  'g',
);
/** Soft hyphens, joiners, direction marks, tatweel, byte order marks. */
const INVISIBLE = /[\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const APOSTROPHES_AND_QUOTES = /['"`´‘’‚‛“”„‟ʹʺʻʼʽˈ′″«»‹›＇＂]/g;

/** Letters with a stroke or of two in one, which no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ə: 'a',
  ς: 'σ',
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/**
 * A name without regard to case, accents, apostrophes, quotation marks and invisible characters; hyphens and all other punctuation are spaces. Names that fold alike are "the
 * same but for case and accents". May be empty. Case by Unicode's default mapping, accents by NFKD, then NFC.
 */
export function foldName(name: string): string {
  const folded = name
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES_AND_QUOTES, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC');
  return (folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
}

/** A word as `foldName` gives it, and as it was written. */
export interface NameWord {
  readonly folded: string;
  /** lower case, NFC, without apostrophes and invisible characters, accents kept */
  readonly written: string;
}

/** The words of a name in lower case, NFC, without apostrophes and invisible characters, accents kept. */
export function writtenWords(name: string): readonly string[] {
  const plain = name
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES_AND_QUOTES, '')
    .normalize('NFC')
    .toLowerCase();
  return plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** One of `writtenWords`, folded; null where nothing of it can be read. */
export function foldWord(written: string): NameWord | null {
  const folded = foldName(written).replaceAll(' ', '');
  return folded === '' ? null : { folded, written };
}

/** The words of a name, at most `limit`. */
export function nameWords(name: string, limit: number = Number.POSITIVE_INFINITY): readonly NameWord[] {
  const words: NameWord[] = [];
  for (const written of writtenWords(name)) {
    if (words.length >= limit) break;
    const word = foldWord(written);
    if (word) words.push(word);
  }
  return words;
}

/** Names of one key are the same but for case, accents, spaces and hyphens; of a name of signs only the key is the name itself. */
export function keyOfWords(name: string, words: readonly Pick<NameWord, 'folded'>[]): string {
  return words.map((word) => word.folded).join('') || name.trim().normalize('NFC').toLowerCase();
}

/** Whether two names are the same but for case, accents, spaces and hyphens. */
export function sameName(a: string, b: string): boolean {
  return keyOfWords(a, nameWords(a)) === keyOfWords(b, nameWords(b));
}
