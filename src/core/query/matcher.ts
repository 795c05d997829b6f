/** Finds a query in the text of a passage. All offsets are UTF-16 code units of the text given. */
export interface PassageMatcher {
  /** Of what is found in a passage, start, end, start, end, …: in order, not overlapping, in whole grapheme clusters; empty where it is not. */
  ranges(passage: string): number[];
  /** Whether anything is found in it. */
  isIn(passage: string): boolean;
  /**
   * Before this offset at or after `from` begins no passage with a match, nor stands any part of one, in a text of whole passages
   * with white space between them; −1 where none comes any more. Lets whoever reads much text through skip most of it.
   */
  candidate(text: string, from: number): number;
  /** What the UTF-8 of a text, byte by byte as Latin-1, must match if any passage of it does and it has no sign that is passed over. */
  readonly bytes: RegExp | null;
  /** Letters and digits of ASCII that stand together, letter case aside, in every match in such a text, small; null where there are none. */
  readonly letters: string | null;
}

/** Ranges of a passage beyond these are not told: a letter found 60,000 times is highlighted long before. */
export const RANGES_MAX = 500;
