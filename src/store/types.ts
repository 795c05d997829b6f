import type { Annotation } from '../core/annotation/annotation.ts';
import type { DocumentCode } from '../core/annotation/document-code.ts';
import type { PackedAnnotation } from '../core/annotation/packed.ts';
import type { AnnotationRun } from '../core/annotation/run.ts';
import type { Code, CountedCode } from '../core/codebook/code.ts';
import type { Comment, CommentedKind, Memo, MemoKind } from '../core/discussion/discussion.ts';
import type { CountedEntity, Entity } from '../core/entity/entity.ts';
import type { Warning } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type {
  Action,
  ActionType,
  Commit,
  HistoryEntry,
  RecordChange,
  UndoState,
} from '../core/journal/action.ts';
import type {
  DocumentRecord,
  ListedDocument,
  Person,
  Progress,
  Project,
  TextRecord,
} from '../core/project/records.ts';
import type { Relation } from '../core/relation/relation.ts';
import type { Assignment, RelationVerdict, Verdict } from '../core/review/verdict.ts';
import type {
  ChunkOutline,
  HeadingOutline,
  StructuredText,
  TextChunk,
  TextRange,
} from '../core/text/structure.ts';
import type { SendOptions } from './exchange/send-options.ts';
import type { AnnotationFilter, AnnotationQuery, RelationFilter, RelationQuery } from './filters.ts';
import type { MergeEntry } from './merge/log.ts';
import type { MergeOptions, MergeResult } from './merge/merge-result.ts';
import type { RecordCounts } from './record-counts.ts';
import type { Moment } from './sight/moment.ts';
import type { Sight } from './sight/sight.ts';

export type { AnnotationFilter, AnnotationQuery, RelationFilter, RelationQuery } from './filters.ts';
export type { MergeOptions, MergeResult } from './merge/merge-result.ts';
export type { Moment } from './sight/moment.ts';
export type { Sight } from './sight/sight.ts';

/** How many annotations of which codes stand in which parts of a text. */
export interface CountedBins {
  readonly codeIds: readonly Id[];
  /** (bin, code ordinal in `codeIds`, count), only those not 0 */
  readonly triples: Uint32Array;
}

/** Reads that never change the file. Everything is synchronous: SQL runs in the process that owns the store. */
export interface StoreReader {
  project(): Project;
  persons(): readonly Person[];
  /** Not deleted, in tree order of siblings (position, then name); the caller builds the tree. */
  codes(): readonly CountedCode[];
  code(id: Id): Code | undefined;
  /** Not deleted, by title. */
  documents(): readonly ListedDocument[];
  document(id: Id): DocumentRecord | undefined;
  /** Documents (not deleted) whose canonical text has this hash. */
  documentsByTextSha256(sha256: string): readonly DocumentRecord[];
  /** Documents (not deleted) whose original bytes have this hash. */
  documentsBySourceSha256(sha256: string): readonly DocumentRecord[];

  text(textId: Id): TextRecord | undefined;
  outline(textId: Id): readonly ChunkOutline[];
  headings(textId: Id): readonly HeadingOutline[];
  /** The chunks with these places, in order; unknown places are left out. */
  chunks(textId: Id, seqs: readonly number[]): readonly TextChunk[];
  /** All chunks in order, one at a time in memory. */
  everyChunk(textId: Id): IterableIterator<TextChunk>;
  /** The chunk holding this UTF-16 offset (the last one for the text's end). */
  chunkAt(textId: Id, offset: number): TextChunk | undefined;
  /** Text of a range (clipped to the text), UTF-16 offsets, half-open, reading only the chunks it touches. */
  slice(textId: Id, range: TextRange): string;
  /** The original bytes as they were imported. Raises `project-damaged` where a part of them is missing. */
  sourceBytes(sha256: string): Uint8Array | undefined;

