import type { ErrorValue } from '../../../core/errors.ts';
import type { EncodingFound, ParsedDocument } from '../../../core/text/parsed.ts';
import type { ColumnMapping, TableColumn } from './columns.ts';

/** One of the documents that a file holds: bytes of its own, so that it is kept and read again without the others. */
export interface Part {
  /** what tells it from the others of the file, for people: ‘row 17’, ‘message 3’ */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** identifier of the reader; absent: by the bytes and the name */
  readonly format?: string;
  /** the name to read it under, where it has one of its own */
  readonly fileName?: string;
  /** it is the file itself, and the others came with it */
  readonly whole?: true;
  /** what it came with says of it: the mail that it was attached to */
  readonly cameWith?: { readonly source: string; readonly fields: Readonly<Record<string, string>> };
}

/** A part that cannot become a document. */
export interface PartProblem {
  readonly name: string;
  readonly problem: ErrorValue;
}

export interface ContainerInput {
  /** the file from its beginning, in pieces; each call begins anew */
  pieces(): AsyncIterable<Uint8Array>;
  readonly fileName: string;
  readonly encoding?: string;
  /** which columns of a table are what; absent: as they are guessed by name and content */
  readonly columns?: ColumnMapping;
  /** reads the whole file as one document, where its format needs that first, in a thread apart */
  whole(format: string): Promise<ParsedDocument>;
}

export interface TableColumns {
  readonly columns: readonly TableColumn[];
  readonly mapping: ColumnMapping;
}

/** A kind of file that holds many documents. Memory does not grow with the file, but where a format says so. */
export interface DocumentContainer {
  readonly id: string;
  readonly title: string;
  /** lower case, with the dot */
  readonly extensions: readonly string[];
  /** true where its files are no text */
  readonly binary?: boolean;
  readonly maxBytes: number;
  /** 0–1: how surely a file is of this kind, by its beginning and its name */
  recognise(head: Uint8Array, fileName: string): number;
  /** In the order of the file. @throws GlossatorError where the file itself is at fault */
  parts(input: ContainerInput): AsyncIterable<Part | PartProblem>;
  /** of files that do not say themselves how they are encoded: what they are read in. @throws GlossatorError */
  encoding?(input: ContainerInput): Promise<EncodingFound>;
  /** of tables: which columns there are, and which are taken for what. @throws GlossatorError */
  columns?(input: ContainerInput): Promise<TableColumns>;
}
