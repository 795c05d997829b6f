import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Code } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import type { DocumentRecord, Person, TextRecord } from '../../core/project/records.ts';
import type { TextChunk } from '../../core/text/structure.ts';

/** A code with the names from the top of the tree down to its own. */
export interface PathedCode extends Code {
  readonly path: readonly string[];
}

export interface SourceDocument {
  readonly document: DocumentRecord;
  readonly text: TextRecord;
}

/**
 * The annotated set that a writer is to write, in the one order that every writer keeps (see `order.ts`). People and
 * codes are few and held; documents, texts and annotations are handed out one at a time, so that memory does not
 * grow with the set.
 */
export interface ExportSource {
  /** the program that writes, with its version */
  readonly generator: string;
  /** those whose annotations are in the set */
  readonly persons: readonly Person[];
  /** parents before children */
  readonly codes: readonly PathedCode[];
  documents(): Iterable<SourceDocument>;
  chunks(textId: Id): Iterable<TextChunk>;
  /** The bytes that the document was imported from. */
  originalBytes(sha256: string): Uint8Array;
  /** Of one document; each one's code and person are among `codes` and `persons`. */
  annotations(documentId: Id): Iterable<Annotation>;
}