  annotation(id: Id): Annotation | undefined;
  /** Not deleted, not lost, and overlapping the range (an empty span counts where start <= position <= end), by start, then longest first, then id. */
  annotationsInRange(documentId: Id, range: TextRange): readonly Annotation[];
  /**
   * Page of a document's (or the project's) annotations in text order, then those of the document that are lost, for
   * lists. `after` is the last one of the page before.
   */
  annotationPage(query: AnnotationQuery): readonly Annotation[];
  countAnnotations(query: AnnotationFilter): number;
  /** The same for each person who has any. */
  countByPerson(query: AnnotationFilter): ReadonlyMap<Id, number>;
  /**
   * All matching annotations, one at a time in memory: by document title, then start, then longest first, then id; those
   * that are lost after the others of their document. Whoever works with places asks for `lost: false`.
   */
  everyAnnotation(filter: AnnotationFilter): IterableIterator<Annotation>;
  /** The same, not taken apart: several times quicker where few of their fields are wanted. */
  everyPackedAnnotation(filter: AnnotationFilter): IterableIterator<PackedAnnotation>;
  /** The nearest annotation (not lost) that starts after (or before) the offset; ties by id. For walking by key. */
  neighbour(
    documentId: Id,
    offset: number,
    direction: 'next' | 'previous',
    filter?: { codeId?: Id },
  ): Annotation | undefined;
  /**
   * How many annotations (not lost) of each code touch each of `bins` equal parts of the text, for the overview strip:
   * triples of (bin, code ordinal in `codeIds`, count), only those not 0.
   */
  density(documentId: Id, bins: number): CountedBins;
  /**
   * The same in steps of a few milliseconds, between which other work can be done: what that writes may be counted or not.
   * @param step annotations looked at in one
   */
  densityInSteps(documentId: Id, bins: number, step?: number): Generator<undefined, CountedBins>;

  relation(id: Id): Relation | undefined;
  /**
   * Relations that begin or end at one of these annotations, by id: like all lists and counts of relations, those to be seen,
   * which are not deleted, nor their ends, nor the documents of these.
   */
  relationsOf(annotationIds: readonly Id[]): readonly Relation[];
  /** Those that begin or end at an annotation overlapping the range, by id; at most `limit`. */
  relationsTouching(documentId: Id, range: TextRange, limit: number): readonly Relation[];
  /** By id; `after` is the last one of the page before. */
  relationPage(query: RelationQuery): readonly Relation[];
  countRelations(filter: RelationFilter): number;

  /** Not deleted, by name. */
  entities(): readonly CountedEntity[];
  entity(id: Id): Entity | undefined;
  /** Annotations linked to the entity, by the document's date (those without one last), title, and then in text order. */
  mentions(entityId: Id, limit: number, after?: Id): readonly Annotation[];

  /** Of one document, or of all that are not deleted; not deleted, by the document's id and their own. */
  documentCodes(documentId?: Id): readonly DocumentCode[];
  documentCode(id: Id): DocumentCode | undefined;

  comment(id: Id): Comment | undefined;
  /** On one record: those not deleted, and the deleted ones that began a thread that goes on; by thread, then by time. */
  comments(targetKind: CommentedKind, targetId: Id): readonly Comment[];
  /** All that `comments` shows of any record, by id, one at a time in memory. */
  everyComment(): IterableIterator<Comment>;
  /** The annotations of a document that bear a thread not resolved. */
  discussed(documentId: Id): readonly Id[];

  memo(id: Id): Memo | undefined;
  /** Not deleted; on one record or all; newest first. */
  memos(target?: { readonly kind: MemoKind; readonly id: Id }): readonly Memo[];

  progress(documentId: Id, personId: Id): Progress | undefined;
  /** With documents not deleted, by id. */
  everyProgress(): readonly Progress[];

  verdict(id: Id): Verdict | undefined;
  /** On one annotation, by id; not deleted. */
  verdictsOn(annotationId: Id): readonly Verdict[];
  /** On annotations of one document, or of all that are not deleted; not deleted, nor the annotation; by id. */
  verdicts(documentId?: Id): readonly Verdict[];
  relationVerdict(id: Id): RelationVerdict | undefined;
  /** On one relation, by id; not deleted. */
  relationVerdictsOn(relationId: Id): readonly RelationVerdict[];
  /** On relations with an end in one document, or on all; not deleted, and on relations to be seen; by id. */
  relationVerdicts(documentId?: Id): readonly RelationVerdict[];
  assignment(id: Id): Assignment | undefined;
  /** Not deleted, of documents not deleted, by id. */
  assignments(): readonly Assignment[];

