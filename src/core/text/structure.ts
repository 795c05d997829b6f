/**
 * The canonical text of a document and the structure that stands off from it.
 *
 * All offsets are UTF-16 code units into the canonical text, half-open. Newlines are `\n`; nothing else of the
 * source is normalised. Blocks are in text order and never overlap; the text between two blocks is only newlines
 * and white space. Marks may overlap each other but not cross a block's ends.
 */

/** Half-open range of UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export const BLOCK_KINDS = [
  'paragraph',
  'heading',
  'list-item',
  'preformatted',
  'caption',
  'rule',
  'page-break',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** The table cell that a block stands in. A cell may hold several blocks. All counts are 0-based. */
export interface TableCell {
  /** which table of the document */
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly header?: boolean;
  readonly columnSpan?: number;
}

export interface Block extends TextRange {
  readonly kind: BlockKind;
  /** heading: 1–6; list item: depth of nesting from 1 */
  readonly level?: number;
  /** list item: the number shown, where the list is ordered */
  readonly ordinal?: number;
  /** depth of quotation (block quote) that the block stands in; absent is 0 */
  readonly quote?: number;
  readonly cell?: TableCell;
  /**
   * page break: the page turns within the block before it, so many UTF-16 units before that ends. A paragraph that runs across pages
   * is one block, and its page breaks stand behind it. Absent is 0
   */
  readonly back?: number;
  /** true where an over-long paragraph was divided and this block continues the one before, with no gap */
  readonly continues?: boolean;
}

export const MARK_KINDS = [
  'strong',
  'emphasis',
  'underline',
  'strikethrough',
  'superscript',
  'subscript',
  'code',
  'link',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export interface Mark extends TextRange {
  readonly kind: MarkKind;
  /** link: the address as text, kept for citation; http, https and mailto only, never followed by the program */
  readonly href?: string;
}

export interface StructuredText {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly marks: readonly Mark[];
}

/**
 * A run of whole blocks with their text and marks: the unit in which a text is stored and fetched, so that
 * reading a passage costs the same in a short text and in a long one. Chunks of a text are contiguous: the first
 * starts at 0, each starts where the one before ended, and the white space after a block belongs to its chunk.
 * Offsets inside are those of the whole text, not of the chunk.
 */
export interface TextChunk extends StructuredText, TextRange {
  /** 0-based place among the chunks of its text */
  readonly seq: number;
  /** index in the whole text of the chunk's first block */
  readonly firstBlock: number;
}

/** What is known of a chunk without fetching it. */
export interface ChunkOutline extends TextRange {
  readonly seq: number;
  readonly firstBlock: number;
  readonly blockCount: number;
  /** for estimating heights: sum over blocks of ceil(length / 80), each at least 1 */
  readonly lineEstimate: number;
}

/** A heading, for the table of contents. */
export interface HeadingOutline extends TextRange {
  readonly level: number;
  readonly title: string;
}

/** Length in UTF-16 code units that a chunk aims at. A chunk exceeds it only where a single table row does. */
export const CHUNK_TARGET_LENGTH = 16_384;

/** Blocks longer than this (UTF-16 code units) are divided on import into continuing blocks. */
export const BLOCK_MAX_LENGTH = 4_096;
