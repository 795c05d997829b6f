import { CONTEXT_LENGTH, type Span } from '../annotation/annotation.ts';
import { joinRanges } from '../annotation/fragments.ts';
import { Alignment } from './alignment/alignment.ts';
import { describeSpan } from './anchor.ts';
import { snapToGraphemes } from './graphemes.ts';
import { contextAgreement, QuotationSearch, type Reanchored } from './reanchor.ts';
import type { TextRange } from './structure.ts';

/**
 * What became of an annotation when its text changed.
 * - kept: the quotation stands where what is around it says that it should, be it further on than before
 * - moved: the quotation stands elsewhere: it went with its paragraph, or was found by its words and context
 * - changed: the quotation itself was altered, or what is around it was so much that a person should look
 * - lost: no place was found; the spans are those that it had
 */
export type AnchorOutcome = 'kept' | 'moved' | 'changed' | 'lost';

export interface Reanchoring {
  readonly outcome: AnchorOutcome;
  /** in the newer text, or for a lost one as they were */
  readonly spans: readonly Span[];
  /** of a lost one: where it may belong, to be decided by a person; else empty */
  readonly proposed: readonly TextRange[];
  /** 0–1: the least of its spans; of a lost one, of what is proposed */
  readonly confidence: number;
}

interface Placed {
  readonly outcome: AnchorOutcome;
  readonly range: TextRange | null;
  readonly confidence: number;
}

/**
 * How much of a range must be kept to be taken for the altered quotation: at once, where the quotation stands nowhere else, where
 * nothing like it is found. Of one with less a person decides.
 */
const ALTERED_CERTAINLY = 0.9;
const ALTERED_SURELY = 0.8;
const ALTERED = 0.5;
/** A quotation found elsewhere whose context agrees less than this is proposed only. */
const FOUND_SURELY = 0.5;

/** Moves annotations from one text to another, however many: the texts are compared once. */
export class Reanchorer {
  readonly #newer: string;
  readonly #alignment: Alignment;
  readonly #search: QuotationSearch;

  constructor(older: string, newer: string) {
    this.#newer = newer;
    this.#alignment = new Alignment(older, newer);
    this.#search = new QuotationSearch(newer, this.#alignment.newRanges(newer.length));
  }

