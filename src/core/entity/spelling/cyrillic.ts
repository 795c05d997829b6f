import { type Sound, sounds } from './sounds.ts';

/**
 * Cyrillic letters of Russian, Belarusian, Ukrainian, Serbian, Macedonian and, roughly, of Kazakh and its neighbours, as sounds. They are what these
 * standards make of them, all at once and for comparison only: BGN/PCGN (Russian 1947, Belarusian 1979, Ukrainian 2019), ISO 9:1995, the
 * Belarusian national system (2007, 2023), the Ukrainian one (Cabinet of Ministers, resolution 55 of 2010).
 */
const LETTERS: Readonly<Record<string, readonly Sound[]>> = Object.fromEntries(
  Object.entries({
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g|h',
    ґ: 'g',
    д: 'd',
    е: 'e',
    ё: 'j? o|e',
    є: 'j? e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    і: 'i',
    ї: 'j? i',
    й: 'j',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ў: 'v|u',
    ф: 'f',
    х: 'x|h',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'shch|sh',
    ъ: '',
    ы: 'i',
    ь: '',
    э: 'e',
    ю: 'j? u',
    я: 'j? a|e',
    ђ: 'dzh',
    ј: 'j',
    љ: 'l',
    њ: 'n',
    ћ: 'ch',
    џ: 'dzh',
    ѓ: 'g|dzh',
    ќ: 'k|ch',
    ѕ: 'd|z',
    ә: 'a|e',
    ғ: 'g|h',
    қ: 'k',
    ң: 'n',
    ө: 'o|u',
    ұ: 'u',
    ү: 'u',
    һ: 'h',
    ѝ: 'i',
    ѐ: 'e',
    ѣ: 'e',
    ѳ: 'f',
    ѵ: 'i',
  }).map(([letter, notation]) => [letter, sounds(notation)]),
);
const PAIRS: Readonly<Record<string, readonly Sound[]>> = {
  шч: sounds('shch|ch'),
  дж: sounds('dzh|zh'),
  дз: sounds('d|z'),
};
/** е after these is often ё, whose dots are left out */
const HUSHING = 'жчшщц';
const HUSHED_E = sounds('e|o');
const INITIAL_E = sounds('j? e');
/** Belarusian ць for what Russian writes ть */
const SOFT_TS = sounds('ts|t');
const SOFTENING = 'іиеёюяьє';
const VOWEL_LETTERS = 'аеёєиіїоуўыэюя';
/** Ukrainian -ів for what Russian writes -ов or -ев */
const I_IN_IV = sounds('i|o|e');
/** Ukrainian -ій for what Russian writes -ей */
const I_IN_FINAL_II = sounds('i|e');
/** Belarusian Уладзімір for what Russian writes Владимир */
const INITIAL_U = sounds('u|v');

/** The sounds of a word in Cyrillic, lower case, NFC; null where a letter is not known. */
export function cyrillicSounds(word: string): readonly Sound[] | null {
  const heard: Sound[] = [];
  for (let at = 0; at < word.length; at++) {
    const letter = word.charAt(at);
    const pair = letter === 'ш' || letter === 'д' ? PAIRS[word.slice(at, at + 2)] : undefined;
    if (pair) {
      heard.push(...pair);
      at += 1;
      continue;
    }
    const known = LETTERS[letter];
    if (!known) return null;
    heard.push(...inPlace(word, at, letter, known));
  }
  return heard;
}

function inPlace(word: string, at: number, letter: string, known: readonly Sound[]): readonly Sound[] {
  const before = word.charAt(at - 1);
  const after = word.charAt(at + 1);
  if (letter === 'е') {
    if (at === 0 || VOWEL_LETTERS.includes(before) || before === 'ь' || before === 'ъ') return INITIAL_E;
    return HUSHING.includes(before) ? HUSHED_E : known;
  }
  if ((letter === 'і' || letter === 'ї') && at > 0 && word.slice(at + 1) === 'в') return I_IN_IV;
  if (letter === 'і' && at > 0 && word.slice(at + 1) === 'й') return I_IN_FINAL_II;
  if (letter === 'ц' && after !== '' && SOFTENING.includes(after)) return SOFT_TS;
  if (letter === 'у' && at === 0 && after !== '' && !VOWEL_LETTERS.includes(after)) return INITIAL_U;
  return known;
}
