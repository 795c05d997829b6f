import search from 'approx-string-match';
import { CONTEXT_LENGTH, type Span } from '../annotation/annotation.ts';
import { joinRanges } from '../annotation/fragments.ts';
import { snapToGraphemes } from './graphemes.ts';
import type { TextRange } from './structure.ts';
import { TextPieces } from './text-pieces.ts';

/**
 * Finding a span again in a text that has changed: by position, then by quotation, then by quotation and context,
 * then approximately. What is found says how, so that nothing is placed by guess without saying so.
 */

export interface Reanchored {
  readonly range: TextRange;
  /**
   * 'position': the quotation stands where it stood; 'quotation': it occurs once in the new text; 'context': it occurs
   * more than once and the context decided; 'approximate': the quotation itself has changed
   */
  readonly how: 'position' | 'quotation' | 'context' | 'approximate';
  /** 0–1: share of quotation and context that agree; below 0.5 a person should look */
  readonly confidence: number;
}

/** More occurrences than this are not looked for. */
const OCCURRENCES_MAX = 10_000;
/** Of many occurrences those nearest to the place expected are weighed. */
const WEIGHED_MAX = 500;
/** Quotations longer than this are sought approximately by their beginning and end. */
const PATTERN_MAX = 256;
const ERRORS_SHARE = 0.2;
/** A text up to this length is searched whole for an approximate match; a longer one near the span and its context. */
const WHOLE_SEARCH_MAX = 32_768;
const NEIGHBOURHOOD = 8_192;
const APPROXIMATE_ACCEPTED = 0.6;
/** Around the ranges that are searched so much is searched too (UTF-16 code units); longer quotations are sought everywhere. */
const SEEN = 512;
/** Approximate searches of one text, each some milliseconds: what is sought after these is told as not found. */
const APPROXIMATE_SEARCHES_MAX = 1_000;

/** @param expectedStart where the span should stand now, if an edit script or a shift is known; else its old start */
export function reanchor(span: Span, newText: string, expectedStart = span.start): Reanchored | null {
  return new QuotationSearch(newText).find(span, expectedStart);
}

type MayStand = (range: TextRange) => boolean;

/** Finds quotations in one text, some of them many times. */
export class QuotationSearch {
  readonly #text: string;
  readonly #whole: TextPieces;
  readonly #near: TextPieces;
  readonly #occurrences = new Map<string, readonly number[]>();
  #approximateSearches = 0;

  /** @param ranges where a quotation may be, in order and apart, where that is known: then it is sought there, and SEEN around it */
  constructor(text: string, ranges: readonly TextRange[] = [{ start: 0, end: text.length }]) {
    this.#text = text;
    this.#whole = new TextPieces(text, [{ start: 0, end: text.length }]);
    this.#near = new TextPieces(text, widened(ranges, text.length));
  }

