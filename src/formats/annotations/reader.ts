import type { Span } from '../../core/annotation/annotation.ts';
import type { Code } from '../../core/codebook/code.ts';
import type { ErrorValue } from '../../core/errors.ts';
import type { DocumentMetadata, Person } from '../../core/project/records.ts';
import type { StructuredText } from '../../core/text/structure.ts';

/** A code as a file has it: `id` and `parentId` are the file's own keys. */
export type ReadCode = Omit<Code, 'deleted'> & { readonly path: readonly string[] };

export interface ReadDocument extends DocumentMetadata {
  /** the file's own key */
  readonly id: string;
  readonly fileName: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly textSha256: string;
  readonly structured: StructuredText;
  readonly original: {
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly encoding: string;
    readonly format: string;
  };
}

/** Every reference has been resolved within the file and every span verified against its text. */
export interface ReadAnnotation {
  readonly id: string;
  readonly documentId: string;
  readonly codeId: string;
  readonly personId: string;
  /** UTF-16 offsets, half-open, in text order */
  readonly spans: readonly Span[];
  readonly note: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a reader hands on. What another record refers to always comes before it. */
export type ReadRecord =
  | { readonly kind: 'person'; readonly line: number; readonly person: Person }
  | { readonly kind: 'code'; readonly line: number; readonly code: ReadCode }
  | { readonly kind: 'document'; readonly line: number; readonly document: ReadDocument }
  | { readonly kind: 'annotation'; readonly line: number; readonly annotation: ReadAnnotation }
  /** a record that was left out (error) or something odd that left nothing out (warning); `place.line` says where */
  | { readonly kind: 'problem'; readonly severity: 'error' | 'warning'; readonly error: ErrorValue };

/** Reads an annotated set of one format. */
export interface AnnotationReader {
  readonly format: string;
  /** Whether a file that begins with these bytes is of this format. */
  recognises(head: Uint8Array): boolean;
  /**
   * The records in batches, read as they are asked for: memory holds one document's text at most. A bad record is
   * handed on as a problem and reading goes on. Raises only what makes the whole file unreadable:
   * `format-version-unknown`, `record-malformed` (its header).
   */
  read(input: AsyncIterable<Uint8Array>): AsyncIterable<readonly ReadRecord[]>;
}
