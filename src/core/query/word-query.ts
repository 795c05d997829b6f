/*
 * The language of words: what a person types into a search box, as a tree.
 *
 *     minister visit          both words in one passage
 *     "prime minister"        one after the other; also ends with a beginning: "prime min*"
 *     sanction*               all words that begin so
 *     Minsk OR Riga, a | b    one of them; binds less than standing side by side
 *     -sport, NOT sport       not in the passage
 *     (Minsk OR Riga) visit   parentheses
 *
 * Where a query means something clearly in spite of its form (an open quotation, a loose OR), that is what it means.
 */
import { GlossatorError } from '../errors.ts';
import { wordTokens } from './word-tokens.ts';

export type WordQuery =
  | { readonly kind: 'phrase'; readonly words: readonly string[]; readonly prefix: boolean }
  /** signs that are no words, as they stand */
  | { readonly kind: 'signs'; readonly signs: string }
  /** at least one part, or else only `without` */
  | { readonly kind: 'all'; readonly parts: readonly WordQuery[]; readonly without: readonly WordQuery[] }
  | { readonly kind: 'any'; readonly parts: readonly WordQuery[] };

/** A search has no more words than this, and parentheses no more in one another. */
const WORDS_MAX = 100;
const DEPTH_MAX = 30;

const QUOTATION_MARKS = '"“”„‟«»″';
const SYMBOL = /\p{S}/u;

interface Token {
  readonly kind: 'open' | 'close' | 'or' | 'and' | 'not' | 'term';
  /** UTF-16, in the query */
  readonly offset: number;
  readonly text: string;
  readonly quoted: boolean;
  readonly prefix: boolean;
}

function refused(message: string, offset: number, remedy: string): GlossatorError {
  return new GlossatorError('invalid-input', message, { place: { field: 'query', offset }, remedy });
}

const OPERATORS: Readonly<Record<string, Token['kind']>> = { OR: 'or', AND: 'and', NOT: 'not' };
const SIGNS: Readonly<Record<string, Token['kind']>> = { '(': 'open', ')': 'close', '|': 'or' };
/** ends a word that stands outside quotation marks */
const WORD_END = new RegExp(`[\\s\\u0085()|${QUOTATION_MARKS}]`);

function isBlank(character: string): boolean {
  return /[\s\u0085]/.test(character);
}

function* tokensOf(query: string): Generator<Token> {
  const plain = { quoted: false, prefix: false };
  let at = 0;
  while (at < query.length) {
    const offset = at;
    const character = query.charAt(at);
    const sign = SIGNS[character];
    if (isBlank(character)) at += 1;
    else if (sign) {
      at += 1;
      yield { kind: sign, offset, text: character, ...plain };
    } else if (character === '-' && at + 1 < query.length && !/[\s\u0085)|-]/.test(query.charAt(at + 1))) {
      at += 1;
      yield { kind: 'not', offset, text: character, ...plain };
    } else if (QUOTATION_MARKS.includes(character)) {
      let end = at + 1;
      while (end < query.length && !QUOTATION_MARKS.includes(query.charAt(end))) end += 1;
      const inside = query.slice(at + 1, end);
      const starred = query.charAt(end + 1) === '*';
      at = end + (starred ? 2 : 1);
      const prefix = starred || inside.endsWith('*');
      yield { kind: 'term', offset: offset + 1, text: inside, quoted: true, prefix };
    } else {
      while (at < query.length && !WORD_END.test(query.charAt(at))) at += 1;
      const text = query.slice(offset, at);
      const operator = OPERATORS[text];
      if (operator) yield { kind: operator, offset, text, ...plain };
      else yield { kind: 'term', offset, text, quoted: false, prefix: /[^*]\*+$/.test(text) };
    }
  }
}

/** Nothing where it holds neither words nor signs that are worth looking for. */
function termOf({ text, quoted, prefix, offset }: Token): WordQuery | null {
  const misplaced = /\*(?=[^*\s])/.exec(quoted ? '' : text);
  if (misplaced) {
    throw refused(
      'A * can only stand at the end of a word.',
      offset + misplaced.index,
      'Give the beginning of the word, or search with a regular expression.',
    );
  }
  const { words } = wordTokens(text);
  if (words.length > 0) return { kind: 'phrase', words, prefix };
  const signs = text.replace(/\*+$/, '').trim();
  return signs !== '' && (quoted || SYMBOL.test(signs)) ? { kind: 'signs', signs } : null;
}

