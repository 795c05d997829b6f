import { francAll } from 'franc-min';

/** ISO 639-3 as franc says it, to the BCP 47 tag. */
const TAGS: Readonly<Record<string, string>> = {
  eng: 'en',
  rus: 'ru',
  bel: 'be',
  ukr: 'uk',
  deu: 'de',
  fra: 'fr',
  pol: 'pl',
  spa: 'es',
  por: 'pt',
  ita: 'it',
  nld: 'nl',
  ces: 'cs',
  swe: 'sv',
  ron: 'ro',
  hun: 'hu',
  tur: 'tr',
  srp: 'sr',
  hrv: 'hr',
  bos: 'bs',
  bul: 'bg',
  kaz: 'kk',
  uzn: 'uz',
  aze: 'az',
  azj: 'az',
  arb: 'ar',
  pes: 'fa',
  heb: 'he',
  ydd: 'yi',
  ell: 'el',
  hin: 'hi',
  ben: 'bn',
  urd: 'ur',
  cmn: 'zh',
  jpn: 'ja',
  kor: 'ko',
  tha: 'th',
  vie: 'vi',
  ind: 'id',
  zlm: 'ms',
  swh: 'sw',
  tam: 'ta',
  tel: 'te',
  hye: 'hy',
  kat: 'ka',
  mkd: 'mk',
};

/** Enough text to judge by; more only takes time. UTF-16 code units. */
const SAMPLE = 1_000;
const LEAST_LETTERS = 20;

/** Scripts that are written in one language, or in one that readers of the others would not take amiss. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Han}/gu, 'zh'],
];

/**
 * The language of a text as a BCP 47 tag; empty where it cannot be told. The script decides where it is of one language,
 * letters between Belarusian, Ukrainian and Russian (Belarusian has no и, Russian no і, Ukrainian no ы), statistics of
 * letter triples between the rest.
 */
export function languageOf(text: string): string {
  const sample = sampleOf(text);
  const byLetters = languageByLetters(sample);
  if (byLetters || lettersIn(sample) < LEAST_LETTERS) return byLetters;
  const [best] = francAll(sample, { only: Object.keys(TAGS) });
  return best ? (TAGS[best[0]] ?? '') : '';
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** The language as far as script and letters tell it, at little cost; empty where they do not. */
export function languageByLetters(text: string): string {
  const sample = sampleOf(text);
  const count = (expression: RegExp): number => sample.match(expression)?.length ?? 0;
  const letters = lettersIn(sample);
  if (letters < LEAST_LETTERS || count(/\p{Script=Latin}/gu) > letters / 2) return '';
  for (const [script, language] of SCRIPTS) {
    // A third, for Japanese is mostly written in Chinese characters.
    if (count(script) > letters / 3) return language;
  }
  return count(/\p{Script=Cyrillic}/gu) > letters / 2 ? (eastSlavic(sample.toLowerCase()) ?? '') : '';
}

/** From the middle of the text's beginning: the first lines of a page are often not the article. */
function sampleOf(text: string): string {
  return text.length <= SAMPLE * 2
    ? text.slice(0, SAMPLE * 2)
    : text.slice(SAMPLE / 2, SAMPLE / 2 + SAMPLE * 2);
}

/** Null where the letters say nothing or contradict one another. Names cross over: a letter must be no accident. */
function eastSlavic(text: string): string | null {
  const count = (expression: RegExp): number => text.match(expression)?.length ?? 0;
  const letters = Math.max(1, count(/\p{L}/gu));
  const share = (expression: RegExp): number => count(expression) / letters;
  if (share(/[ђћџљњјѓќәғқңөұүһ]/g) > 0.002) return null;
  const [i, y] = [share(/і/g), share(/и/g)];
  if (i > 0.02 && y < 0.01) return 'be';
  if (i > 0.02 && y > 0.01 && share(/[ыэё]/g) < 0.01) return 'uk';
  return y > 0.02 && i < 0.01 && share(/[ыэё]/g) > 0.003 ? 'ru' : null;
}
