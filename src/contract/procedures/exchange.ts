import { z } from 'zod';
import type { CodeKind } from '../../core/codebook/code.ts';
import type { ErrorValue, Warning } from '../../core/errors.ts';
import type { DocumentMetadata } from '../../core/project/records.ts';
import { once } from '../once.ts';
import { job, query, returns } from '../procedure.ts';
import { CODE_KINDS } from '../vocabulary.ts';
import { metadataSources } from './importing.ts';
import { filter, id, nothing, path } from './shared.ts';

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
  /** where the page comes from, so that choices of what to leave out can be remembered for its like; null where it does not say */
  readonly cutSource: string | null;
  /** whether some of its cuts are selected, or not, because that was chosen for this source before */
  readonly cutsAsUsual: boolean;
  /** the document already in the project with the very same text, if any */
  readonly duplicateOf: { readonly id: string; readonly title: string } | null;
  readonly warnings: readonly Warning[];
  /** what an annotated set holds; null for a document */
  readonly set: ImportSet | null;
  /** the documents that the file holds where it holds many: a mailbox, a table; null for one document */
  readonly parts: ImportParts | null;
  /** a document of very many that has not been read: it has no text, format and metadata yet; a preview of it alone reads it */
  readonly unread: boolean;
  readonly error: ErrorValue | null;
}
export const PREVIEW_BLOCKS = 200;
/** So many documents are read beforehand; with more of them, hours could go by before the first is imported. */
export const PREVIEW_DOCUMENTS = 200;

/** The documents of a file that holds many, before they are imported. */
export interface ImportParts {
  /** of the kind of file, for people */
  readonly title: string;
  /** those that can be imported */
  readonly total: number;
  /** false where there are more: attachments of mails that are not listed */
  readonly isCounted: boolean;
  /** rows and messages that cannot become documents */
  readonly problems: number;
  /** the first ones, those with a problem too: at most PREVIEW_PARTS */
  readonly listed: readonly ImportPart[];
  /** of a table; null for a mailbox */
  readonly table: ImportTable | null;
}
export const PREVIEW_PARTS = 200;

export interface ImportPart {
  /** ‘row 17’, ‘message 3’ */
  readonly name: string;
  readonly title: string;
  readonly date: string;
  /** UTF-16 code units */
  readonly length: number;
  /** why it cannot be imported, or null */
  readonly problem: string | null;
}

/** Which columns of a table hold what; what has no role becomes a field of the document, or what `fields` names. */
export interface ColumnMapping {
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly date?: string | undefined;
  readonly author?: string | undefined;
  readonly source?: string | undefined;
  readonly language?: string | undefined;
  readonly fields?: readonly string[] | undefined;
}

export interface ImportTable {
  readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[];
  /** what was chosen, or guessed */
  readonly mapping: ColumnMapping;
}

/** An annotated set before it is imported. */
export interface ImportSet {
  /** of the format, for people */
  readonly title: string;
  /** records by what they are called, in the order in which they are shown */
  readonly counts: readonly { readonly what: string; readonly count: number }[];
  /** documents whose very text is in the project: annotations will be attached to these */
  readonly attached: number;
  /** annotations that are in the project by their id: these stay as they are there */
  readonly annotationsHere: number;
  /** those that the set names, and how much is each one's; '' where it names nobody */
  readonly people: readonly { readonly name: string; readonly count: number }[];
  /** labels of a set of another program, the most used first; empty for our own, whose codes are known by id and path */
  readonly labels: readonly ImportLabel[];
  /** texts that do not come with what is on them: the documents that they were taken for */
  readonly texts: readonly ImportText[];
}

export interface ImportText {
  /** its address, as the set has it */
  readonly source: string;
  /** null: it is in no document, or could be in several */
  readonly document: { readonly id: string; readonly title: string } | null;
  /** what told it; null where nothing did */
  readonly by: 'address' | 'file name' | 'title' | 'quotations' | 'choice' | null;
  /** documents that it could be */
  readonly choices: readonly { readonly id: string; readonly title: string }[];
}

export interface ImportLabel {
  readonly kind: CodeKind;
  /** names from the top down, as in the file */
  readonly label: readonly string[];
  readonly count: number;
  /** the code of the project that it would become; null: a new one of the same path */
  readonly code: { readonly id: string; readonly path: readonly string[] } | null;
}

