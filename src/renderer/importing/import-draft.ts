import type { ColumnMapping, ImportCandidate, InputOf, PreviewCut } from '../../contract/procedures.ts';
import type { MetadataDraft } from '../documents/MetadataFields.tsx';
import { labelWishes } from './label-draft.ts';

export type CutReason = PreviewCut['reason'];
export type ImportFileInput = InputOf<'import.run'>['files'][number];

/** A text that is shown before it is taken in. */
export type PreviewedText = Pick<
  ImportCandidate,
  'cuts' | 'preview' | 'length' | 'parts' | 'set' | 'unread' | 'error'
>;

/** What the user has decided about one file; what is not decided stays as it was proposed. */
export interface FileDraft {
  /** null: as proposed */
  readonly included: boolean | null;
  readonly encoding: string | null;
  /** reasons whose blocks are left out; null: as proposed */
  readonly cuts: ReadonlySet<CutReason> | null;
  /** whether what is decided about cuts is proposed again for pages of the same source */
  readonly rememberCuts: boolean;
  /** only the fields that were changed */
  readonly metadata: Partial<MetadataDraft>;
  /** what labels of an annotated set become, by `labelKey`; only those that were changed */
  readonly labels: ReadonlyMap<string, string>;
  /** ids of the documents that texts are which do not come with a set, by their addresses; '' for those left out; only those that were chosen */
  readonly texts: ReadonlyMap<string, string>;
  /** of a table: what its columns hold; null: as proposed */
  readonly columns: ColumnMapping | null;
  /** of mails: what is attached comes, too */
  readonly attachments: boolean;
  /** names of documents of the file that are not imported */
  readonly leaveOut: ReadonlySet<string>;
}

export const UNDECIDED: FileDraft = {
  included: null,
  encoding: null,
  cuts: null,
  rememberCuts: true,
  metadata: {},
  labels: new Map(),
  texts: new Map(),
  columns: null,
  attachments: false,
  leaveOut: new Set(),
};

/** A file is imported unless it cannot be, or its very text is in the project already. */
export function isIncluded(candidate: ImportCandidate, draft: FileDraft): boolean {
  if (candidate.error !== null) return false;
  if (candidate.parts && candidate.parts.total <= draft.leaveOut.size) return false;
  return draft.included ?? candidate.duplicateOf === null;
}

export interface ReasonSummary {
  readonly reason: CutReason;
  readonly blocks: number;
  /** UTF-16 code units */
  readonly length: number;
  readonly sample: string;
  /** whether it is proposed to leave these out */
  readonly proposed: boolean;
}

/** The proposed cuts by reason, in the order in which they are met. */
export function cutsByReason(cuts: readonly PreviewCut[]): readonly ReasonSummary[] {
  const byReason = new Map<CutReason, ReasonSummary>();
  for (const { reason, blocks, length, sample, selected } of cuts) {
    const before = byReason.get(reason);
    byReason.set(reason, {
      reason,
      blocks: (before?.blocks ?? 0) + blocks,
      length: (before?.length ?? 0) + length,
      sample: before?.sample ?? sample,
      proposed: (before?.proposed ?? false) || selected,
    });
  }
  return [...byReason.values()];
}

/** The reasons whose blocks will be left out. */
export function chosenReasons(candidate: PreviewedText, draft: FileDraft): ReadonlySet<CutReason> {
  if (draft.cuts) return draft.cuts;
  return new Set(
    cutsByReason(candidate.cuts)
      .filter(({ proposed }) => proposed)
      .map(({ reason }) => reason),
  );
}

/** Whether the block with this index into the cuts (null: none) will be left out. */
export function isCutOut(candidate: PreviewedText, draft: FileDraft, cut: number | null): boolean {
  const proposed = cut === null ? undefined : candidate.cuts[cut];
  if (!proposed) return false;
  return draft.cuts ? draft.cuts.has(proposed.reason) : proposed.selected;
}

/** UTF-16 code units that will be left out. */
export function cutLength(candidate: PreviewedText, draft: FileDraft): number {
  return candidate.cuts.reduce(
    (sum, cut, index) => sum + (isCutOut(candidate, draft, index) ? cut.length : 0),
    0,
  );
}

export function metadataOf(candidate: ImportCandidate, draft: FileDraft): MetadataDraft {
  const { title = '', author = '', date = '', source = '', language = '' } = candidate.metadata ?? {};
  return { title, author, date, source, language, ...draft.metadata };
}

/** Mails with something attached, and mailboxes, which may hold such. */
export function canHaveAttachments({ format, metadata }: ImportCandidate): boolean {
  return (
    format === 'mbox' || format === 'mail' || (format === 'eml' && metadata?.fields.attachments !== undefined)
  );
}

/** A mapping as messages hold it. */
export function columnsWish({ fields, ...roles }: ColumnMapping): NonNullable<ImportFileInput['columns']> {
  return { ...roles, ...(fields === undefined ? {} : { fields: [...fields] }) };
}

/** What the workbench is asked for this file. `codes`: those that are there, by their paths in words. */
export function importFileOf(
  candidate: ImportCandidate,
  draft: FileDraft,
  codes: ReadonlyMap<string, string> = new Map(),
): ImportFileInput {
  const labels = labelWishes(candidate.set?.labels ?? [], draft.labels, codes);
  return {
    ...(labels.length > 0 ? { labels } : {}),
    ...(draft.texts.size === 0
      ? {}
      : { texts: Array.from(draft.texts, ([source, id]) => ({ source, documentId: id || null })) }),
    path: candidate.path,
    ...(draft.encoding === null ? {} : { encoding: draft.encoding }),
    ...(draft.columns === null ? {} : { columns: columnsWish(draft.columns) }),
    ...(draft.attachments ? { attachments: true } : {}),
    ...(draft.leaveOut.size === 0 ? {} : { leaveOut: [...draft.leaveOut] }),
    ...(draft.cuts === null ? {} : { cut: [...draft.cuts].sort() }),
    ...(draft.cuts !== null && draft.rememberCuts && candidate.cutSource !== null
      ? { rememberCuts: true }
      : {}),
    ...(Object.keys(draft.metadata).length === 0 ? {} : { metadata: draft.metadata }),
    ...(candidate.duplicateOf !== null && draft.included === true ? { evenIfDuplicate: true } : {}),
  };
}
