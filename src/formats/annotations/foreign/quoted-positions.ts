import type { TextRange } from '../../../core/text/structure.ts';

/** A way in which a file may count positions. */
export type Counting = (range: TextRange) => TextRange;

interface Quoted {
  readonly range: TextRange;
  /** what the file says stands there; '' where it does not say */
  readonly quote: string;
}

export interface FoundPlace {
  /** UTF-16 offsets, half-open */
  readonly range: TextRange;
  /** whether the text there is what was said; true where nothing was said */
  readonly fits: boolean;
}

/** Line ends of any kind and runs of white space alike: Qt writes U+2029 for the end of a line. */
function plain(text: string): string {
  return text.replace(/[\s\u0085]+/gu, ' ').trim();
}

/**
 * Where quotations stand in a text, of a program that counts positions in one of several ways, or in more than one in the same text.
 * Of the ways, the one under which most quotations fit is taken; for a quotation that it does not fit, the first other that does; where none does, its
 * position counts.
 * @param countings the likeliest first
 * @param textIn what stands in a range of the text
 */
export function placesOf(
  quoted: readonly Quoted[],
  countings: readonly Counting[],
  textIn: (range: TextRange) => string,
): readonly FoundPlace[] {
  const places = quoted.map(({ range, quote }) => {
    const called = plain(quote);
    return countings.map((counting): FoundPlace => {
      const counted = counting(range);
      return { range: counted, fits: called === '' || plain(textIn(counted)) === called };
    });
  });
  const fits = countings.map((_, at) => places.filter((each) => each[at]?.fits).length);
  const best = fits.indexOf(Math.max(...fits));
  return places.map((each) => {
    const usual = each[best] as FoundPlace;
    return usual.fits ? usual : (each.find((place) => place.fits) ?? usual);
  });
}
