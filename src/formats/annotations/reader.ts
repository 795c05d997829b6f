import type { AnnotationStatus, Span } from '../../core/annotation/annotation.ts';
import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { AnnotationRun } from '../../core/annotation/run.ts';
import type { AttributeDefinition, AttributeValues } from '../../core/attribute/attribute.ts';
import type { Code } from '../../core/codebook/code.ts';
import type { Comment, Memo } from '../../core/discussion/discussion.ts';
import type { Entity } from '../../core/entity/entity.ts';
import type { ErrorValue } from '../../core/errors.ts';
import type { DocumentMetadata, Person, Progress } from '../../core/project/records.ts';
import type { Relation } from '../../core/relation/relation.ts';
import type { Assignment, RelationVerdict, Verdict } from '../../core/review/verdict.ts';
import type { StructuredText } from '../../core/text/structure.ts';

/*
 * Records as a file has them: all ids are the file's own keys.
 */

/** `otherParentIds` and `ends` may name codes that come later. */
export type ReadCode = Omit<Code, 'deleted'> & { readonly path: readonly string[] };

export type ReadEntity = Omit<Entity, 'deleted'>;
export type ReadDocumentCode = Omit<DocumentCode, 'deleted'>;
export type ReadRelation = Omit<Relation, 'deleted'>;
export type ReadAssignment = Omit<Assignment, 'deleted'>;
export type ReadVerdict = Omit<Verdict, 'deleted'>;
export type ReadRelationVerdict = Omit<RelationVerdict, 'deleted'>;
/** One that is deleted began a thread that goes on. The comments of a thread come together, the one that began it first. */
export type ReadComment = Comment;
/** `targetId` is null where the memo is on the project. */
export type ReadMemo = Omit<Memo, 'deleted' | 'targetId'> & { readonly targetId: string | null };

export interface ReadDocument extends DocumentMetadata {
  /** the file's own key */
  readonly id: string;
  readonly fileName: string;
  /** values of the file's document fields */
  readonly attributes: AttributeValues;
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

/** Every reference has been resolved within the file, and every span verified against its text unless it is lost. */
export interface ReadAnnotation {
  readonly id: string;
  readonly documentId: string;
  readonly codeId: string;
  readonly codeVersion: number;
  readonly personId: string;
  /** UTF-16 offsets, half-open, in text order */
  readonly spans: readonly Span[];
  readonly attributes: AttributeValues;
  readonly status: AnnotationStatus;
  readonly entityId: string | null;
  readonly note: string;
  /** its place in the text is not known: its spans have not been verified, and may lie past the end */
  readonly lost: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * What a reader hands on. What another record refers to comes before it; the annotations that relations, comments and links to them refer to
 * are not held, so that whether they are there is for the receiver to see.
 */
export type ReadRecord =
  | { readonly kind: 'person'; readonly line: number; readonly person: Person }
  | { readonly kind: 'code'; readonly line: number; readonly code: ReadCode }
  | { readonly kind: 'entity'; readonly line: number; readonly entity: ReadEntity }
  | { readonly kind: 'documentField'; readonly line: number; readonly definition: AttributeDefinition }
  | { readonly kind: 'documentCode'; readonly line: number; readonly documentCode: ReadDocumentCode }
  | { readonly kind: 'progress'; readonly line: number; readonly progress: Progress }
  | { readonly kind: 'assignment'; readonly line: number; readonly assignment: ReadAssignment }
  | { readonly kind: 'verdict'; readonly line: number; readonly verdict: ReadVerdict }
  | { readonly kind: 'relationVerdict'; readonly line: number; readonly verdict: ReadRelationVerdict }
  | { readonly kind: 'relation'; readonly line: number; readonly relation: ReadRelation }
  | { readonly kind: 'comment'; readonly line: number; readonly comment: ReadComment }
  | { readonly kind: 'memo'; readonly line: number; readonly memo: ReadMemo }
  | { readonly kind: 'document'; readonly line: number; readonly document: ReadDocument }
  | { readonly kind: 'annotation'; readonly line: number; readonly annotation: ReadAnnotation }
  /** annotations of one document after one another, as `annotation` would hand them on one by one */
  | { readonly kind: 'annotations'; readonly run: AnnotationRun }
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
