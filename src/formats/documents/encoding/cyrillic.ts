import iconv from 'iconv-lite';
import { codecName } from './labels.ts';

/**
 * Tells the single-byte Cyrillic encodings apart. General detectors need long texts for it and know neither IBM866
 * nor MacCyrillic; yet Russian, Ukrainian and Belarusian give themselves away within a few words: by the case of
 * letters (KOI8 read as Windows-1251 has its case turned round), by symbols inside words, and by pairs of letters.
 */

export const CYRILLIC_ENCODINGS = [
  'windows-1251',
  'koi8-r',
  'koi8-u',
  'ibm866',
  'x-mac-cyrillic',
  'iso-8859-5',
] as const;

/** Pairs of letters common in Russian, Ukrainian or Belarusian: together about two thirds of all pairs in such texts. */
const PAIRS = new Set(
  (
    'ст но то на ен ов ни ра во ко ал по ро го не ть ли от ос ре пр ер ан ор ка ла ло ет ва та ль де ел те ес ом ве ит ле ри ' +
    'ны ск да ин ат ис ол об ам ас од ми ся ем из ма ог ие ий ия ой ые ая их ым ой ар за ил им ик ви ди до ме мо ск со се си ' +
    'че чт ша ши ще эт ся ть бы бо бе ви вы ав ад аз ак ап ах аю ае ег ед ез ек ей еж еш ив иц ка ки кр ку лу лю ля ми му нн нт ' +
    'об ож ок он оп от оч пе пу ру ря са св сл см сс су ся та тв ти тр ту ты уд ук ул ун ус ут уч хо ца це ци чи шл шт ье ья юд ют яв ят ' +
    'ні ві рі ти ії ій сь ьк ня пі ді лі мі сі ці бі із її їх що як ає ує оя ює їн єн ої ію іл ів ін ік іс іт ід іч ьн нь ьс ці ість ' +
    'аў оў ўс ўл ўн ць цц дз зе ае ыі рэ па ха аг га ьн ны ых эт тэ дэ зн ас іў еў ёў яў цы ці зі жн лё дж ых ка яг ая ую'
  )
    .split(' ')
    .map((pair) => pair.slice(0, 2)),
);

const LOWER = 'абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў';
const UPPER = LOWER.toUpperCase();
/** letters that take up little room in any of the three languages */
const RARE = new Set('ъґфщцєїэ');
const PUNCTUATION = new Set('«»“”„‘’—–…№·•©®°§\u00a0');
/** what stands between two letters of a word */
const INSIDE = new Set('’-–\u00ad');

type Kind = 'lower' | 'upper' | 'latin' | 'space' | 'punctuation' | 'inside' | 'strange';

interface Table {
  readonly characters: readonly string[];
  readonly kinds: readonly Kind[];
}

const tables = new Map<string, Table>();

function tableOf(encoding: string): Table {
  const known = tables.get(encoding);
  if (known) return known;
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
  const characters = Array.from(iconv.decode(bytes, codecName(encoding)));
  const table = { characters, kinds: characters.map(kindOf) };
  tables.set(encoding, table);
  return table;
}

function kindOf(character: string): Kind {
  if (LOWER.includes(character)) return 'lower';
  if (UPPER.includes(character)) return 'upper';
  if (/[A-Za-z]/.test(character)) return 'latin';
  if (INSIDE.has(character) || character === "'") return 'inside';
  if (/[\s\d!-~]/.test(character)) return 'space';
  return PUNCTUATION.has(character) ? 'punctuation' : 'strange';
}

/**
 * How well bytes read as Russian, Ukrainian or Belarusian in an encoding: a mean over the bytes above 127. Real text
 * scores above 0.5; other languages and wrong encodings below 0.
 */
export function cyrillicScore(bytes: Uint8Array, encoding: string): number {
  const { characters, kinds } = tableOf(encoding);
  let score = 0;
  let high = 0;
  let before: Kind = 'space';
  let letterBefore = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const kind = kinds[byte] ?? 'strange';
    const character = characters[byte] ?? '';
    if (byte >= 0x80) {
      high += 1;
      score += bytesWorth(kind, character, before, letterBefore);
    } else if (kind === 'latin' && (before === 'lower' || before === 'upper')) score -= 2;
    letterBefore = kind === 'lower' || kind === 'upper' ? character.toLowerCase() : '';
    before = kind;
  }
  return high === 0 ? 0 : score / high;
}

function bytesWorth(kind: Kind, character: string, before: Kind, letterBefore: string): number {
  const pair = PAIRS.has(letterBefore + character.toLowerCase()) ? 1 : 0;
  const follows = before === 'lower' || before === 'upper';
  switch (kind) {
    case 'lower':
      if (before === 'latin') return -2;
      return (RARE.has(character) ? 0.1 : 0.5) + (follows ? pair - 0.25 : 0);
    case 'upper':
      if (before === 'lower' || before === 'latin') return -3;
      return before === 'upper' ? pair + 0.05 : 0.1;
    case 'punctuation':
    case 'inside':
      return follows && kind === 'punctuation' && !'»”…\u00a0’'.includes(character) ? -1 : 0;
    default:
      return -3;
  }
}

export interface CyrillicGuess {
  readonly encoding: string;
  readonly score: number;
}

/** All Cyrillic encodings with their scores, best first. Encodings that read the bytes alike stay in the order above. */
export function rankCyrillic(bytes: Uint8Array): CyrillicGuess[] {
  return CYRILLIC_ENCODINGS.map((encoding) => ({ encoding, score: cyrillicScore(bytes, encoding) })).sort(
    (one, other) => other.score - one.score,
  );
}
