/*
 * Search over the texts of a project. A passage is a paragraph, heading, list item or cell: a block, with those that continue it.
 */

/**
 * How a query is to be read. `words`: words, "phrases", beginnings of words*, OR, -without, letter case and diacritics aside, in one
 * passage. `text`: the query as it stands, as in the find bar. `pattern`: a regular expression of JavaScript, with the `u` flag.
 */
export type QueryKind = 'words' | 'text' | 'pattern';

export interface TextQuery {
  readonly kind: QueryKind;
  readonly query: string;
  /** `text` and `pattern` only */
  readonly caseSensitive: boolean;
  /** `text` only */
  readonly wholeWord: boolean;
}

/** In the order of the documents' texts, as they came into the project, or the best first (`words` only). */
export type PassageOrder = 'text' | 'relevance';

/** A passage in which a query is found. All offsets are UTF-16 code units in the document's canonical text, half-open. */
export interface FoundPassage {
  readonly documentId: string;
  /** of the whole passage */
  readonly start: number;
  readonly end: number;
  /** of what was found in it: start, end, start, end, …; in order, not overlapping, in whole grapheme clusters */
  readonly ranges: readonly number[];
  /** a stretch of the passage around the first range, short enough for a line or two of a list */
  readonly snippet: { readonly start: number; readonly text: string };
}

export interface FoundPassages {
  readonly passages: readonly FoundPassage[];
  /** to go on from; opaque; null where nothing comes any more */
  readonly next: string | null;
}

export interface PassageCounts {
  readonly passages: number;
  /** documents with passages, those with the most first */
  readonly documents: readonly { readonly documentId: string; readonly passages: number }[];
}

/** How far the index of words has come. Without it, and beyond it, texts are read through: nothing is missed meanwhile. */
export interface IndexState {
  /** texts of documents that are not deleted */
  readonly texts: number;
  readonly indexedTexts: number;
  /** UTF-16 code units in them */
  readonly units: number;
  readonly indexedUnits: number;
}
