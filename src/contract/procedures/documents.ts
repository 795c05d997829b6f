import { z } from 'zod';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { ListedDocument, TextRecord } from '../../core/project/records.ts';
import type { ChunkOutline, HeadingOutline, TextChunk } from '../../core/text/structure.ts';
import { action, query, returns } from '../procedure.ts';
import { DOCUMENT_STATUSES } from '../vocabulary.ts';
import { actionId, attributePatch, type Done, groupId, id, nothing, offset, range } from './shared.ts';

export interface OpenedDocument {
  readonly document: ListedDocument;
  readonly text: TextRecord;
  readonly outline: readonly ChunkOutline[];
  readonly headings: readonly HeadingOutline[];
}

/** What stands around a place of a document: enough to fill a window from there. */
export interface Passage {
  readonly textId: string;
  /** neighbours, in order */
  readonly chunks: readonly TextChunk[];
  /** those that touch the chunks, in document order */
  readonly annotations: readonly Annotation[];
}

export interface FoundInDocument {
  /** UTF-16 offsets in pairs: start, end, start, end, … at most FIND_LIMIT pairs */
  readonly ranges: Uint32Array;
  /** how many there are, also past the limit */
  readonly total: number;
}

export const documentProcedures = {
  'documents.list': query(() => nothing(), returns<readonly ListedDocument[]>()),
  'documents.open': query(() => z.strictObject({ documentId: id() }), returns<OpenedDocument>()),
  'documents.chunks': query(
    () => z.strictObject({ textId: id(), seqs: z.array(z.number().int().nonnegative()).max(64) }),
    returns<readonly TextChunk[]>(),
  ),
  /** What is seen first of a document that is opened at the offset: asked for together with `documents.open`. */
  'documents.passage': query(
    () => z.strictObject({ documentId: id(), offset: offset() }),
    returns<Passage>(),
  ),
  /** Text of any range, for copying what lies outside the window. */
  'documents.slice': query(() => z.strictObject({ textId: id(), range: range() }), returns<string>()),
  'documents.find': query(
    () =>
      z.strictObject({
        textId: id(),
        query: z.string().min(1).max(1_000),
        caseSensitive: z.boolean().optional(),
        wholeWord: z.boolean().optional(),
      }),
    returns<FoundInDocument>(),
  ),
  'documents.edit': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        documentId: id(),
        metadata: z
          .strictObject({
            title: z.string().max(2_000),
            source: z.string().max(2_000),
            author: z.string().max(2_000),
            date: z.string().max(40),
            language: z.string().max(40),
            fields: z.record(z.string().max(200), z.string().max(20_000)),
          })
          .partial(),
      }),
    returns<Done>(),
  ),
  'documents.delete': action(
    () => z.strictObject({ actionId: actionId(), documentIds: z.array(id()).min(1) }),
    returns<Done>(),
  ),

  /** Values of the project's typed fields. */
  'documents.setFields': action(
    () =>
      z.strictObject({ actionId: actionId(), documentIds: z.array(id()).min(1), values: attributePatch() }),
    returns<Done>(),
  ),
  /** My progress with these documents. */
  'documents.setProgress': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        documentIds: z.array(id()).min(1),
        status: z.enum(DOCUMENT_STATUSES),
      }),
    returns<Done>(),
  ),
  /** The document codes of a document, everyone's. */
  'documentCodes.list': query(() => z.strictObject({ documentId: id() }), returns<readonly DocumentCode[]>()),
  /** Gives these documents the code as mine; those that have it already stay as they are. */
  'documentCodes.add': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        groupId: groupId(),
        documentIds: z.array(id()).min(1),
        codeId: id(),
      }),
    returns<Done>(),
  ),
  'documentCodes.remove': action(
    () => z.strictObject({ actionId: actionId(), documentCodeIds: z.array(id()).min(1) }),
    returns<Done>(),
  ),
  'documentCodes.setAttributes': action(
    () =>
      z.strictObject({
        actionId: actionId(),
        documentCodeIds: z.array(id()).min(1),
        values: attributePatch(),
      }),
    returns<Done>(),
  ),
} as const;
