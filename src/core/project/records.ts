import type { AttributeDefinition, AttributeValues } from '../attribute/attribute.ts';
import type { Id } from '../ids.ts';

export interface Project {
  readonly id: Id;
  readonly name: string;
  /** typed metadata that the project asks of each document */
  readonly documentFields: readonly AttributeDefinition[];
  /** whether people see what others did in a document only when they are done with it themselves */
  readonly blind: boolean;
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
  /** free fields, as imported */
  readonly fields: Readonly<Record<string, string>>;
}

export interface DocumentRecord extends DocumentMetadata {
  readonly id: Id;
  /** the canonical text that the document now has; texts are immutable, a changed text is another */
  readonly textId: Id;
  /** the file name that it was imported from, without folders */
  readonly fileName: string;
  /** values of the project's `documentFields` */
  readonly attributes: AttributeValues;
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
  /** WHATWG name of the encoding that the bytes were read in; empty where the format itself says it */
  readonly encoding: string;
  /** identifier of the reader: 'txt', 'md', 'html', … */
  readonly format: string;
}

export const DOCUMENT_STATUSES = ['not-started', 'in-progress', 'done'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** How far a person is with a document; at most one for each of these pairs. None: not started. */
export interface Progress {
  readonly id: Id;
  readonly documentId: Id;
  readonly personId: Id;
  readonly status: DocumentStatus;
  readonly updatedAt: string;
}

/** A document in a list. */
export interface ListedDocument extends DocumentRecord {
  /** UTF-16 code units */
  readonly length: number;
  readonly annotations: number;
  /** document codes that it bears, each once */
  readonly codeIds: readonly Id[];
  /** of those who have begun */
  readonly progress: readonly { readonly personId: Id; readonly status: DocumentStatus }[];
}