/** A format of annotated sets, for people and programs. */
export interface ListedFormat {
  /** the name on the command line and in settings */
  readonly format: string;
  readonly title: string;
  readonly description: string;
  readonly loses: string;
  /** with the dot; the first is written */
  readonly extensions: readonly string[];
  readonly reads: boolean;
  readonly writes: boolean;
  /** what offsets count in it */
  readonly unit: 'utf16' | 'code-points' | 'bytes' | 'tokens' | 'elements' | 'none';
  readonly holds: readonly string[];
  readonly files: 'one' | 'many';
  readonly options: readonly ('overlap' | 'discontinuous' | 'tokens')[];
}

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
    | 'outside-article'
    | 'running-head';
  readonly blocks: number;
  /** UTF-16 code units */
  readonly length: number;
  readonly sample: string;
  readonly selected: boolean;
}

export interface ImportedDocument {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly format: string;
  /** UTF-16 code units */
  readonly length: number;
  readonly annotations: number;
  readonly relations: number;
  /** what of the file is not in the text, by reason; `length` in UTF-16 code units */
  readonly leftOut: readonly { readonly reason: PreviewCut['reason']; readonly length: number }[];
  /** some of it because that was chosen before for pages of the same source */
  readonly leftOutAsUsual?: boolean;
}

export interface ImportReport {
  readonly documents: readonly ImportedDocument[];
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
  /** of a table whose rows are not annotations */
  readonly rows?: number;
  readonly lost: readonly { readonly what: string; readonly count: number }[];
}

const names = once(() => z.array(z.string().max(2_000)).min(1).max(20));
const policy = once(() => z.enum(['longest', 'first', 'split', 'refuse']));

const column = once(() => z.string().max(1_000));
/** which columns of a table hold what; `fields`: those that become fields, absent: all others */
const columnMapping = once(() =>
  z.strictObject({
    text: column().optional(),
    title: column().optional(),
    date: column().optional(),
    author: column().optional(),
    source: column().optional(),
    language: column().optional(),
    fields: z.array(column()).max(1_000).optional(),
  }),
);
const importFile = once(() =>
  z.strictObject({
    path: path(),
    format: z.string().max(40).optional(),
    encoding: z.string().max(40).optional(),
    /** reasons whose proposed cuts are carried out; absent: those proposed as selected */
    cut: z.array(z.string().max(40)).optional(),
    /** whether what `cut` says is proposed again for pages of the same source */
    rememberCuts: z.boolean().optional(),
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
    /** what labels of a foreign set become: the id of a code, a path, or nothing */
    labels: z
      .array(
        z.strictObject({
          kind: z.enum(CODE_KINDS),
          label: names(),
          code: z.union([id(), names()]).nullable(),
        }),
      )
      .max(10_000)
      .optional(),
    /** the documents that texts are which do not come with a set; null: what is on them is left out */
    texts: z
      .array(z.strictObject({ source: z.string().max(100_000), documentId: id().nullable() }))
      .max(10_000)
      .optional(),
    /** import it although the same text is there already */
    evenIfDuplicate: z.boolean().optional(),
    columns: columnMapping().optional(),
    /** of mails and mailboxes: what is attached becomes documents too */
    attachments: z.boolean().optional(),
    /** names of parts that are not imported */
    leaveOut: z.array(z.string().max(200)).max(100_000).optional(),
  }),
);
const exportSettings = once(() =>
  z.strictObject({
    /** a name of `exchange.formats` */
    format: z.string().max(40),
    options: z
      .strictObject({
        overlap: policy(),
        discontinuous: policy(),
        tokens: z.enum(['imported', 'words']),
      })
      .partial()
      .optional(),
    ...filter(),
  }),
);

export const exchangeProcedures = {
  'exchange.formats': query(() => nothing(), returns<readonly ListedFormat[]>()),

  /** Folders are walked. Reads and shows; writes nothing. */
  'import.preview': job(
    () => z.strictObject({ files: z.array(importFile()).min(1).max(100_000) }),
    returns<{ candidates: readonly ImportCandidate[] }>(),
  ),
  'import.run': job(
    () => z.strictObject({ files: z.array(importFile()).min(1).max(100_000), ...metadataSources() }),
    returns<ImportReport>(),
  ),

  'export.preview': job(
    () => exportSettings(),
    returns<{
      lines: readonly string[];
      /** why there are none; null where there are */
      note: string | null;
      annotations: number;
      documents: number;
      lost: ExportReport['lost'];
    }>(),
  ),
  'export.run': job(
    () => z.strictObject({ settings: exportSettings(), path: path() }),
    returns<ExportReport>(),
  ),
} as const;
