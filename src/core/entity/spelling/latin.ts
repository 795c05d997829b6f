import { foldName } from './folding.ts';
import { SOUNDS, type Sound, sounds } from './sounds.ts';

/**
 * Groups of Latin letters as sounds: English, German, French, Polish, Czech, South Slavic, Baltic, Scandinavian, Dutch and Turkish spellings at once, and the
 * systems named in cyrillic.ts. The longest group is taken.
 */
const GROUPS: ReadonlyMap<string, readonly Sound[]> = new Map(
  Object.entries({
    schtsch: 'shch',
    schtch: 'shch',
    chtch: 'shch',
    shtsh: 'shch',
    sjtsj: 'shch',
    sjtj: 'shch',
    stsj: 'shch',
    szcz: 'shch',
    shch: 'shch',
    šč: 'shch',
    tsch: 'ch',
    tsj: 'ch|ts',
    tch: 'ch',
    tj: 'ch|t',
    cz: 'ch|ts',
    sch: 'sh',
    sh: 'sh',
    sz: 'sh|s',
    sj: 'sh|s',
    zh: 'zh',
    zj: 'zh|z',
    rz: 'zh|r',
    ch: 'ch|sh|x|k',
    dsch: 'dzh',
    dzh: 'dzh',
    dž: 'dzh|zh',
    dj: 'dzh|d',
    dz: 'd|z',
    kh: 'x|k',
    gh: 'g|h',
    ph: 'f',
    th: 't',
    ts: 'ts|t',
    tz: 'ts',
    tc: 'ts|k',
    ck: 'k',
    cq: 'k',
    qu: 'k v|u',
    ou: 'o? u|v',
    oo: 'u|o',
    ee: 'i|e',
    ff: 'f|v',
    a: 'a',
    b: 'b',
    c: 'k|ts|ch|s',
    d: 'd',
    e: 'e',
    f: 'f',
    g: 'g|h',
    h: 'h|x|g',
    i: 'i',
    j: 'j|zh|dzh',
    k: 'k',
    l: 'l',
    m: 'm',
    n: 'n',
    o: 'o',
    p: 'p',
    q: 'k',
    r: 'r',
    s: 's',
    t: 't',
    u: 'u',
    v: 'v',
    w: 'v|u',
    x: 'k s',
    y: 'i',
    z: 'z|ts',
    č: 'ch',
    ć: 'ch|ts',
    ĉ: 'ch',
    ç: 's|ch',
    š: 'sh',
    ś: 'sh|s',
    ş: 'sh',
    ș: 'sh',
    ŝ: 'sh',
    ž: 'zh',
    ź: 'zh|z',
    ż: 'zh',
    ĵ: 'zh|dzh',
    ł: 'l',
    ř: 'zh|r',
    ŭ: 'v|u',
    ŵ: 'v|u',
    ț: 'ts',
    ţ: 'ts',
    ğ: 'g|h',
    đ: 'd|dzh',
    ð: 'd',
    þ: 't',
    ß: 's',
    ñ: 'n',
    ő: 'o|e',
    ű: 'u|i',
    ä: 'a|e',
    ö: 'o|e',
    ü: 'u|i',
    å: 'a|o',
    æ: 'a|e',
    ø: 'o|e',
    œ: 'o|e',
    ą: 'a|o',
    ó: 'o|u',
    ě: 'j? e',
    ё: 'o|e',
    ə: 'a|e',
    ı: 'i',
  }).map(([letters, notation]) => [letters, sounds(notation)]),
);
const LONGEST = Math.max(...[...GROUPS.keys()].map((letters) => letters.length));

const FRONT_C = sounds('s|ts|ch');
/** Belarusian Latin c before i, where Russian has a soft t */
const C_BEFORE_I = sounds('ts|s|ch|t');
const E_AFTER_HUSH = sounds('e|o');
const O_AFTER_HUSH = sounds('o|e');
const HUSHING = new Set(['zh', 'ch', 'sh', 'shch', 'dzh']);
const FRONT_G = sounds('g|zh|dzh|h');
const GLIDE = sounds('j|i');
const FINAL_GLIDE = sounds('j');
const WEAK_I = sounds('i|j?');
/** Polish, and Belarusian in Latin letters: i that only makes the consonant before it soft */
const SOFTENING_I = sounds('j?');
const SOFTENED = /[clnstvwz][aouóŭ]|[bcdlmnpstvwz][eě]/;
/** English: Biden, Байден */
const LONG_I = sounds('a? i|j');
/** English: Trump, Трамп */
const SHORT_U = sounds('u|a');
/** German and English: Kohl, Коль; Johnson, Джонсон */
const SILENT_H = sounds('h|x|g?');
/** Ukrainian -ii for what Russian writes -ей */
const I_IN_FINAL_II = sounds('i|e');
/** Ukrainian -iv for what Russian writes -ов or -ев */
const I_IN_IV = sounds('i|o|e');
const A_AFTER_GLIDE = sounds('a|e');
const O_AFTER_GLIDE = sounds('o|e');
const FINAL_E = sounds('e?');
const SEMIVOWEL_U = sounds('u|v');

