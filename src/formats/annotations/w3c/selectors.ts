import type { TextRange } from '../../../core/text/structure.ts';
import type { FileText } from '../foreign/canonical.ts';
import { isObject, type JsonObject, offsetOf } from '../foreign/json-value.ts';
import type { QuotedText } from '../foreign/types.ts';

/*
 * Selectors of the Web Annotation Data Model (4.2) that find a passage of a text.
 */

/** Every place where a quotation stands with its context, overlapping ones too, in order. */
export function quoteMatches(
  text: string,
  { exact, prefix = '', suffix = '' }: QuotedText,
): readonly TextRange[] {
  const sought = prefix + exact + suffix;
  const found: TextRange[] = [];
  for (
    let at = text.indexOf(sought);
    at >= 0 && at + sought.length <= text.length;
    at = text.indexOf(sought, at + 1)
  ) {
    found.push({ start: at + prefix.length, end: at + prefix.length + exact.length });
    if (at === text.length) break;
  }
  return found;
}

/** What selectors that stand beside one another say of one passage. */
interface Clues {
  position: TextRange | undefined;
  quote: QuotedText | undefined;
}

export type OffsetsOf = 'utf16' | 'codePoint';

function canonical(text: unknown): string | undefined {
  return typeof text === 'string' ? text.replace(/\r\n?/g, '\n') : undefined;
}

/** `char=10,20` (RFC 5147): places between characters, counted from 0. */
function fragmentRange(value: unknown): { start: number; end: number } | undefined {
  const [, start, end] = (typeof value === 'string' && /^char=(\d+)(?:,(\d+))?(?:;|$)/.exec(value)) || [];
  return start === undefined ? undefined : { start: Number(start), end: Number(end ?? start) };
}

function positionOf(selector: JsonObject, text: FileText, unit: OffsetsOf): TextRange | undefined {
  const fragment = selector.type === 'FragmentSelector' ? fragmentRange(selector.value) : undefined;
  const start = fragment?.start ?? offsetOf(selector.start);
  const end = fragment?.end ?? offsetOf(selector.end);
  if (start === undefined || end === undefined) return undefined;
  const ours = (offset: number): number => (unit === 'utf16' ? text.utf16(offset) : text.codePoint(offset));
  return { start: ours(start), end: ours(end) };
}

function gather(selector: unknown, text: FileText, unit: OffsetsOf, clues: Clues): void {
  if (!isObject(selector)) return;
  const exact = canonical(selector.exact);
  const [prefix, suffix] = [canonical(selector.prefix), canonical(selector.suffix)];
  if (selector.type === 'TextQuoteSelector' && exact !== undefined) {
    clues.quote ??= {
      exact,
      ...(prefix === undefined ? {} : { prefix }),
      ...(suffix === undefined ? {} : { suffix }),
    };
  } else if (selector.type === 'TextPositionSelector' || selector.type === 'FragmentSelector') {
    clues.position ??= positionOf(selector, text, unit);
  } else if (
    selector.type === 'RangeSelector' &&
    isObject(selector.startSelector) &&
    isObject(selector.endSelector)
  ) {
    // From the beginning of the one passage to the beginning of the other.
    const from = locate(selector.startSelector, text, unit);
    const to = locate(selector.endSelector, text, unit);
    if (from && to) clues.position ??= { start: from.range.start, end: to.range.start };
  }
  gather(selector.refinedBy, text, unit, clues);
}

/** What selectors quote, wherever it stands in them. */
export function quotesIn(selectors: unknown): readonly QuotedText[] {
  if (Array.isArray(selectors)) return selectors.flatMap(quotesIn);
  if (!isObject(selectors)) return [];
  const exact = canonical(selectors.exact);
  const [prefix, suffix] = [canonical(selectors.prefix), canonical(selectors.suffix)];
  const context = {
    ...(prefix === undefined ? {} : { prefix }),
    ...(suffix === undefined ? {} : { suffix }),
  };
  return [
    ...(exact === undefined || exact === '' ? [] : [{ exact, ...context }]),
    ...quotesIn(selectors.refinedBy),
  ];
}

export interface Located {
  readonly range: TextRange;
  /** what the file says stands there */
  readonly quote?: string;
  /** placed by its quotation, since at its offsets stands something else */
  readonly moved: boolean;
}

function distance(range: TextRange, position: TextRange | undefined): number {
  return position ? Math.abs(range.start - position.start) : 0;
}

/** How much of the context stands around a place. */
function agreement(
  text: string,
  { start, end }: TextRange,
  { prefix = '', suffix = '' }: QuotedText,
): number {
  let before = 0;
  while (before < prefix.length && prefix.at(-1 - before) === text.charAt(start - 1 - before)) before += 1;
  let after = 0;
  while (after < suffix.length && suffix.charAt(after) === text.charAt(end + after)) after += 1;
  return before + after;
}

/**
 * Where selectors point in a text: by offsets where the quotation stands there; else where the quotation stands with the most of
 * its context, the nearest such place. Undefined where nothing is said that could be found, or where it could be several places.
 */
export function locate(selectors: unknown, text: FileText, unit: OffsetsOf): Located | undefined {
  const clues: Clues = { position: undefined, quote: undefined };
  for (const selector of Array.isArray(selectors) ? selectors : [selectors])
    gather(selector, text, unit, clues);
  const { position, quote } = clues;
  if (!quote) return position && { range: position, moved: false };
  const said = { quote: quote.exact };
  if (position && text.text.slice(position.start, position.end) === quote.exact && quote.exact !== '') {
    return { range: position, ...said, moved: false };
  }
  const found = quote.exact === '' ? [] : quoteMatches(text.text, { exact: quote.exact });
  const ranked = found
    .map((range) => ({ range, agreed: agreement(text.text, range, quote), away: distance(range, position) }))
    .sort((a, b) => b.agreed - a.agreed || a.away - b.away);
  const [best, next] = ranked;
  if (!best) return position && { range: position, ...said, moved: false };
  const isClear = !next || best.agreed > next.agreed || (position !== undefined && best.away < next.away);
  return isClear ? { range: best.range, ...said, moved: position !== undefined } : undefined;
}
