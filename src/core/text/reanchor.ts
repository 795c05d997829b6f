import search from 'approx-string-match';
import { CONTEXT_LENGTH, type Span } from '../annotation/annotation.ts';
import { snapToGraphemes } from './graphemes.ts';
import type { TextRange } from './structure.ts';

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

/** More occurrences than this are not weighed: a quotation so common is placed by position alone. */
const OCCURRENCES_MAX = 10_000;
/** Quotations longer than this are sought approximately by their beginning and end. */
const PATTERN_MAX = 256;
const ERRORS_SHARE = 0.2;
/** A text up to this length is searched whole for an approximate match; a longer one near the span and its context. */
const WHOLE_SEARCH_MAX = 262_144;
const NEIGHBOURHOOD = 8_192;
const APPROXIMATE_ACCEPTED = 0.6;

/** @param expectedStart where the span should stand now, if an edit script or a shift is known; else its old start */
export function reanchor(span: Span, newText: string, expectedStart = span.start): Reanchored | null {
  if (span.quote.length === 0) return null;
  const inPlace = { start: expectedStart, end: expectedStart + span.quote.length };
  const fits = expectedStart >= 0 && newText.startsWith(span.quote, expectedStart);
  if (fits && contextAgreement(span, newText, inPlace) === 1) {
    return { range: inPlace, how: 'position', confidence: 1 };
  }
  return exact(span, newText, expectedStart, fits) ?? approximate(span, newText, expectedStart);
}

function exact(span: Span, newText: string, expectedStart: number, fits: boolean): Reanchored | null {
  let occurrences = 0;
  let best: TextRange | null = null;
  let bestAgreement = -1;
  for (
    let at = newText.indexOf(span.quote);
    at >= 0 && occurrences < OCCURRENCES_MAX;
    at = newText.indexOf(span.quote, at + 1)
  ) {
    const range = { start: at, end: at + span.quote.length };
    if (!isWhole(newText, range)) continue;
    occurrences += 1;
    const agreement = contextAgreement(span, newText, range);
    const nearer =
      best !== null && Math.abs(range.start - expectedStart) < Math.abs(best.start - expectedStart);
    if (agreement > bestAgreement || (agreement === bestAgreement && nearer)) {
      best = range;
      bestAgreement = agreement;
    }
  }
  if (!best) return null;
  if (fits && (best.start === expectedStart || occurrences === OCCURRENCES_MAX)) {
    const range = { start: expectedStart, end: expectedStart + span.quote.length };
    return { range, how: 'position', confidence: 0.5 + contextAgreement(span, newText, range) / 2 };
  }
  if (occurrences === 1) {
    // A long quotation is its own evidence; a short one rests on its context.
    const weight = Math.min(1, span.quote.length / CONTEXT_LENGTH);
    return { range: best, how: 'quotation', confidence: Math.max(weight, 0.3 + 0.7 * bestAgreement) };
  }
  return { range: best, how: 'context', confidence: bestAgreement };
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

function approximate(span: Span, newText: string, expectedStart: number): Reanchored | null {
  let best: Reanchored | null = null;
  for (const region of regions(span, newText, expectedStart)) {
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

/** Where an approximate match is sought: everywhere in a short text, else near the old place and near the context. */
function regions(span: Span, newText: string, expectedStart: number): TextRange[] {
  if (newText.length <= WHOLE_SEARCH_MAX) return [{ start: 0, end: newText.length }];
  const reach = span.quote.length + NEIGHBOURHOOD;
  const centres = [expectedStart];
  if (span.prefix.length >= 8) centres.push(newText.indexOf(span.prefix));
  if (span.suffix.length >= 8) centres.push(newText.indexOf(span.suffix));
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