const FRONT = /[eiyěéèêëíî]/;
const VOWEL = /[aeiouyáéíóúàèìòùâêîôûäëïöüåæøœąęěőűıə]/;

function isVowelAt(word: string, at: number): boolean {
  return VOWEL.test(word.charAt(at));
}

function placedI(word: string, at: number): readonly Sound[] | null {
  if (at === 0) return null;
  const after = word.charAt(at + 1);
  const inside = at < word.length - 2;
  if (inside && SOFTENED.test(word.charAt(at - 1) + after)) return SOFTENING_I;
  if (/^[ijy]$/.test(word.slice(at + 1))) return I_IN_FINAL_II;
  if (isVowelAt(word, at + 1)) return WEAK_I;
  if (word.slice(at + 1) === 'v') return I_IN_IV;
  if (isVowelAt(word, at - 1)) return WEAK_I;
  return word.charAt(at + 2) === 'e' && after !== '' ? LONG_I : null;
}

/** What a letter is by its neighbours; null where they do not matter. */
function inPlace(word: string, at: number): readonly Sound[] | null {
  const before = word.charAt(at - 1);
  const after = word.charAt(at + 1);
  switch (word.charAt(at)) {
    case 'c':
      if (after === 'i') return C_BEFORE_I;
      return FRONT.test(after) && after !== '' ? FRONT_C : null;
    case 'g':
      return FRONT.test(after) && after !== '' ? FRONT_G : null;
    case 'y':
      return isVowelAt(word, at - 1) || isVowelAt(word, at + 1) ? GLIDE : null;
    case 'j':
      // Before a vowel it may be French or English; elsewhere it is a glide.
      return isVowelAt(word, at + 1) ? null : FINAL_GLIDE;
    case 'i':
      return placedI(word, at);
    case 'h':
      return isVowelAt(word, at - 1) && !isVowelAt(word, at + 1) ? SILENT_H : null;
    case 'a':
      return at > 1 && /[iyj]/.test(before) ? A_AFTER_GLIDE : null;
    case 'o':
      return at > 1 && /[iyj]/.test(before) && after !== 'u' ? O_AFTER_GLIDE : null;
    case 'e':
      return after === 'r' && at === word.length - 2 && at > 0 && !isVowelAt(word, at - 1) ? FINAL_E : null;
    case 'u': {
      const initial = at === 0 && after !== '' && !isVowelAt(word, 1);
      const final = at > 0 && isVowelAt(word, at - 1) && !isVowelAt(word, at + 1);
      if (initial || final) return SEMIVOWEL_U;
      return after !== '' && !isVowelAt(word, at - 1) && !isVowelAt(word, at + 1) ? SHORT_U : null;
    }
    default:
      return null;
  }
}

/** The sounds of a word in Latin letters, lower case, NFC, accents kept; null where a letter is not known. */
export function latinSounds(word: string): readonly Sound[] | null {
  const heard: Sound[] = [];
  for (let at = 0; at < word.length; ) {
    let taken = 0;
    for (let length = Math.min(LONGEST, word.length - at); length > 1 && taken === 0; length--) {
      const group = GROUPS.get(word.slice(at, at + length));
      if (!group) continue;
      heard.push(...group);
      taken = length;
    }
    if (taken === 0) {
      const letter = word.charAt(at);
      const known = inPlace(word, at) ?? GROUPS.get(letter) ?? GROUPS.get(foldName(letter));
      if (!known) return null;
      const hushed = HUSHING.has(SOUNDS[heard.at(-1)?.likely ?? -1] ?? '');
      if (hushed && letter === 'e') heard.push(...E_AFTER_HUSH);
      else if (hushed && letter === 'o' && word.charAt(at + 1) !== 'u') heard.push(...O_AFTER_HUSH);
      else heard.push(...known);
      taken = 1;
    }
    at += taken;
  }
  return heard;
}
