import type { AnnotationStatus } from '../../../core/annotation/annotation.ts';
import type { ErrorValue } from '../../../core/errors.ts';
import type { DocumentMetadata } from '../../../core/project/records.ts';
import type { StructuredText, TextRange } from '../../../core/text/structure.ts';
import type { ForeignDatabase } from './database.ts';

/*
 * What the codecs of other programs' formats translate to and from. They know nothing of ids, code trees, colours or
 * clocks: the intake gives those, the same way for every format.
 */

/** One file of what an import was pointed at: a lone file, a file of a folder, or an entry of an archive. */
export interface BundleFile {
  /** relative to the folder or archive, with '/' between folders; the bare name for a lone file */
  readonly path: string;
  /** bytes, once unpacked */
  readonly size: number;
  /** the first bytes, at most 64 kB */
  head(): Promise<Uint8Array>;
  /** all bytes, in pieces read as they are asked for */
  pieces(): AsyncIterable<Uint8Array>;
  /**
   * All bytes at once. `onPiece` is shown each piece before it is held, and may raise.
   * @throws GlossatorError file-too-large where there are more than `limit`
   */
  bytes(limit: number, onPiece?: (piece: Uint8Array) => void): Promise<Uint8Array>;
  /**
   * Its tables, where it is a database; they can be read until the bundle is closed.
   * @throws GlossatorError file-damaged, file-encrypted, file-too-large, disk-full
   */
  database(): Promise<ForeignDatabase>;
}

export interface Bundle {
  /** of the file, folder or archive, without folders */
  readonly name: string;
  /** by path */
  readonly files: readonly BundleFile[];
  /**
   * Texts that stand elsewhere than in the bundle: the one that is meant, or the titles of those that it could be; none where
   * nothing is like it.
   */
  readonly textFor?: (wanted: WantedText) => KnownText | readonly string[];
}

/** A text that annotations are on and that does not come with them: what they say of it. */
export interface WantedText {
  /** its address */
  readonly source: string;
  readonly title?: string;
  /** what the annotations quote from it, some of them */
  readonly quotes: readonly QuotedText[];
}

export interface QuotedText {
  readonly exact: string;
  /** what stands right before and after it */
  readonly prefix?: string;
  readonly suffix?: string;
}

export interface KnownText {
  readonly title: string;
  /** canonical, as the model keeps it */
  readonly text: string;
}

export type ForeignValue = string | number | boolean | readonly string[];

/** One that a passage names: kept as an entity, found again by its identifier, else by name and kind. */
export interface ForeignEntity {
  readonly name: string;
  readonly kind?: string;
  readonly identifiers?: readonly { readonly scheme: string; readonly value: string }[];
}

export interface ForeignAnnotation {
  /** unique in its document: the file's own id where it has one, else made from its place */
  readonly key: string;
  /** names from the top of the code tree down */
  readonly code: readonly string[];
  /** the annotator's name; absent: the file does not say */
  readonly person?: string;
  /** UTF-16 offsets into the document's text, half-open, as the file states them (the intake checks them) */
  readonly ranges: readonly TextRange[];
  /** what the file says stands in each range, where it says so; checked against the text */
  readonly quotes?: readonly string[];
  readonly attributes?: Readonly<Record<string, ForeignValue>>;
  readonly note?: string;
  readonly status?: AnnotationStatus;
  readonly entity?: ForeignEntity;
  /** ISO 8601, UTC */
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** line in the file, from 1, for messages */
  readonly line?: number;
}

export interface ForeignRelation {
  readonly key: string;
  readonly code: readonly string[];
  readonly person?: string;
  /** keys of annotations in the same document, which may come later */
  readonly from: string;
  readonly to: string;
  readonly attributes?: Readonly<Record<string, ForeignValue>>;
  readonly note?: string;
  readonly line?: number;
}

/** A code on the document as a whole. */
export interface ForeignDocumentCode {
  readonly key: string;
  readonly code: readonly string[];
  readonly person?: string;
  readonly attributes?: Readonly<Record<string, ForeignValue>>;
  readonly note?: string;
}

export interface ForeignComment {
  readonly key: string;
  /** key of an annotation; absent: on the document */
  readonly on?: string;
  readonly person?: string;
  readonly body: string;
  readonly createdAt?: string;
}

/** A document with all that is tagged in it. */
export interface ForeignDocument {
  /** unique in the bundle: the file's own id or name of the document */
  readonly key: string;
  /** of the file in which the lines count, where that is not the key */
  readonly path?: string;
  readonly metadata: Partial<DocumentMetadata>;
  readonly structured: StructuredText;
  /** what the text came from, kept with it; `format` is the codec's own name */
  readonly original: {
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly encoding: string;
  };
  readonly annotations: readonly ForeignAnnotation[];
  readonly relations: readonly ForeignRelation[];
  readonly documentCodes?: readonly ForeignDocumentCode[];
  readonly comments?: readonly ForeignComment[];
}

/** What a file says of a code beyond its name. Codes that are only used need no such item. */
export interface ForeignCode {
  readonly path: readonly string[];
  /** as #rrggbb */
  readonly colour?: string;
  readonly description?: string;
  readonly key?: string;
}

export type ForeignItem =
  | { readonly kind: 'code'; readonly code: ForeignCode }
  | { readonly kind: 'document'; readonly document: ForeignDocument }
  | {
      readonly kind: 'memo';
      /** what it is on; 'project' has no target */
      readonly on: 'project' | 'document' | 'code';
      /** a document's key */
      readonly target?: string;
      /** a code's */
      readonly path?: readonly string[];
      readonly title: string;
      readonly body: string;
      readonly person?: string;
    }
  /** left out (error), or odd, or not held by the model (warning); `place` says path and line */
  | { readonly kind: 'problem'; readonly severity: 'error' | 'warning'; readonly error: ErrorValue };

/** Reads the files of one foreign format. */
export interface ForeignReader {
  /** the name on the command line and in the contract */
  readonly format: string;
  /** for people */
  readonly title: string;
  /** 0–1: how surely the bundle is of this format, by its content */
  recognise(bundle: Bundle): Promise<number>;
  /**
   * Names of files beside a lone one that belong to it: `story.txt` to `story.ann`. Those that are there join it in its bundle.
   */
  companions?(name: string): readonly string[];
  /**
   * One document at a time is held in memory. A bad record is handed on as a problem and reading goes on.
   * @throws GlossatorError what makes the whole bundle unreadable, with file and line
   */
  read(bundle: Bundle): AsyncIterable<ForeignItem>;
}
