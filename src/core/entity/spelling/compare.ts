import { cyrillicSounds } from './cyrillic.ts';
import { foldName, type NameWord } from './folding.ts';
import { greekSounds } from './greek.ts';
import { latinSounds } from './latin.ts';
import { isGlide, isVowel, SOUNDS, type Sound } from './sounds.ts';

const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
const GREEK = /^\p{Script=Greek}+$/u;
const LATIN = /^\p{Script=Latin}+$/u;
/** Marks that say where the stress is; й, ў, ї and ё keep theirs. */
const STRESS = /[\u0300\u0301]/g;
const LONGEST_WORD = 60;

function heardIn(word: NameWord): readonly Sound[] | null {
  if (word.folded.length > LONGEST_WORD) return null;
  if (LATIN.test(word.folded)) return latinSounds(word.written);
  if (CYRILLIC.test(word.folded)) {
    return cyrillicSounds(word.written.normalize('NFD').replace(STRESS, '').normalize('NFC'));
  }
  return GREEK.test(word.folded) ? greekSounds(foldName(word.written)) : null;
}

/** The sounds of a word in Latin, Cyrillic or Greek letters, doubled consonants as one; null for other scripts, digits, and mixtures. */
export function soundsOf(word: NameWord): readonly Sound[] | null {
  const heard = heardIn(word);
  return heard?.filter((sound, at) => isVowel(sound) || sound.likely !== heard[at - 1]?.likely) ?? null;
}

/** What it costs to take one sound for another; pairs not named cost 1. */
const NEAR: Readonly<Record<string, number>> = {
  'a o': 0.12,
  'a e': 0.45,
  'e i': 0.55,
  'e o': 0.5,
  'o u': 0.5,
  'i u': 0.7,
  'i o': 0.8,
  'a u': 0.8,
  'a i': 0.9,
  'e u': 0.9,
  's sh': 0.3,
  's z': 0.3,
  'z zh': 0.3,
  'ch ts': 0.3,
  'ch sh': 0.35,
  'sh zh': 0.35,
  's ts': 0.3,
  'ts z': 0.3,
  'sh shch': 0.15,
  'ch shch': 0.3,
  'dzh zh': 0.15,
  'ch dzh': 0.4,
  'dzh z': 0.4,
  'f v': 0.15,
  'g h': 0.1,
  'h x': 0.05,
  'k x': 0.35,
  'g x': 0.35,
  'g k': 0.5,
  'd t': 0.5,
  'b p': 0.5,
  'i j': 0.15,
};
const GLIDE_BIT = 1 << SOUNDS.indexOf('j');
const READ_OTHERWISE = 0.06;
const MISSING_VOWEL = 0.55;
const MISSING_WEAK_VOWEL = 0.3;
const MISSING_OPTIONAL = 0.05;
/** Other vowels at the end of a word: another case of it, mostly. */
const OTHER_ENDING = 0.25;

const COSTS: readonly Float64Array[] = SOUNDS.map((a) =>
  Float64Array.from(SOUNDS, (b) => (a === b ? 0 : (NEAR[`${a} ${b}`] ?? NEAR[`${b} ${a}`] ?? 1))),
);

function substitution(a: Sound, b: Sound): number {
  if (a.likely === b.likely) return 0;
  const cost = COSTS[a.likely]?.[b.likely] ?? 1;
  return a.possible & b.possible ? Math.min(READ_OTHERWISE, cost) : cost;
}

function omission(sound: Sound): number {
  if (isGlide(sound)) return MISSING_OPTIONAL;
  if (sound.optional) return sound.possible & GLIDE_BIT ? MISSING_WEAK_VOWEL : MISSING_OPTIONAL;
  return isVowel(sound) ? MISSING_VOWEL : 1;
}

/** Where the vowels and glides at the end of a word begin, at most three of them. */
function tailStart(word: readonly Sound[]): number {
  let at = word.length;
  while (at > Math.max(1, word.length - 3)) {
    const sound = word[at - 1];
    if (!sound || !(isVowel(sound) || isGlide(sound))) break;
    at -= 1;
  }
  return at;
}

function solidLength(word: readonly Sound[]): number {
  return word.reduce((sum, sound) => sum + (sound.optional || isGlide(sound) ? 0 : 1), 0);
}

/** What two spellings of one word may differ by at most, for its length: a short name has few that are not another. */
function budget(a: readonly Sound[], b: readonly Sound[]): number {
  return 0.06 * Math.min(solidLength(a), solidLength(b)) + 0.06;
}

/** Two rows of the comparison at hand. */
const ROWS = [new Float64Array(4 * LONGEST_WORD), new Float64Array(4 * LONGEST_WORD)] as const;

function at(row: Float64Array, index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

function leastFrom(row: Float64Array, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = from; index <= to; index++) least = Math.min(least, at(row, index));
  return least;
}

export interface Likeness {
  /** 0–1 */
  readonly score: number;
  /** only their ends are apart by more than spelling */
  readonly inflected: boolean;
}

/**
 * How near two words sound, if near enough to be spellings of one name (or cases of it); null where not. A weighted edit distance over sounds (Damerau
 * excepted: no transliteration swaps letters).
 */
export function likeness(a: readonly Sound[], b: readonly Sound[]): Likeness | null {
  const most = budget(a, b);
  const aTail = tailStart(a);
  const bTail = tailStart(b);
  let above = ROWS[0];
  let row = ROWS[1];
  above[0] = 0;
  for (const [j, sound] of b.entries()) above[j + 1] = at(above, j) + omission(sound);
  let ending = aTail === 0 ? leastFrom(above, bTail, b.length) + OTHER_ENDING : Number.POSITIVE_INFINITY;
  for (const [i, sound] of a.entries()) {
    const left = omission(sound);
    row[0] = at(above, 0) + left;
    let least = at(row, 0);
    for (const [j, other] of b.entries()) {
      const cost = Math.min(
        at(above, j) + substitution(sound, other),
        at(above, j + 1) + left,
        at(row, j) + omission(other),
      );
      row[j + 1] = cost;
      if (cost < least) least = cost;
    }
    const last = i === a.length - 1;
    if (i + 1 >= aTail) {
      ending = Math.min(ending, leastFrom(row, bTail, last ? b.length - 1 : b.length) + OTHER_ENDING);
    }
    if (least >= most) break;
    if (last) {
      const whole = at(row, b.length);
      const cost = Math.min(whole, ending);
      return cost < most ? { score: 0.93 - (0.2 * cost) / most, inflected: ending < whole } : null;
    }
    [above, row] = [row, above];
  }
  return ending < most ? { score: 0.93 - (0.2 * ending) / most, inflected: true } : null;
}
