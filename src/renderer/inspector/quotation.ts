import type { Span } from '../../core/annotation/annotation.ts';

/** The quotation of all spans, with an ellipsis where text between two is left out, on one line. */
export function wholeQuote(spans: readonly Pick<Span, 'quote'>[]): string {
  return spans.map(({ quote }) => quote.replace(/\s+/g, ' ').trim()).join(' … ');
}

/** The beginning and the end of a long text, so that a list stays readable. `length` in UTF-16 code units. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = Math.floor((length - 3) / 2);
  // Never through a surrogate pair.
  const head = text.slice(0, half).replace(/[\uD800-\uDBFF]$/, '');
  const tail = text.slice(-half).replace(/^[\uDC00-\uDFFF]/, '');
  return `${head} … ${tail}`;
}
