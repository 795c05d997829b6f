import { snapToGraphemes } from './graphemes.ts';
import type { TextRange } from './structure.ts';

/**
 * A find query as regular expressions. The query's characters are literals, alternatives of two spellings and bounded
 * options; the only unbounded piece is a run of white space that a literal must follow, so no query can make the
 * engine try again and again.
 */

export interface FindOptions {
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
}

export interface FindPattern {
  /** The first match that starts at or after `from`, in whole grapheme clusters. */
  next(text: string, from: number): TextRange | null;
  /** An offset before which every match is known, whatever text comes after. */
  settledBefore(text: string): number;
  /** code units before a match that `next` looks at */
  readonly contextBefore: number;
}

/** A query longer than this (in code points) is cut: a find field is not a place for a whole page. */
export const QUERY_MAX = 1_000;

/** A grapheme cluster that a match stands in goes on for fewer characters than this, but for the monstrous. */
const CLUSTER_MARGIN = 32;

const APOSTROPHES = "'‘’ʼ‛′`´";
const QUOTATION_MARKS = '"“”„‟«»″';
/** what stands inside words without being read: soft hyphens, joiners, byte order marks */
const INVISIBLE = '\u00ad\u200b-\u200d\u2060\ufeff';
/** what a text that has none of these need not be asked for */
export const NEEDS_LENIENCE = /[\u0300\u0301\u00ad\u200b-\u200d\u2060\ufeff]/;
const SPACE = '[\\s\\u0085]';
const SPACE_TEST = /[\s\u0085]/;
/** what matching one character of a query may consume besides itself */
const SOLID = /[^\s\u0085\p{M}\u00ad\u200b-\u200d\u2060\ufeff]/u;

/** Letters of scripts that write words apart; the others have no word ends to ask for. */
const WORD_CHARACTER =
  /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}\p{M}\p{Pc}]$/u;

function escapeLiteral(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** One letter of the query with its marks, in both spellings. */
function letterSource(letter: string): string {
  if (APOSTROPHES.includes(letter)) return `[${APOSTROPHES}]`;
  if (QUOTATION_MARKS.includes(letter)) return `[${QUOTATION_MARKS}]`;
  const composed = letter.normalize('NFC');
  const decomposed = letter.normalize('NFD');
  if (composed === decomposed) return escapeLiteral(letter);
  return `(?:${escapeLiteral(composed)}|${escapeLiteral(decomposed)})`;
}

/**
 * What may follow a letter without being another one: invisible characters, and a stress mark where it makes no letter
 * of its own (а́ is still а; é is not e).
 */
function passedOver(letter: string): string {
  const stress = ['\u0301', '\u0300'].filter((mark) => !makesAnother(letter, mark)).join('');
  return `[${INVISIBLE}${stress}]{0,4}`;
}

function makesAnother(letter: string, mark: string): boolean {
  return (letter + mark).normalize('NFC') !== letter.normalize('NFC') + mark;
}

/** A decomposed letter is not the bare letter: “и” does not match the first half of “й”. */
function notHalfALetter(letter: string): string {
  const stress = ['\u0301', '\u0300'].filter((mark) => makesAnother(letter, mark)).join('');
  return `(?![\u0302-\u036f${stress}])`;
}

interface Sources {
  readonly plain: string;
  readonly lenient: string;
  /** characters that a match consumes at most, besides white space, marks and what is passed over */
  readonly solids: number;
}

/** What a query asks for: its letters (or signs, or white space) in their composed spelling, each with the marks on it. */
export function queryLetters(query: string): readonly string[] {
  return (query.normalize('NFC').match(/\P{M}\p{M}*|\p{M}+/gu) ?? []).slice(0, QUERY_MAX);
}

function sourcesOf(query: string): Sources | null {
  const letters = queryLetters(query);
  const words: string[][] = [[]];
  for (const letter of letters) {
    if (SPACE_TEST.test(letter)) {
      if (words.at(-1)?.length !== 0 || words.length === 1) words.push([]);
    } else words.at(-1)?.push(letter);
  }
  const filled = words.filter((word) => word.length > 0);
  if (filled.length === 0) {
    return letters.length > 0 ? { plain: `${SPACE}+`, lenient: `${SPACE}+`, solids: 1 } : null;
  }
  // White space at the ends asks for one character of it only: a run there would be tried from each of its places.
  const opens = SPACE_TEST.test(letters[0] ?? '') ? SPACE : '';
  const closes = SPACE_TEST.test(letters.at(-1) ?? '') ? SPACE : '';
  const ending = closes || notHalfALetter(filled.at(-1)?.at(-1) ?? '');
  const join = (source: (letter: string) => string): string =>
    `${opens}${filled.map((word) => word.map(source).join('')).join(`${SPACE}+`)}${ending}`;
  return {
    plain: join(letterSource),
    lenient: join((letter) => letterSource(letter) + passedOver(letter)),
    solids: filled.reduce((sum, word) => sum + Array.from(word.join('').normalize('NFD')).length, 0),
  };
}

function characterBefore(text: string, offset: number): string {
  const unit = text.charCodeAt(offset - 1);
  const pair = unit >= 0xdc00 && unit <= 0xdfff;
  return text.slice(Math.max(0, offset - (pair ? 2 : 1)), offset);
}

function characterAt(text: string, offset: number): string {
  const value = text.codePointAt(offset);
  return value === undefined ? '' : String.fromCodePoint(value);
}

function standsAlone(text: string, match: TextRange): boolean {
  const startsInside =
    WORD_CHARACTER.test(characterBefore(text, match.start)) &&
    WORD_CHARACTER.test(characterAt(text, match.start));
  const endsInside =
    WORD_CHARACTER.test(characterBefore(text, match.end)) &&
    WORD_CHARACTER.test(characterAt(text, match.end));
  return !startsInside && !endsInside;
}

/** @returns null where the query is empty */
export function compileQuery(query: string, options: FindOptions): FindPattern | null {
  const sources = sourcesOf(query);
  if (!sources) return null;
  const flags = options.caseSensitive ? 'gu' : 'giu';
  const plain = new RegExp(sources.plain, flags);
  const lenient = new RegExp(sources.lenient, flags);
  let scanned = '';
  let expression = plain;

  return {
    contextBefore: CLUSTER_MARGIN,
    next(text, from) {
      if (text !== scanned) {
        scanned = text;
        expression = NEEDS_LENIENCE.test(text) ? lenient : plain;
      }
      expression.lastIndex = from;
      for (let found = expression.exec(text); found; found = expression.exec(text)) {
        const match = snapToGraphemes(text, { start: found.index, end: found.index + found[0].length });
        if (match.start >= from && (!options.wholeWord || standsAlone(text, match))) return match;
        expression.lastIndex = found.index + characterAt(text, found.index).length;
      }
      return null;
    },
    settledBefore(text) {
      let solids = sources.solids + CLUSTER_MARGIN;
      let at = text.length;
      while (at > 0 && solids > 0) {
        const character = characterBefore(text, at);
        at -= character.length;
        if (SOLID.test(character)) solids -= 1;
      }
      return at;
    },
  };
}
