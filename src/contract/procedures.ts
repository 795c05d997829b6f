import { z } from 'zod';
import type { Annotation } from '../core/annotation/annotation.ts';
import type { CountedCode } from '../core/codebook/code.ts';
import type { ErrorValue, Warning } from '../core/errors.ts';
import type { Commit, HistoryEntry, UndoState } from '../core/journal/action.ts';
import type {
  DocumentMetadata,
  ListedDocument,
  Person,
  Project,
  TextRecord,
} from '../core/project/records.ts';
import type { ChunkOutline, HeadingOutline, TextChunk } from '../core/text/structure.ts';
import { action, job, query, type Returns, returns } from './procedure.ts';

const id = z.uuid();
const offset = z.number().int().nonnegative();
const range = z
  .strictObject({ start: offset, end: offset })
  .refine((value) => value.start <= value.end, 'start is after end');
/** Chosen by the caller, so that a call repeated after the workbench died is done once (see the store's write door). */
const actionId = id.optional();
const path = z.string().min(1).max(32_767);
const page = { limit: z.number().int().min(1).max(1_000), after: id.optional() };
const filter = {
  documentIds: z.array(id).optional(),
  codeIds: z.array(id).optional(),
  personIds: z.array(id).optional(),
};
const nothing = z.strictObject({});
const codeFields = {
  name: z.string().max(200),
  colour: z.number().int().nonnegative(),
  key: z.string().max(1).nullable(),
  description: z.string().max(20_000),
};

/** Done, and what changed; null where there was nothing to change. */
export interface Done {
  readonly commit: Commit | null;
}

export interface ProjectState {
  readonly project: Project;
  readonly path: string;
  readonly me: Person;
  readonly people: readonly Person[];
  readonly undoState: UndoState;
  /** what opening the file had to tell */
  readonly warnings: readonly Warning[];
}

export interface OpenedDocument {
  readonly document: ListedDocument;
  readonly text: TextRecord;
  readonly outline: readonly ChunkOutline[];
  readonly headings: readonly HeadingOutline[];
}

export interface FoundInDocument {
  /** UTF-16 offsets in pairs: start, end, start, end, … at most FIND_LIMIT pairs */
  readonly ranges: Uint32Array;
  /** how many there are, also past the limit */
  readonly total: number;
}
export const FIND_LIMIT = 10_000;

export interface TagResult extends Done {
  /** what was made; null where the same tag was there and has been removed */
  readonly annotation: Annotation | null;
  readonly removed: readonly Annotation[];
}

/** A file that an import was pointed at, read but not yet written. */
export interface ImportCandidate {
  readonly path: string;
  readonly fileName: string;
  /** 'txt' | 'md' | 'html' | 'jsonl' | …; null where `error` says why not */
  readonly format: string | null;
  readonly bytes: number;
  readonly encoding: EncodingEvidence | null;
  readonly metadata: DocumentMetadata | null;
  /** UTF-16 code units */
  readonly length: number;
  /** the beginning of the text as blocks, cuts included, at most PREVIEW_BLOCKS */
  readonly preview: readonly PreviewBlock[];
  readonly cuts: readonly PreviewCut[];
  /** the document already in the project with the very same text, if any */
  readonly duplicateOf: { readonly id: string; readonly title: string } | null;
  readonly warnings: readonly Warning[];
  readonly error: ErrorValue | null;
}
export const PREVIEW_BLOCKS = 200;

export interface EncodingEvidence {
  readonly encoding: string;
  /** 'bom': a byte order mark; 'declared': the file says so; 'valid-utf8'; 'detected': by statistics; 'chosen': by the user */
  readonly evidence: 'bom' | 'declared' | 'valid-utf8' | 'detected' | 'chosen';
  /** 0–1; 1 where it is certain */
  readonly confidence: number;
  readonly alternatives: readonly string[];
}

export interface PreviewBlock {
  readonly kind: string;
  readonly level: number;
  readonly text: string;
  /** index into `cuts`, or null where the block stays in any case */
  readonly cut: number | null;
}

export interface PreviewCut {
  readonly reason:
    | 'caption'
    | 'navigation'
    | 'subscription'
    | 'related'
    | 'share'
    | 'comments'
    | 'legal'
    | 'outside-article';
  readonly blocks: number;
  /** UTF-16 code units */
  readonly length: number;
  readonly sample: string;
  readonly selected: boolean;
}

export interface ImportReport {
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    readonly path: string;
    readonly format: string;
    readonly length: number;
    readonly annotations: number;
    readonly relations: number;
  }[];
  /** files whose very text was already there: nothing was written for these */
  readonly duplicates: readonly { readonly path: string; readonly id: string; readonly title: string }[];
  readonly errors: readonly {
    readonly path: string;
    readonly code: string;
    readonly message: string;
    readonly remedy?: string;
  }[];
  readonly warnings: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  readonly cancelled: boolean;
}

export interface ExportReport {
  readonly files: readonly string[];
  readonly annotations: number;
  readonly lost: readonly { readonly what: string; readonly count: number }[];
}

const importFile = z.strictObject({
  path,
  format: z.string().max(40).optional(),
  encoding: z.string().max(40).optional(),
  /** reasons whose proposed cuts are carried out; absent: those proposed as selected */
  cut: z.array(z.string().max(40)).optional(),
  metadata: z
    .strictObject({
      title: z.string().max(2_000),
      source: z.string().max(2_000),
      author: z.string().max(2_000),
      date: z.string().max(40),
      language: z.string().max(40),
    })
    .partial()
    .optional(),
  /** import it although the same text is there already */
  evenIfDuplicate: z.boolean().optional(),
});
const exportSettings = z.strictObject({ format: z.enum(['jsonl', 'csv']), ...filter });