  /**
   * @param expectedStart where the span should stand, if an edit script or a shift is known; else its old start
   * @param mayStand whether the quotation may be at a range at all
   */
  find(span: Span, expectedStart: number, mayStand: MayStand = () => true): Reanchored | null {
    if (span.quote.length === 0) return null;
    const inPlace = { start: expectedStart, end: expectedStart + span.quote.length };
    const fits = expectedStart >= 0 && this.#text.startsWith(span.quote, expectedStart);
    const agrees = fits && contextAgreement(span, this.#text, inPlace) === 1;
    if (agrees && isWhole(this.#text, inPlace) && mayStand(inPlace)) {
      return { range: inPlace, how: 'position', confidence: 1 };
    }
    return this.#exact(span, expectedStart, mayStand) ?? this.#approximate(span, expectedStart, mayStand);
  }

  #exact(span: Span, expectedStart: number, mayStand: MayStand): Reanchored | null {
    const { length } = span.quote;
    const all = this.#occurrencesOf(span.quote).filter((at) => mayStand({ start: at, end: at + length }));
    let best: TextRange | null = null;
    let bestAgreement = -1;
    let bestDistance = 0;
    for (const at of nearest(all, expectedStart)) {
      const range = { start: at, end: at + span.quote.length };
      const agreement = contextAgreement(span, this.#text, range);
      const distance = Math.abs(at - expectedStart);
      if (agreement > bestAgreement || (agreement === bestAgreement && distance < bestDistance)) {
        best = range;
        bestAgreement = agreement;
        bestDistance = distance;
      }
    }
    if (!best) return null;
    if (best.start === expectedStart) {
      return { range: best, how: 'position', confidence: 0.5 + bestAgreement / 2 };
    }
    if (all.length === 1) {
      // A long quotation is its own evidence; a short one rests on its context.
      const weight = Math.min(1, span.quote.length / CONTEXT_LENGTH);
      return { range: best, how: 'quotation', confidence: Math.max(weight, 0.3 + 0.7 * bestAgreement) };
    }
    return { range: best, how: 'context', confidence: bestAgreement };
  }

  /** Where the quotation stands in whole characters, ascending. */
  #occurrencesOf(quote: string): readonly number[] {
    const known = this.#occurrences.get(quote);
    if (known) return known;
    const pieces = quote.length <= SEEN ? this.#near : this.#whole;
    const found = [...pieces.occurrences(quote, OCCURRENCES_MAX)].filter((at) =>
      isWhole(this.#text, { start: at, end: at + quote.length }),
    );
    this.#occurrences.set(quote, found);
    return found;
  }

  #approximate(span: Span, expectedStart: number, mayStand: MayStand): Reanchored | null {
    this.#approximateSearches += 1;
    if (this.#approximateSearches > APPROXIMATE_SEARCHES_MAX) return null;
    const first = (words: string) => this.#near.occurrences(words, 1).next().value ?? -1;
    const context = [span.prefix, span.suffix].filter(({ length }) => length >= 8).map(first);
    const found = approximate(span, this.#text, [expectedStart, ...context]);
    return found && mayStand(found.range) ? found : null;
  }
}

/** The ranges with SEEN on either side, inside the text, those that then touch joined. */
function widened(ranges: readonly TextRange[], length: number): readonly TextRange[] {
  return joinRanges(
    ranges.map(({ start, end }) => ({ start: Math.max(0, start - SEEN), end: Math.min(length, end + SEEN) })),
  );
}

/** Of offsets, ascending, at most WEIGHED_MAX about those nearest to an offset. */
function nearest(offsets: readonly number[], offset: number): readonly number[] {
  if (offsets.length <= WEIGHED_MAX) return offsets;
  const after = offsets.findIndex((at) => at >= offset);
  const middle = after < 0 ? offsets.length : after;
  const from = Math.max(0, Math.min(middle - WEIGHED_MAX / 2, offsets.length - WEIGHED_MAX));
  return offsets.slice(from, from + WEIGHED_MAX);
}

function isWhole(text: string, range: TextRange): boolean {
  const snapped = snapToGraphemes(text, range);
  return snapped.start === range.start && snapped.end === range.end;
}

/** Share of the span's context that stands around the range, read outwards from its ends; 1 where it had none. */
export function contextAgreement(span: Span, text: string, range: TextRange): number {
  const { prefix, suffix } = span;
  if (prefix.length + suffix.length === 0) return 1;
  let before = 0;
  while (
    before < prefix.length &&
    before < range.start &&
    prefix.charCodeAt(prefix.length - 1 - before) === text.charCodeAt(range.start - 1 - before)
  ) {
    before += 1;
  }
  let after = 0;
  while (after < suffix.length && suffix.charCodeAt(after) === text.charCodeAt(range.end + after)) after += 1;
  return (before + after) / (prefix.length + suffix.length);
}

function approximate(span: Span, newText: string, centres: readonly number[]): Reanchored | null {
  let best: Reanchored | null = null;
  for (const region of regions(span, newText, centres)) {
    const part = newText.slice(region.start, region.end);
    for (const match of approximateIn(part, span.quote)) {
      const found = { start: region.start + match.start, end: region.start + match.end };
      const similarity = 1 - match.errors / span.quote.length;
      const agreement = contextAgreement(span, newText, found);
      // A short quotation says little by itself: half of its letters agree with much.
      const weight = Math.min(0.8, 0.3 + span.quote.length / (4 * CONTEXT_LENGTH));
      const confidence = similarity * (weight + (1 - weight) * agreement);
      if (confidence >= APPROXIMATE_ACCEPTED && (!best || confidence > best.confidence)) {
        best = { range: snapToGraphemes(newText, found), how: 'approximate', confidence };
      }
    }
  }
  return best;
}

/** Where an approximate match is sought: everywhere in a short text, else around the offsets that are not negative. */
function regions(span: Span, newText: string, centres: readonly number[]): TextRange[] {
  if (newText.length <= WHOLE_SEARCH_MAX) return [{ start: 0, end: newText.length }];
  const reach = span.quote.length + NEIGHBOURHOOD;
  return centres
    .filter((centre) => centre >= 0)
    .map((centre) => ({
      start: Math.max(0, Math.min(centre, newText.length) - reach),
      end: Math.min(newText.length, centre + reach),
    }));
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly errors: number;
}

function approximateIn(text: string, quote: string): readonly Match[] {
  if (quote.length <= PATTERN_MAX) return search(text, quote, Math.floor(quote.length * ERRORS_SHARE));
  const half = PATTERN_MAX / 2;
  const errors = Math.floor(half * ERRORS_SHARE);
  const heads = search(text, quote.slice(0, half), errors);
  const tails = search(text, quote.slice(-half), errors);
  const found: Match[] = [];
  for (const head of heads) {
    const tail = tails.find(
      ({ end }) => end > head.end && Math.abs(end - head.start - quote.length) <= quote.length * ERRORS_SHARE,
    );
    if (!tail) continue;
    const lengthOff = Math.abs(tail.end - head.start - quote.length);
    found.push({
      start: head.start,
      end: tail.end,
      errors: Math.max(lengthOff, head.errors + tail.errors),
    });
  }
  return found;
}
