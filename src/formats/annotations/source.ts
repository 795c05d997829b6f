import type { Annotation } from '../../core/annotation/annotation.ts';
import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { PackedAnnotation } from '../../core/annotation/packed.ts';
import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import type { Code } from '../../core/codebook/code.ts';
import type { Comment, Memo } from '../../core/discussion/discussion.ts';
import type { Entity } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import type { DocumentRecord, Person, Progress, TextRecord } from '../../core/project/records.ts';
import type { Relation } from '../../core/relation/relation.ts';
import type { Assignment, Judgement, RelationVerdict, Verdict } from '../../core/review/verdict.ts';
import type { TextChunk } from '../../core/text/structure.ts';

/** A code with the names from the top of the tree down to its own. */
export interface PathedCode extends Code {
  readonly path: readonly string[];
}

/** Lines that are ready to be written. */
export interface ReadyLines {
  /** UTF-8, whole lines with their ends */
  readonly bytes: Uint8Array;
  readonly count: number;
}

export interface SourceDocument {
  readonly document: DocumentRecord;
  readonly text: TextRecord;
}

/** What reviewers decided on an annotation or a relation, and whose it stands for in the adjudicated set. */
export interface Reviewed {
  /** in force; null where nobody decided on it */
  readonly verdict: Judgement | null;
  /** the reviewer's name; empty without a verdict */
  readonly reviewer: string;
  readonly isAdjudicated: boolean;
  /** names of those who said what it stands for, be that in the set or not */
  readonly saidBy: readonly string[];
}

/**
 * The annotated set that a writer is to write, in the one order that every writer keeps (see `order.ts`). People, codes,
 * entities and memos are few and held; documents, texts, annotations, relations and comments are handed out one at a time, so that memory
 * does not grow with the set.
 */
export interface ExportSource {
  /** the program that writes, with its version */
  readonly generator: string;
  /** those who have made something that is in the set */
  readonly persons: readonly Person[];
  /** parents before children */
  readonly codes: readonly PathedCode[];
  readonly entities: readonly Entity[];
  /** the typed fields of documents */
  readonly documentFields: readonly AttributeDefinition[];
  readonly memos: readonly Memo[];
  documents(): Iterable<SourceDocument>;
  chunks(textId: Id): Iterable<TextChunk>;
  /** The bytes that the document was imported from. */
  originalBytes(sha256: string): Uint8Array;
  /**
   * Of one document; each one's code and person are among `codes` and `persons`. Those that have lost their place come
   * last, and only for writers that can hold them.
   */
  annotations(documentId: Id): Iterable<Annotation>;
  /** The same, not taken apart. */
  packedAnnotations(documentId: Id): Iterable<PackedAnnotation>;
  /**
   * The same as lines of our own format, in pieces, where others make them meanwhile; asked for once for each document, in their order. What it hands
   * out stays as it is until the next is asked for. Absent where the writer is to make them, which gives the same bytes.
   */
  readonly annotationLines?: (documentId: Id) => AsyncIterable<ReadyLines>;
  /** One of those that `annotations` hands out. */
  annotation(id: Id): Annotation | undefined;
  /** How many comments, not deleted, are on an annotation. */
  commentCount(annotationId: Id): number;
  /** Of one document; each one's code and person are among `codes` and `persons`. */
  documentCodes(documentId: Id): Iterable<DocumentCode>;
  progress(documentId: Id): Iterable<Progress>;
  assignments(documentId: Id): Iterable<Assignment>;
  /** By id; both ends are among the annotations: of the adjudicated set, what stands for the ends. */
  relations(): Iterable<Relation>;
  /** By id; the judged annotation, and what stands for it, are among the annotations. */
  verdicts(): Iterable<Verdict>;
  /** By id; the judged relation, and what stands for it, are among the relations. */
  relationVerdicts(): Iterable<RelationVerdict>;
  /** Thread by thread, the comment that began it first, be it deleted. */
  comments(): Iterable<Comment>;
  reviewed(annotationId: Id): Reviewed;
  /** Of one that `relations` hands out. */
  reviewedRelation(relation: Relation): Reviewed;
  /** the set holds what reviewers let stand, and nothing else */
  readonly adjudicatedOnly: boolean;
}