  /** Whether this reader hides what others said of the document (see sight/sight.ts); the project's own reader hides nothing. */
  hidesOthers(documentId: Id): boolean;

  undoState(): UndoState;
  /** Newest first. */
  history(recordId: Id, limit: number): readonly HistoryEntry[];
  /** Newest first, from `beforeSeq` (exclusive) where given. */
  actions(limit: number, beforeSeq?: number): readonly Action[];
  changesOf(actionId: Id): readonly RecordChange[];
  counts(): RecordCounts;
}

/** What the caller of the write door says about the action. */
export interface ActionDraft {
  readonly type: Exclude<ActionType, 'undo' | 'redo'>;
  readonly subject: string;
  readonly personId: Id;
  /**
   * Chosen by the caller so that a call repeated after a crash is recognised: where an action of this id is
   * already in the journal nothing is done and its commit is returned again.
   */
  readonly id?: Id;
  /**
   * Long work (an import of many files) is several short transactions, so that a crash loses little, the process
   * keeps answering and cancelling leaves whole records. Actions of one group are one step of undo and redo, placed
   * where the group began.
   */
  readonly group?: Id;
}

/**
 * The only way to change a record. Each call is noted in the journal within the same transaction, and raises
 * `record-unknown-reference` where the record refers to one that was never stored; one that is deleted may be referred to.
 */
export interface WriteTransaction extends StoreReader {
  putPerson(person: Person): void;
  /** Takes a person off the list, on whose behalf nothing should be left. */
  dropPerson(id: Id): void;
  putProject(project: Project): void;
  /** Stores a text and its source bytes (both content-addressed where alike); not journalled: texts never change. */
  putText(text: NewText): TextRecord;
  /** Makes the record or brings it to this state; a record already like it is no change. */
  putDocument(document: DocumentRecord): void;
  putCode(code: Code): void;
  putAnnotation(annotation: Annotation): void;
  /** Makes those whose ids are free, many at a time; gives the others, to which nothing is done. */
  addAnnotations(annotations: readonly Annotation[]): readonly Annotation[];
  /** The same of a run: gives the places in it of those whose ids are taken. */
  addAnnotationRun(run: AnnotationRun): readonly number[];
  putEntity(entity: Entity): void;
  /** Raises `relation-to-itself`. */
  putRelation(relation: Relation): void;
  putDocumentCode(documentCode: DocumentCode): void;
  /**
   * Raises `invalid-input` where it names a thread that another comment did not begin or that is on another record, leaves its
   * thread, or is an answer and resolved. Whoever moves a thread to another record puts its first comment, then all others.
   */
  putComment(comment: Comment): void;
  putMemo(memo: Memo): void;
  /**
   * Raises `invalid-input` where there is another progress of the same person with the same document, or where it would
   * go to another person or document.
   */
  putProgress(progress: Progress): void;
  /** Raises `invalid-input` where the result is in another document, or missing though the decision needs one. */
  putVerdict(verdict: Verdict): void;
  /** Raises `invalid-input` where it does not name what stands for the relation. */
  putRelationVerdict(verdict: RelationVerdict): void;
  putAssignment(assignment: Assignment): void;
}

export interface NewText {
  readonly structured: StructuredText;
  readonly source: {
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly encoding: string;
    readonly format: string;
  };
}

export type TransactionResult<T> =
  | {
      readonly repeated: false;
      readonly value: T;
      /** null where nothing changed: then nothing is written and no action is made */
      readonly commit: Commit | null;
    }
  | {
      /** An action of this id was in the journal already: `work` was not run, so there is no value. */
      readonly repeated: true;
      readonly value: undefined;
      /** the commit of that action; its undo state is that of now */
      readonly commit: Commit;
    };

export interface StoreOptions {
  /** what tells this machine from others, kept by the caller; a file that comes from another begins a new sequence */
  readonly machineId: string;
  /** folder of this machine for verified copies and for what is remembered of files; made where missing */
  readonly backupFolder: string;
  readonly appVersion: string;
  /** Reads only: takes no lock, writes nothing, does not migrate. */
  readonly readOnly?: boolean;
}