  /** What was in the older text too was no place for the annotation then, and is none now; nor is a part of a word. */
  #mayStand(span: Span): (range: TextRange) => boolean {
    return (range) => !this.#alignment.isOld(range) && dividesWordsAlike(span, this.#newer, range);
  }

  /** Where an annotation that stood in the older text stands in the newer. */
  place(spans: readonly Span[]): Reanchoring {
    return this.#assembled(
      spans,
      spans.map((span) => this.#placeSpan(span)),
    );
  }

  /**
   * Where an annotation that was lost before may stand in the newer text: at its last place if quotation and context are
   * there, else where its quotation is found once with its context; else it stays lost.
   */
  placeLost(spans: readonly Span[]): Reanchoring {
    return this.#assembled(
      spans,
      spans.map((span) => {
        const inPlace = { start: span.start, end: span.start + span.quote.length };
        const standsThere = span.quote !== '' && this.#newer.startsWith(span.quote, span.start);
        if (standsThere && contextAgreement(span, this.#newer, inPlace) === 1) {
          return this.#whole({ outcome: 'kept', range: inPlace, confidence: 1 });
        }
        const found = this.#search.find(span, span.start, this.#mayStand(span));
        return found ? foundElsewhere(found) : NOWHERE;
      }),
    );
  }

  #placeSpan(span: Span): Placed {
    const held = this.#alignment.holding(span.start);
    if (held && span.end <= held.stretch.from + held.stretch.length && span.end > span.start) {
      const start = held.stretch.to + span.start - held.stretch.from;
      const range = { start, end: start + span.end - span.start };
      const agreement = contextAgreement(span, this.#newer, range);
      const confidence = 0.5 + agreement / 2;
      const outcome = held.moved ? 'moved' : agreement < 0.25 && isShort(span) ? 'changed' : 'kept';
      return this.#whole({ outcome, range, confidence });
    }
    const altered = this.#alignment.between(span);
    if (altered && altered.share >= ALTERED_CERTAINLY) return this.#altered(altered, span);
    const found = this.#search.find(span, this.#alignment.expected(span.start), this.#mayStand(span));
    const isExact = found !== null && found.how !== 'approximate';
    if (altered && !isExact && altered.share >= ALTERED_SURELY) return this.#altered(altered, span);
    if (isExact) return foundElsewhere(found);
    if (altered && altered.share >= ALTERED) return this.#altered(altered, span);
    if (found && found.confidence > (altered?.share ?? 0)) return foundElsewhere(found);
    return altered ? { ...this.#altered(altered, span), outcome: 'lost' } : NOWHERE;
  }

  /** Where nothing but white space is another, as in lines that were broken anew, the quotation stands as it did. */
  #altered({ range, share }: { readonly range: TextRange; readonly share: number }, { quote }: Span): Placed {
    const snapped = snapToGraphemes(this.#newer, range);
    const isSame = onOneLine(this.#newer.slice(snapped.start, snapped.end)) === onOneLine(quote);
    return { outcome: isSame ? 'kept' : 'changed', range: snapped, confidence: share };
  }

  /** An end that would stand inside a character now makes it an altered quotation. */
  #whole(placed: Placed & { readonly range: TextRange }): Placed {
    const range = snapToGraphemes(this.#newer, placed.range);
    const isSame = range.start === placed.range.start && range.end === placed.range.end;
    return isSame ? placed : { outcome: 'changed', range, confidence: Math.min(placed.confidence, 0.9) };
  }

  #assembled(spans: readonly Span[], placed: readonly Placed[]): Reanchoring {
    const ranges = placed.map(({ range }) => range).filter((range) => range !== null);
    const confidence = Math.min(...placed.map((each) => each.confidence));
    const isLost = ranges.length < spans.length || placed.some(({ outcome }) => outcome === 'lost');
    const joined = joinRanges(ranges);
    if (isLost || overlap(ranges)) return { outcome: 'lost', spans, proposed: joined, confidence };
    const merged = joined.length < ranges.length ? (['changed'] as const) : [];
    return {
      outcome: worst([...placed.map((each) => each.outcome), ...merged]),
      spans: joined.map((range) => describeSpan(this.#newer, range)),
      proposed: [],
      confidence,
    };
  }
}

const JOINS = /^[\p{L}\p{N}][\p{L}\p{N}]$/u;

/** Whether the quotation begins and ends between words or within them just as it did. */
function dividesWordsAlike(
  { prefix, quote, suffix }: Span,
  text: string,
  { start, end }: TextRange,
): boolean {
  const joined = (before: string | undefined, after: string | undefined): boolean =>
    JOINS.test(`${before ?? ' '}${after ?? ' '}`);
  return (
    joined(prefix.at(-1), quote[0]) === joined(text[start - 1], text[start]) &&
    joined(quote.at(-1), suffix[0]) === joined(text[end - 1], text[end])
  );
}

const NOWHERE: Placed = { outcome: 'lost', range: null, confidence: 0 };

function foundElsewhere({ range, how, confidence }: Reanchored): Placed {
  if (confidence < FOUND_SURELY) return { outcome: 'lost', range, confidence };
  return { outcome: how === 'approximate' ? 'changed' : 'moved', range, confidence };
}

/** Whether two fragments would stand on the same words: then one of them is not where it belongs. */
function overlap(ranges: readonly TextRange[]): boolean {
  const inOrder = ranges.toSorted((a, b) => a.start - b.start);
  return inOrder.some((range, i) => range.start < (inOrder[i - 1]?.end ?? 0));
}

const RANKS: readonly AnchorOutcome[] = ['kept', 'moved', 'changed', 'lost'];

function worst(outcomes: readonly AnchorOutcome[]): AnchorOutcome {
  return RANKS[Math.max(...outcomes.map((outcome) => RANKS.indexOf(outcome)))] ?? 'lost';
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Too short to be its own evidence where nothing around it is as it was. */
function isShort({ quote }: Span): boolean {
  return quote.length < CONTEXT_LENGTH;
}