function onlyExcludes(query: WordQuery): boolean {
  return query.kind === 'all' && query.parts.length === 0;
}

function excludesOnly(offset: number): GlossatorError {
  return refused(
    'This only says what a passage must not contain.',
    offset,
    'Add a word that it must contain.',
  );
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #words = 0;

  constructor(query: string) {
    this.#tokens = [...tokensOf(query)];
  }

  parse(): WordQuery | null {
    const parts: WordQuery[] = [];
    // A closing parenthesis that none opened means nothing.
    for (; this.#next < this.#tokens.length; this.#next += 1) {
      const part = this.#any(0);
      if (part) parts.push(part);
    }
    return together(parts, []);
  }

  #any(depth: number): WordQuery | null {
    const parts: WordQuery[] = [];
    let excluding: number | null = null;
    do {
      const offset = this.#tokens[this.#next]?.offset ?? 0;
      const part = this.#all(depth);
      if (part && onlyExcludes(part)) excluding ??= offset;
      if (part) parts.push(part);
    } while (this.#takes('or'));
    if (parts.length > 1 && excluding !== null) throw excludesOnly(excluding);
    return parts.length > 1 ? { kind: 'any', parts } : (parts[0] ?? null);
  }

  #all(depth: number): WordQuery | null {
    const parts: WordQuery[] = [];
    const without: WordQuery[] = [];
    let negated = false;
    for (;;) {
      const token = this.#tokens[this.#next];
      if (!token || token.kind === 'or' || token.kind === 'close') break;
      this.#next += 1;
      if (token.kind === 'and') continue;
      if (token.kind === 'not') {
        negated = true;
        continue;
      }
      const unit = this.#unit(token, depth);
      if (unit && negated && onlyExcludes(unit)) throw excludesOnly(token.offset);
      if (unit) (negated ? without : parts).push(unit);
      negated = false;
    }
    return together(parts, without);
  }

  #unit(token: Token, depth: number): WordQuery | null {
    if (token.kind === 'open') {
      if (depth >= DEPTH_MAX) {
        throw refused('There are too many parentheses in one another.', token.offset, 'Search in steps.');
      }
      const inside = this.#any(depth + 1);
      this.#takes('close');
      return inside;
    }
    const term = termOf(token);
    this.#words += term?.kind === 'phrase' ? term.words.length : 1;
    if (this.#words > WORDS_MAX) {
      const message = `There are more than ${WORDS_MAX} words.`;
      throw refused(message, token.offset, 'Search for some of them, or for a text as it stands.');
    }
    return term;
  }

  #takes(kind: Token['kind']): boolean {
    if (this.#tokens[this.#next]?.kind !== kind) return false;
    this.#next += 1;
    return true;
  }
}

/** What must be there side by side; a group that only excludes means the same without its parentheses. */
function together(units: readonly WordQuery[], excluded: readonly WordQuery[]): WordQuery | null {
  const parts: WordQuery[] = [];
  const without = [...excluded];
  for (const unit of units) {
    if (unit.kind === 'all') {
      parts.push(...unit.parts);
      without.push(...unit.without);
    } else parts.push(unit);
  }
  const [first] = parts;
  if (without.length === 0 && parts.length <= 1) return first ?? null;
  return { kind: 'all', parts, without };
}

/**
 * Reads a query in the language of words.
 * @throws GlossatorError invalid-input, with the UTF-16 offset in the query, where it asks for nothing, only excludes, has a * inside
 *   a word, or is too large
 */
export function parseWords(query: string): WordQuery {
  const parsed = new Parser(query).parse();
  if (!parsed) {
    throw refused(
      'There is no word to search for.',
      0,
      'Type a word. Signs are looked for where they stand in quotation marks.',
    );
  }
  if (onlyExcludes(parsed)) throw excludesOnly(Math.max(0, query.search(/\S/)));
  return parsed;
}
