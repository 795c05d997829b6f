import { likeness, soundsOf } from '../entity/spelling/compare.ts';
import { foldWord, type NameWord } from '../entity/spelling/folding.ts';
import type { Code } from './code.ts';

/** Why a name is nearly another: from the surest to the least sure. */
export type NearReason =
  | 'name'
  | 'accents'
  | 'spacing'
  | 'word-order'
  | 'plural'
  | 'transliteration'
  | 'spelling';

export interface NearCode<C> {
  readonly code: C;
  readonly reason: NearReason;
}

const REASONS: readonly NearReason[] = [
  'name',
  'accents',
  'spacing',
  'word-order',
  'plural',
  'transliteration',
  'spelling',
];

/** The reason as the rest of a sentence that begins with "‘Claims’ is there already: ". */
export const NEAR_REASON_WORDS: Readonly<Record<NearReason, string>> = {
  name: 'the same name',
  accents: 'the same but for accents',
  spacing: 'the same but for spaces and signs',
  'word-order': 'the same words in another order',
  plural: 'the same in the plural or singular',
  transliteration: 'it sounds the same in another script or spelling',
  spelling: 'a letter or two apart',
};

interface Reading {
  readonly name: string;
  readonly words: readonly NameWord[];
  readonly joined: string;
  /** the words in the order of the alphabet */
  readonly ordered: string;
  /** the words in the singular, joined */
  readonly singular: string;
  /** the numbers in it */
  readonly digits: string;
}

/** Words also where only a capital or a sign divides them: "ForeignPolicy", "foreign_policy". */
function reading(name: string): Reading {
  const spaced = name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  const words = (spaced.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(foldWord).filter((word) => word !== null);
  return {
    name: name.trim().replace(/\s+/gu, ' ').normalize('NFC').toLowerCase(),
    words,
    joined: words.map((word) => word.folded).join(''),
    ordered: words
      .map((word) => word.folded)
      .sort()
      .join(' '),
    singular: words.map((word) => singular(word.folded)).join(''),
    digits: words.flatMap((word) => word.folded.match(/\p{N}+/gu) ?? []).join(' '),
  };
}

/** Codes are compared at each key press, and do not change in between. */
const readings = new WeakMap<object, Reading>();

function readingOf(code: Pick<Code, 'name'>): Reading {
  const known = readings.get(code);
  if (known) return known;
  const made = reading(code.name);
  readings.set(code, made);
  return made;
}

/** English plurals, and those in -ы and -и, without their mark. */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && /[^su]s$/.test(word)) return word.slice(0, -1);
  return word.length > 3 && /[ыи]$/u.test(word) ? word.slice(0, -1) : word;
}

/** Beginnings that turn a word into its opposite, or nearly: no mistyping. */
const OPPOSITES = /^(?:un|in|im|il|ir|non|dis|anti|pro|re|pre|post|de|a|не|анти|про|без|бес|пост)$/u;

function opposed(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.endsWith(short) && OPPOSITES.test(long.slice(0, long.length - short.length));
}

/** One letter apart from five on, two from nine on; the first letter and all digits the same. */
function mistyped(one: Reading, other: Reading): boolean {
  const [a, b] = [one.joined, other.joined];
  const shorter = Math.min(a.length, b.length);
  const allowed = shorter >= 9 ? 2 : shorter >= 5 ? 1 : 0;
  if (allowed === 0 || Math.abs(a.length - b.length) > allowed || a[0] !== b[0]) return false;
  return one.digits === other.digits && !opposed(a, b) && withinDistance(a, b, allowed);
}

/**
 * Whether at most `allowed` letters are left out, put in, put for another, or swapped with a neighbour (optimal string alignment, after Damerau
 * 1964).
 */
function withinDistance(a: string, b: string, allowed: number): boolean {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(substitution, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    // No later row is nearer than the nearest of two in succession.
    if (Math.min(...row) > allowed && Math.min(...above) > allowed) return false;
    before = above;
    above = row;
  }
  return (above[b.length] ?? 0) <= allowed;
}

/** The digits of two readings agree, or they name different rounds, years, items. */
function sameInSound(a: Reading, b: Reading): boolean {
  if (a.words.length !== b.words.length || a.digits !== b.digits) return false;
  const another = a.words.some((word, i) => scriptOf(word.folded) !== scriptOf(b.words[i]?.folded ?? ''));
  if (!another) return false;
  return a.words.every((word, i) => {
    const other = b.words[i];
    if (!other || word.folded === other.folded) return word.folded === other?.folded;
    const [one, two] = [soundsOf(word), soundsOf(other)];
    return one !== null && two !== null && likeness(one, two) !== null;
  });
}

function scriptOf(word: string): string {
  return /\p{Script=Latin}/u.test(word) ? 'Latin' : /\p{Script=Cyrillic}/u.test(word) ? 'Cyrillic' : 'other';
}

function reasonFor(wanted: Reading, there: Reading): NearReason | null {
  if (wanted.name === there.name) return 'name';
  if (wanted.joined === '' || there.joined === '') return null;
  if (wanted.joined === there.joined) {
    return wanted.name.length === there.name.length || wanted.words.length === there.words.length
      ? accentsOnly(wanted.name, there.name)
      : 'spacing';
  }
  if (wanted.ordered === there.ordered) return 'word-order';
  if (wanted.singular === there.singular) return 'plural';
  if (sameInSound(wanted, there)) return 'transliteration';
  return mistyped(wanted, there) ? 'spelling' : null;
}

function accentsOnly(a: string, b: string): NearReason {
  const signs = (text: string): string => text.replace(/[\p{L}\p{M}\p{N}]+/gu, 'x');
  return signs(a) === signs(b) ? 'accents' : 'spacing';
}

/**
 * The codes whose names are nearly this one: the same but for case, accents, spaces, order or number of words, script, or a letter or two. The surest first. Names of
 * digits that differ (“Round 1”, “Round 2”) and opposites (“legal”, “illegal”) are not near. For a warning, not a refusal.
 */
export function nearlyEqualCodes<C extends Pick<Code, 'id' | 'name'>>(
  name: string,
  codes: readonly C[],
  ownId: string | null = null,
): readonly NearCode<C>[] {
  const wanted = reading(name);
  return codes
    .filter((code) => code.id !== ownId)
    .flatMap((code) => {
      const reason = reasonFor(wanted, readingOf(code));
      return reason ? [{ code, reason }] : [];
    })
    .sort((a, b) => REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason));
}
