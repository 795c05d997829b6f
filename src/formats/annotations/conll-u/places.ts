import type { TextRange } from '../../../core/text/structure.ts';
import type { TokenSentence } from '../foreign/tokens.ts';
import { decodeSpaces, parseMisc, valueIn } from './misc.ts';
import {
  beginsParagraph,
  type ConlluDocument,
  commentOf,
  MISC,
  type Row,
  type Sentence,
} from './sentences.ts';

export interface PlacedSentence extends TokenSentence {
  readonly sentence: Sentence;
  /** the place of each row: of a word within a token of several, that of the token; null for empty nodes */
  readonly places: readonly (TextRange | null)[];
}

export interface PlacedDocument {
  readonly text: string;
  readonly sentences: readonly PlacedSentence[];
  /** how many sentences have a `# text` that their tokens do not make, and the line of the first */
  readonly differing: { readonly count: number; readonly line: number };
}

interface Token {
  readonly form: string;
  readonly row: Row;
  /** places of its rows in the sentence, both included */
  readonly first: number;
  readonly last: number;
  before: string;
  /** undefined: the file does not say, which is one space inside a sentence */
  after: string | undefined;
}

function isSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function tokenOf(row: Row, first: number, last: number): Token {
  const misc = parseMisc(row.cells[MISC] ?? '_');
  const [inside, before, after] = ['SpacesInToken', 'SpacesBefore', 'SpacesAfter'].map((key) =>
    valueIn(misc, key),
  );
  const closed = valueIn(misc, 'SpaceAfter') === 'No' ? '' : undefined;
  return {
    form: inside === undefined ? (row.cells[1] ?? '').replaceAll('\r', ' ') : decodeSpaces(inside),
    row,
    first,
    last,
    before: before === undefined ? '' : decodeSpaces(before),
    after: after === undefined ? closed : decodeSpaces(after),
  };
}

/** What is written: tokens of several words for their words, no empty nodes. */
function tokensOf({ rows }: Sentence): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as Row;
    if (row.kind === 'empty') continue;
    let last = at;
    if (row.kind === 'range') {
      while (
        last + 1 < rows.length &&
        (rows[last + 1] as Row).first <= row.last &&
        rows[last + 1]?.kind !== 'range'
      )
        last += 1;
    }
    tokens.push(tokenOf(row, at, last));
    at = last;
  }
  return tokens;
}

/** Takes the spaces between tokens from what `# text` says, where it is made of them and nothing else. */
function spacesFromText(tokens: readonly Token[], text: string): boolean {
  const gaps: string[] = [];
  let at = 0;
  for (const { form } of tokens) {
    const start = text.indexOf(form, at);
    if (start < 0 || text.slice(at, start).trim() !== '') return false;
    gaps.push(text.slice(at, start));
    at = start + form.length;
  }
  if (text.slice(at).trim() !== '') return false;
  for (const [index, token] of tokens.entries()) {
    if (index < tokens.length - 1) token.after = gaps[index + 1] ?? '';
  }
  return true;
}

/** What stands between two sentences where the file does not say: a line end where each is a line or a paragraph begins, else a space. */
export function gapBetween(hasParagraphs: boolean, beginsOne: boolean): string {
  return !hasParagraphs || beginsOne ? '\n' : ' ';
}

function placesOf(
  tokens: readonly Token[],
  ranges: readonly TextRange[],
  { rows }: Sentence,
): (TextRange | null)[] {
  const places: (TextRange | null)[] = rows.map(() => null);
  for (const [index, { first, last }] of tokens.entries()) {
    for (let at = first; at <= last; at += 1) {
      if (rows[at]?.kind !== 'empty') places[at] = ranges[index] ?? null;
    }
  }
  return places;
}

/**
 * The text that a document's tokens make, with the place of each (UTF-16 offsets, half-open). White space is what SpaceAfter and UDPipe's SpacesBefore,
 * SpacesAfter and SpacesInToken say; where they do not make `# text` but the forms do, what stands there.
 */
export function placed(document: ConlluDocument): PlacedDocument {
  const hasParagraphs = document.sentences.some(beginsParagraph);
  const parts: string[] = [];
  let length = 0;
  const push = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  let after: string | undefined = '';
  let differing = { count: 0, line: 0 };
  const sentences = document.sentences.map((sentence, place): PlacedSentence => {
    const tokens = tokensOf(sentence);
    const said = commentOf(sentence, 'text');
    if (said !== undefined) {
      const made = tokens.map(
        (token, at) => token.form + (at === tokens.length - 1 ? '' : (token.after ?? ' ')),
      );
      if (isSpaced(made.join('')) !== isSpaced(said) && !spacesFromText(tokens, said)) {
        differing = { count: differing.count + 1, line: differing.line || (sentence.rows[0]?.line ?? 1) };
      }
    }
    if (place > 0) {
      const begins = beginsParagraph(sentence);
      push(after === '' && begins ? '\n' : (after ?? gapBetween(hasParagraphs, begins)));
    }
    const ranges = tokens.map((token, index): TextRange => {
      push(token.before);
      const start = length;
      push(token.form);
      if (index < tokens.length - 1) push(token.after ?? ' ');
      else after = token.after;
      return { start, end: start + token.form.length };
    });
    return {
      start: ranges[0]?.start ?? length,
      end: ranges.at(-1)?.end ?? length,
      tokens: ranges,
      sentence,
      places: placesOf(tokens, ranges, sentence),
    };
  });
  push(after ?? '');
  return { text: parts.join(''), sentences, differing };
}