export interface CreateOptions extends StoreOptions {
  /** the project's name */
  readonly name: string;
}

/** The project as it was at one moment. */
export interface Snapshot {
  readonly read: StoreReader;
  /** for threads that read beside it */
  readonly moment: Moment;
  /** Until then the log grows, whatever is written. Idempotent. */
  close(): void;
}

export interface ProjectStore {
  /** where the file really lies: absolute, symbolic links resolved */
  readonly path: string;
  readonly read: StoreReader;
  /**
   * A reader of what has been committed and is to be seen. It is for showing: whoever changes records reads what there is. One
   * reader of layers at a time: the next sight takes its place.
   */
  seen(sight: Sight): StoreReader;
  /**
   * A reader of what has been committed by now and is to be seen by the sight, or of everything: what is written later, and other
   * sights, change nothing of what it gives. For long work that leaves room for other work. Raises `project-replaced`.
   */
  snapshot(sight?: Sight): Snapshot;
  /** What opening had to repair or wants to tell. */
  readonly warnings: readonly Warning[];
  /** Runs `work` in one IMMEDIATE transaction, journals what it put, commits durably (synchronous=FULL), returns. An exception rolls all back. */
  transact<T>(draft: ActionDraft, work: (tx: WriteTransaction) => T): TransactionResult<T>;
  /** Raises `nothing-to-undo`. With an `actionId` already in the journal nothing is done and its commit is returned again. */
  undo(personId: Id, actionId?: Id): Commit;
  /** Raises `nothing-to-redo`; `actionId` as for undo. */
  redo(personId: Id, actionId?: Id): Commit;
  /**
   * Takes in what is new in another file of the project, or of another one: one step of undo, decided field by field by rules that
   * give the same project whatever the order of merges (docs/merge.md). The other file is only read. With an `actionId` already in
   * the journal nothing is done. Raises what opening raises of the other file, `journal-broken` and `journal-forked` where it cannot
   * be proved, `text-hash-mismatch`, `project-from-future`, `cancelled`: then nothing has changed.
   */
  merge(file: string, options: MergeOptions): Promise<MergeResult>;
  /** Writes a file for a colleague, which must not be there: a copy of the project, or of a part of it. Raises `cancelled`, `disk-full`, `no-permission`. */
  send(target: string, personId: Id, options: SendOptions): Promise<void>;
  /**
   * Writes a file, which must not be there, with what was done since the project was received, and gives how many actions that
   * is. Raises `invalid-input` where nobody sent it.
   */
  returnWork(target: string): number;
  /** Whether a colleague sent this file, and whether its codebook is to stay as it is. */
  received(): { readonly returnable: boolean; readonly frozen: boolean };
  /** Newest first. */
  merges(): readonly MergeEntry[];
  /** What this file remembers of how one works in it, by name: no record, so it has no journal and takes no part in undo and merging. */
  remembered(name: string): string | undefined;
  /** Raises `project-read-only`, `disk-full`. */
  remember(name: string, value: string): void;
  /** Verified copy through SQLite's backup API, without blocking; rotates older ones. Returns the file made, or null where the newest backup already has this journal head. */
  backup(options?: {
    readonly force?: boolean;
    readonly onProgress?: (done: number, total: number) => void;
    readonly signal?: AbortSignal;
  }): Promise<string | null>;
  backups(): readonly { readonly path: string; readonly at: string; readonly bytes: number }[];
  /**
   * `PRAGMA integrity_check`, foreign keys, the journal's hash chain, every annotation's quotation against its text, ends of
   * relations, values of attributes, threads, and tallies against counts.
   */
  check(options?: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  }): Promise<CheckReport>;
  /** Checkpoints the log into the file and lets go of the lock. Idempotent. */
  close(): void;
}

export interface CheckReport {
  readonly ok: boolean;
  readonly checked: { readonly actions: number; readonly annotations: number; readonly texts: number };
  readonly problems: readonly Warning[];
}
