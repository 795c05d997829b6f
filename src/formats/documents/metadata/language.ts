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
const SAMPLE = 4_000;
const LEAST_LETTERS = 20;

/**
 * The language of a text as a BCP 47 tag; empty where it cannot be told. Letters decide between Belarusian, Ukrainian and
 * Russian (ў, ї, ъ and others stand in one of them only), statistics of letter triples between the rest.
 */
export function languageOf(text: string): string {
  const sample = sampleOf(text);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS) return '';
  const cyrillic = sample.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic > letters / 2) {
    const slavic = eastSlavic(sample.toLowerCase());
    if (slavic) return slavic;
  }
  const [best] = francAll(sample);
  return best ? (TAGS[best[0]] ?? '') : '';
}

/** From the middle of the text's beginning: the first lines of a page are often not the article. */
function sampleOf(text: string): string {
  return text.length <= SAMPLE * 2
    ? text.slice(0, SAMPLE * 2)
    : text.slice(SAMPLE / 2, SAMPLE / 2 + SAMPLE * 2);
}

/** Letters that occur in one of the three only; null where they say nothing or contradict one another. */
function eastSlavic(text: string): string | null {
  const count = (expression: RegExp): number => text.match(expression)?.length ?? 0;
  const letters = Math.max(1, count(/\p{L}/gu));
  const share = (expression: RegExp): number => count(expression) / letters;
  // Names of people and places cross over, so a letter must be more than an accident.
  const belarusian = share(/ў/g) > 0.002;
  const ukrainian = share(/[їєґ]/g) > 0.002;
  const other = share(/[ђћџљњјѓќәғқңөұүһ]/g) > 0.002;
  if (other) return null;
  if (belarusian && !ukrainian) return 'be';
  if (ukrainian && !belarusian) return 'uk';
  if (belarusian || ukrainian) return null;
  const i = share(/і/g);
  if (i < 0.005 && share(/[ыэё]/g) > 0.005) return 'ru';
  if (i > 0.02) return share(/[ыэё]/g) > 0.01 ? 'be' : share(/и/g) > 0.01 ? 'uk' : null;
  return null;
}