/** All that the renderer can ask of the workbench. The name says the record and what is done with it. */
export const procedures = {
  'project.state': query(nothing, returns<ProjectState>()),
  'project.rename': action(z.strictObject({ actionId, name: z.string().max(200) }), returns<Done>()),
  'project.backup': job(nothing, returns<{ path: string | null }>()),
  'project.check': job(
    nothing,
    returns<{
      ok: boolean;
      problems: readonly Warning[];
      checked: { actions: number; annotations: number; texts: number };
    }>(),
  ),

  'documents.list': query(nothing, returns<readonly ListedDocument[]>()),
  'documents.open': query(z.strictObject({ documentId: id }), returns<OpenedDocument>()),
  'documents.chunks': query(
    z.strictObject({ textId: id, seqs: z.array(z.number().int().nonnegative()).max(64) }),
    returns<readonly TextChunk[]>(),
  ),
  /** Text of any range, for copying what lies outside the window. */
  'documents.slice': query(z.strictObject({ textId: id, range }), returns<string>()),
  'documents.find': query(
    z.strictObject({
      textId: id,
      query: z.string().min(1).max(1_000),
      caseSensitive: z.boolean().optional(),
      wholeWord: z.boolean().optional(),
    }),
    returns<FoundInDocument>(),
  ),
  'documents.edit': action(
    z.strictObject({
      actionId,
      documentId: id,
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
  'documents.delete': action(z.strictObject({ actionId, documentIds: z.array(id).min(1) }), returns<Done>()),

  'annotations.inRange': query(z.strictObject({ documentId: id, range }), returns<readonly Annotation[]>()),
  'annotations.get': query(z.strictObject({ annotationId: id }), returns<Annotation | null>()),
  'annotations.page': query(
    z.strictObject({ ...filter, ...page }),
    returns<{ annotations: readonly Annotation[]; total: number }>(),
  ),
  'annotations.neighbour': query(
    z.strictObject({
      documentId: id,
      offset,
      direction: z.enum(['next', 'previous']),
      codeId: id.optional(),
    }),
    returns<Annotation | null>(),
  ),
  'annotations.density': query(
    z.strictObject({ documentId: id, bins: z.number().int().min(1).max(4_096) }),
    returns<{ codeIds: readonly string[]; triples: Uint32Array }>(),
  ),
  /** Tags the ranges with the code; where me has that very tag already, removes it (a second press). */
  'annotations.tag': action(
    z.strictObject({ actionId, documentId: id, codeId: id, ranges: z.array(range).min(1).max(1_000) }),
    returns<TagResult>(),
  ),
  'annotations.recode': action(
    z.strictObject({ actionId, annotationIds: z.array(id).min(1), codeId: id }),
    returns<Done>(),
  ),
  /** New ends for one span; snapped outwards to grapheme clusters. */
  'annotations.adjust': action(
    z.strictObject({ actionId, annotationId: id, spanIndex: z.number().int().nonnegative(), range }),
    returns<{ commit: Commit | null; annotation: Annotation }>(),
  ),
  'annotations.note': action(
    z.strictObject({ actionId, annotationId: id, note: z.string().max(1_000_000) }),
    returns<Done>(),
  ),
  'annotations.delete': action(
    z.strictObject({ actionId, annotationIds: z.array(id).min(1) }),
    returns<Done>(),
  ),

  'codes.list': query(nothing, returns<readonly CountedCode[]>()),
  'codes.create': action(
    z
      .strictObject({ actionId, ...codeFields, parentId: id.nullable() })
      .partial({ colour: true, key: true, description: true }),
    returns<{ commit: Commit | null; codeId: string }>(),
  ),
  'codes.edit': action(
    z.strictObject({ actionId, codeId: id, fields: z.strictObject(codeFields).partial() }),
    returns<Done>(),
  ),
  /** Puts a code under a parent (null: the top) at a place among its new siblings, 0-based. */
  'codes.move': action(
    z.strictObject({ actionId, codeId: id, parentId: id.nullable(), index: z.number().int().nonnegative() }),
    returns<Done>(),
  ),
  /** Deletes a code; its children move up to its parent; its annotations as said. */
  'codes.delete': action(
    z.strictObject({
      actionId,
      codeId: id,
      deletion: z.discriminatedUnion('annotations', [
        z.strictObject({ annotations: z.literal('delete') }),
        z.strictObject({ annotations: z.literal('move'), toCodeId: id }),
      ]),
    }),
    returns<Done>(),
  ),

  'journal.undo': action(z.strictObject({ actionId }), returns<Done>()),
  'journal.redo': action(z.strictObject({ actionId }), returns<Done>()),
  'journal.history': query(
    z.strictObject({ recordId: id, limit: z.number().int().min(1).max(1_000) }),
    returns<readonly HistoryEntry[]>(),
  ),

  /** Folders are walked. Reads and shows; writes nothing. */
  'import.preview': job(
    z.strictObject({ files: z.array(importFile).min(1).max(10_000) }),
    returns<{ candidates: readonly ImportCandidate[] }>(),
  ),
  'import.run': job(
    z.strictObject({ files: z.array(importFile).min(1).max(100_000) }),
    returns<ImportReport>(),
  ),

  'export.preview': job(
    exportSettings,
    returns<{
      lines: readonly string[];
      annotations: number;
      documents: number;
      lost: ExportReport['lost'];
    }>(),
  ),
  'export.run': job(z.strictObject({ settings: exportSettings, path }), returns<ExportReport>()),
} as const;

export type Procedures = typeof procedures;
export type ProcedureName = keyof Procedures;
export type InputOf<N extends ProcedureName> = z.input<Procedures[N]['input']>;
export type OutputOf<N extends ProcedureName> =
  Procedures[N]['output'] extends Returns<infer Output> ? Output : never;
