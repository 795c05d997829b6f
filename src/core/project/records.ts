import type { Id } from '../ids.ts';

export interface Project {
  readonly id: Id;
  readonly name: string;
  readonly createdAt: string;
}

export interface Person {
  readonly id: Id;
  readonly name: string;
  /** index into CODE_COLOURS */
  readonly colour: number;
}

export interface DocumentMetadata {
  readonly title: string;
  /** where it came from: an address or a name of a publication, as text */
  readonly source: string;
  readonly author: string;
  /** ISO 8601 date (YYYY-MM-DD, YYYY-MM or YYYY) or empty */
  readonly date: string;
  /** BCP 47 tag or empty */
  readonly language: string;
  /** free fields */
  readonly fields: Readonly<Record<string, string>>;
}

export interface DocumentRecord extends DocumentMetadata {
  readonly id: Id;
  /** the canonical text that the document now has; texts are immutable, a changed text is another */
  readonly textId: Id;
  /** the file name that it was imported from, without folders */
  readonly fileName: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

/** What is known of a canonical text without reading it. */
export interface TextRecord {
  readonly id: Id;
  /** SHA-256 of the canonical text in UTF-8, lower-case hexadecimal */
  readonly sha256: string;
  /** UTF-16 code units */
  readonly length: number;
  /** Unicode code points (a lone surrogate counts as one) */
  readonly codePoints: number;
  readonly blockCount: number;
  readonly chunkCount: number;
  /** SHA-256 of the original bytes, lower-case hexadecimal; the bytes are kept */
  readonly sourceSha256: string;
  readonly mediaType: string;
  /** WHATWG name of the encoding that the bytes were read in */
  readonly encoding: string;
  /** identifier of the reader: 'txt', 'md', 'html', … */
  readonly format: string;
}

/** A document in a list. */
export interface ListedDocument extends DocumentRecord {
  /** UTF-16 code units */
  readonly length: number;
  readonly annotations: number;
}
